import t from 'tap'
import fc from 'fast-check'
import { toQuery } from '../../server/search/query.js'
import { bars, BARS, shadesOf, SPARK, sparkline } from '../../server/views/chart.js'
import { toCsv } from '../../server/views/csv.js'
import { overviewView, type Overview } from '../../server/views/overview.js'
import { overviewRows } from '../../server/views/overview-data.js'
import { tiles } from '../../server/views/tile-map.js'
import { testEngine, testLanguage } from '../support/built.js'
import { madeUpEngine } from '../support/made-up.js'
import { testSite } from '../support/states.js'

const engine = await testEngine()
const asked = (q: string, rest: Partial<Overview> = {}): Overview => ({ query: toQuery({ q }), table: 'city-year', measure: 'passages', of: null, ...rest })

t.test('shades go by quarters: nothing is 0, the least 1, equal values equal, more never lighter', (t) => {
  const shade = shadesOf([1, 2, 3, 4, 0])
  t.strictSame([0, 1, 2, 3, 4].map(shade), [0, 1, 2, 3, 4])
  t.strictSame([5, 5].map(shadesOf([5, 5])), [1, 1])
  fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 1 }), (values) => {
    const of = shadesOf(values)
    const sorted = [...values].sort((a, b) => a - b)
    return sorted.every((value, i) => of(value) >= 0 && of(value) <= 4 && (i === 0 || of(value) >= of(sorted[i - 1] ?? 0)))
  }))
  t.end()
})

t.test('drawings stay in their box', (t) => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.constant(null), fc.float({ min: 0, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 40 }), (values) => {
    const spark = sparkline(values).every(({ x, y, width, height }) => x >= 0 && y >= 0 && height >= 1 && x + width <= SPARK.width + 0.2 && Math.abs(y + height - SPARK.height) < 0.11)
    return spark && bars(values.map((value) => value ?? 0)).every(({ y, height }) => y >= BARS.above - 0.1 && y + height <= BARS.above + BARS.height + 0.1)
  }))
  t.equal(sparkline([1, null, 2]).length, 2, 'a missing value leaves a gap')
  t.end()
})

t.test('the tile map has the eighteen cities of the lexicon, each on a tile of its own', (t) => {
  t.strictSame(tiles.map(({ city }) => city).sort(), testLanguage().lexicon.cities.map(({ name }) => name).sort())
  t.equal(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size, 18)
  t.end()
})

t.test('a table of cities outside Henan has no map, and the page says so', (t) => {
  const made = madeUpEngine({ id: 'one', texts: ['医养结合。'], city: '苏州' })
  const view = overviewView(made, asked(''), testSite)
  t.equal(view.map, null)
  t.equal(view.noMap, true)
  const both = overviewView(madeUpEngine({ id: 'one', texts: ['医养结合。'], city: '苏州' }, { id: 'two', texts: ['医养结合。'], city: '开封' }), asked(''), testSite)
  t.equal(both.map?.off, '苏州')
  t.end()
})

t.test('a query without hits is a table of zeros, without timeline', (t) => {
  const view = overviewView(engine, asked('“火星移民”'), testSite)
  t.equal(view.total.passages, 0)
  t.ok(view.grid?.rows.every(({ cells }) => cells.every(({ label, href }) => href === null && ['0', '—'].includes(label))))
  t.equal(view.timeline, null)
  t.end()
})

t.test('a distinctive word leads to as many passages as it tells, and they hold it', (t) => {
  for (const value of ['开封', '焦作', '洛阳']) {
    const { chosen } = overviewView(engine, asked('', { of: { dimension: 'city', value } }), testSite).words
    t.ok(chosen && chosen.words.length > 3, `${chosen?.words.length ?? 0} words of ${value}`)
    for (const { word, href, passages } of chosen?.words ?? []) {
      const parameters = new URL(href, 'http://localhost').searchParams
      const results = engine.search(toQuery({ q: parameters.get('q') ?? '', city: parameters.getAll('city'), size: 100 }))
      t.equal(results.total, passages, `${value} ${word}`)
      t.ok(results.hits.every(({ entry }) => entry.passage.city === value && (entry.passage.text + entry.headings.join() + entry.report.title).replace(/\s/gu, '').includes(word)), `${word} stands there`)
    }
  }
  t.end()
})

t.test('the file for spreadsheets has what the page shows', (t) => {
  for (const measure of ['passages', 'reports', 'rate'] as const) {
    const overview = asked('医养结合', { measure })
    const { grid } = overviewView(engine, overview, testSite)
    const rows = overviewRows(engine, overview, 'table', testSite)
    t.strictSame(rows[0], ['城市', ...(grid?.columns.map(({ label }) => label) ?? []), '合计'])
    for (const [i, row] of (grid?.rows ?? []).entries()) {
      const line = rows[i + 1] ?? []
      t.equal(line[0], row.head.label)
      t.strictSame(line.slice(1).map((value) => (typeof value === 'number' ? value.toFixed(measure === 'rate' ? 1 : 0) : '—')), [...row.cells, row.sum].map(({ label }) => label), `${row.head.label} ${measure}`)
    }
  }
  t.end()
})

t.test('CSV: a mark for Excel, quotes doubled, nothing that a spreadsheet would run', (t) => {
  t.equal(toCsv([['甲', 1], ['a,b', '"x"']]), '\ufeff甲,1\r\n"a,b","""x"""\r\n')
  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1']) t.match(toCsv([[formula]]), /^\ufeff"?'/u, JSON.stringify(formula))
  t.end()
})
