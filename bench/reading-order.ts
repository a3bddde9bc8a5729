import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLanguage, PACKAGE_ROOT, readCorpus } from '../indexer/index.js'
import { evaluationFile, keepResult } from './machine.js'

/** `npm run bench -- reading-order [--judged FILE] [--seeds DIR] [--doc 001]`: windows of the true text found in passages of the right city. */

interface Judged {
  readonly cities: readonly { readonly city: string; readonly runs: readonly { readonly text: string }[] }[]
}

const WINDOW = 10
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')

export async function readingOrder(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { judged: { type: 'string' }, seeds: { type: 'string' }, doc: { type: 'string', default: '001' } } })
  const file = values.judged ?? evaluationFile('reading-order.dev.json')
  if (!file) {
    console.log('skipped: no judged reading order (--judged FILE, or EVAL_DIR with reading-order.dev.json)')
    return
  }
  const judged = JSON.parse(readFileSync(file, 'utf8')) as Judged
  const { lexicon } = loadLanguage()
  const started = performance.now()
  const corpus = await readCorpus(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), lexicon, () => undefined)
  const readMs = Math.round(performance.now() - started)
  const report = corpus.ok ? corpus.value.reports.find((r) => r.file.startsWith(values.doc)) : undefined
  if (!report) throw new Error(`no report ${values.doc}`)
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
    return { city, found, all, share: Math.round((found / all) * 1000) / 1000 }
  })
  const share = byCity.reduce((sum, c) => sum + c.found, 0) / byCity.reduce((sum, c) => sum + c.all, 0)
  for (const { city, share: own, all } of byCity) console.log(`${city.padEnd(4, '　')} ${own.toFixed(3)} of ${all}`)
  console.log(`all ${share.toFixed(4)}; the corpus read in ${readMs} ms`)
  console.log(`kept in ${keepResult('reading-order', { judged: file.split('/').at(-1), share, byCity, readMs }).slice(PACKAGE_ROOT.length + 1)}`)
}
