import fc from 'fast-check'
import t from 'tap'
import type { Engine } from '../../server/search/engine.js'
import { toQuery } from '../../server/search/query.js'
import { rank } from '../../server/search/rank.js'
import type { Ranked } from '../../server/search/ranked.js'
import { atOnce } from '../../server/search/steps.js'
import { testEngine, testLanguage } from '../support/built.js'
import { exhaustiveRank } from '../support/exhaustive.js'
import { madeUpEngine } from '../support/made-up.js'
import { dice, holds, SEED } from '../support/seeded.js'

/** The read path (postings, lists of passages, bounds) against reading every text: what is found, in which order, with which scores. */

const { analyzer } = testLanguage()
const engine = await testEngine()
const exhaustive = exhaustiveRank(engine)

const fast = (of: Engine, q: string): readonly Ranked[] => atOnce(rank(of.interpret(q), of.corpus, of.snapshot.index, analyzer)).ranked

/** Where two rankings differ: another passage at a place, or a score that is not the same to 1e-9. Passages of equal scores may only stand in their order. */
function difference(a: readonly Ranked[], b: readonly Ranked[]): string | null {
  if (a.length !== b.length) return `${a.length} and ${b.length} passages`
  for (const [i, { entry, score, match }] of a.entries()) {
    const other = b[i]
    if (other?.entry.id !== entry.id) return `place ${i}: ${entry.id} and ${other?.entry.id ?? ''}`
    if (Math.abs(score - other.score) > 1e-9 * Math.max(1, Math.abs(score))) return `place ${i}: scores ${score} and ${other.score}`
    if (match?.coverage !== other.match?.coverage) return `place ${i}: coverage`
  }
  return null
}

/** Words, cuttings, phrases, questions, numbers, places: what readers type and more. */
function drawQueries(count: number): string[] {
  const { pick, between, below } = dice(SEED + 7)
  const vocabulary = [...engine.snapshot.index.vocabulary()].map(([term]) => term)
  const cutting = (most = 16): string => {
    const { text } = pick(engine.corpus.entries).passage
    const start = below(text.length)
    return text.slice(start, start + between(1, most))
  }
  const kinds = [
    () => pick(vocabulary), () => `${pick(vocabulary)} ${pick(vocabulary)}`, () => cutting(), () => cutting(60), () => `“${cutting()}”`, () => `"${cutting(6)}" ${pick(vocabulary)}`, () => `${cutting(8)} -${cutting(3)}`,
    () => `${pick(['开封', '郑州市', '2020年', '十四五', '各市'])} ${pick(vocabulary)} ${pick(['', '多少', '是多少', '率'])}`, () => `${pick(vocabulary)} OR ${pick(vocabulary)}`, () => `"${cutting(4)}" OR "${cutting(4)}"`,
    () => `${pick(['城市:开封', '年份:2016', '年份:2021', '标题:规划', '城市:郑州'])} ${pick(['', pick(vocabulary)])}`, () => `${cutting(1)} ${cutting(2)}`,
    () => pick(['两癌', '疾控', '医共体', '卫健委', '基药', '三甲', '1+X', 'icu', 'p2', '8.56/10万', '6,560万元', '5%', '第3', '《健康中国》', '100', '2.91‰', '的', '县']),
  ]
  return Array.from({ length: count }, (_, i) => (kinds[i % kinds.length] ?? cutting)())
}

t.test(`390 queries rank the passages of the seeds as reading every text does (seed ${SEED})`, (t) => {
  const faults: string[] = []
  let places = 0
  for (const q of drawQueries(390)) {
    const expected = exhaustive(engine.interpret(q))
    places += expected.length
    const different = difference(expected, fast(engine, q))
    if (different) faults.push(`${q}: ${different}`)
  }
  t.ok(places > 10_000, `${places} places were compared`)
  t.strictSame(faults.slice(0, 5), [])
  t.end()
})

t.test('every page of every order is cut from that ranking', (t) => {
  const { pick, between } = dice(SEED + 8)
  const faults: string[] = []
  for (const q of ['家庭医生', '医院 服务', '“服务”', '各市 床位', '2020年 开封 中医', '村卫生室标准化建设']) {
    const all = exhaustive(engine.interpret(q))
    for (let i = 0; i < 12; i++) {
      const query = toQuery({ q, sort: pick(['relevance', 'newest', 'oldest']), page: between(1, 4), size: pick([1, 7, 20, 100]), ...(i % 3 === 0 ? { city: ['开封', '郑州'] } : {}) })
      const kept = all.filter(({ entry }) => query.city.length === 0 || query.city.includes(entry.passage.city ?? ''))
      const year = ({ entry }: Ranked): number => (query.sort === 'relevance' ? 0 : (entry.report.published ?? (query.sort === 'newest' ? -Infinity : Infinity)) * (query.sort === 'newest' ? -1 : 1))
      const sorted = [...kept].sort((a, b) => (year(a) === year(b) ? 0 : year(a) - year(b)))
      const expected = sorted.slice((query.page - 1) * query.size, query.page * query.size).map(({ entry }) => entry.id)
      const { hits, total } = engine.search(query)
      if (total !== kept.length || JSON.stringify(hits.map(({ entry }) => entry.id)) !== JSON.stringify(expected)) faults.push(JSON.stringify(query))
    }
  }
  t.strictSame(faults.slice(0, 3), [])
  t.end()
})

const odd = fc.string({ unit: fc.constantFrom(...'医养结合服务疾控中心两癌100.,5%2021年郑州ａＢb+-/ \n“”㎡…①𠮷h1万元余多'), minLength: 1, maxLength: 30 })

holds(t, 'passages and queries of any characters rank as reading every text ranks them', fc.property(fc.array(odd, { minLength: 1, maxLength: 14 }), fc.array(odd, { minLength: 1, maxLength: 6 }), (texts, queries) => {
  const small = madeUpEngine({ id: 'a', texts: texts.slice(0, 8), city: '郑州' }, { id: 'b', texts: [...texts.slice(8), '医养结合服务'], covers: [2019], title: '疾控中心 医养结合' })
  const slowly = exhaustiveRank(small)
  return queries.every((q) => difference(slowly(small.interpret(q)), fast(small, q)) === null)
}), 60)
