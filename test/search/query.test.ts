import fc from 'fast-check'
import t from 'tap'
import { DEFAULT_PAGE_SIZE, EMPTY_QUERY, isFiltered, MAX_PAGE_SIZE, printQuery, SORTS, toQuery, type QueryParameters, type Sort } from '../../server/search/query.js'
import { anyUnits, holds, typedText } from '../support/seeded.js'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** A query string -> the parameters that a validated request carries: repeatable ones as lists, numbers as numbers. */
function parameters(search: string): QueryParameters {
  const given = new URLSearchParams(search)
  const made: Mutable<QueryParameters> = {}
  for (const name of ['city', 'county', 'topic', 'report', '-city', '-county', '-topic'] as const) if (given.has(name)) made[name] = given.getAll(name)
  for (const name of ['year', '-year'] as const) if (given.has(name)) made[name] = given.getAll(name).map(Number)
  for (const name of ['from', 'to', 'page', 'size'] as const) if (given.has(name)) made[name] = Number(given.get(name))
  if (given.has('q')) made.q = given.get('q') ?? ''
  if (given.has('sort')) made.sort = given.get('sort') as Sort
  return made
}

const parse = (search: string) => toQuery(parameters(search))

const year = fc.integer({ min: 1900, max: 2100 })
const place = fc.oneof(
  fc.constantFrom('开封', '郑州', '郑州市', ' 开封 ', '济源', '市', '市市', '城市', '开封市市', '开 市', '新乡 市', ''),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const county = fc.oneof(fc.constantFrom('尉氏县', '开封/尉氏县', ' 开封市 / 尉氏县', '/尉氏县', '开封//', '/ /尉氏县', '市/市', ''), fc.tuple(place, place).map(([a, b]) => `${a}/${b}`))
const anyParameters: fc.Arbitrary<QueryParameters> = fc.record({
  q: fc.oneof(typedText(60), anyUnits(40)),
  city: fc.array(place, { maxLength: 4 }),
  county: fc.array(county, { maxLength: 4 }), '-county': fc.array(county, { maxLength: 2 }),
  year: fc.array(year, { maxLength: 4 }),
  topic: fc.array(fc.oneof(fc.constantFrom('医改', ' 中医药', ''), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 4 }),
  report: fc.array(fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+){0,2}$/), { maxLength: 3 }),
  '-city': fc.array(place, { maxLength: 3 }), '-year': fc.array(year, { maxLength: 3 }), '-topic': fc.array(fc.constantFrom('医改', ' 中医药', ''), { maxLength: 3 }),
  from: year, to: year,
  sort: fc.constantFrom(...SORTS),
  page: fc.integer({ min: 1, max: 10_000 }),
  size: fc.integer({ min: 1, max: MAX_PAGE_SIZE }),
}, { requiredKeys: [] })

holds(t, 'parse(print(query)) = query, through a real address', fc.property(anyParameters, (given) => {
  const query = toQuery(given)
  const url = new URL(`http://localhost/search?${printQuery(query)}`)
  return JSON.stringify(parse(url.search)) === JSON.stringify(query)
}), 2000)

holds(t, 'queries that ask the same print alike, whatever order and repetition they were given in', fc.property(anyParameters, fc.integer({ min: 0, max: 5 }), (given, turn) => {
  const turned = <T>(list: readonly T[] | undefined): T[] => [...(list ?? []).slice(turn), ...(list ?? []), ...(list ?? []).slice(0, turn)]
  const other: QueryParameters = { ...given, city: turned(given.city), year: turned(given.year), county: turned(given.county), topic: turned(given.topic), report: turned(given.report), '-city': turned(given['-city']), '-year': turned(given['-year']) }
  return printQuery(toQuery(given)) === printQuery(toQuery(other))
}), 500)

t.test('a query prints in one fixed order and leaves defaults out', (t) => {
  const table: [given: QueryParameters, printed: string][] = [
    [{}, ''],
    [{ q: '', page: 1, size: DEFAULT_PAGE_SIZE, sort: 'relevance' }, ''],
    [{ q: '  医改\u3000' }, 'q=医改'],
    [{ city: ['郑州市', '郑州', '开封'] }, 'city=开封&city=郑州'],
    [{ city: ['城市'] }, 'city=城市'],
    [{ city: ['', '  '], topic: [''] }, ''],
    [{ county: ['开封市/尉氏县', '鼓楼区'], city: ['开封'], '-county': ['/通许县'] }, 'city=开封&county=开封/尉氏县&county=鼓楼区&-county=通许县'],
    [{ year: [2022, 2020, 2022] }, 'year=2020&year=2022'],
    [{ from: 2022, to: 2018 }, 'from=2018&to=2022'],
    [{ from: 2022 }, 'from=2022'],
    [{ '-city': ['郑州市', '开封'], '-year': [2020], to: 2022, off: ['synonym'] }, 'to=2022&-city=开封&-city=郑州&-year=2020&off=synonym'],
    [{ page: 2, size: 50, sort: 'newest', report: ['b', 'a'], topic: ['医改'], q: 'x' }, 'q=x&topic=医改&report=a&report=b&sort=newest&page=2&size=50'],
  ]
  for (const [given, printed] of table) t.equal(decodeURIComponent(printQuery(toQuery(given))), printed, printed || '(empty)')
  t.end()
})

t.test('a lone surrogate in the text is replaced, so that the address can carry it', (t) => {
  t.equal(toQuery({ q: '医\ud800改' }).q, '医\ufffd改')
  t.end()
})

t.test('a query is filtered by any of its filters, and by nothing else', (t) => {
  for (const given of [{ city: ['开封'] }, { year: [2020] }, { topic: ['医改'] }, { report: ['a'] }, { from: 2020 }, { to: 2020 }, { '-city': ['开封'] }, { '-year': [2020] }, { '-topic': ['医改'] }]) t.ok(isFiltered(toQuery(given)), JSON.stringify(given))
  for (const given of [{}, { q: '医改' }, { page: 3 }, { size: 5 }, { sort: 'oldest' as const }]) t.notOk(isFiltered(toQuery(given)), JSON.stringify(given))
  t.strictSame(toQuery({}), EMPTY_QUERY)
  t.end()
})
