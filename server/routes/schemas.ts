import { PASSAGE_STATES } from '../../indexer/index.js'
import { Type } from '@fastify/type-provider-typebox'
import type { TOptional, TUnsafe } from 'typebox'
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings } from '../views/settings.js'
import { EDITIONS, type GbtEdition } from '../citing/gbt7714.js'
import { STYLES, type CitationStyle } from '../citing/text.js'
import { MAX_PAGE_SIZE, MAX_QUERY_LENGTH, OFF, SORTS, type Off, type Sort } from '../search/query.js'
import { MEASURES, TABLE_NAMES, type Measure, type Table } from '../search/tabulate.js'

/** What requests may carry and responses hold. `title` names a parameter in messages to readers. */

const Year = Type.Integer({ minimum: 1900, maximum: 2100, title: '年份' })
const Text = (title: string) => Type.String({ maxLength: 60, title })
const Q = Type.String({ maxLength: MAX_QUERY_LENGTH, title: '检索词' })
const Anchor = Type.String({ pattern: '^[0-9a-hjkmnp-tv-z]{8}$', title: '段落编号' })
const ReportId = Type.String({ maxLength: 80, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', title: '报告标识' })

export const SearchParameters = Type.Object({
  q: Type.Optional(Q),
  city: Type.Optional(Type.Array(Text('城市'), { maxItems: 40, title: '城市' })),
  county: Type.Optional(Type.Array(Text('县区'), { maxItems: 40, title: '县区', description: '开封/尉氏县, or 尉氏县 for counties of that name in any city; passages that name it' })),
  year: Type.Optional(Type.Array(Year, { maxItems: 40, title: '年份' })),
  topic: Type.Optional(Type.Array(Text('主题'), { maxItems: 40, title: '主题' })),
  report: Type.Optional(Type.Array(ReportId, { maxItems: 40, title: '报告' })),
  '-city': Type.Optional(Type.Array(Text('城市'), { maxItems: 40, title: '城市' })),
  '-county': Type.Optional(Type.Array(Text('县区'), { maxItems: 40, title: '县区' })),
  '-year': Type.Optional(Type.Array(Year, { maxItems: 40, title: '年份' })),
  '-topic': Type.Optional(Type.Array(Text('主题'), { maxItems: 40, title: '主题' })),
  from: Type.Optional(Year),
  to: Type.Optional(Year),
  off: Type.Optional(Type.Array(Type.Unsafe<Off>({ type: 'string', enum: [...OFF], title: '停用的匹配方式' }), { maxItems: 8, title: '停用的匹配方式' })),
  sort: Type.Optional(Type.Unsafe<Sort>({ type: 'string', enum: [...SORTS], title: '排序' })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10000, title: '页码' })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE_SIZE, title: '每页条数' })),
})

export const OverviewParameters = Type.Object({
  ...SearchParameters.properties,
  table: Type.Optional(Type.Unsafe<Table>({ type: 'string', enum: [...TABLE_NAMES], title: '表' })),
  measure: Type.Optional(Type.Unsafe<Measure>({ type: 'string', enum: [...MEASURES], title: '单位' })),
  of: Type.Optional(Type.String({ pattern: '^(city:.{1,20}|year:[12][0-9]{3})$', title: '特征词' })),
})
export const OVERVIEW_PARTS = ['table', 'cells', 'words'] as const
export const OverviewCsvParameters = Type.Object({
  ...OverviewParameters.properties,
  part: Type.Optional(Type.Unsafe<(typeof OVERVIEW_PARTS)[number]>({ type: 'string', enum: [...OVERVIEW_PARTS], title: '内容' })),
})

/** How a citation is wanted; today's date in China when no day of access is given. */
const citing = {
  edition: Type.Optional(Type.Unsafe<GbtEdition>({ type: 'string', enum: [...EDITIONS], title: '国标版本' })),
  style: Type.Optional(Type.Unsafe<CitationStyle>({ type: 'string', enum: [...STYLES], title: '引文样式' })),
  accessed: Type.Optional(Type.String({ format: 'date', minLength: 10, maxLength: 10, title: '引用日期' })),
}
export const CiteParameters = Type.Object(citing)
/** Collected passages: `report~anchor~edition`, joined by commas. */
const Items = Type.String({ maxLength: 4000, pattern: '^[0-9a-z~,-]*$', title: '段落' })
export const BasketParameters = Type.Object({ p: Type.Optional(Items), ...citing })
export const BASKET_VERBS = ['add', 'remove', 'up', 'down', 'by-city', 'by-year', 'clear'] as const
export const BasketChange = Type.Object({
  do: Type.Unsafe<(typeof BASKET_VERBS)[number]>({ type: 'string', enum: [...BASKET_VERBS] }),
  p: Type.Optional(Items),
  from: Type.Optional(Type.String({ maxLength: 2000 })),
})
export const ShortPath = Type.Object({ short: Type.String({ pattern: '^[0-9A-Za-z-]{4,32}$', title: '短链编号' }) })
const EditionId = Type.String({ pattern: '^[0-9a-hjkmnp-tv-z]{8}$', title: '版本编号' })
/** One passage, or a range of them: `a~b`. */
const Anchors = Type.String({ pattern: '^[0-9a-hjkmnp-tv-z]{8}(~[0-9a-hjkmnp-tv-z]{8})?$', title: '段落编号' })

/** Settings, and where to go back to. A value that is not offered is refused. */
export const SettingsParameters = Type.Object({
  ...Object.fromEntries(SETTING_NAMES.map((name) => [name, Type.Optional(Type.Unsafe<string>({ type: 'string', enum: [...SETTINGS[name]] }))])) as { [K in SettingName]: TOptional<TUnsafe<Settings[K]>> },
  to: Type.Optional(Type.String({ maxLength: 4000 })),
})
export const ReadingParameters = Type.Object({ q: Type.Optional(Q), ...citing })
export const PassageParameters = Type.Object({ q: Type.Optional(Q), v: Type.Optional(EditionId), ...citing })
const Ordinal = (title: string) => Type.Integer({ minimum: 1, maximum: 10_000_000, title })
export const SourceParameters = Type.Object({ p: Type.Optional(Anchor), line: Type.Optional(Ordinal('行号')), column: Type.Optional(Ordinal('列号')) })
export const SuggestParameters = Type.Object({ q: Type.Optional(Q) })
export const ReportPath = Type.Object({ report: ReportId })
export const PassagePath = Type.Object({ report: ReportId, anchor: Anchor })
export const PassagesPath = Type.Object({ report: ReportId, anchor: Anchors })

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const MarkList = Type.Array(Type.Tuple([Type.Integer(), Type.Integer(), Type.String()]), { description: '[start, end, exact | term | synonym] in UTF-16 code units' })
const Facet = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer({ description: 'passages' }), selected: Type.Boolean() }))

const ReportBrief = Type.Object({
  id: Type.String(), title: Type.String(), source: Type.String(), kind: Type.String(),
  published: Nullable(Type.Integer()), covers: Type.Array(Type.Integer()),
})
export const ReportSummary = Type.Object({
  id: Type.String(), title: Type.String(), source: Type.String(), kind: Type.String(), issuer: Nullable(Type.String()),
  published: Nullable(Type.Integer()), covers: Type.Array(Type.Integer()), cities: Type.Array(Type.String()),
  passages: Type.Integer(), url: Type.String(),
})
const passageFields = {
  id: Type.String(), url: Type.String(), city: Nullable(Type.String()), county: Nullable(Type.String()),
  counties: Type.Array(Type.String(), { description: 'counties of its city that the passage or a heading above it names' }),
  years: Type.Array(Type.Integer()), topics: Type.Array(Type.String()), headings: Type.Array(Type.String()),
  text: Type.String(), lines: Type.Array(Type.Integer(), { description: 'first and last source line, from 1' }),
}

export const SearchResponse = Type.Object({
  query: Type.Object({}, { additionalProperties: true }),
  total: Type.Integer(), page: Type.Integer(), size: Type.Integer(), tookMs: Type.Number(), weak: Type.Boolean(),
  didYouMean: Nullable(Type.String()),
  interpreted: Type.Array(Type.Object({ term: Type.String(), as: Type.Array(Type.String()), kind: Type.String() })),
  cutShort: Type.Optional(Type.Array(Type.String(), { description: 'words of a very long query that were not sought' })),
  hits: Type.Array(Type.Object({
    ...passageFields, score: Type.Number(), report: ReportBrief, marks: MarkList,
    snippet: Type.Object({ text: Type.String(), marks: MarkList }),
  })),
  facets: Type.Object({ city: Facet, county: Facet, year: Facet, topic: Facet }),
})
export const ReportsResponse = Type.Object({ reports: Type.Array(ReportSummary) })
export const ReportResponse = Type.Object({ report: ReportSummary, sections: Type.Array(Type.Object({}, { additionalProperties: true, description: 'id, kind, level, heading, city, speaker {name, role, city}, passages, sections; of a table also columns, and cells in each row' })) })
const FullPassage = Type.Object({
  ...passageFields, report: ReportBrief,
  kind: Type.String({ description: 'paragraph | item | row | heading | note | byline | caption' }),
  repeats: Nullable(Type.String({ description: 'anchor of the passage of this report whose words it repeats' })),
  sourceLines: Type.Array(Type.Integer()),
  reordered: Type.Boolean({ description: 'put together from interleaved columns' }),
  corrections: Type.Array(Type.Object({ found: Type.String(), becomes: Type.String(), by: Type.String(), evidence: Type.String() })),
  doubts: Type.Array(Type.Object({ at: Type.Integer({ description: 'offset in text, UTF-16' }), confidence: Type.Number() }), { description: 'joins to be checked before quoting' }),
  breaks: Type.Array(Type.Integer(), { description: 'offsets at which a paragraph of the print begins' }),
  topicEvidence: Type.Array(Type.Object({ topic: Type.String(), words: Type.Array(Type.String()) })),
})
const State = Type.Union(PASSAGE_STATES.map((state) => Type.Literal(state)), { description: 'what has become of the quote: as it was, elsewhere, other words, other numbers, not there any more' })
export const PassageResponse = Type.Object({
  state: State, label: Type.String(),
  quote: Type.String({ description: 'as first published; with v, as that edition has it' }),
  edition: Type.String({ description: 'the edition that the quote is of' }),
  passage: Nullable(FullPassage),
  passages: Type.Array(FullPassage, { description: 'all that stand for it now, in reading order: of a range, or of a passage that was split' }),
  differences: Type.Array(Type.Tuple([Type.String(), Type.String()]), { description: '[same | removed | added, text]' }),
  numbers: Type.Array(Type.Object({ was: Nullable(Type.String()), is: Nullable(Type.String()) })),
  place: Type.Object({ was: Type.Array(Type.String()), is: Nullable(Type.Array(Type.String())) }),
  nearest: Type.Array(Type.Object({ id: Type.String(), url: Type.String(), text: Type.String() })),
  history: Type.Array(Type.Object({ edition: Type.String(), recorded: Type.String(), state: State, text: Type.String() })),
})
const partFields = { characters: Type.Integer({ description: 'visible characters (code points)' }), share: Type.Number({ description: '0 … 1' }) }
const Part = Type.Object(partFields)
const PassagePart = Type.Object({ ...partFields, passages: Type.Integer() })
const PlacesPart = Type.Object({ ...partFields, passages: Type.Integer(), places: Type.Integer() })
export const QualityResponse = Type.Object({
  report: Type.String(), url: Type.String(), characters: Type.Integer(), passages: Type.Integer(), toCheck: Type.Integer(),
  account: Type.Object({ passages: Part, headings: Part, labels: Part, furniture: Part, unaccounted: Part, twice: Part }, { description: 'what became of every character of the source' }),
  reordered: PassagePart, joined: PlacesPart, corrected: PlacesPart, doubtful: PlacesPart, withoutCity: PassagePart,
  furniture: Type.Array(Type.Object({ line: Type.Integer(), column: Type.Union([Type.Integer(), Type.Null()]), text: Type.String(), rule: Type.String() })),
  unaccounted: Type.Array(Type.Object({ line: Type.Integer(), column: Type.Integer(), text: Type.String() })),
  corrections: Type.Array(Type.Object({ kind: Type.String(), line: Type.Integer({ description: 'line of the corrections file' }), found: Type.String(), becomes: Type.String(), by: Type.String(), evidence: Type.String() })),
  diagnostics: Type.Array(Type.Object({ rule: Type.String(), count: Type.Integer(), at: Type.Array(Type.Object({ line: Nullable(Type.Integer()), found: Type.String(), expected: Type.String() })) })),
})
export const SuggestResponse = Type.Object({
  query: Type.String(),
  suggestions: Type.Array(Type.Object({ text: Type.String(), kind: Type.String(), count: Type.Integer() })),
})
export const HealthResponse = Type.Object({ status: Type.String(), snapshot: Type.String(), reports: Type.Integer(), passages: Type.Integer(), refused: Type.Integer() })
/** A refusal as readers get it. */
export const ErrorPage = { description: 'A page that says what to do', content: { 'text/html': { schema: { type: 'string' } } } }
export const ErrorResponse = Type.Object({ error: Type.Object({ code: Type.String(), message: Type.String() }) })
