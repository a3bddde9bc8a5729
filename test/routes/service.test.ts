import t from 'tap'
import { testApp, testEngine } from '../support/built.js'
import { attribute, parseHtml, named, textOf } from '../support/html.js'
import { buildApp } from '../../server/app.js'

const app = await testApp()
const engine = await testEngine()
t.teardown(() => app.close())
const get = (url: string) => app.inject({ url })

t.test('health tells the snapshot that is served', async (t) => {
  const response = await get('/healthz')
  t.equal(response.statusCode, 200)
  t.strictSame(response.json(), { status: 'ok', snapshot: engine.snapshot.name, reports: engine.corpus.reports.length, passages: engine.corpus.entries.length, refused: 0 })
})

t.test('the OpenSearch description leads a browser to a search that answers', async (t) => {
  const response = await get('/opensearch.xml')
  t.match(response.headers['content-type'], /^application\/opensearchdescription\+xml/u)
  const root = parseHtml(response.body.replace(/^<\?xml[^>]*\?>/u, '').replace(/<(\/?)([A-Z]\w*)/gu, (_, slash: string, name: string) => `<${slash}x${name.toLowerCase()}`).replace(/ xmlns="[^"]*"/u, '').replace(/\/>/gu, '></xurl>'))
  const templates = named(root, 'xurl').map((url) => attribute(url, 'template') ?? '')
  t.equal(templates.length, 5)
  for (const template of templates) {
    const url = new URL(template.replace('{searchTerms}', encodeURIComponent('医养结合')))
    t.equal((await get(url.pathname + url.search)).statusCode, 200, template)
  }
  t.ok(textOf(named(root, 'xshortname')[0] ?? root).length <= 16, 'OpenSearch 1.1 allows 16 characters')
})

t.test('addresses that leave the site carry the configured origin, else the one that was asked', async (t) => {
  t.match((await app.inject({ url: '/opensearch.xml', headers: { host: 'intranet:8080' } })).body, /http:\/\/intranet:8080\/search/u)
  const configured = await buildApp({ engine, baseUrl: 'https://reports.example.cn', logger: false })
  const canonical = named(parseHtml((await configured.inject({ url: '/reports', headers: { host: 'other' } })).body), 'link').find((link) => attribute(link, 'rel') === 'canonical')
  t.equal(attribute(canonical, 'href'), 'https://reports.example.cn/reports')
  await configured.close()
})

t.test('a host name with markup stays text', async (t) => {
  const response = await app.inject({ url: '/opensearch.xml', headers: { host: 'a"><b>' } })
  t.notMatch(response.body, /<b>/u)
})

t.test('robots are kept from endless lists', async (t) => {
  const { body } = await get('/robots.txt')
  for (const path of ['/api/', '/search']) t.ok(body.includes(`Disallow: ${path}\n`))
})
