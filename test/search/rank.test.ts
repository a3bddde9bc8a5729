import t from 'tap'
import { EMPTY_QUERY, toQuery, type Query, type Sort } from '../../server/search/query.js'
import { planOf, rank } from '../../server/search/rank.js'
import { atOnce } from '../../server/search/steps.js'
import { testEngine, testLanguage } from '../support/built.js'
import { madeUpEngine } from '../support/made-up.js'

const engine = await testEngine()
const { analyzer } = testLanguage()
const TEXTS = ['家庭医生', '医养结合', '疾控 体系', '“医疗集团”', '6560万元', '的', '2021年 开封 中医', '家庭医生签约率达到多少']
const ranked = (q: string) => atOnce(rank(engine.interpret(q), engine.corpus, engine.snapshot.index, analyzer)).ranked
const idsOf = (query: Partial<Query>): string[] => engine.search({ ...EMPTY_QUERY, size: 100, ...query }).hits.map(({ entry }) => entry.id)

t.test('the best comes first, and equals keep the order of the corpus', (t) => {
  for (const q of TEXTS) {
    const list = ranked(q)
    t.ok(list.length > 0, `${q} is found`)
    const disorder = list.filter((item, i) => {
      const before = list[i - 1]
      return before && !(before.score > item.score || (before.score === item.score && before.entry.ordinal < item.entry.ordinal)) && (before.match?.coverage ?? 0) <= (item.match?.coverage ?? 0)
    })
    t.strictSame(disorder.map(({ entry }) => entry.id), [], q)
    t.equal(new Set(list.map(({ entry }) => entry.ordinal)).size, list.length, `${q}: no passage twice`)
    t.ok(list.every(({ score }) => Number.isFinite(score) && score > 0), `${q}: every score is a positive number`)
  }
  t.end()
})

t.test('equal passages tie, and a tie is broken by the order of the corpus each time', (t) => {
  const texts = ['推进家庭医生签约服务', '推进家庭医生签约服务', '推进家庭医生签约服务']
  const ties = madeUpEngine({ id: 'b', texts, title: '报告' }, { id: 'a', texts, title: '报告' })
  for (const sort of ['relevance', 'newest', 'oldest'] as const) {
    const { hits } = ties.search(toQuery({ q: '家庭医生', sort }))
    t.equal(new Set(hits.map(({ score }) => score)).size, 1, 'all score the same')
    t.strictSame(hits.map(({ entry }) => entry.ordinal), [0, 1, 2, 3, 4, 5], sort)
  }
  t.end()
})

t.test('asking again gives the same list with the same scores', (t) => {
  for (const q of TEXTS) {
    t.strictSame(ranked(q).map(({ entry, score }) => [entry.id, score]), ranked(q).map(({ entry, score }) => [entry.id, score]), q)
  }
  t.end()
})

t.test('a filter takes passages away and changes neither their order nor their scores', (t) => {
  for (const q of TEXTS) {
    const all = ranked(q).filter(({ entry }) => entry.passage.city === '开封').map(({ entry }) => entry.id)
    t.strictSame(idsOf({ q, city: ['开封'] }), all.slice(0, 100), q)
  }
  t.end()
})

t.test('newest and oldest go by year of publication; unknown years come last; equals keep the ranking', (t) => {
  const rankOf = (q: string): Map<string, number> => new Map(ranked(q).map(({ entry }, i) => [entry.id, i]))
  for (const q of ['家庭医生', '中医', '服务体系']) {
    for (const sort of ['newest', 'oldest'] as const satisfies readonly Sort[]) {
      const place = rankOf(q)
      const { hits, total } = engine.search({ ...EMPTY_QUERY, q, sort, size: 100 })
      const keys = hits.map(({ entry }) => entry.report.published)
      const faults = hits.filter(({ entry }, i) => {
        const before = hits[i - 1]?.entry
        if (!before) return false
        const [x, y] = [before.report.published, entry.report.published]
        if (x === y) return (place.get(before.id) ?? 0) >= (place.get(entry.id) ?? 0)
        if (x === null) return true
        return y !== null && (sort === 'newest' ? x < y : x > y)
      })
      t.strictSame(faults.map(({ entry }) => entry.id), [], `${q}, ${sort}: ${[...new Set(keys)].join(', ')}`)
      t.equal(total, place.size, 'sorting takes nothing away')
    }
  }
  const years = new Set(engine.search({ ...EMPTY_QUERY, q: '中医', sort: 'newest', size: 100 }).hits.map(({ entry }) => entry.report.published))
  t.ok(years.size >= 3 && years.has(null), 'the seeds have several years and an unknown one')
  t.end()
})

t.test('a passage that holds the text as typed comes before those that hold its words apart', (t) => {
  const small = madeUpEngine({ id: 'a', texts: ['家庭服务与医生培训并重，签约工作稳步开展', '家庭医生签约工作', '医生签约，家庭参与', '其他工作'] })
  const [best] = small.search(toQuery({ q: '家庭医生签约' })).hits
  t.equal(best?.entry.ordinal, 1)
  t.end()
})

t.test('a passage that meets all of a query comes before those that meet a part, however often', (t) => {
  const small = madeUpEngine({ id: 'a', texts: ['中医中医中医中医中医中医', '中医和托育', '托育托育托育托育托育', '其他工作'] })
  t.equal(small.search(toQuery({ q: '中医 托育' })).hits[0]?.entry.ordinal, 1)
  t.end()
})

t.test('the plan asks for words, for pairs, and less for other ways of writing', (t) => {
  const [words, grams] = planOf(engine.interpret('疾控'), analyzer)
  const weight = (part: typeof words, term: string): number => part?.terms.find((wanted) => wanted.term === term)?.weight ?? 0
  t.equal(weight(words, '疾控'), 1)
  t.equal(weight(grams, '疾控'), 1)
  t.ok(weight(grams, '预防') > 0 && weight(grams, '预防') < 1, 'a pair of the long form')
  t.strictSame(planOf(engine.interpret(''), analyzer).map(({ terms }) => terms.length), [0, 0])
  t.end()
})

t.test('queries that rest on the way, others being answered meanwhile, find what each finds alone', (t) => {
  const ranking = (q: string) => rank(engine.interpret(q), engine.corpus, engine.snapshot.index, analyzer)
  const shown = (list: ReturnType<typeof ranked>): string[] => list.map(({ entry, score }) => `${entry.id} ${score}`)
  const open = TEXTS.map((q) => ({ q, steps: ranking(q), rests: 0 }))
  const found = new Map<string, string[]>()
  for (let turn = 0; found.size < TEXTS.length; turn++) {
    const one = open[turn % open.length]
    if (!one || found.has(one.q)) continue
    const step = one.steps.next()
    if (step.done) found.set(one.q, shown(step.value.ranked))
    else one.rests++
    if (turn % 50 === 0) ranked('医院')
  }
  for (const { q, rests } of open) {
    t.ok(rests > 3, `${q} rests`)
    t.strictSame(found.get(q), shown(ranked(q)), q)
  }
  t.end()
})

t.test('answers in slices are those in one go, in the order of the questions', async (t) => {
  const order: string[] = []
  const answers = await Promise.all(TEXTS.map(async (q) => {
    const answer = await engine.answer(toQuery({ q }))
    order.push(q)
    return answer
  }))
  t.strictSame(order, TEXTS)
  for (const [i, q] of TEXTS.entries()) t.strictSame(answers[i]?.hits.map(({ entry, score }) => `${entry.id} ${score}`), engine.search(toQuery({ q })).hits.map(({ entry, score }) => `${entry.id} ${score}`), q)
  await t.rejects(engine.answer(null as never), 'a failure')
  t.ok((await engine.answer(toQuery({ q: '医院' }))).total > 0, 'does not hold up the next')
})
