import t from 'tap'
import { headingPaths, type Report } from '../../indexer/index.js'
import { Kept } from '../../indexer/store/kept.js'
import { openStore, StoreBuilder } from '../../indexer/store/stored.js'
import { seedReports } from '../support/corpus.js'
import { madeUpReport } from '../support/made-up.js'

const made = madeUpReport({
  id: 'made', texts: ['𠮷😀第一段\ud800孤', '', '6560万元'], city: '开封', passages: {
    0: { doubts: [{ at: 3, confidence: 0.5 }], theme: { start: 0, end: 2 }, county: '尉氏县', counties: ['尉氏县', '通许县'], topics: [{ topic: '医保', words: ['报销', '"'] }], pieces: [{ line: 1, from: 0, to: 2, reads: '和' }, { line: 2, from: 1, to: 9 }] },
    2: { breaks: [2], repeats: 'abcdefgh', reordered: true, corrections: [0, 3], label: '合计' },
  },
})
const reports = [...await seedReports(), made, madeUpReport({ id: 'empty', texts: [] })]
const built = new StoreBuilder()
for (const report of reports) built.add(report, headingPaths(report))
const bytes = built.finish()
const store = openStore(bytes)

/** Every part of a report as plain values, so that lists that are read when asked for compare as lists. */
const plain = (report: Report): unknown => JSON.parse(JSON.stringify(report))
const keysOf = (value: object): string[] => Object.keys(value).sort()

t.test('every report comes back as it was given, part by part', (t) => {
  t.equal(store.reports.length, reports.length)
  reports.forEach((report, i) => {
    const back = store.reports[i]
    t.ok(back && JSON.stringify(plain(back), keysOf(report)) === JSON.stringify(plain(report), keysOf(report)), `${report.id}: fields`)
    for (const part of ['passages', 'sections', 'canonical', 'source', 'furniture', 'corrections', 'diagnostics'] as const) {
      const [was, is] = [report[part], back?.[part]]
      t.ok(JSON.stringify(sorted(is)) === JSON.stringify(sorted(was)), `${report.id}: ${part}`)
    }
  })
  t.end()
})

/** The same value with the keys of its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
}

t.test('passages are numbered through, and are the ones in their reports', (t) => {
  const all = reports.flatMap((report) => report.passages)
  t.equal(store.columns.size, all.length)
  const faults = all.filter((passage, ordinal) => {
    const report = store.reports[store.columns.reportOf[ordinal] ?? -1]
    const place = ordinal - (store.firsts[store.columns.reportOf[ordinal] ?? -1] ?? 0)
    const back = store.passage(ordinal)
    return back.text !== passage.text || report?.passages[place] !== back || report.passages.indexOf(back) !== place
  })
  t.strictSame(faults.map(({ anchor }) => anchor), [])
  t.end()
})

t.test('columns say of each passage what it says itself', (t) => {
  const { columns } = store
  const paths = reports.flatMap((report) => headingPaths(report))
  const faults = reports.flatMap((report) => report.passages).filter(({ city, counties = [], years, topics }, i) =>
    columns.cities[columns.cityOf[i] ?? -1] !== (city ?? '') || JSON.stringify(columns.yearSets[columns.yearsOf[i] ?? -1]) !== JSON.stringify(years)
    || JSON.stringify(columns.countySets[columns.countiesOf[i] ?? -1]) !== JSON.stringify(counties.map((county) => `${city ?? ''}/${county}`))
    || JSON.stringify(columns.topicSets[columns.topicsOf[i] ?? -1]) !== JSON.stringify(topics.map(({ topic }) => topic))
    || JSON.stringify((columns.paths[columns.pathOf[i] ?? -1] ?? []).map((heading) => columns.headings[heading])) !== JSON.stringify(paths[i]))
  t.strictSame(faults.map(({ anchor }) => anchor), [])
  t.end()
})

t.test('a list of passages behaves as a list', (t) => {
  const [first] = store.reports
  const whole = reports[0]?.passages ?? []
  t.equal(first?.passages.length, whole.length)
  t.strictSame(first?.passages.map(({ anchor }) => anchor), whole.map(({ anchor }) => anchor))
  t.strictSame([...first?.passages ?? []].length, whole.length)
  t.strictSame(first?.passages.slice(2, 4).map(({ anchor }) => anchor), whole.slice(2, 4).map(({ anchor }) => anchor))
  t.strictSame([first?.passages[whole.length], first?.passages.at(-1)?.anchor, Array.isArray(first?.passages)], [undefined, whole.at(-1)?.anchor, true])
  t.end()
})

t.test('what someone holds is given again, however much was asked for since', (t) => {
  let made = 0
  const kept = new Kept(3, (key) => ({ key, made: ++made }))
  const held = kept.get(1)
  for (let key = 2; key < 60; key++) kept.get(key)
  t.equal(kept.get(1), held)
  t.equal(kept.get(59).key, 59)
  t.end()
})

t.test('the same reports give the same bytes, and other bytes throw', (t) => {
  const again = new StoreBuilder()
  for (const report of reports) again.add(report, headingPaths(report))
  t.equal(Buffer.compare(again.finish(), bytes), 0)
  for (const wrong of [new Uint8Array(0), bytes.slice(0, 100), Buffer.from('no store at all, but long enough')]) t.throws(() => openStore(wrong))
  t.end()
})
