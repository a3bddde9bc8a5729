import { mulberry32 } from './chance.js'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { PACKAGE_ROOT } from '../indexer/index.js'
import type { Engine } from '../server/search/engine.js'
import { OFF, toQuery } from '../server/search/query.js'
import { WEIGHTS, type RankingWeights } from '../server/search/weights.js'
import { evaluationFile, keepResult, prepareEngine } from './machine.js'
import { scoreQuery, type JudgedQuery, type JudgedSet, type ReturnedHit } from './relevance/judged.js'

/**
 * `npm run bench -- tune [--queries FILE …] [--tries N] [--folds K] [--seed S]`: the constants of the ranking by nested cross-validation. Random
 * settings are drawn (Bergstra and Bengio 2012); the inner folds choose one, the outer fold, which had no say, measures it. Then what each feature
 * gains: the mean without it.
 */

/** What may be drawn for each constant. */
const SPACE: Readonly<Record<keyof RankingWeights, readonly number[]>> = {
  headings: [0, 0.3, 0.5, 0.7, 1, 1.4], title: [0, 0.1, 0.2, 0.4], grams: [0, 0.2, 0.4, 0.6, 0.8, 1], pieces: [0.1, 0.2, 0.4, 0.6, 0.8], alternative: [0.3, 0.45, 0.6, 0.75, 0.9], base: [0.5, 0.7, 0.85, 1],
  coverage: [1, 1.5, 2, 2.5, 3, 4], literal: [0, 0.25, 0.5, 1], proximity: [0, 0.2, 0.4, 0.8, 1.2], number: [0, 0.15, 0.3, 0.5], otherPlace: [0.4, 0.6, 0.8, 1], afterGap: [0.8, 0.9, 1], sameCity: [0.6, 0.7, 0.8, 0.9, 1],
}
/** A constant that makes its feature do nothing. */
const WITHOUT: Partial<RankingWeights> = { headings: 0, title: 0, grams: 0.0001, literal: 0, proximity: 0, number: 0, otherPlace: 1, afterGap: 1, sameCity: 1, coverage: 0 }

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length)
const round = (value: number): number => Math.round(value * 10_000) / 10_000

/** nDCG@10 of every query. */
function scoresOf(engine: Engine, queries: readonly JudgedQuery[], off: readonly (typeof OFF)[number][] = []): number[] {
  return queries.map((judged) => {
    const { city, year } = judged.filters ?? {}
    const { hits } = engine.search(toQuery({ q: judged.q, ...(city ? { city: [city] } : {}), ...(year ? { year: [year] } : {}), off, size: 10 }))
    const returned: ReturnedHit[] = hits.map(({ entry }) => ({ doc: entry.report.file.slice(0, 3), text: entry.passage.text }))
    return scoreQuery(judged, returned)?.ndcg10 ?? 0
  })
}

export async function tune(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { queries: { type: 'string', multiple: true }, seeds: { type: 'string' }, tries: { type: 'string', default: '60' }, folds: { type: 'string', default: '5' }, seed: { type: 'string', default: '20261123' } } })
  const files = values.queries ?? [evaluationFile('queries.dev.json'), join(PACKAGE_ROOT, 'test', 'relevance', 'queries.json')].filter((file) => file !== null)
  const queries = files.flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as JudgedSet).queries).filter(({ relevant }) => relevant.length > 0)
  const random = mulberry32(Number(values.seed))
  const draw = (): RankingWeights => Object.fromEntries(Object.entries(SPACE).map(([name, choices]) => [name, choices[Math.floor(random() * choices.length)] ?? 0])) as unknown as RankingWeights
  const settings = [WEIGHTS, ...Array.from({ length: Number(values.tries) }, draw)]
  const fold = queries.map(() => Math.floor(random() * Number(values.folds)))
  const data = mkdtempSync(join(tmpdir(), 'bench-tune-'))
  try {
    const { engine } = await prepareEngine(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), data)
    const table = settings.map((weights) => scoresOf(engine.withWeights(weights), queries))
    const over = (row: readonly number[], keep: (fold: number) => boolean): number => mean(row.filter((_, i) => keep(fold[i] ?? 0)))
    const outer = Array.from({ length: Number(values.folds) }, (_, held) => {
      const inner = table.map((row) => over(row, (f) => f !== held))
      const chosen = inner.indexOf(Math.max(...inner))
      return { held, chosen, inner: round(inner[chosen] ?? 0), outer: round(over(table[chosen] ?? [], (f) => f === held)), present: round(over(table[0] ?? [], (f) => f === held)) }
    })
    for (const row of outer) console.log(`fold ${row.held}: inner ${row.inner.toFixed(4)}, outer ${row.outer.toFixed(4)}, present constants ${row.present.toFixed(4)}`)
    const means = table.map(mean)
    const best = [...means.keys()].sort((a, b) => (means[b] ?? 0) - (means[a] ?? 0)).slice(0, 5)
    console.log(`present constants ${round(means[0] ?? 0).toFixed(4)}; chosen by nested cross-validation ${round(mean(outer.map((row) => row.outer))).toFixed(4)}`)
    for (const i of best) console.log(`${round(means[i] ?? 0).toFixed(4)} ${JSON.stringify(settings[i])}`)
    const ablations = [
      ...Object.entries(WITHOUT).map(([name, value]) => [name, mean(scoresOf(engine.withWeights({ ...WEIGHTS, [name]: value }), queries))] as const),
      ...OFF.map((kind) => [`off: ${kind}`, mean(scoresOf(engine, queries, [kind]))] as const),
    ].map(([name, value]) => ({ without: name, ndcg10: round(value), change: round(value - (means[0] ?? 0)) }))
    for (const { without, ndcg10, change } of ablations) console.log(`without ${without.padEnd(18)} ${ndcg10.toFixed(4)} ${change >= 0 ? '+' : ''}${change.toFixed(4)}`)
    const path = keepResult('tune', { queries: queries.length, seed: Number(values.seed), outer, present: round(means[0] ?? 0), best: best.map((i) => ({ mean: round(means[i] ?? 0), weights: settings[i] })), ablations })
    console.log(`kept in ${path.slice(PACKAGE_ROOT.length + 1)}`)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
