import { join } from 'node:path'
import t from 'tap'
import { PACKAGE_ROOT } from '../../indexer/index.js'
import { DIMENSIONS, toQuery, type QueryParameters } from '../../server/search/query.js'
import type { FacetView } from '../../server/views/facets.js'
import { loadTemplates } from '../../server/views/handlebars.js'
import { testEngine } from '../support/built.js'
import { byId, elements, named, parseHtml, textOf, withClass } from '../support/html.js'
import { madeUpEngine } from '../support/made-up.js'
import { results as view } from '../support/states.js'

const engine = await testEngine()
const render = loadTemplates(join(PACKAGE_ROOT, 'templates'))
const results = (parameters: QueryParameters) => view(engine, parameters)

/** How many passages an address of the search gives. */
function totalAt(href: string): number {
  const given = new URL(href, 'http://localhost').searchParams
  const number = (name: string): Record<string, number> => (given.has(name) ? { [name]: Number(given.get(name)) } : {})
  return engine.search(toQuery({
    q: given.get('q') ?? '', city: given.getAll('city'), year: given.getAll('year').map(Number), topic: given.getAll('topic'), report: given.getAll('report'),
    '-city': given.getAll('-city'), '-year': given.getAll('-year').map(Number), '-topic': given.getAll('-topic'),
    ...number('from'), ...number('to'), ...number('page'), ...number('size'),
  })).total
}

const FILTERED: QueryParameters = { q: '服务', city: ['开封', '郑州'], year: [2020, 2021], topic: ['中医药'], report: ['kaifeng-2020-summary'], from: 2019, to: 2022, '-city': ['洛阳'], '-year': [2018], sort: 'newest', page: 2 }

t.test('every chosen value has a chip, and following it takes away that value only', (t) => {
  const { chips, clear } = results(FILTERED)
  t.strictSame(chips.map(({ label }) => label), ['开封', '郑州', '2020 年', '2021 年', '中医药', '不含洛阳', '不含2018 年', engine.corpus.report('kaifeng-2020-summary')?.title, '2019–2022 年'])
  for (const [i, { href, label }] of chips.entries()) {
    const left = new URL(href, 'http://localhost').searchParams
    const all = [...left.entries()].filter(([name]) => name !== 'q' && name !== 'sort')
    t.equal(all.length, 10 - (i === chips.length - 1 ? 2 : 1), `${label}: the others stay`)
    t.equal(left.get('q'), '服务')
    t.equal(left.get('page'), null, 'from the first page')
  }
  const cleared = new URL(clear ?? '', 'http://localhost').searchParams
  t.strictSame([...cleared.entries()], [['q', '服务'], ['sort', 'newest']])
  t.equal(results({ q: '服务' }).clear, null)
  t.end()
})

t.test('the filter form sends the query that it shows', (t) => {
  const root = parseHtml(render('results', results({ ...FILTERED, page: 1 })))
  const form = named(byId(root, 'filters') ?? root, 'form')[0] ?? root
  const sent = named(form, 'input').filter(({ attributes }) => attributes.get('type') !== 'checkbox' || attributes.has('checked')).map(({ attributes }) => `${attributes.get('name') ?? ''}=${attributes.get('value') ?? ''}`)
  t.strictSame(sent.sort(), ['-city=洛阳', '-year=2018', 'city=开封', 'city=郑州', 'from=2019', 'q=服务', 'report=kaifeng-2020-summary', 'sort=newest', 'to=2022', 'topic=中医药', 'year=2020', 'year=2021'].sort())
  t.end()
})

/** Counties stand below their cities, and are no facet of their own. */
const belowCities = (facets: readonly FacetView[]) => facets.flatMap(({ values, rest }) => [...values, ...rest].flatMap(({ below }) => below?.values ?? []))

t.test('all values of a facet are listed once, chosen ones never folded away', (t) => {
  for (const parameters of [{}, FILTERED, { q: '服务', city: engine.valuesOf('city').slice(0, 12) }, { city: ['北京'] }, { county: ['开封/尉氏县'] }, { county: ['昌平区'], city: ['开封'] }] satisfies QueryParameters[]) {
    const { facets } = results(parameters)
    const search = engine.search(toQuery(parameters))
    for (const dimension of DIMENSIONS) {
      const facet = facets.find(({ name }) => name === dimension)
      const listed = [...(facet?.histogram?.years ?? []), ...(facet?.values ?? []), ...(facet?.rest ?? []), ...(dimension === 'county' ? belowCities(facets) : [])]
      t.strictSame(listed.map(({ value, count, selected }) => ({ value, count, selected })).sort((a, b) => (a.value < b.value ? -1 : 1)), [...search.facets[dimension]].sort((a, b) => (a.value < b.value ? -1 : 1)), dimension)
      t.notOk(facet?.rest.some(({ selected }) => selected))
      t.equal(facet?.restCount, facet?.rest.length)
    }
  }
  t.end()
})

t.test('pages lead through the whole result and no further', (t) => {
  const seen: number[] = []
  let href: string | null = '/search?q=服务&size=20'
  for (let i = 0; href !== null && i < 60; i++) {
    const { pages, hits }: ReturnType<typeof results> = results({ q: '服务', page: i + 1 })
    seen.push(hits.length)
    t.equal(pages?.here, i + 1)
    t.equal(pages?.previous === null, i === 0)
    href = pages?.next ?? null
    if (href !== null) t.equal(new URL(href, 'http://localhost').searchParams.get('page'), String(i + 2))
  }
  t.equal(seen.reduce((sum, count) => sum + count, 0), totalAt('/search?q=服务'))
  t.notOk(seen.includes(0))
  t.end()
})

t.test('behind the last page there is a way back, on it there is none', (t) => {
  const behind = results({ q: '家庭医生', page: 500 })
  t.equal(behind.hits.length, 0)
  t.equal(behind.empty, null, 'it is not an empty result')
  const last = new URL(behind.beyond ?? '', 'http://localhost').searchParams
  const back = results({ q: '家庭医生', page: Number(last.get('page') ?? 1) })
  t.ok(back.hits.length > 0)
  t.strictSame([back.beyond, back.pages?.next ?? null], [null, null])
  t.end()
})

t.test('an empty result offers only what gives something, with the count that it gives', (t) => {
  const { empty, total } = results({ q: '医养结合', city: ['北京'], year: [2022] })
  t.equal(total, 0)
  t.strictSame([...(empty?.drop ?? [])].map(({ label }) => label), ['去掉“北京”'], 'the year alone does not help')
  for (const { href, count } of [...(empty?.drop ?? []), ...(empty?.withoutFilters ? [empty.withoutFilters] : [])]) {
    t.ok(count > 0)
    t.equal(totalAt(href), count, href)
  }
  t.strictSame(results({ q: '“火星移民”' }).empty?.withoutFilters, null)
  const close = results({ q: '“火星移民” 医院', city: ['开封', '郑州'], '-topic': ['医改'] }).empty?.drop ?? []
  t.ok(close.length > 0 && close.length <= 6)
  for (const { href, count } of close) t.equal(totalAt(href), count, href)
  t.strictSame(close.map(({ count }) => count), close.map(({ count }) => count).sort((a, b) => b - a), 'what gives most stands first')
  t.equal(results({ q: '家庭医生' }).empty, null)
  t.end()
})

t.test('a weak result says so, an empty one and a good one do not', (t) => {
  t.equal(results({ q: '量子计算机火星移民医院' }).weak, true)
  t.equal(results({ q: '家庭医生' }).weak, false)
  t.equal(results({ q: '“火星移民”' }).weak, false)
  t.end()
})

t.test('the title of a page names text and filters, its heading the text', (t) => {
  const { frame, heading } = results({ q: '中医', city: ['开封'], year: [2020, 2021] })
  t.match(frame.title, /^中医 · 开封 · 2020–2021 — /u)
  t.equal(heading, '“中医”')
  t.equal(results({}).heading, '全部段落')
  t.equal(frame.robots, 'noindex,follow')
  t.end()
})

t.test('every hit has a title, a place in its report, a snippet of its text with its marks, and its source lines', (t) => {
  for (const q of ['家庭医生', '两癌', '“医疗集团”', '']) {
    const root = parseHtml(render('results', results({ q })))
    const { hits } = engine.search(toQuery({ q }))
    const shown = withClass(root, 'hit')
    t.equal(shown.length, hits.length, q)
    for (const [i, hit] of hits.entries()) {
      const element = shown[i] ?? root
      const snippet = withClass(element, 'snippet')[0] ?? root
      t.ok(textOf(named(element, 'h2')[0] ?? root).trim() !== '' && withClass(element, 'lines').length === 1)
      t.equal(textOf(snippet).replace(/^…|…$/gu, '').replaceAll('…', ''), hit.snippet.text.replaceAll('…', ''))
      t.strictSame(named(snippet, 'mark').map(textOf), hit.snippet.marks.map(({ start, end }) => hit.snippet.text.slice(start, end)))
    }
    t.equal(elements(root).filter(({ name }) => name === 'h1').length, 1)
  }
  t.end()
})

t.test('excluding a value takes away exactly the passages that have it, and what is excluded is not chosen', (t) => {
  for (const parameters of [{ q: '服务' }, { q: '中医', city: ['开封'], year: [2020] }] satisfies QueryParameters[]) {
    const { facets, total } = results(parameters)
    for (const facet of facets) {
      for (const { exclude, value, selected } of [...(facet.histogram?.years ?? []), ...facet.values, ...facet.rest].slice(0, 6)) {
        const given = new URL(exclude, 'http://localhost')
        t.strictSame(given.searchParams.getAll(`-${facet.name}`), [value])
        t.notOk(given.searchParams.getAll(facet.name).includes(value))
        t.equal(given.hash, '#results')
        if (!selected && parameters.q === '服务') {
          const having = engine.search(toQuery({ ...parameters, [facet.name]: [facet.name === 'year' ? Number(value) : value] })).total
          t.equal(totalAt(exclude), total - having, exclude)
        }
      }
    }
  }
  t.end()
})

t.test('years are a table whose bars and links are their counts, with a row for reports of unknown year', (t) => {
  const made = madeUpEngine({ id: 'dated', texts: ['医院甲', '医院乙'], covers: [2020, 2021] }, { id: 'undated', texts: ['医院丙'], covers: [] })
  const find = (parameters: QueryParameters) => view(made, parameters)
  for (const parameters of [{ q: '医院' }, { q: '医院', year: [2020] }, { q: '医院', from: 2021 }] satisfies QueryParameters[]) {
    const facet = find(parameters).facets.find(({ name }) => name === 'year')
    t.equal(facet?.histogram?.unknown, 1)
    for (const { only, count, value } of facet?.histogram?.years ?? []) {
      t.strictSame(new URL(only, 'http://localhost').searchParams.getAll('year'), [value])
      t.ok(count > 0)
    }
  }
  const { facets } = results({ q: '服务' })
  const years = facets.find(({ name }) => name === 'year')
  t.equal(years?.histogram?.unknown, 0)
  t.equal(Math.max(...(years?.histogram?.years ?? []).map(({ bar }) => bar)), 100)
  for (const { only, count } of years?.histogram?.years ?? []) t.equal(totalAt(only), count)
  t.strictSame(years?.histogram?.years.map(({ value }) => value), [...(years?.histogram?.years ?? [])].map(({ value }) => value).sort().reverse(), 'in their own order')
  t.end()
})

t.test('every state leads to the heading of the results, so that the focus goes there', (t) => {
  const { chips, clear, sorts } = results(FILTERED)
  for (const href of [...chips, ...sorts].map((link) => link.href).concat(clear ?? '')) t.match(href, /#results$/u)
  const root = parseHtml(render('results', results({ q: '服务' })))
  t.equal(byId(root, 'results')?.attributes.get('tabindex'), '-1')
  t.equal(named(byId(root, 'filters') ?? root, 'form')[0]?.attributes.get('action'), '/search#results')
  t.end()
})
