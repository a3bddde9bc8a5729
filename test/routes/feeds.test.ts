import t from 'tap'
import { toQuery } from '../../server/search/query.js'
import { updatedAt } from '../../server/views/feed.js'
import { testApp, testEngine } from '../support/built.js'
import { elements, named, parseHtml, textOf } from '../support/html.js'
import { madeUpReport } from '../support/made-up.js'

const app = await testApp()
const engine = await testEngine()
t.teardown(() => app.close())
const get = (url: string, headers: Readonly<Record<string, string>> = {}) => app.inject({ url, headers: { host: 'here.example', ...headers } })
/** XML as the strict reader of pages takes it: void elements spelled out, no declaration. */
const parseXml = (xml: string) => parseHtml(xml.replace(/^<\?xml[^>]*>\s*/u, '').replace(/<(link|category)([^>]*)\/>/gu, '<$1$2>').replace(/(<\/?)source>/gu, '$1section>').replaceAll('xml:lang', 'lang').replace(/<category([^>]*)>/gu, '<br$1>'))

t.test('a search is a feed: an entry for each passage with its words, ids that are its lasting address', async (t) => {
  const response = await get('/feed.atom?q=%E5%8C%BB%E5%85%BB%E7%BB%93%E5%90%88&page=3&sort=oldest')
  t.equal(response.headers['content-type'], 'application/atom+xml; charset=utf-8')
  const feed = parseXml(response.body)
  const results = engine.search(toQuery({ q: '医养结合', size: 50, sort: 'newest' }))
  const entries = named(feed, 'entry')
  t.equal(entries.length, results.hits.length)
  t.strictSame(entries.map((entry) => textOf(named(entry, 'id')[0] ?? entry)).sort(), results.hits.map(({ entry: { report, passage } }) => `http://here.example/r/${report.id}/p/${passage.anchor}`).sort())
  const texts = new Set(results.hits.map(({ entry }) => entry.passage.text.replace(/\s+/gu, ' ').trim()))
  for (const entry of entries) {
    t.ok(texts.has(textOf(named(entry, 'summary')[0] ?? entry)), 'the passage as it stands')
    for (const name of ['title', 'updated', 'author']) t.ok(named(entry, name).length > 0, name)
    t.match(textOf(named(entry, 'updated')[0] ?? entry), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/u)
  }
  const [self] = elements(feed).filter(({ attributes }) => attributes.get('rel') === 'self')
  t.equal(self?.attributes.get('href'), 'http://here.example/feed.atom?q=%E5%8C%BB%E5%85%BB%E7%BB%93%E5%90%88', 'one address for all pages and orders')
  t.equal(textOf(named(feed, 'id')[0] ?? feed), self?.attributes.get('href'))
})

t.test('a feed of what is searched for never breaks its XML, and an empty one is whole', async (t) => {
  for (const q of ['<script>&"', ']]>', '“火星移民”', '\u0001']) {
    const response = await get(`/feed.atom?q=${encodeURIComponent(q)}`)
    t.equal(response.statusCode, 200)
    t.doesNotThrow(() => parseXml(response.body), q)
  }
})

t.test('a report is as new as its record, else its publication, else the years that it covers', (t) => {
  const report = madeUpReport({ id: 'a', texts: [], published: null, covers: [2020, 2021] })
  t.equal(updatedAt(report, '2026-01-02T03:04:05.678Z'), '2026-01-02T03:04:05.678Z')
  t.equal(updatedAt({ ...report, published: 2022 }, ''), '2022-01-01T00:00:00Z')
  t.equal(updatedAt({ ...report, published: 2022, imprint: { authors: [], date: '2022-03' } }, ''), '2022-03-01T00:00:00Z')
  t.equal(updatedAt(report, ''), '2021-12-31T00:00:00Z')
  t.end()
})

t.test('the result page leads to its feed, and every page to icon, manifest and what is shown where it is shared', async (t) => {
  const page = parseHtml((await get('/search?q=%E5%8C%BB%E5%85%BB%E7%BB%93%E5%90%88')).body)
  t.equal(elements(page).find(({ attributes }) => attributes.get('type') === 'application/atom+xml')?.attributes.get('href'), '/feed.atom?q=%E5%8C%BB%E5%85%BB%E7%BB%93%E5%90%88')
  const [entry] = engine.corpus.entries
  if (!entry) throw new Error('no passage')
  const passage = parseHtml((await get(`/r/${entry.report.id}/p/${entry.passage.anchor}`)).body)
  const shared = (name: string): string | undefined => elements(passage).find(({ attributes }) => attributes.get('property') === name)?.attributes.get('content')
  t.ok(shared('og:description')?.includes(entry.passage.text.slice(0, 100)), 'the quoted passage')
  t.equal(shared('og:url'), `http://here.example/r/${entry.report.id}/p/${entry.passage.anchor}`)
  t.equal(shared('og:type'), 'article')
})

t.test('suggestions are what browsers ask for: the text, completions, what they are, where they lead', async (t) => {
  const response = await get('/suggest?q=%E5%8C%BB%E5%85%BB')
  t.equal(response.headers['content-type'], 'application/x-suggestions+json; charset=utf-8')
  const [typed, texts, descriptions, addresses] = JSON.parse(response.body) as [string, string[], string[], string[]]
  t.equal(typed, '医养')
  t.ok(texts.length > 0 && texts.every((text) => text.includes('医养')))
  t.equal(descriptions.length, texts.length)
  for (const address of addresses) t.equal((await get(new URL(address).pathname + new URL(address).search)).statusCode, 200)
  t.match((await get('/opensearch.xml')).body, /application\/x-suggestions\+json" template="http:\/\/here\.example\/suggest\?q=\{searchTerms\}"/)
})

t.test('the site map names every report, robots.txt the site map, the manifest icons that are there', async (t) => {
  const map = (await get('/sitemap.xml')).body
  for (const { id } of engine.corpus.reports) t.ok(map.includes(`<loc>http://here.example/r/${id}</loc>`), id)
  for (const [, address = ''] of map.matchAll(/<loc>([^<]+)<\/loc>/gu)) t.equal((await get(new URL(address).pathname)).statusCode, 200, address)
  t.match((await get('/robots.txt')).body, /^Sitemap: http:\/\/here\.example\/sitemap\.xml$/mu)
  const manifest = JSON.parse((await get('/manifest.webmanifest')).body) as { icons: { src: string; type: string }[]; start_url: string }
  for (const { src, type } of manifest.icons) t.equal((await get(src)).headers['content-type'], type, src)
  const icon = await get('/favicon.ico')
  t.equal(icon.statusCode, 200)
  t.strictSame([...icon.rawPayload.subarray(0, 6)], [0, 0, 1, 0, 1, 0], 'an icon file with one picture')
})

t.test('what is sent is compressed for who takes it', async (t) => {
  t.equal((await get('/', { 'accept-encoding': 'br, gzip' })).headers['content-encoding'], 'br')
  t.equal((await get('/public/style.css', { 'accept-encoding': 'gzip' })).headers['content-encoding'], 'gzip')
  t.equal((await get('/')).headers['content-encoding'], undefined)
})
