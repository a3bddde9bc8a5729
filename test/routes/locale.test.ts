import t from 'tap'
import { preferredLocale } from '../../server/routes/origin.js'
import { testApp, testEngine } from '../support/built.js'
import { attribute, byId, elements, named, parseHtml, textOf, type Element } from '../support/html.js'

/** The English interface: the same pages, with everything that is not quoted in English. */

const app = await testApp()
const engine = await testEngine()
t.teardown(() => app.close())
const at = (path: string, parameters: Record<string, string>): string => `${path}?${new URLSearchParams(parameters).toString()}`
const [report] = engine.corpus.reports
const entry = engine.corpus.entries.find(({ passage }) => passage.corrections.length > 0) ?? engine.corpus.entries[0]
if (!report || !entry) throw new Error('no report')

const PAGES = [
  '/', '/reports', '/quality', '/search', at('/search', { q: '家庭医生签约率', city: '开封' }), at('/search', { q: '两癌', year: '2020', sort: 'newest' }), at('/search', { q: 'yigongti' }),
  at('/search', { q: '医养结合', city: '北京' }), at('/search', { q: '“火星移民”' }), at('/search', { q: '开封 养老 2020', off: 'synonym' }), at('/search', { q: '中医', page: '500' }), at('/search', { page: '0' }),
  ...engine.corpus.reports.flatMap(({ id }) => [`/r/${id}`, at(`/r/${id}`, { q: '医院' }), `/r/${id}/source`, `/r/${id}/quality`]),
  `/r/${entry.report.id}/p/${entry.passage.anchor}`, `/r/${entry.report.id}/source?p=${entry.passage.anchor}`, '/nowhere', `/r/${report.id}/p/00000000`,
]

/** Names that an attribute may quote although attributes have no language of their own. */
const QUOTED = [
  '北京', ...engine.valuesOf('city'), ...engine.valuesOf('county').map((path) => path.slice(path.indexOf('/') + 1)), ...engine.valuesOf('topic'), ...engine.corpus.reports.flatMap(({ title, sections }) => [title, ...sections.flatMap(function all(section): string[] { return [section.heading, ...section.sections.flatMap(all)] })]),
].filter((name) => /\p{Script=Han}/u.test(name)).sort((a, b) => b.length - a.length)

const ATTRIBUTES = ['aria-label', 'title', 'alt', 'placeholder', 'data-copy-button', 'data-copied', 'data-words']

/** Texts with Chinese that are not said to be Chinese. */
function unmarked(element: Element, lang: string): string[] {
  const own = element.attributes.get('lang') ?? lang
  if (element.name === 'head') return []
  const inAttributes = ATTRIBUTES.flatMap((name) => element.attributes.get(name) ?? [])
    .map((value) => QUOTED.reduce((rest, name) => rest.replaceAll(name, ''), value)).filter((value) => own === 'en' && /\p{Script=Han}/u.test(value))
  return [...inAttributes, ...element.children.flatMap((child) => (typeof child === 'string' ? (own !== 'zh-CN' && /\p{Script=Han}/u.test(child) ? [child] : []) : unmarked(child, own)))]
}

/** Texts with English words that are said to be Chinese, as a whole element of the interface would be. */
const untranslated = (root: Element): string[] =>
  ['button', 'label', 'legend', 'summary', 'caption', 'dt'].flatMap((name) => named(root, name)).map(textOf).filter((text) => /\p{Script=Han}/u.test(QUOTED.reduce((rest, name) => rest.replaceAll(name, ''), text)))

t.test('an English page has no Chinese but what it quotes, which is said to be Chinese', async (t) => {
  for (const path of PAGES) {
    const { body } = await app.inject({ url: path, headers: { 'accept-language': 'en' } })
    const root = parseHtml(body)
    t.equal(attribute(named(root, 'html')[0], 'lang'), 'en', path)
    t.strictSame([...new Set(unmarked(root, ''))].slice(0, 5), [], path)
    const facets = byId(root, 'filters')
    const form = untranslated({ ...root, children: root.children }).filter((text) => !facets || !textOf(facets).includes(text))
    t.strictSame(form.slice(0, 5), [], `${path}: labels`)
    t.notMatch(textOf(named(root, 'title')[0] ?? root), /卫健报告检索|undefined/u)
  }
})

t.test('the check notices a Chinese word of the interface', (t) => {
  const bad = (html: string): string[] => unmarked(parseHtml(html), '')
  t.strictSame(bad('<html lang="en"><p>共 3 段</p></html>'), ['共 3 段'])
  t.strictSame(bad('<html lang="en"><a title="原文">x</a></html>'), ['原文'])
  t.strictSame(bad('<html lang="en"><p lang="zh-CN">开封</p><p title="开封 2020">x</p></html>'), [])
  t.end()
})

t.test('the language is the one that the address asks for, else the one that the browser prefers, else Chinese', async (t) => {
  const table: [url: string, accepted: string | undefined, lang: string][] = [
    ['/', undefined, 'zh-CN'], ['/', 'en', 'en'], ['/?lang=en', undefined, 'en'], ['/?lang=zh-CN', 'en', 'zh-CN'], ['/?lang=fr', undefined, 'zh-CN'], ['/?lang=', 'en', 'en'], ['/nowhere?lang=en', undefined, 'en'],
  ]
  for (const [url, accepted, lang] of table) {
    const { body, headers } = await app.inject({ url, headers: accepted === undefined ? {} : { 'accept-language': accepted } })
    t.equal(attribute(named(parseHtml(body), 'html')[0], 'lang'), lang, `${url} ${accepted ?? ''}`)
    t.equal(headers['content-language'], lang)
    t.equal(headers['vary'], 'Accept-Language, Cookie')
  }
})

t.test('English is preferred only where it stands before every Chinese', (t) => {
  const table: [string | undefined, string][] = [
    [undefined, 'zh-CN'], ['', 'zh-CN'], ['*', 'zh-CN'], ['en-US,en;q=0.9', 'en'], ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'], ['en-US,en;q=0.9,zh;q=0.8', 'en'], ['zh-TW,en;q=0.8', 'zh-CN'],
    ['zh-Hant-HK,en;q=0.8', 'zh-CN'], ['fr,de;q=0.5', 'zh-CN'], ['fr,en;q=0.3', 'en'], ['en;q=0', 'zh-CN'], ['en;q=0.5,zh;q=0.5', 'en'], ['zh;q=0.5,en;q=0.5', 'zh-CN'], ['nonsense;;q=x', 'zh-CN'],
  ]
  for (const [accepted, locale] of table) t.equal(preferredLocale(accepted), locale, accepted ?? 'nothing')
  t.end()
})

t.test('a language asked for by the address is kept in every link and form, and the canonical address has none', async (t) => {
  for (const path of PAGES.filter((path) => !path.includes('page=0'))) {
    const root = parseHtml((await app.inject({ url: `${path}${path.includes('?') ? '&' : '?'}lang=en` })).body)
    for (const { name, attributes } of elements(root)) {
      const href = attributes.get('href')
      if (href === undefined || !href.startsWith('/')) continue
      const { pathname, searchParams } = new URL(href, 'http://x')
      const isPage = !/^\/(?:public|api|c|openapi|opensearch|feed|favicon|manifest)|\/cite\.[a-z]+$/u.test(pathname)
      if (name === 'a' && isPage) t.ok(searchParams.getAll('lang').length === 1, href)
      else t.equal(searchParams.get('lang'), null, href)
    }
    const [posting, getting] = [true, false].map((posts) => named(root, 'form').filter((form) => (attribute(form, 'method') === 'post') === posts))
    for (const form of posting ?? []) t.match(attribute(form, 'action'), /[?&]lang=en/u)
    for (const form of getting ?? []) t.strictSame(named(form, 'input').filter((input) => attribute(input, 'name') === 'lang').map((input) => attribute(input, 'value')), ['en'])
    t.notMatch(attribute(elements(root).find((element) => attribute(element, 'rel') === 'canonical'), 'href'), /lang=/u)
  }
  const plain = (await app.inject({ url: '/', headers: { 'accept-language': 'en' } })).body
  t.strictSame([...plain.matchAll(/href="[^"]*lang[^"]*"/gu)].map(([href]) => href).filter((href) => !href.includes('lang&#x3D;en') && !href.includes('lang&#x3D;zh-CN')), [], 'a language that the browser prefers needs no mark')
})

t.test('each page leads to itself in the other language, with its state, and nowhere else', async (t) => {
  const target = async (url: string, lang: string): Promise<string | undefined> => {
    const root = parseHtml((await app.inject({ url, headers: { host: 'here.example' } })).body)
    return attribute(elements(root).find((element) => element.name === 'a' && attribute(element, 'hreflang') === lang), 'href')
  }
  t.equal(await target('/search?q=%E5%85%BB%E8%80%81&city=%E5%BC%80%E5%B0%81&page=2', 'en'), '/search?lang=en&q=%E5%85%BB%E8%80%81&city=%E5%BC%80%E5%B0%81&page=2')
  t.equal(await target('/search?lang=en&q=a', 'zh-CN'), '/search?lang=zh-CN&q=a')
  for (const hostile of ['//evil.example/x', '/\\evil.example/x', '///evil.example']) t.match(await target(hostile, 'en'), /^\/[^/\\]/u, hostile)
  const alternates = elements(parseHtml((await app.inject({ url: '/reports?lang=en', headers: { host: 'here.example' } })).body)).filter((element) => element.name === 'link' && attribute(element, 'rel') === 'alternate' && element.attributes.has('hreflang'))
  t.strictSame(alternates.map((element) => [attribute(element, 'hreflang'), attribute(element, 'href')]), [['zh-CN', 'http://here.example/reports?lang=zh-CN'], ['en', 'http://here.example/reports?lang=en'], ['x-default', 'http://here.example/reports']])
})

t.test('the API speaks Chinese whatever the browser prefers', async (t) => {
  const { error } = (await app.inject({ url: '/api/search?page=0&lang=en', headers: { 'accept-language': 'en' } })).json<{ error: { message: string } }>()
  t.match(error.message, /页码/u)
})
