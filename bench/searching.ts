import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { buildApp } from '../server/app.js'
import { toQuery } from '../server/search/query.js'
import { warmUp } from '../server/warm-up.js'
import { chance } from './chance.js'
import { evaluationFile, keepResult, prepareEngine, spread } from './machine.js'
import type { JudgedSet } from './relevance/judged.js'

const HAN = /\p{Script=Han}{2,}/gu

/**
 * `npm run bench -- searching [--queries FILE] [--seeds DIR] [--draws N]`: the substring law on runs of 汉字 and on phrases across the source's line breaks, and the
 * time of `/api/search` and `/api/suggest`, every query asked for the first time.
 */
export async function searching(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { queries: { type: 'string' }, seeds: { type: 'string' }, draws: { type: 'string', default: '2000' }, seed: { type: 'string', default: '20261123' } } })
  const file = values.queries ?? evaluationFile('queries.dev.json') ?? join(PACKAGE_ROOT, 'test', 'relevance', 'queries.json')
  const judged = (JSON.parse(readFileSync(file, 'utf8')) as JudgedSet).queries.map(({ q }) => q)
  const data = mkdtempSync(join(tmpdir(), 'bench-searching-'))
  try {
    const { engine } = await prepareEngine(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), data)
    const dice = chance(Number(values.seed))
    const { entries } = engine.corpus
    const app = await buildApp({ engine, baseUrl: '', logger: false })
    // As the server does before it listens.
    await warmUp(engine, app)
    const timed = async (url: string): Promise<number> => {
      const start = performance.now()
      await app.inject({ url })
      return performance.now() - start
    }
    const first = await timed('/api/search?q=%E5%8C%BB%E9%99%A2')
    const search: number[] = []
    for (const q of judged) search.push(await timed(`/api/search?${new URLSearchParams({ q }).toString()}`))
    const suggest: number[] = []
    for (const { text } of Array.from({ length: 400 }, () => entries[dice.below(entries.length)]?.passage ?? { text: '' })) {
      const run = text.match(HAN)?.[0] ?? '医院'
      suggest.push(await timed(`/api/suggest?${new URLSearchParams({ q: run.slice(0, 1 + dice.below(3)) }).toString()}`))
    }
    for (const q of ['yi', 'ygt', 'zhongy', 'jiat', 'kf', 'wei', 'shengming', 'jkzx']) suggest.push(await timed(`/api/suggest?q=${q}`))
    await app.close()

    const finds = (q: string, id: string): boolean => {
      for (let page = 1; ; page++) {
        const { hits } = engine.search(toQuery({ q, page, size: 100 }))
        if (hits.some(({ entry }) => entry.id === id)) return true
        if (hits.length < 100) return false
      }
    }
    let [runs, phrases] = [0, 0]
    const lost: string[] = []
    for (let drawn = 0; drawn < Number(values.draws); drawn++) {
      const entry = entries[dice.below(entries.length)]
      const all = entry?.passage.text.match(HAN) ?? []
      const run = all[dice.below(all.length)]
      if (!entry || !run) {
        drawn--
        continue
      }
      const length = Math.min(run.length, 2 + dice.below(11))
      const start = dice.below(run.length - length + 1)
      const text = run.slice(start, start + length)
      if (finds(text, entry.id)) runs++
      else lost.push(`${text} of ${entry.id}`)
    }
    const across = entries.flatMap((entry) => entry.passage.pieces.slice(1).map((piece, i) => ({ entry, at: entry.passage.pieces.slice(0, i + 1).reduce((sum, { from, to }) => sum + to - from, 0), piece }))).filter(({ at, entry }) => at > 3 && at + 4 < entry.passage.text.length)
    let broken = 0
    for (; broken < Number(values.draws) && across.length > 0; broken++) {
      const { entry, at } = across[dice.below(across.length)] ?? {}
      if (!entry || at === undefined) continue
      const phrase = entry.passage.text.slice(Math.max(0, at - 1 - dice.below(5)), at + 1 + dice.below(5)).replace(/["“”「」『』＂〝〞]/gu, '')
      if (!/[\p{L}\p{N}]/u.test(phrase) || !engine.corpus.folded(entry).text.includes(phrase.replace(/\s/gu, '').toLowerCase())) {
        phrases++
        continue
      }
      if (finds(`“${phrase}”`, entry.id)) phrases++
      else lost.push(`“${phrase}” of ${entry.id}`)
    }
    console.log(`substrings of 2 to 12 汉字: ${runs} of ${values.draws} find their passage`)
    console.log(`phrases across line breaks: ${phrases} of ${broken} find their passage`)
    for (const one of lost.slice(0, 10)) console.log(`  lost: ${one}`)
    console.log(`/api/search, first time each: ${JSON.stringify(spread(search))} ms; the very first ${first.toFixed(1)} ms`)
    console.log(`/api/suggest, first time each: ${JSON.stringify(spread(suggest))} ms`)
    const path = keepResult('searching', { draws: Number(values.draws), substrings: runs, phrasesAcrossLines: { found: phrases, of: broken }, lost: lost.slice(0, 20), searchMs: spread(search), firstSearchMs: first, suggestMs: spread(suggest) })
    console.log(`kept in ${path.slice(PACKAGE_ROOT.length + 1)}`)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
