import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildSnapshot, PACKAGE_ROOT } from '../indexer/index.js'
import { buildApp } from '../server/app.js'
import { toQuery } from '../server/search/query.js'
import { keepResult, prepareEngine, spread } from './machine.js'

/** `npm run bench -- seeds [--seeds DIR] [--runs N]`: building the index, and answering queries, over a seeds folder. */

/** Rare, middle and common words, phrases, numbers, a question, filters, nothing. */
const QUERIES = [
  { q: '医养结合' }, { q: '家庭医生签约率', city: ['开封'], year: [2022] }, { q: '"医疗集团"' }, { q: '6560万元' }, { q: '东直门医院' }, { q: '建设' },
  { q: '卫生健康' }, { q: '疾控 实验室' }, { q: '在基层工作满多少年可以申报副高级职称' }, { q: '中医药 人才 培养', topic: ['中医药'] },
  { q: '', city: ['洛阳'] }, { q: '紧密型县域医疗卫生共同体 医保打包付费' }, { q: '查无此词' },
]

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export async function seeds(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { seeds: { type: 'string' }, runs: { type: 'string', default: '20' } } })
  const folder = values.seeds ?? join(PACKAGE_ROOT, 'seeds')
  const runs = Number(values.runs)
  const data = mkdtempSync(join(tmpdir(), 'bench-seeds-'))
  try {
    const { engine, language, snapshot } = await prepareEngine(folder, data)
    const build: number[] = []
    for (let i = 0; i < runs; i++) build.push(await timed(() => buildSnapshot(folder, data, language, () => undefined)))
    const cold: number[] = []
    const warm: number[] = []
    const http: number[] = []
    const app = await buildApp({ engine, baseUrl: '', logger: false })
    for (let i = 0; i < runs; i++) {
      for (const parameters of QUERIES) {
        const query = toQuery(parameters)
        ;(i === 0 ? cold : warm).push(await timed(() => engine.search(query)))
        http.push(await timed(() => app.inject({ url: '/search', query: { q: parameters.q } })))
      }
    }
    await app.close()
    const bytes = snapshot.manifest.files.reduce((sum, file) => sum + statSync(join(data, snapshot.name, file.name)).size, 0)
    const result = {
      passages: snapshot.manifest.counts.passages, characters: snapshot.manifest.counts.characters, snapshotBytes: bytes, runs,
      buildMs: spread(build), searchColdMs: spread(cold), searchWarmMs: spread(warm), resultPageMs: spread(http),
    }
    console.log(JSON.stringify(result, null, 2))
    console.log(`kept in ${keepResult('seeds', result).slice(PACKAGE_ROOT.length + 1)}`)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
