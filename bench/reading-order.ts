import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLexicon, PACKAGE_ROOT, readCorpus, type Lexicon } from '../indexer/index.js'
import { evaluationFile, keepResult } from './machine.js'

/**
 * `npm run bench -- reading-order [--judged FILE] [--seeds DIR] [--doc 001]`: the share of ten-character windows of the true text that stand in one passage of
 * the right city; by the algorithm alone, and with the corrections that an editor has written beside the seeds.
 */

interface Judged {
  readonly cities: readonly { readonly city: string; readonly runs: readonly { readonly text: string }[] }[]
}

interface Score {
  readonly share: number
  readonly byCity: readonly { readonly city: string; readonly found: number; readonly all: number; readonly share: number }[]
  readonly readMs: number
}

const WINDOW = 10
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')
const rounded = (share: number): number => Math.round(share * 1e4) / 1e4

async function score(seeds: string, doc: string, judged: Judged, lexicon: Lexicon): Promise<Score> {
  const started = performance.now()
  const corpus = await readCorpus(seeds, lexicon, () => undefined)
  const readMs = Math.round(performance.now() - started)
  const report = corpus.ok ? corpus.value.reports.find((r) => r.file.startsWith(doc)) : undefined
  if (!report) throw new Error(`no report ${doc}`)
  const byCity = judged.cities.map(({ city, runs }) => {
    const passages = report.passages.filter((passage) => passage.city === city).map(({ text }) => plain(text))
    let [found, all] = [0, 0]
    for (const { text } of runs) {
      const flat = plain(text)
      for (let at = 0; at + WINDOW <= flat.length; at++) {
        all++
        if (passages.some((passage) => passage.includes(flat.slice(at, at + WINDOW)))) found++
      }
    }
    return { city, found, all, share: rounded(found / all) }
  })
  return { share: rounded(byCity.reduce((sum, c) => sum + c.found, 0) / byCity.reduce((sum, c) => sum + c.all, 0)), byCity, readMs }
}

/** The same on a copy of the seeds without its corrections. */
async function uncorrected(seeds: string, ...rest: [string, Judged, Lexicon]): Promise<Score> {
  const copy = mkdtempSync(join(tmpdir(), 'uncorrected-'))
  try {
    cpSync(seeds, copy, { recursive: true })
    rmSync(join(copy, 'corrections'), { recursive: true, force: true })
    return await score(copy, ...rest)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

export async function readingOrder(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { judged: { type: 'string' }, seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') }, doc: { type: 'string', default: '001' } } })
  const file = values.judged ?? evaluationFile('reading-order.dev.json')
  if (!file) {
    console.log('skipped: no judged reading order (--judged FILE, or EVAL_DIR with reading-order.dev.json)')
    return
  }
  const judged = JSON.parse(readFileSync(file, 'utf8')) as Judged
  const lexicon = loadLexicon()
  const alone = await uncorrected(values.seeds, values.doc, judged, lexicon)
  const corrected = await score(values.seeds, values.doc, judged, lexicon)
  for (const [i, { city, share, all }] of alone.byCity.entries()) console.log(`${city.padEnd(4, '　')} ${share.toFixed(3)} alone, ${corrected.byCity[i]?.share.toFixed(3)} corrected, of ${all}`)
  console.log(`all ${alone.share.toFixed(4)} by the algorithm alone, ${corrected.share.toFixed(4)} with the editor's corrections; the corpus read in ${alone.readMs} ms`)
  console.log(`kept in ${keepResult('reading-order', { judged: file.split('/').at(-1), alone, corrected }).slice(PACKAGE_ROOT.length + 1)}`)
}
