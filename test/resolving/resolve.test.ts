import t from 'tap'
import type { Edition, KeptPassage } from '../../indexer/index.js'
import { buildApp } from '../../server/app.js'
import { Editions } from '../../server/resolving/archive.js'
import { resolvePassage, resolveRange } from '../../server/resolving/resolve.js'
import { testEngine } from '../support/built.js'
import { editionsBefore, otherwise, type Earlier } from '../support/editions.js'
import { attribute, named, parseHtml, textOf, withClass } from '../support/html.js'

const engine = await testEngine()
const report = engine.corpus.report('kaifeng-2020-summary')
if (!report) throw new Error('no report')
const i = report.passages.findIndex(({ text }, at) => at > 5 && /\d{2}/.test(text) && text.length > 80)
const passage = report.passages[i]
if (!passage || i < 2) throw new Error('no passage with a number')
const OLD = '00000000'
const DELETED = '本段后来整段删去，现行文本中没有与它相近的任何文字，只有存档还有。'

const inserted = (at: number, ...texts: string[]): Earlier => (passages) =>
  [...passages.slice(0, at), ...texts.map((text, n): KeptPassage => ({ anchor: `${OLD.slice(1)}${n}`, text, headings: ['已撤的一节'] })), ...passages.slice(at)]
const resolve = (anchor: string, editions: readonly Edition[], pinned: string | null = null) => resolvePassage(report, anchor, pinned, editions, engine.corpus)
const digit = (text: string): string => text.replace(/\d/, (d) => String((Number(d) + 1) % 10))

t.test('each state is told by what has become of the passage', (t) => {
  const table: [state: string, earlier: Earlier][] = [
    ['exact', otherwise(i, OLD, (text) => text)],
    ['exact', otherwise(i, OLD, (text) => `${text.slice(0, 9)}\n ${text.slice(9)}`)],
    ['moved', (passages) => passages.map((one, at) => (at === i ? { ...one, anchor: OLD, headings: ['另一节'] } : one))],
    ['changed', otherwise(i, OLD, (text) => `${text.slice(0, 20)}曾有此语${text.slice(20)}`)],
    ['number-changed', otherwise(i, OLD, digit)],
    ['number-changed', otherwise(i, OLD, (text) => digit(`${text.slice(0, 20)}曾有此语${text.slice(20)}`))],
    ['gone', inserted(i, DELETED)],
  ]
  for (const [state, earlier] of table) {
    const editions = editionsBefore(report, earlier)
    const found = resolve(OLD, editions)
    t.equal(found?.state, state)
    t.same(found?.entries.map((entry) => entry.passage.anchor), state === 'gone' ? [] : [passage.anchor], state)
    t.equal(found?.quote, editions[0]?.passages.find(({ anchor }) => anchor === OLD)?.text, 'the quote is as first published')
    if (state.endsWith('changed')) t.equal(found?.differences.filter(({ kind }) => kind !== 'added').map(({ text }) => text).join(''), found?.quote, 'the differences give back the quote')
    t.equal((found?.numbers.length ?? 0) > 0, state === 'number-changed')
  }
  t.end()
})

t.test('a quote whose bounds alone have changed says so, and its parts stand in the order of the print', (t) => {
  const next = report.passages[i + 1]?.text ?? ''
  const one = (text: string, name: string): Earlier => (passages) => passages.flatMap((kept, at) => (at === i ? [{ ...kept, anchor: name, text }] : at === i + 1 && text.length > passage.text.length ? [] : [kept]))
  const divided = resolve(OLD, editionsBefore(report, one(`${passage.text}${next}`, OLD)))
  t.match(divided, { state: 'changed', bounds: 'divided', text: `${passage.text}${next}`, numbers: [] })
  t.ok(divided?.differences.every(({ kind }) => kind === 'same'), 'no word is marked')
  const stop = passage.text.indexOf('，', 12) + 1
  t.ok(stop > 12)
  t.match(resolve(OLD, editionsBefore(report, one(passage.text.slice(0, stop), OLD))), { state: 'changed', bounds: 'joined', text: passage.text, numbers: [] })
  t.match(resolve(OLD, editionsBefore(report, otherwise(i, OLD, (text) => `${text.slice(0, 20)}曾有此语${text.slice(20)}`))), { state: 'changed', bounds: null })
  t.end()
})

t.test('an address of what is served opens it, whatever the archive has', (t) => {
  const editions = editionsBefore(report, inserted(i, DELETED), otherwise(i, OLD, digit))
  const faults = report.passages.filter(({ anchor, text }) => {
    const found = resolve(anchor, editions)
    return found?.entries[0]?.passage.anchor !== anchor || found.quote !== text
  })
  t.same(faults, [])
  t.equal(resolve('zzzzzzzz', editions), null, 'an anchor that no edition had')
  t.end()
})

t.test('a passage that is gone shows where it was, and what stands next to its place', (t) => {
  const found = resolve(OLD, editionsBefore(report, inserted(i, DELETED)))
  t.same(found?.headings, ['已撤的一节'])
  t.same(found?.nearest.map((entry) => entry.passage.anchor), [report.passages[i - 1]?.anchor, passage.anchor])
  t.end()
})

t.test('what was gone and comes back is found again, and the history says so', (t) => {
  const editions = editionsBefore(report, otherwise(i, OLD, (text) => `${text}此语已删。`), (passages) => passages.filter((_, at) => at !== i))
  const found = resolve(OLD, editions)
  t.equal(found?.state, 'changed')
  t.same(found?.history.map(({ state }) => state), ['exact', 'gone', 'changed'])
  t.end()
})

t.test('a pinned edition gives its own text, and its state today', (t) => {
  const editions = editionsBefore(report, otherwise(i, OLD, digit), otherwise(i, OLD, (text) => text))
  const [first, second] = editions
  t.match(resolve(OLD, editions, first?.id ?? ''), { state: 'number-changed', pinned: true })
  t.match(resolve(OLD, editions, second?.id ?? ''), { state: 'exact', quote: passage.text })
  t.equal(resolve(OLD, editions, 'zzzzzzzz'), null)
  t.end()
})

t.test('a range is as bad as its worst passage, and stands in order either way round', (t) => {
  const [a, b] = [report.passages[i - 2]?.anchor ?? '', report.passages[i + 1]?.anchor ?? '']
  const whole = [i - 2, i - 1, i, i + 1].map((at) => report.passages[at]?.anchor)
  const range = (earlier: Earlier, ends: [string, string] = [a, b]) => resolveRange(report, ends, null, editionsBefore(report, earlier), engine.corpus)
  for (const ends of [[a, b], [b, a]] as [string, string][]) {
    const found = range((passages) => [...passages], ends)
    t.equal(found?.state, 'exact')
    t.same(found?.entries.map((entry) => entry.passage.anchor), whole)
  }
  t.equal(range(otherwise(i, OLD, digit))?.state, 'number-changed')
  t.equal(range(inserted(i, DELETED))?.state, 'changed', 'one of its passages is gone')
  t.equal(range((passages) => passages.filter((_, at) => at !== i))?.state, 'changed', 'one has come between')
  t.equal(range((passages) => [...passages], ['zzzzzzzz', b]), null)
  t.end()
})

t.test('without the served edition in the archive, the way to it is found all the same', async (t) => {
  const archived = editionsBefore(report, otherwise(i, OLD, digit)).slice(0, 1)
  const editions = await new Editions({ editions: async () => archived }).of(report)
  t.equal(resolve(OLD, editions)?.state, 'number-changed')
  const later = editionsBefore(report, (passages) => [...passages])
  const ahead = [...later, { ...later[0], id: 'zzzzzzzz' } as Edition]
  t.same((await new Editions({ editions: async () => ahead }).of(report)).map(({ id }) => id), later.map(({ id }) => id), 'an edition that is not served yet')
})

t.test('the page and the API say the state in words', async (t) => {
  const editions = editionsBefore(report, (passages) => inserted(i, DELETED)(otherwise(i, '11111111', digit)(passages)))
  const app = await buildApp({ engine, baseUrl: '', logger: false, archive: { editions: async (id) => (id === report.id ? editions : []) } })
  t.teardown(() => app.close())
  const table: [anchor: string, state: string, label: string][] = [[passage.anchor, 'exact', '原文一致'], ['11111111', 'number-changed', '数字已变'], [OLD, 'gone', '原文已删除'], [`${report.passages[i - 1]?.anchor ?? ''}~11111111`, 'number-changed', '数字已变']]
  for (const [anchor, state, label] of table) {
    const response = await app.inject({ url: `/r/${report.id}/p/${anchor}?q=%E5%8C%BB%E9%99%A2` })
    t.equal(response.statusCode, 200, anchor)
    const root = parseHtml(response.body)
    const [notice] = withClass(root, 'resolution')
    t.match(notice ? textOf(notice) : '', new RegExp(label))
    t.equal(attribute(notice, 'role'), 'status')
    t.match(named(root, 'link').find((link) => attribute(link, 'rel') === 'canonical')?.attributes.get('href'), new RegExp(`/r/${report.id}$`))
    t.equal(named(notice ?? root, 'del').length > 0, state === 'number-changed')
    if (state !== 'gone') t.ok(named(root, 'mark').length > 0, 'the marks are kept')
    const json = (await app.inject({ url: `/api/passages/${report.id}/${anchor}` })).json<{ state: string; passage: object | null; quote: string }>()
    t.equal(json.state, state)
    t.equal(json.passage === null, state === 'gone')
    if (state === 'gone') t.equal(json.quote, DELETED)
  }
  const pinned = parseHtml((await app.inject({ url: `/r/${report.id}/p/11111111?v=${editions[0]?.id ?? ''}` })).body)
  t.match(textOf(withClass(pinned, 'resolution')[0] ?? pinned), /所指版本：2026年1月1日/)
  t.equal((await app.inject({ url: `/r/${report.id}/p/${passage.anchor}?v=zzzzzzzz` })).statusCode, 404)
  t.equal((await app.inject({ url: `/r/${report.id}/p/${passage.anchor}?v=1` })).statusCode, 400)
})
