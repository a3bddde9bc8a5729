/** What was asked. A query equals its URL: `parse(print(query)) = query`. */

export const SORTS = ['relevance', 'newest', 'oldest'] as const
export type Sort = (typeof SORTS)[number]

/** Kinds of match beyond the literal that a reader can switch off; `place` is the preference for the cities and years that a query names. */
export const OFF = ['abbreviation', 'synonym', 'correction', 'place'] as const
export type Off = (typeof OFF)[number]

/** Dimensions that are filters and facets at once: OR within one, AND across them. */
export const DIMENSIONS = ['city', 'county', 'year', 'topic'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** A value for each dimension. */
export const byDimension = <T>(make: (dimension: Dimension) => T): Record<Dimension, T> =>
  ({ city: make('city'), county: make('county'), year: make('year'), topic: make('topic') })

export interface Query {
  /** As typed, trimmed; empty to list everything. */
  readonly q: string
  /** Short names. */
  readonly city: readonly string[]
  /** Counties that a passage names: 开封/尉氏县, or 尉氏县 for counties of that name in any city. */
  readonly county: readonly string[]
  /** Years that the report covers. */
  readonly year: readonly number[]
  readonly topic: readonly string[]
  /** Report ids. */
  readonly report: readonly string[]
  /** First and last year of a range of covered years, both inclusive. */
  readonly from: number | null
  readonly to: number | null
  /** Values that no hit has: what stands in an address as `-city=`. */
  readonly not: { readonly city: readonly string[]; readonly county: readonly string[]; readonly year: readonly number[]; readonly topic: readonly string[] }
  /** Kinds of match that are switched off. */
  readonly off: readonly Off[]
  readonly sort: Sort
  /** From 1. */
  readonly page: number
  /** Hits on a page. */
  readonly size: number
}

export const MAX_QUERY_LENGTH = 200
export const MAX_PAGE_SIZE = 100
export const DEFAULT_PAGE_SIZE = 20

export const EMPTY_QUERY: Query = {
  q: '', city: [], county: [], year: [], topic: [], report: [], from: null, to: null, not: { city: [], county: [], year: [], topic: [] }, off: [], sort: 'relevance', page: 1, size: DEFAULT_PAGE_SIZE,
}

/** Query parameters after validation: everything may be missing. */
export interface QueryParameters {
  readonly q?: string
  readonly city?: readonly string[]
  readonly county?: readonly string[]
  readonly year?: readonly number[]
  readonly topic?: readonly string[]
  readonly report?: readonly string[]
  readonly from?: number
  readonly to?: number
  readonly '-city'?: readonly string[]
  readonly '-county'?: readonly string[]
  readonly '-year'?: readonly number[]
  readonly '-topic'?: readonly string[]
  readonly off?: readonly Off[]
  readonly sort?: Sort
  readonly page?: number
  readonly size?: number
}

/** 郑州市 -> 郑州, as often as 市 stands there; a name of one character keeps it. */
function shortName(city: string): string {
  const name = city.trim()
  const short = name.replace(/\s*市$/u, '')
  return short === name || [...short].length < 2 ? name : shortName(short)
}

const distinct = <T extends string | number>(values: readonly T[] | undefined): T[] =>
  [...new Set(values ?? [])].sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1))

const distinctCities = (cities: readonly string[] | undefined): string[] => distinct(cities?.map(shortName).filter((city) => city !== ''))
const distinctCounties = (counties: readonly string[] | undefined): string[] => distinct(counties?.map(countyValue).filter((county) => county !== ''))
const distinctTopics = (topics: readonly string[] | undefined): string[] => distinct(topics?.map((topic) => topic.trim()).filter((topic) => topic !== ''))

/** 开封市/ 尉氏县 -> 开封/尉氏县; without a city the county's name. */
function countyValue(written: string): string {
  const parts = written.split('/').map((part) => part.trim()).filter((part) => part !== '')
  const [first = ''] = parts
  return parts.length > 1 ? `${shortName(first)}/${parts.at(-1) ?? ''}` : first
}

/** Parameters -> query in its one canonical form: values sorted, repeated ones dropped, 郑州市 read as 郑州, a reversed range turned. */
export function toQuery(parameters: QueryParameters): Query {
  const { from = null, to = null } = parameters
  const reversed = from !== null && to !== null && from > to
  return {
    q: (parameters.q ?? '').toWellFormed().trim(),
    city: distinctCities(parameters.city),
    county: distinctCounties(parameters.county),
    year: distinct(parameters.year),
    topic: distinctTopics(parameters.topic),
    report: distinct(parameters.report),
    from: reversed ? to : from,
    to: reversed ? from : to,
    not: { city: distinctCities(parameters['-city']), county: distinctCounties(parameters['-county']), year: distinct(parameters['-year']), topic: distinctTopics(parameters['-topic']) },
    off: distinct(parameters.off),
    sort: parameters.sort ?? 'relevance',
    page: parameters.page ?? 1,
    size: parameters.size ?? DEFAULT_PAGE_SIZE,
  }
}

/** The canonical query string, without `?`: fixed order, defaults left out. The empty query prints as ''. */
export function printQuery(query: Query): string {
  const parameters = new URLSearchParams()
  if (query.q !== '') parameters.append('q', query.q)
  for (const dimension of [...DIMENSIONS, 'report'] as const) {
    for (const value of query[dimension]) parameters.append(dimension, String(value))
  }
  if (query.from !== null) parameters.append('from', String(query.from))
  if (query.to !== null) parameters.append('to', String(query.to))
  for (const dimension of DIMENSIONS) for (const value of query.not[dimension]) parameters.append(`-${dimension}`, String(value))
  for (const kind of query.off) parameters.append('off', kind)
  if (query.sort !== 'relevance') parameters.append('sort', query.sort)
  if (query.page !== 1) parameters.append('page', String(query.page))
  if (query.size !== DEFAULT_PAGE_SIZE) parameters.append('size', String(query.size))
  return parameters.toString()
}

/** Whether any filter narrows the query. */
export const isFiltered = (query: Query): boolean =>
  query.city.length + query.county.length + query.year.length + query.topic.length + query.report.length > 0 || query.from !== null || query.to !== null || DIMENSIONS.some((dimension) => query.not[dimension].length > 0)
