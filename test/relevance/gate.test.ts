import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { meanOf, scoreQuery, type JudgedSet } from '../../bench/relevance/judged.js'
import { PACKAGE_ROOT } from '../../indexer/index.js'
import { toQuery } from '../../server/search/query.js'
import { testEngine } from '../support/built.js'

/** The gate of CI: the project's own judged queries, whose bench is `npm run bench -- relevance --queries test/relevance/queries.json`. */

const set = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'test', 'relevance', 'queries.json'), 'utf8')) as JudgedSet
const engine = await testEngine()

/** Half a point below what was measured when the gate was set. */
const GATE = { ndcg10: 0.93, success1: 0.92, recall10: 0.96 }

const answers = set.queries.map((judged) => {
  const { city, year } = judged.filters ?? {}
  const results = engine.search(toQuery({ q: judged.q, ...(city ? { city: [city] } : {}), ...(year ? { year: [year] } : {}), size: 10 }))
  return { judged, results, scores: scoreQuery(judged, results.hits.map(({ entry }) => ({ doc: entry.report.file.slice(0, 3), text: entry.passage.text }))) }
})

t.test('the judged queries are eighty and more, each with its intent, and their quotes stand in the sources', (t) => {
  t.ok(set.queries.length >= 80)
  t.equal(new Set(set.queries.map(({ q }) => q)).size, set.queries.length)
  t.strictSame(set.queries.filter(({ note, types }) => !note || types.length === 0).map(({ id }) => id), [])
  const tight = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').replace(/[“”]/g, '"')
  const texts = new Map(engine.corpus.reports.map((report) => [report.file.slice(0, 3), report.passages.map(({ text }) => tight(text))]))
  const lost = set.queries.flatMap(({ id, relevant }) => relevant.filter(({ doc, quote }) => !texts.get(doc)?.some((text) => text.includes(tight(quote)))).map(({ quote }) => `${id} ${quote}`))
  t.strictSame(lost, [])
  t.end()
})

t.test('the right passages come first', (t) => {
  const means = meanOf(answers.flatMap(({ scores }) => (scores ? [scores] : [])))
  for (const name of ['ndcg10', 'success1', 'recall10'] as const) t.ok(means[name] >= GATE[name], `${name} ${means[name].toFixed(3)}, at least ${GATE[name]}`)
  t.end()
})

t.test('a query without an answer is said to be weak, and hardly one with an answer is', (t) => {
  const unanswered = answers.filter(({ scores }) => scores === null)
  t.strictSame(unanswered.filter(({ results }) => !results.weak && results.total > 0).map(({ judged }) => judged.q), [])
  const wronglyWeak = answers.filter(({ scores, results }) => scores !== null && results.weak).map(({ judged }) => judged.q)
  t.ok(wronglyWeak.length <= 2, wronglyWeak.join(' '))
  t.end()
})
