import fc from 'fast-check'
import t from 'tap'
import { qualityOf } from '../../indexer/index.js'
import { printQuery, OFF, SORTS, toQuery } from '../../server/search/query.js'
import { testApp, testEngine } from '../support/built.js'
import { holdsAsync, typedText } from '../support/seeded.js'

const app = await testApp()
const engine = await testEngine()
t.teardown(() => app.close())

const get = (url: string) => app.inject({ url })
const json = async (url: string): Promise<unknown> => {
  const response = await get(url)
  if (response.statusCode !== 200 || !String(response.headers['content-type']).startsWith('application/json')) throw new Error(`${url}: ${response.statusCode}`)
  return response.json()
}

type Shape = 'string' | 'integer' | 'number' | 'boolean' | { readonly list: Shape } | { readonly maybe: Shape } | { readonly one: readonly string[] } | { readonly mark: true } | { readonly [field: string]: Shape }
const list = (shape: Shape): Shape => ({ list: shape })
const maybe = (shape: Shape): Shape => ({ maybe: shape })
const one = (...values: string[]): Shape => ({ one: values })

/** Where a value differs from a shape; fields beyond it are differences too. */
function differences(value: unknown, shape: Shape, path = ''): string[] {
  const not = (what: string): string[] => [`${path}: ${JSON.stringify(value)?.slice(0, 40)} is no ${what}`]
  if (shape === 'integer') return Number.isInteger(value) ? [] : not('integer')
  if (typeof shape === 'string') return typeof value === shape ? [] : not(shape)
  if ('list' in shape) return Array.isArray(value) ? value.flatMap((item, i) => differences(item, shape['list'], `${path}[${i}]`)) : not('list')
  if ('maybe' in shape) return value === null ? [] : differences(value, shape['maybe'], path)
  if ('one' in shape) return (shape['one'] as readonly unknown[]).includes(value) ? [] : not(JSON.stringify(shape['one']))
  if ('mark' in shape) return Array.isArray(value) && value.length === 3 && Number.isInteger(value[0]) && Number.isInteger(value[1]) && ['exact', 'term', 'synonym'].includes(String(value[2])) ? [] : not('mark')
  if (typeof value !== 'object' || value === null) return not('object')
  const given = value as Record<string, unknown>
  return [
    ...Object.keys(given).filter((name) => !(name in shape)).map((name) => `${path}.${name} is not in the contract`),
    ...Object.entries(shape).flatMap(([name, inner]) => (name in given ? differences(given[name], inner, `${path}.${name}`) : [`${path}.${name} is missing`])),
  ]
}

// The contract, copied from DESIGN ("The JSON contract").
const MARKS = list({ mark: true })
const KIND = one('newspaper', 'report', 'plan', 'feature')
const BRIEF = { id: 'string', title: 'string', source: 'string', kind: KIND, published: maybe('integer'), covers: list('integer') } as const
const PASSAGE = { id: 'string', url: 'string', city: maybe('string'), county: maybe('string'), counties: list('string'), years: list('integer'), topics: list('string'), text: 'string', lines: list('integer') } as const
const FACET = list({ value: 'string', count: 'integer', selected: 'boolean' })
const SEARCH: Shape = {
  query: { q: 'string', city: list('string'), year: list('integer'), topic: list('string'), report: list('string'), from: maybe('integer'), to: maybe('integer'), sort: one(...SORTS), page: 'integer', size: 'integer' },
  total: 'integer', page: 'integer', size: 'integer', tookMs: 'number', weak: 'boolean', didYouMean: maybe('string'),
  interpreted: list({ term: 'string', as: list('string'), kind: one('synonym', 'abbreviation', 'compound', 'number', 'choice', 'prefix', 'spelling', 'correction') }),
  hits: list({ ...PASSAGE, headings: list('string'), score: 'number', report: BRIEF, marks: MARKS, snippet: { text: 'string', marks: MARKS } }),
  facets: { city: FACET, county: FACET, year: FACET, topic: FACET },
}
const SUMMARY: Shape = { ...BRIEF, issuer: maybe('string'), cities: list('string'), passages: 'integer', url: 'string' }
/** Beyond the contract the tree says what passages and sections are, who speaks, and what a table's cells are: additions that no reader of the contract trips over. */
const PASSAGE_KIND = one('paragraph', 'item', 'row', 'heading', 'note', 'byline', 'caption')
const TREE_PASSAGE: Shape = { ...PASSAGE, headings: list('string'), kind: PASSAGE_KIND, repeats: maybe('string'), cells: maybe(list('string')) }

interface Section { passages: { id: string; text: string; lines: number[] }[]; sections: Section[] }
const SECTION: Shape = {
  id: 'string', kind: one('lead', 'heading', 'box', 'article', 'table'), level: 'integer', heading: 'string', city: maybe('string'),
  speaker: maybe({ name: maybe('string'), role: maybe('string'), city: maybe('string') }), columns: maybe(list('string')), passages: list(TREE_PASSAGE),
}
const sectionDifferences = ({ sections, ...own }: Section): string[] => [...differences(own, SECTION), ...sections.flatMap(sectionDifferences)]
const passagesOf = (section: Section): Section['passages'] => [...section.passages, ...section.sections.flatMap(passagesOf)]

t.test('a search answers by the contract', async (t) => {
  for (const parameters of [{}, { q: '医养结合', city: ['郑州'] }, { q: '两癌' }, { q: '“火星移民”' }, { q: '疾控', year: [2020, 2021], topic: ['信息化'], sort: 'newest' as const, size: 3 }, { q: '中医', page: 400 }, { from: 2018, to: 2019 }]) {
    const query = toQuery(parameters)
    const answer = await json(`/api/search?${printQuery(query)}`)
    t.strictSame(differences(answer, SEARCH), [], JSON.stringify(parameters))
    const { total, hits, page, size } = answer as { total: number; hits: unknown[]; page: number; size: number }
    t.equal(total, engine.search(query).total)
    t.strictSame([page, size], [query.page, query.size])
    t.equal(hits.length, Math.max(0, Math.min(size, total - (page - 1) * size)))
  }
})

const parameters = fc.record({
  q: typedText(60), city: fc.array(fc.constantFrom('开封', '郑州市', '北京'), { maxLength: 3 }), county: fc.array(fc.constantFrom('开封/尉氏县', '通许县'), { maxLength: 2 }), year: fc.array(fc.integer({ min: 2015, max: 2026 }), { maxLength: 3 }),
  '-city': fc.array(fc.constantFrom('开封', '郑州市'), { maxLength: 2 }), '-year': fc.array(fc.integer({ min: 2015, max: 2026 }), { maxLength: 2 }),
  topic: fc.array(fc.constantFrom('医改', '中医药'), { maxLength: 2 }), from: fc.integer({ min: 2015, max: 2026 }), to: fc.integer({ min: 2015, max: 2026 }),
  off: fc.uniqueArray(fc.constantFrom(...OFF)), sort: fc.constantFrom(...SORTS), page: fc.integer({ min: 1, max: 50 }), size: fc.integer({ min: 1, max: 100 }),
}, { requiredKeys: [] })

holdsAsync(t, 'the server reads a printed query back as it was', fc.asyncProperty(parameters, async (given) => {
  const query = toQuery(given)
  const { query: read } = (await json(`/api/search?${printQuery(query)}`)) as { query: unknown }
  // Counties, kinds of match that are switched off, and values that are excluded, are told when there are any.
  const { off, not, county, ...rest } = query
  return JSON.stringify(read) === JSON.stringify({ ...rest, ...(county.length === 0 ? {} : { county }), ...(off.length === 0 ? {} : { off }), ...(not.city.length + not.year.length === 0 ? {} : { not }) })
}), 200)

t.test('marks of hits and snippets point at the same characters', async (t) => {
  const { hits } = (await json(`/api/search?${printQuery(toQuery({ q: '家庭医生 签约', size: 50 }))}`)) as { hits: { text: string; marks: [number, number, string][]; snippet: { text: string; marks: [number, number, string][] } }[] }
  t.ok(hits.length > 5)
  for (const { text, marks, snippet } of hits) {
    const start = text.indexOf(snippet.text)
    t.ok(start >= 0)
    const cut = new Set(marks.map(([s, e, kind]) => `${text.slice(s, e)} ${kind}`))
    t.ok(snippet.marks.every(([s, e, kind]) => cut.has(`${snippet.text.slice(s, e)} ${kind}`)))
  }
})

t.test('the list of reports and each report answer by the contract', async (t) => {
  const answer = (await json('/api/reports')) as { reports: { id: string; passages: number; url: string }[] }
  t.strictSame(differences(answer, { reports: list(SUMMARY) }), [])
  t.strictSame(answer.reports.map(({ id }) => id), engine.corpus.reports.map(({ id }) => id))
  for (const summary of answer.reports) {
    t.equal((await get(summary.url)).statusCode, 200)
    const one = (await json(`/api/reports/${summary.id}`)) as { report: unknown; sections: Section[] }
    t.strictSame(Object.keys(one).sort(), ['report', 'sections'])
    t.strictSame(one.report, summary, 'the report is the one of the list')
    t.strictSame(one.sections.flatMap(sectionDifferences), [], summary.id)
    const passages = one.sections.flatMap(passagesOf)
    t.equal(passages.length, summary.passages)
    t.strictSame(passages.map(({ id, text }) => [id, text]), engine.corpus.entries.filter(({ report }) => report.id === summary.id).map(({ id, passage }) => [id, passage.text]), 'every passage once, in reading order')
  }
})

t.test('a table has its columns and each row its cells, an article its speaker', async (t) => {
  interface Tree { kind: string; speaker: { name: string } | null; columns: string[] | null; passages: { kind: string; cells: string[] | null }[]; sections: Tree[] }
  const flat = (section: Tree): Tree[] => [section, ...section.sections.flatMap(flat)]
  const sectionsOf = async (id: string): Promise<Tree[]> => ((await json(`/api/reports/${id}`)) as { sections: Tree[] }).sections.flatMap(flat)
  const table = (await sectionsOf('kaifeng-145-plan')).find(({ kind }) => kind === 'table')
  t.strictSame(table?.columns, ['分类', '序号', '指标名称', '2020年', '2025年', '属性'])
  const rows = table?.passages.flatMap(({ cells }) => (cells ? [cells] : [])) ?? []
  t.equal(rows.length, 23)
  t.ok(rows.every((cells) => cells.length === 6), 'a cell for each column')
  // Read in the source: lines 626-629 and 641-647, where the rows are broken.
  t.strictSame(rows[10], ['健康服务', '11', '其中：每千常住人口中医类别执业（助理）医师数（人）', '—', '0.62', '预期性'])
  t.strictSame(rows[16], ['健康服务', '17', '儿童青少年总体近视率（%）', '—', '力争年均下降 1 个百分点', '约束性'])
  t.equal(table?.passages.at(-1)?.kind, 'note')
  const speakers = (await sectionsOf('henan-2023-conference')).flatMap(({ speaker }) => (speaker ? [speaker.name] : []))
  t.strictSame(speakers, ['张金文', '刘建宏', '李金乐', '曹江涛', '李卫林', '胡国胜'])
})

t.test('each passage has an address of its own, with its evidence', async (t) => {
  const full: Shape = { ...PASSAGE, headings: list('string'), report: BRIEF, kind: PASSAGE_KIND, repeats: maybe('string'), topicEvidence: list({ topic: 'string', words: list('string') }), reordered: 'boolean', doubts: list({ at: 'integer', confidence: 'number' }), breaks: list('integer'), corrections: list({ found: 'string', becomes: 'string', by: 'string', evidence: 'string' }), sourceLines: list('integer') }
  const state = one('exact', 'moved', 'changed', 'number-changed', 'gone')
  const shape: Shape = {
    state: one('exact'), label: one('原文一致'), quote: 'string', edition: 'string', passage: full, passages: list(full), differences: list(list('string')), numbers: list({ was: maybe('string'), is: maybe('string') }),
    place: { was: list('string'), is: maybe(list('string')) }, nearest: list({ id: 'string', url: 'string', text: 'string' }), history: list({ edition: 'string', recorded: 'string', state, text: 'string' }),
  }
  for (const entry of engine.corpus.entries) {
    const answer = (await json(`/api/passages/${entry.id}`)) as { quote: string; passage: { id: string; text: string; topics: string[]; topicEvidence: { topic: string; words: string[] }[]; sourceLines: number[]; lines: [number, number] } }
    const faults = differences(answer, shape)
    const { passage, quote } = answer
    if (passage.id !== entry.id || passage.text !== entry.passage.text || quote !== passage.text) faults.push('another passage')
    if (passage.topicEvidence.map(({ topic }) => topic).join() !== passage.topics.join()) faults.push('evidence of other topics')
    if (passage.sourceLines.some((line) => line < passage.lines[0] || line > passage.lines[1])) faults.push('source lines beyond lines')
    if (faults.length > 0) t.fail(entry.id, { faults })
  }
  t.ok(engine.corpus.entries.length > 400, `${engine.corpus.entries.length} passages`)
})

t.test('the quality of each report answers by its shape, with the figures of the indexer', async (t) => {
  const part = { characters: 'integer', share: 'number' } as const
  const shape: Shape = {
    report: 'string', url: 'string', characters: 'integer', passages: 'integer', toCheck: 'integer',
    account: { passages: part, headings: part, labels: part, furniture: part, unaccounted: part, twice: part },
    reordered: { ...part, passages: 'integer' }, withoutCity: { ...part, passages: 'integer' },
    joined: { ...part, passages: 'integer', places: 'integer' }, corrected: { ...part, passages: 'integer', places: 'integer' }, doubtful: { ...part, passages: 'integer', places: 'integer' },
    furniture: list({ line: 'integer', column: maybe('integer'), text: 'string', rule: 'string' }), unaccounted: list({ line: 'integer', column: 'integer', text: 'string' }),
    corrections: list({ kind: one('characters', 'order', 'join', 'split', 'omit', 'city'), line: 'integer', found: 'string', becomes: 'string', by: 'string', evidence: 'string' }),
    diagnostics: list({ rule: 'string', count: 'integer', at: list({ line: maybe('integer'), found: 'string', expected: 'string' }) }),
  }
  for (const report of engine.corpus.reports) {
    const answer = (await json(`/api/reports/${report.id}/quality`)) as { url: string }
    t.strictSame(differences(answer, shape), [], report.id)
    t.strictSame(answer, JSON.parse(JSON.stringify({ report: report.id, url: `/r/${report.id}/quality`, ...qualityOf(report) })), report.id)
    t.equal((await get(answer.url)).statusCode, 200)
  }
  t.equal((await get('/api/reports/no-such-report/quality')).statusCode, 404)
})

t.test('suggestions answer by the contract', async (t) => {
  for (const q of ['医', '家庭', '', '！']) {
    const answer = await json(`/api/suggest?${new URLSearchParams({ q }).toString()}`)
    t.strictSame(differences(answer, { query: 'string', suggestions: list({ text: 'string', kind: one('term', 'indicator', 'heading', 'report'), count: 'integer' }) }), [], q)
    t.strictSame((answer as { suggestions: unknown }).suggestions, engine.suggest(q))
  }
  t.equal((await get('/api/suggest')).statusCode, 200)
})

t.test('the contract is described, every route and status of it', async (t) => {
  const { openapi, paths } = (await json('/openapi.json')) as { openapi: string; paths: Record<string, { get?: { summary?: string; responses: Record<string, { content?: object }>; parameters?: { name: string }[] } }> }
  t.match(openapi, /^3\./u)
  t.strictSame(Object.keys(paths).filter((path) => path.startsWith('/api/')).sort(), ['/api/passages/{report}/{anchor}', '/api/reports', '/api/reports/{report}', '/api/reports/{report}/quality', '/api/search', '/api/suggest'])
  for (const [path, { get }] of Object.entries(paths)) {
    t.ok(get?.summary, `${path} has a summary`)
    t.ok(get?.responses['200']?.content, `${path} describes its answer`)
    if (path.startsWith('/api/')) t.ok(get?.responses['400'] && get.responses['404'], `${path} describes its refusals`)
  }
  t.strictSame(paths['/api/search']?.get?.parameters?.map(({ name }) => name).sort(), ['-city', '-county', '-topic', '-year', 'city', 'county', 'from', 'off', 'page', 'q', 'report', 'size', 'sort', 'to', 'topic', 'year'])
})
