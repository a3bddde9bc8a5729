import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLanguage, PACKAGE_ROOT } from '../indexer/index.js'
import { CASES, deleteCited, emptyTally, firstEdition, tally, type Document, type Tally } from './anchors/cases.js'
import { misread } from './anchors/changes.js'
import { chance } from './chance.js'
import { corpusFolder, keepResult } from './machine.js'
import { archiveSpeed } from './anchors/speed.js'

/**
 * `npm run bench -- anchors [--seeds DIR] [--laws DIR] [--count 300] [--seed 5] [--tune] [--only CASE|speed] [--reports 10000]`: addresses made from one
 * processing, resolved after another. `--laws`: a folder of UTF-8 texts, searched through (the laws corpus, unpacked).
 * `--tune` draws from the other half of the laws: thresholds are set on it, results are reported on this one.
 */

const SIZES = { least: 1500, most: 60_000 } as const

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(md|txt)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).sort()
}

/** A document's lines, without the Markdown of its head. */
const bodyOf = (text: string): string => text.slice(Math.max(0, text.indexOf('<!-- INFO END -->'))).replace('<!-- INFO END -->', '')

function draw(seeds: string, laws: string | null, count: number, seed: number, tune: boolean): Document[] {
  const reports = readdirSync(seeds).filter((name) => name.endsWith('.txt')).sort().map((name) => ({ id: name.slice(0, 3), text: readFileSync(join(seeds, name), 'utf8') }))
  if (!laws) return reports
  const random = chance(seed)
  const half = textsBelow(laws).filter((_, i) => (i % 2 === 1) === tune)
  const drawn: Document[] = []
  for (const path of random.shuffled(half)) {
    if (drawn.length === count) break
    const text = bodyOf(readFileSync(path, 'utf8'))
    if (text.length >= SIZES.least && text.length <= SIZES.most) drawn.push({ id: `law-${drawn.length}`, text })
  }
  return [...(tune ? [] : reports), ...drawn]
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((part / whole) * 1e6) / 1e6)

export async function anchors(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    seeds: { type: 'string' }, laws: { type: 'string' }, count: { type: 'string', default: '300' }, seed: { type: 'string', default: '5' }, reports: { type: 'string', default: '10000' },
    tune: { type: 'boolean', default: false }, examples: { type: 'string', default: '3' }, only: { type: 'string' },
  } })
  const laws = values.laws ?? corpusFolder('laws')
  if (!laws) console.log('without laws: --laws DIR, or CORPUS_DIR with a folder laws')
  const documents = draw(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), laws, Number(values.count), Number(values.seed), values.tune)
  const { lexicon } = loadLanguage()
  const random = chance(Number(values.seed) * 7919)
  const paragraphs = documents.map(({ text }) => text.split('\n').filter((line) => /^[^#\s].{30,200}。$/u.test(line)))
  const tallies = new Map<string, Tally>()
  const tallyOf = (name: string): Tally => {
    const known = tallies.get(name) ?? emptyTally()
    tallies.set(name, known)
    return known
  }
  const wanted = (name: string): boolean => values.only === undefined || name.includes(values.only)
  for (const [i, document] of documents.entries()) {
    const first = firstEdition(document, lexicon)
    if (!first) continue
    const own = new Set(paragraphs[i])
    const strangers = random.shuffled(paragraphs.flat()).slice(0, 1000).filter((paragraph) => !own.has(paragraph))
    for (const [name, change] of Object.entries(CASES)) {
      if (!wanted(name)) continue
      const lines = change(first.lines, random, strangers, first.opening)
      if (name !== 'digits-changed') {
        tally(first, lines, lexicon, tallyOf(name))
        continue
      }
      const changed = new Set(lines.flatMap(({ text }, i) => (text === first.lines[i]?.text ? [] : [i + 1])))
      const touched = (i: number): boolean => first.report.passages[i]?.pieces.some(({ line, from, to }) => {
        const [before, after] = [first.lines[line - 1]?.text ?? '', lines[line - 1]?.text ?? '']
        return changed.has(line) && before.slice(from, to) !== after.slice(from, to)
      }) ?? false
      tally(first, lines, lexicon, tallyOf(name), touched)
    }
    if (wanted('cited-deleted')) {
      const { lines, deleted } = deleteCited(first, random)
      tally(first, lines, lexicon, tallyOf('cited-deleted'), (i) => deleted.has(i))
      tally(first, misread(0.06)(lines, random, strangers, first.opening), lexicon, tallyOf('cited-deleted, rest edited 6%'), (i) => deleted.has(i))
    }
  }
  const cases = Object.fromEntries([...tallies].map(([name, { examples, ...all }]) => {
    for (const example of examples.slice(0, Number(values.examples))) console.log(`  ${name}: ${example}`)
    return [name, { ...all, rightShare: share(all.right, all.passages) }]
  }))
  for (const [name, { passages, right, wrong, lost, removed, attached, rightShare, states }] of Object.entries(cases)) {
    console.log(`${name.padEnd(32)} right ${right}/${passages} = ${rightShare}  wrong ${wrong}  lost ${lost}  removed ${removed} of which attached ${attached}  ${JSON.stringify(states)}`)
  }
  if (values.tune || (values.only !== undefined && values.only !== 'speed')) return
  const speed = await archiveSpeed(documents, lexicon, Number(values.reports), Number(values.seed))
  console.log(JSON.stringify(speed, null, 2))
  if (values.only === 'speed') return
  console.log(`kept in ${keepResult('anchors', { seed: Number(values.seed), documents: documents.length, cases, speed }).slice(PACKAGE_ROOT.length + 1)}`)
}
