import t from 'tap'
import type { Entry } from '../../server/search/corpus.js'
import { DIMENSIONS, EMPTY_QUERY, toQuery, type Dimension, type Query, type QueryParameters } from '../../server/search/query.js'
import { testEngine } from '../support/built.js'
import { madeUpEngine } from '../support/made-up.js'
import { dice, SEED } from '../support/seeded.js'

const engine = await testEngine()
const { pick, some, below } = dice()

const valuesIn = ({ passage }: Entry, dimension: Dimension): string[] => {
  if (dimension === 'city') return passage.city === null ? [] : [passage.city]
  if (dimension === 'county') return (passage.counties ?? []).map((county) => `${passage.city ?? ''}/${county}`)
  return dimension === 'year' ? passage.years.map(String) : passage.topics.map(({ topic }) => topic)
}

/** All passages that a text finds, filters aside, gathered page by page. */
const foundBy = new Map<string, readonly Entry[]>()
function found(q: string): readonly Entry[] {
  const known = foundBy.get(q)
  if (known) return known
  const all: Entry[] = []
  for (let page = 1; ; page++) {
    const { hits } = engine.search({ ...EMPTY_QUERY, q, page, size: 100 })
    if (hits.length === 0) break
    all.push(...hits.map(({ entry }) => entry))
  }
  foundBy.set(q, all)
  return all
}

const meets = (entry: Entry, query: Query, dimension: Dimension): boolean =>
  query[dimension].length === 0 || valuesIn(entry, dimension).some((value) => query[dimension].map(String).includes(value))

const inRange = (entry: Entry, { from, to, report, not }: Query): boolean =>
  (report.length === 0 || report.includes(entry.report.id))
  && DIMENSIONS.every((dimension) => !valuesIn(entry, dimension).some((value) => not[dimension].map(String).includes(value)))
  && ((from === null && to === null) || entry.passage.years.some((year) => year >= (from ?? 0) && year <= (to ?? 9999)))

/** The slow way: for each value, count the passages that meet everything but the value's own dimension. */
function slowCounts(query: Query, dimension: Dimension): Map<string, number> {
  const others = DIMENSIONS.filter((other) => other !== dimension)
  const counts = new Map<string, number>()
  for (const entry of found(query.q)) {
    if (!inRange(entry, query) || !others.every((other) => meets(entry, query, other))) continue
    for (const value of new Set(valuesIn(entry, dimension))) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

const TEXTS = ['', '家庭医生', '医养结合', '疾控', '“医疗集团”', '6560万元', '中医药 服务', '的', '没有的事物', '人口', '"2021年"', '改革 开封']
const REPORTS = engine.corpus.reports.map(({ id }) => id)

function drawQuery(): Query {
  const chosen = (dimension: Dimension): string[] => (below(2) === 0 ? [] : some(engine.valuesOf(dimension), 0.12))
  return toQuery({
    q: pick(TEXTS), city: [...chosen('city'), ...(below(12) === 0 ? ['北京'] : [])], county: below(3) === 0 ? [...chosen('county'), ...(below(6) === 0 ? ['昌平区'] : [])] : [], year: chosen('year').map(Number), topic: [...chosen('topic'), ...(below(12) === 0 ? ['无此主题'] : [])],
    report: below(5) === 0 ? some(REPORTS, 0.5) : [],
    '-city': below(4) === 0 ? some(engine.valuesOf('city'), 0.15) : [], '-county': below(5) === 0 ? some(engine.valuesOf('county'), 0.15) : [], '-year': below(4) === 0 ? some(engine.valuesOf('year'), 0.15).map(Number) : [], '-topic': below(4) === 0 ? some(engine.valuesOf('topic'), 0.15) : [],
    ...(below(5) === 0 ? { from: 2017 + below(8) } : {}), ...(below(5) === 0 ? { to: 2017 + below(8) } : {}),
  })
}

const parametersOf = ({ q, city, county, year, topic, report, from, to, not }: Query) => ({ q, city, county, year, topic, report, '-city': not.city, '-county': not.county, '-year': not.year, '-topic': not.topic, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) })

const queries = Array.from({ length: 150 }, drawQuery)

t.test(`the counts of 150 random queries and selections are those of counting one by one (seed ${SEED})`, (t) => {
  const faults: string[] = []
  let compared = 0
  for (const query of queries) {
    const { facets, total } = engine.search(query)
    const hits = found(query.q).filter((entry) => inRange(entry, query) && DIMENSIONS.every((dimension) => meets(entry, query, dimension)))
    if (total !== hits.length) faults.push(`${JSON.stringify(query)}: total ${total}, one by one ${hits.length}`)
    for (const dimension of DIMENSIONS) {
      const slow = slowCounts(query, dimension)
      const chosen = query[dimension].map(String)
      const listed = new Set(facets[dimension].map(({ value }) => value))
      for (const value of new Set([...slow.keys(), ...chosen])) if (!listed.has(value)) faults.push(`${JSON.stringify(query)}: ${value} is not listed`)
      if (listed.size !== facets[dimension].length) faults.push(`${JSON.stringify(query)}: ${dimension} lists a value twice`)
      for (const { value, count, selected } of facets[dimension]) {
        compared++
        if (count !== (slow.get(value) ?? 0)) faults.push(`${JSON.stringify(query)}: ${value} ${count}, one by one ${slow.get(value) ?? 0}`)
        if (selected !== chosen.includes(value)) faults.push(`${JSON.stringify(query)}: ${value} selected ${selected}`)
      }
    }
  }
  t.ok(compared > 2000, `${compared} counts were compared`)
  t.strictSame(faults.slice(0, 5), [])
  t.end()
})

t.test(`choosing a value of a facet gives exactly the count that it showed (seed ${SEED})`, (t) => {
  const faults: string[] = []
  let clicks = 0
  for (const query of queries.slice(0, 60)) {
    const { facets, total } = engine.search(query)
    for (const dimension of DIMENSIONS) {
      for (const { value, count, selected } of facets[dimension]) {
        clicks++
        const alone = toQuery({ ...parametersOf(query), [dimension]: [dimension === 'year' ? Number(value) : value] })
        if (engine.search({ ...alone, size: 1 }).total !== count) faults.push(`${JSON.stringify(query)} + ${value}`)
        // Added to chosen ones it widens the result; only then may a passage be counted under two values.
        const added = engine.search({ ...query, [dimension]: [...query[dimension], dimension === 'year' ? Number(value) : value], size: 1 }).total
        if (query[dimension].length > 0 && (added < Math.max(total, count) || added > total + (selected ? 0 : count))) faults.push(`${JSON.stringify(query)} and ${value}`)
      }
    }
  }
  t.ok(clicks > 800, `${clicks} values were chosen`)
  t.strictSame(faults.slice(0, 5), [])
  t.end()
})

t.test('counts do not change from page to page, nor with size and order', (t) => {
  const expected = engine.search({ ...EMPTY_QUERY, q: '家庭医生' }).facets
  for (const other of [{ page: 2 }, { page: 99 }, { size: 1 }, { sort: 'newest' as const }, { sort: 'oldest' as const, size: 100 }]) {
    t.strictSame(engine.search({ ...EMPTY_QUERY, q: '家庭医生', ...other }).facets, expected, JSON.stringify(other))
  }
  t.end()
})

t.test('values stand in the order of their dimension, unknown ones last', (t) => {
  const { facets } = engine.search(toQuery({ city: ['北京', '开封', '阿城'] }))
  for (const dimension of DIMENSIONS) {
    const places = facets[dimension].map(({ value }) => engine.valuesOf(dimension).indexOf(value)).filter((place) => place >= 0)
    t.strictSame(places, [...places].sort((a, b) => a - b), dimension)
  }
  t.strictSame(facets.city.slice(-2).map(({ value, count, selected }) => [value, count, selected]), [['北京', 0, true], ['阿城', 0, true]])
  t.strictSame(engine.valuesOf('year'), [...engine.valuesOf('year')].sort().reverse(), 'years: the latest first')
  t.end()
})

t.test('a county stands below its city, and its name alone chooses it in every city that has it', (t) => {
  const made = madeUpEngine(
    { id: 'kaifeng', city: '开封', texts: ['鼓楼区医院', '鼓楼区与尉氏县', '全市'], passages: { 0: { counties: ['鼓楼区'] }, 1: { counties: ['鼓楼区', '尉氏县'] } } },
    { id: 'fuzhou', city: '福州', texts: ['鼓楼区医院', '马尾区'], passages: { 0: { counties: ['鼓楼区'] }, 1: { counties: ['马尾区'] } } },
  )
  const counties = (parameters: QueryParameters) => made.search(toQuery(parameters)).facets.county.map(({ value, count, selected }) => [value, count, selected])
  const total = (parameters: QueryParameters) => made.search(toQuery(parameters)).total
  t.strictSame(counties({}), [['开封/鼓楼区', 2, false], ['开封/尉氏县', 1, false], ['福州/鼓楼区', 1, false], ['福州/马尾区', 1, false]])
  t.strictSame(counties({ city: ['福州'] }), [['福州/鼓楼区', 1, false], ['福州/马尾区', 1, false]], 'of a chosen city only')
  t.strictSame(counties({ county: ['鼓楼区'] }).filter(([,, selected]) => selected), [['开封/鼓楼区', 2, true], ['福州/鼓楼区', 1, true]])
  t.strictSame([total({ county: ['鼓楼区'] }), total({ county: ['开封市/鼓楼区'] }), total({ county: ['福州/马尾区', '尉氏县'] }), total({ '-county': ['鼓楼区'] })], [3, 2, 2, 2])
  t.strictSame([total({ city: ['福州'], county: ['鼓楼区'] }), total({ city: ['福州'], county: ['开封/鼓楼区'] })], [1, 0], 'city and county are two questions')
  t.strictSame(counties({ county: ['昌平区'] }).filter(([,, selected]) => selected), [['昌平区', 0, true]], 'a chosen county that no passage names stays listed')
  t.end()
})
