import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadLanguage, PACKAGE_ROOT, snapshotOf, type Report } from '../indexer/index.js'
import { Engine } from '../server/search/engine.js'
import { toQuery } from '../server/search/query.js'
import { baseline, BASELINES } from './known-item/baselines.js'
import { toTraditional } from './known-item/traditional.js'
import { evaluationFile, keepResult } from './machine.js'

/**
 * `npm run bench -- known-item [--set FILE …] [--every N]`: every question must find the paragraph that it was asked of. The product's
 * analyzer and ranking beside what the same libraries do by themselves; a simplified set is also asked in traditional characters.
 */

interface KnownItemSet {
  readonly passages: readonly { readonly id: number; readonly title: string; readonly text: string }[]
  readonly questions: readonly { readonly q: string; readonly passage: number }[]
}

/** Mean reciprocal rank and recall among the first ten. */
interface Measured { readonly mrr10: number; readonly recall10: number }

function measure(set: KnownItemSet, search: (q: string) => readonly number[]): Measured {
  let [reciprocal, found] = [0, 0]
  for (const { q, passage } of set.questions) {
    const place = search(q).indexOf(passage)
    if (place !== -1) {
      reciprocal += 1 / (place + 1)
      found++
    }
  }
  const round = (sum: number): number => Math.round((sum / set.questions.length) * 10_000) / 10_000
  return { mrr10: round(reciprocal), recall10: round(found) }
}

/** The set as one report without headings; its title says nothing, so that the text alone ranks. */
function reportOf({ passages }: KnownItemSet): Report {
  let at = 0
  return {
    id: 'set', title: '', file: 'set.txt', kind: 'report', issuer: null, published: null, covers: [], cities: [], sha256: '', canonical: { text: '', pieces: [] },
    source: [], furniture: [], corrections: [], diagnostics: [],
    sections: [{ id: 's1', kind: 'lead', level: 0, heading: '', pieces: [], city: null, speaker: null, passages: passages.map((_, i) => i), sections: [] }],
    passages: passages.map(({ text }, i) => {
      const span = { start: at, end: at += text.length }
      return { anchor: String(i), kind: 'paragraph', span, text, theme: null, label: null, pieces: [], city: null, county: null, years: [], topics: [], reordered: false, repeats: null, corrections: [] }
    }),
  }
}

export async function knownItem(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { set: { type: 'string', multiple: true }, every: { type: 'string', default: '1' } } })
  const files = values.set ?? ['known-item.zh-Hans.dev.json', 'known-item.zh-Hant.dev.json'].map(evaluationFile).filter((file) => file !== null)
  if (files.length === 0) console.log('skipped: no known-item set (--set FILE, or EVAL_DIR with known-item.*.dev.json)')
  const language = loadLanguage()
  const fold = (text: string): string => language.analyzer.fold(text).text
  const results: Record<string, Record<string, Measured>> = {}
  for (const file of files) {
    const whole = JSON.parse(readFileSync(file, 'utf8')) as KnownItemSet
    const set = { ...whole, questions: whole.questions.filter((_, i) => i % Number(values.every) === 0) }
    const name = file.split('/').at(-1) ?? file
    const rows: Record<string, Measured> = {}
    const show = (label: string, measured: Measured): void => {
      rows[label] = measured
      console.log(`${label.padEnd(48)} MRR@10 ${measured.mrr10.toFixed(4)}  R@10 ${measured.recall10.toFixed(4)}`)
    }
    console.log(`${name}: ${set.passages.length} passages, ${set.questions.length} questions`)
    const engine = new Engine(snapshotOf([reportOf(set)], language), language)
    const product = (q: string): number[] => engine.search(toQuery({ q: q.slice(0, 200), size: 10 })).hits.map(({ entry }) => set.passages[entry.ordinal]?.id ?? -1)
    show('product', measure(set, product))
    if (name.includes('Hans')) show('product, asked in traditional characters', measure(set, (q) => product(toTraditional(q))))
    const texts = set.passages.map(({ text }) => fold(text))
    for (const [label, cut] of Object.entries(BASELINES)) {
      const search = baseline(texts, cut)
      for (const undone of [false, true]) {
        show(`${label}${undone ? ', multiplier undone' : ''}`, measure(set, (q) => search(fold(q), undone).map((i) => set.passages[i]?.id ?? -1)))
      }
    }
    results[name] = rows
  }
  if (files.length > 0) console.log(`kept in ${keepResult('known-item', { every: Number(values.every), sets: results }).slice(PACKAGE_ROOT.length + 1)}`)
  return Promise.resolve()
}
