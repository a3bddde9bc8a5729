import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLexicon, PACKAGE_ROOT, readReport, type Knowledge, type Report, type Section } from '../indexer/index.js'
import { chance } from './chance.js'
import { keepResult } from './machine.js'
import { readTexts, sharedLaws } from './pages/clean-text.js'
import { seedTexts } from './pages/evidence.js'
import { boundaries, typeset, type Page } from './pages/printed-page.js'

/**
 * `npm run bench -- edges [--laws FOLDER_OR_TARGZ] [--count N] [--seed N] [--measures 20,30,40] [--show N]`: documents set as printed pages, flattened as extraction does it, and read
 * again. Where does a passage begin or end that is none of the document, and which of its own are lost? A document is read as it is, and what is read of it is set.
 */

/** Edges of documents that were set and read again. */
interface Edges {
  /** That the documents have. */
  own: number
  /** That were found and are none, by what they stand behind: inside a clause, behind ； or ：, behind a whole sentence. */
  insideClause: number
  behindClause: number
  behindSentence: number
  /** That the documents have and were not found. */
  missed: number
}

const none = (): Edges => ({ own: 0, insideClause: 0, behindClause: 0, behindSentence: 0, missed: 0 })

/** What of a report is set as paragraphs: headings that are no passages, and passages that are no rows. */
export function paragraphsOf(report: Report): string[] {
  const texts: string[] = []
  const walk = ({ heading, pieces, passages, sections }: Section): void => {
    if (pieces.length > 0) texts.push(heading)
    for (const i of passages) if (report.passages[i]?.kind !== 'row') texts.push(report.passages[i]?.text ?? '')
    sections.forEach(walk)
  }
  report.sections.forEach(walk)
  return texts.filter((text) => text.trim() !== '')
}

const readAs = (text: string, knowledge: Knowledge): string[] =>
  paragraphsOf(readReport({ file: 'a.txt', id: 'a', title: '甲', kind: 'report', issuer: null, published: null, covers: [2020], cities: ['开封'], sha256: '' }, text, knowledge).report)

const LAYOUTS: readonly Page['blanks'][] = ['doubled', 'between', 'none']
const SENTENCE_END = /[。！？][”’）》]?$/u
const CLAUSE_END = /[；：][”’）》]?$/u

const around = (whole: string, at: number): string => `${whole.slice(Math.max(0, at - 20), at)}|${whole.slice(at, at + 20)}`

export async function edges(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    laws: { type: 'string' }, seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') }, count: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' },
    measures: { type: 'string', default: '20,30,40' }, show: { type: 'string', default: '10' },
  } })
  const laws = values.laws ?? sharedLaws()
  const lexicon = loadLexicon()
  const chosen = laws === null ? [] : chance(Number(values.seed)).shuffled(readTexts(laws)).slice(0, Number(values.count))
  const texts = [...seedTexts(values.seeds), ...chosen]
  const results = new Map<string, Edges>()
  const shown: string[] = []
  for (const { name, text } of texts) {
    const paragraphs = readAs(text, lexicon)
    const whole = paragraphs.join('').replace(/\s/gu, '')
    const own = boundaries(paragraphs)
    for (const blanks of LAYOUTS) {
      for (const measure of values.measures.split(',').map(Number)) {
        const found = boundaries(readAs(typeset(paragraphs, { measure, blanks, page: 25 }), lexicon))
        const key = `${blanks} ${measure}`
        const sum = results.get(key) ?? none()
        results.set(key, sum)
        sum.own += own.size
        for (const at of own) {
          if (found.has(at)) continue
          sum.missed++
          shown.push(`${key} ${name}: missed ${around(whole, at)}`)
        }
        for (const at of found) {
          if (own.has(at)) continue
          const before = whole.slice(at - 2, at)
          const kind = SENTENCE_END.test(before) ? 'behindSentence' : CLAUSE_END.test(before) ? 'behindClause' : 'insideClause'
          sum[kind]++
          shown.push(`${key} ${name}: ${kind} ${around(whole, at)}`)
        }
      }
    }
  }
  const total = none()
  for (const [key, sum] of results) {
    console.log(`${key.padEnd(12)} ${printed(sum)}`)
    for (const field of Object.keys(total) as (keyof Edges)[]) total[field] += sum[field]
  }
  console.log(`${'all'.padEnd(12)} ${printed(total)}; ${texts.length} documents`)
  for (const line of shown.slice(0, Number(values.show))) console.log(`  ${line}`)
  console.log(`kept in ${keepResult('edges', { documents: texts.length, seed: Number(values.seed), layouts: Object.fromEntries(results), total }).slice(PACKAGE_ROOT.length + 1)}`)
  return Promise.resolve()
}

const printed = ({ own, insideClause, behindClause, behindSentence, missed }: Edges): string =>
  `${own} edges; false: ${insideClause} inside a clause, ${behindClause} behind ； or ：, ${behindSentence} behind a sentence; missed ${missed}`
