import t from 'tap'
import { unzipSync } from 'fflate'
import { buildApp } from '../../server/app.js'
import { MOST_ITEMS } from '../../server/resolving/collection.js'
import { testApp, testEngine } from '../support/built.js'
import { editionsBefore, otherwise } from '../support/editions.js'
import { elements, named, parseHtml, textOf, withClass } from '../support/html.js'

const engine = await testEngine()
const app = await testApp()
t.teardown(() => app.close())
const report = engine.corpus.report('kaifeng-2020-summary')
if (!report) throw new Error('no report')
const anchors = report.passages.filter(({ text }) => text.length > 40).map(({ anchor }) => anchor)
const item = (i: number): string => `${report.id}~${anchors[i] ?? ''}`

/** Sends a form as a browser does, with the cookie of before; gives the cookie of afterwards. */
async function send(form: Readonly<Record<string, string>>, cookie = '', headers: Readonly<Record<string, string>> = {}) {
  const response = await app.inject({ method: 'POST', url: '/basket', payload: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, ...headers } })
  return { response, cookie: String(response.headers['set-cookie'] ?? '').split(';', 1)[0] ?? '' }
}
const show = async (cookie: string, url = '/basket') => app.inject({ url, headers: { cookie } })
const collected = async (cookie: string): Promise<string[]> => withClass(parseHtml((await show(cookie)).body), 'basket-items').flatMap((list) => named(list, 'blockquote')).map((quote) => textOf(quote).trim())
const textsOf = (...at: readonly number[]): string[] => at.map((i) => report.passages.find(({ anchor }) => anchor === anchors[i])?.text ?? '')

t.test('a passage is added by a form, kept in a cookie, and the reader is back where he was', async (t) => {
  const first = await send({ do: 'add', p: item(0), from: `/r/${report.id}?q=%E5%8C%BB` })
  t.equal(first.response.statusCode, 303)
  t.equal(first.response.headers.location, `/r/${report.id}?q=%E5%8C%BB#collect-${report.id}-${anchors[0] ?? ''}`)
  t.match(first.response.headers['set-cookie'], /; Path=\/; HttpOnly; SameSite=Lax$/)
  const second = await send({ do: 'add', p: item(1) }, first.cookie)
  t.equal(second.response.headers.location, '/basket')
  t.strictSame(await collected(second.cookie), textsOf(0, 1))
  const again = await send({ do: 'add', p: item(0) }, second.cookie)
  t.strictSame(await collected(again.cookie), textsOf(0, 1), 'a passage is collected once')
})

t.test('the order is the reader’s: up, down, away, by city, by year, empty', async (t) => {
  const { cookie } = await send({ do: 'add', p: [item(0), item(1), item(2)].join(',') })
  t.strictSame(await collected((await send({ do: 'up', p: item(2) }, cookie)).cookie), textsOf(0, 2, 1))
  t.strictSame(await collected((await send({ do: 'down', p: item(0) }, cookie)).cookie), textsOf(1, 0, 2))
  t.strictSame(await collected((await send({ do: 'remove', p: item(1) }, cookie)).cookie), textsOf(0, 2))
  t.strictSame(await collected((await send({ do: 'by-year' }, cookie)).cookie), textsOf(0, 1, 2), 'equal years keep the order')
  const other = engine.corpus.entries.find(({ passage }) => passage.city === '郑州')
  const mixed = await send({ do: 'add', p: `${other?.report.id ?? ''}~${other?.passage.anchor ?? ''}` }, cookie)
  t.strictSame((await collected((await send({ do: 'by-city' }, mixed.cookie)).cookie))[0], other?.passage.text, '郑州 comes before 开封')
  const cleared = await send({ do: 'clear' }, cookie)
  t.match(cleared.response.headers['set-cookie'], /Max-Age=0/)
  t.strictSame(await collected(cleared.cookie), [])
})

t.test('a form of another site changes nothing, and no form leads out of this one', async (t) => {
  const { cookie } = await send({ do: 'add', p: item(0) })
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://elsewhere.example' }]) {
    const { response } = await send({ do: 'clear' }, cookie, headers)
    t.equal(response.statusCode, 403, JSON.stringify(headers))
    t.equal(response.headers['set-cookie'], undefined)
  }
  for (const from of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', '/a b', '/\r\nx: y']) {
    t.equal((await send({ do: 'add', p: item(0), from }, cookie)).response.headers.location, '/basket', from)
  }
  t.equal((await send({ do: 'add', p: item(0) }, cookie, { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' })).response.statusCode, 303)
})

t.test('a full collection says so and keeps what it has', async (t) => {
  const many = anchors.slice(0, MOST_ITEMS).map((_, i) => item(i)).join(',')
  const { cookie } = await send({ do: 'add', p: many })
  const kept = await collected(cookie)
  t.ok(kept.length > 40, `${kept.length} are kept`)
  let full = { response: { statusCode: 303 }, cookie }
  for (let i = kept.length; full.response.statusCode === 303 && i < anchors.length; i++) full = await send({ do: 'add', p: item(i) }, full.response.statusCode === 303 ? full.cookie : cookie)
  t.equal(full.response.statusCode, 409)
})

t.test('a shared address shows the list to anyone, without the tools of an own one', async (t) => {
  const page = parseHtml((await show('', `/basket?p=${item(0)},${item(1)}`)).body)
  t.equal(named(page, 'blockquote').length, 2)
  t.strictSame(elements(page).filter(({ name, attributes }) => name === 'input' && attributes.get('name') === 'do').map(({ attributes }) => attributes.get('value')), ['add'])
  const own = parseHtml((await show((await send({ do: 'add', p: item(0) })).cookie)).body)
  const address = elements(own).find(({ attributes }) => attributes.get('id') === 'basket-address')?.attributes.get('value') ?? ''
  t.match(address, new RegExp(`/basket\\?p=${item(0)}~[0-9a-z]{8}$`))
  t.equal((await app.inject({ url: new URL(address).pathname + new URL(address).search })).statusCode, 200)
})

t.test('a publication that is quoted twice is one reference', async (t) => {
  const page = parseHtml((await show('', `/basket?p=${item(0)},${item(1)}`)).body)
  t.equal(withClass(page, 'references').flatMap((list) => named(list, 'li')).length, 1)
  t.strictSame(withClass(page, 'reference').map(textOf), ['[1]', '[1]'])
})

t.test('nonsense in the cookie is an empty collection; an item that leads nowhere is told', async (t) => {
  t.match((await show('basket=%00<script>')).body, /这里还没有段落/)
  t.match((await show('', '/basket?p=nothing~00000000')).body, /找不到的段落/)
  t.equal((await show('', '/basket?p=<script>')).statusCode, 400)
})

t.test('it is exported in six formats, with the words as they stand', async (t) => {
  const list = `p=${item(0)},${item(1)}`
  const text = (await show('', `/basket.txt?${list}`)).body
  for (const quote of textsOf(0, 1)) t.ok(text.includes(quote.replace(/\s+/gu, ' ').trim()), 'the text has the quote')
  t.match(text, /^摘编（2 段，\d{4}-\d\d-\d\d）\n\n1\. /u)
  t.match((await show('', `/basket.md?${list}`)).body, /^# 摘编.+\n\n> /u)
  t.equal((await show('', `/basket.ris?${list}`)).body.match(/^TY {2}- RPRT/gmu)?.length, 2)
  t.equal((await show('', `/basket.bib?${list}`)).body.match(/^@report\{/gmu)?.length, 2)
  t.equal((JSON.parse((await show('', `/basket.json?${list}`)).body) as object[]).length, 2)
  const word = await show('', `/basket.docx?${list}`)
  t.match(word.headers['content-disposition'], /^attachment; filename="?basket\.docx"?; filename\*=UTF-8''/)
  const parts = unzipSync(word.rawPayload)
  const read = (name: string): string => new TextDecoder().decode(parts[name]).replace(/<[^>]*>/gu, '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  for (const quote of textsOf(0, 1)) t.ok(read('word/document.xml').includes(quote.replace(/\s+/gu, ' ').trim()), 'Word has the quote')
  t.match(read('word/footnotes.xml'), /开封市卫生健康委员会2020年工作总结暨2021年工作计划\[R\/OL\]/)
  t.match(new TextDecoder().decode(parts['word/document.xml']), /w:footnoteReference w:id="2"/)
})

t.test('a number that has changed since is told on the page and in every export', async (t) => {
  const i = report.passages.findIndex(({ text }, at) => at > 0 && /\d/.test(text) && text.length > 60)
  const editions = editionsBefore(report, otherwise(i, '00000000', (text) => text.replace(/\d/, (d) => String((Number(d) + 1) % 10))))
  const later = await buildApp({ engine, baseUrl: '', logger: false, archive: { editions: (id) => Promise.resolve(id === report.id ? editions : []) } })
  t.teardown(() => later.close())
  const list = `p=${report.id}~00000000~${editions[0]?.id ?? ''}`
  const page = await later.inject({ url: `/basket?${list}` })
  t.match(page.body, /数字已变/)
  t.match(page.body, /其中 1 段在摘出之后有变/)
  for (const format of ['txt', 'md']) t.match((await later.inject({ url: `/basket.${format}?${list}` })).body, /注意：摘编之后数字已变/, format)
  const word = unzipSync((await later.inject({ url: `/basket.docx?${list}` })).rawPayload)
  t.match(new TextDecoder().decode(word['word/document.xml']), /摘编之后数字已变/)
})
