import t from 'tap'
import { SourceMap } from '../../indexer/index.js'
import { SORTS } from '../../server/search/query.js'
import { testApp, testEngine } from '../support/built.js'
import { attribute, byId, elements, named, parseHtml, textOf, withClass, type Element } from '../support/html.js'

const app = await testApp()
const engine = await testEngine()
t.teardown(() => app.close())

const get = (url: string) => app.inject({ url })
const at = (path: string, parameters: Record<string, string | string[]>): string =>
  `${path}?${new URLSearchParams(Object.entries(parameters).flatMap(([name, value]) => (Array.isArray(value) ? value.map((v): [string, string] => [name, v]) : [[name, value] as [string, string]]))).toString()}`
const page = async (url: string, status = 200): Promise<Element> => {
  const response = await get(url)
  if (response.statusCode !== status || !String(response.headers['content-type']).startsWith('text/html')) throw new Error(`${url}: ${response.statusCode} ${String(response.headers['content-type'])}`)
  return parseHtml(response.body)
}

const [entry] = engine.corpus.entries
if (!entry) throw new Error('no passage')
const report = entry.report.id
const anchor = entry.passage.anchor

t.test('every page of the portal answers', async (t) => {
  const table: [url: string, heading: RegExp][] = [
    ['/', /卫生健康报告/u], ['/search', /全部段落/u], [at('/search', { q: '医养结合', city: '郑州' }), /医养结合/u], ['/reports', /全部报告/u], ['/reports/', /全部报告/u],
    [`/r/${report}`, new RegExp(entry.report.title, 'u')], [at(`/r/${report}`, { q: '医院' }), new RegExp(entry.report.title, 'u')],
    [`/r/${report}/p/${anchor}`, new RegExp(entry.report.title, 'u')], [`/r/${report}/source`, /原始文本/u], [`/r/${report}/source?p=${anchor}`, /原始文本/u], [`/r/${report}/source?line=5&column=1`, /原始文本/u],
    ['/quality', /整理质量/u], [`/r/${report}/quality`, /整理质量/u],
  ]
  for (const [url, heading] of table) t.match(textOf(named(await page(url), 'h1')[0] ?? parseHtml('')), heading, url)
})

t.test('a passage address shows the passage before the report, and the search box keeps its words', async (t) => {
  const root = await page(at(`/r/${report}/p/${anchor}`, { q: '医院' }))
  const [focus] = withClass(root, 'focus')
  t.equal(focus && textOf(named(focus, 'blockquote')[0] ?? focus), entry.passage.text)
  t.ok(byId(root, `p-${anchor}`), 'and in its place')
  t.equal(attribute(byId(root, 'q-head'), 'value'), '医院')
})

t.test('what was typed stands in the search box of a result page, and its hits are those of the API', async (t) => {
  const q = '家庭医生 “签约”'
  const root = await page(at('/search', { q }))
  t.equal(attribute(byId(root, 'q-head'), 'value'), q)
  const shown = withClass(root, 'hit').map((hit) => new URL(attribute(named(named(hit, 'h2')[0] ?? hit, 'a')[0], 'href') ?? '', 'http://x').pathname)
  const { hits } = (await get(at('/api/search', { q }))).json<{ hits: { url: string }[] }>()
  t.ok(hits.length > 0)
  t.strictSame(shown, hits.map(({ url }) => url))
})

t.test('empty fields of the filter form are no parameters', async (t) => {
  const plain = (await get(at('/search', { q: '家庭医生' }))).body
  t.equal((await get('/search?q=%E5%AE%B6%E5%BA%AD%E5%8C%BB%E7%94%9F&year=&from=&to=&city=&topic=&report=&sort=&page=&size=')).body, plain)
  t.equal((await get('/search?q=%E5%AE%B6%E5%BA%AD%E5%8C%BB%E7%94%9F&city=&city=&from=')).statusCode, 200)
})

t.test('wrong parameters are refused with a page that says what to do and keeps what was typed', async (t) => {
  const table: [parameters: Record<string, string | string[]>, advice: RegExp][] = [
    [{ page: '0' }, /页码.*整数/u], [{ page: 'abc' }, /页码.*整数/u], [{ page: '1.5' }, /页码.*整数/u], [{ page: '-1' }, /页码/u],
    [{ page: ['1', '2'] }, /页码/u], [{ size: '1000' }, /每页条数.*1–100/u], [{ size: '0' }, /每页条数/u],
    [{ year: '20x2' }, /年份.*四位数字/u], [{ year: '99' }, /年份/u], [{ from: 'x' }, /起始年份/u], [{ to: '1' }, /截止年份/u],
    [{ sort: 'foo' }, new RegExp(`排序.*${SORTS.join('.*')}`, 'u')], [{ city: Array.from({ length: 50 }, (_, i) => `城${i}`) }, /城市.*最多 40 个/u],
    [{ report: '../etc' }, /报告标识/u], [{ topic: '长'.repeat(61) }, /主题/u],
  ]
  for (const [parameters, advice] of table) {
    const typed = '养老 <b>'
    const root = await page(at('/search', { q: typed, ...parameters }), 400)
    t.match(textOf(named(root, 'main')[0] ?? root), advice, JSON.stringify(parameters).slice(0, 60))
    t.equal(attribute(byId(root, 'q-notice'), 'value'), typed, 'the typed text is kept')
  }
})

t.test('the source at a line and column shows the passage that is read there', async (t) => {
  const interleaved = engine.corpus.entries.find(({ report: { id }, passage }) => id === 'henan-2019-conference' && passage.pieces.length > 3)
  if (!interleaved) throw new Error('no passage of several fragments')
  const place = new SourceMap(interleaved.report).placeOf(interleaved.passage, 3)
  const root = await page(`/r/${interleaved.report.id}/source?line=${place?.line}&column=${place?.column}`)
  t.equal(textOf(named(withClass(root, 'focus')[0] ?? root, 'blockquote')[0] ?? root), interleaved.passage.text)
  t.equal(withClass(await page(`/r/${report}/source?line=1&column=9999`), 'focus').length, 0, 'between and behind the fragments there is none')
  for (const wrong of ['line=0', 'line=x', 'line=3&column=-1']) t.match(textOf(await page(`/r/${report}/source?${wrong}`, 400)), /[行列]号请用/u, wrong)
})

t.test('a text of more than 200 characters is refused kindly and kept', async (t) => {
  for (const q of ['长'.repeat(201), '😀'.repeat(201)]) {
    const root = await page(at('/search', { q }), 400)
    t.match(textOf(named(root, 'h1')[0] ?? root), /太长/u)
    t.match(textOf(named(root, 'main')[0] ?? root), /最长 200 个字/u)
    t.equal(attribute(byId(root, 'q-notice'), 'value'), q)
  }
  for (const q of ['长'.repeat(200), '😀'.repeat(200)]) t.equal((await get(at('/search', { q }))).statusCode, 200, 'two hundred are taken')
})

t.test('a repeated text is refused for being repeated, not for its length', async (t) => {
  const root = await page(at('/search', { q: ['养老', '医改'] }), 400)
  t.notMatch(textOf(named(root, 'main')[0] ?? root), /太长|最长/u)
})

t.test('an unknown report, passage or page is a 404 with a search box', async (t) => {
  for (const url of ['/nowhere', '/r/no-such-report', '/r/no-such-report/p/00000000', '/r/no-such-report/source', `/r/${report}/p/00000000`, `/r/${report}/p/short`, `/r/${report}/source?p=00000000`, '/r/no-such-report/quality', '/r/UPPER', '/r/a..b', '/public/none.css', `/r/${'a'.repeat(90)}`, `/r/${report}/p/${'0'.repeat(101)}`, `/r/${'a'.repeat(101)}`]) {
    const response = await get(url)
    t.equal(response.statusCode, 404, url)
    const root = parseHtml(response.body)
    t.equal(attribute(named(root, 'form')[0], 'action'), '/search', `${url.slice(0, 40)} has a search box`)
    t.match(textOf(named(root, 'main')[0] ?? root), /\p{Script=Han}/u)
  }
})

t.test('an address that cannot be decoded is refused with a Chinese page', async (t) => {
  for (const url of ['/r/%zz', '/%E0%A4%A', '/public/%zz']) {
    const response = await get(url)
    t.equal(response.statusCode, 400, url)
    t.match(response.body, /\p{Script=Han}/u, `${url}: ${response.body.slice(0, 100)}`)
  }
})

t.test('paths do not lead out of public', async (t) => {
  for (const url of ['/public/../package.json', '/public/..%2fpackage.json', '/public/%2e%2e/package.json', '/public/%252e%252e/package.json', '/public/..%5cpackage.json', '/public/%00', '/r/..%2f..%2fpackage.json']) {
    const response = await get(url)
    t.ok(response.statusCode >= 400 && response.statusCode < 500, `${url}: ${response.statusCode}`)
    t.notMatch(response.body, /devDependencies/u)
  }
})

const HOSTILE = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onfocus='alert(1)", '</title><script>', '{{constructor}}', 'javascript:alert(1)', '&lt;b&gt;&amp;', '` = `', '<!--', ']]>']

t.test('markup in any parameter comes out as text, on every page', async (t) => {
  for (const text of HOSTILE) {
    const urls = [at('/search', { q: text }), at('/search', { q: `"${text}"`, city: text, topic: text }), at('/search', { city: [text, '开封'], topic: [text] }), at(`/r/${report}`, { q: text }), at(`/r/${report}/p/${anchor}`, { q: text })]
    for (const url of urls) {
      const root = await page(url)
      const all = elements(root)
      t.equal(all.filter(({ name }) => name === 'script').length, 1, `${text}: the page's own script only`)
      t.notOk(all.some(({ name, attributes }) => [...attributes.keys()].some((a) => a.startsWith('on')) || (name === 'img' && attributes.get('src') === 'x') || /^\s*javascript:/iu.test(attributes.get('href') ?? '')))
      t.equal(named(root, 'title').length, 1)
    }
    for (const url of [at('/search', { q: text, page: '0' }), at('/search', { q: text, page: text }), at('/nowhere', { q: text })]) {
      const response = await get(url)
      t.equal(attribute(byId(parseHtml(response.body), 'q-notice'), 'value'), text, 'kept as text')
    }
    t.ok(textOf(await page(at('/search', { city: text }))).includes(text), 'a chip names it')
  }
})

t.test('ids are single words, whatever values are chosen', async (t) => {
  const root = await page(at('/search', { city: ['北 京', '开封'], topic: ['a b'] }))
  t.strictSame(elements(root).flatMap(({ attributes }) => attributes.get('id') ?? []).filter((id) => /\s/u.test(id)), [])
})

t.test('every answer carries its guards', async (t) => {
  for (const url of ['/', '/search?page=0', '/nowhere', '/api/reports', '/api/search?page=0', '/openapi.json', '/public/style.css']) {
    const { headers } = await get(url)
    const policy = String(headers['content-security-policy'])
    t.match(policy, /default-src 'none'/u, url)
    for (const lax of ['unsafe-inline', 'unsafe-eval', '*', 'data:', 'http:']) t.notOk(policy.includes(lax), `no ${lax}`)
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) t.ok(policy.includes(part), part)
    t.equal(headers['x-content-type-options'], 'nosniff')
    t.equal(headers['referrer-policy'], 'same-origin')
    t.notOk('x-powered-by' in headers)
  }
})

t.test('refusals are not kept by caches, files in public are', async (t) => {
  t.equal((await get('/nowhere')).headers['cache-control'], 'no-store')
  t.match((await get('/public/style.css')).headers['cache-control'], /immutable/u)
})
