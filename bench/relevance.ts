import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { toQuery } from '../server/search/query.js'
import { evaluationFile, keepResult, prepareEngine } from './machine.js'
import { meanOf, scoreQuery, type JudgedSet, type ReturnedHit, type Scores } from './relevance/judged.js'

/** `npm run bench -- relevance [--queries FILE] [--seeds DIR] [--detail]`: judged queries, means per type. */

const row = (name: string, count: number, { success1, recall10, ndcg10 }: Scores): string =>
  `${name.padEnd(14)} ${String(count).padStart(4)}  ${[success1, recall10, ndcg10].map((n) => n.toFixed(3).padStart(9)).join(' ')}`

export async function relevance(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { queries: { type: 'string' }, seeds: { type: 'string' }, detail: { type: 'boolean' } } })
  const file = values.queries ?? evaluationFile('queries.dev.json')
  if (!file) {
    console.log('skipped: no judged queries (--queries FILE, or EVAL_DIR with queries.dev.json)')
    return
  }
  const set = JSON.parse(readFileSync(file, 'utf8')) as JudgedSet
  const data = mkdtempSync(join(tmpdir(), 'bench-relevance-'))
  try {
    const { engine } = await prepareEngine(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), data)
    const scored: { types: readonly string[]; scores: Scores }[] = []
    const unanswered: { id: string; total: number; weak: boolean }[] = []
    const wronglyWeak: string[] = []
    for (const judged of set.queries) {
      const { city, year } = judged.filters ?? {}
      const results = engine.search(toQuery({ q: judged.q, ...(city ? { city: [city] } : {}), ...(year ? { year: [year] } : {}), size: 10 }))
      const hits: ReturnedHit[] = results.hits.map(({ entry }) => ({ doc: entry.report.file.slice(0, 3), text: entry.passage.text }))
      const scores = scoreQuery(judged, hits)
      if (scores) {
        scored.push({ types: judged.types, scores })
        if (results.weak) wronglyWeak.push(judged.id)
      } else {
        unanswered.push({ id: judged.id, total: results.total, weak: results.weak })
      }
      if (values.detail && scores && (scores.ndcg10 < 0.85 || scores.success1 < 1)) {
        console.log(`${judged.id} ${judged.q} ${JSON.stringify(judged.filters ?? {})} s@1 ${scores.success1} r@10 ${scores.recall10.toFixed(2)} ndcg ${scores.ndcg10.toFixed(2)} total ${results.total}`)
        for (const { entry, score, match } of results.hits.slice(0, 6)) console.log(`    ${score.toFixed(2)} c${match?.coverage.toFixed(2) ?? ''} ${entry.report.file.slice(0, 3)} ${entry.passage.city ?? ''} ${entry.passage.text.slice(0, 70)}`)
      }
    }
    const types = [...new Set(scored.flatMap((s) => s.types))].sort()
    const byType = types.map((type) => ({ type, list: scored.filter((s) => s.types.includes(type)).map((s) => s.scores) }))
    console.log(`${'type'.padEnd(14)}    n  success@1 recall@10   nDCG@10`)
    for (const { type, list } of byType) console.log(row(type, list.length, meanOf(list)))
    console.log(row('all', scored.length, meanOf(scored.map((s) => s.scores))))
    const recognised = unanswered.filter(({ total, weak }) => weak || total === 0).length
    console.log(`no answer: ${recognised} of ${unanswered.length} said weak or none; answered but said weak: ${wronglyWeak.length} ${wronglyWeak.join(' ')}`)
    const path = keepResult('relevance', {
      queries: file.split('/').at(-1), all: meanOf(scored.map((s) => s.scores)), count: scored.length,
      byType: Object.fromEntries(byType.map(({ type, list }) => [type, { count: list.length, ...meanOf(list) }])),
      noAnswer: { recognised, of: unanswered.length, wronglyWeak },
    })
    console.log(`kept in ${path.slice(PACKAGE_ROOT.length + 1)}`)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
