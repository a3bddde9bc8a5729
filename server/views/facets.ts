import type { Engine, Results } from '../search/engine.js'
import { DIMENSIONS, type Dimension, type Query } from '../search/query.js'
import { RESULTS_ELEMENT, searchLink } from './links.js'
import type { Messages } from './messages/index.js'

/** Filters of a result page: the values to choose from, and the states that a click leads to. */

export interface FacetView {
  readonly name: Dimension
  readonly label: string
  readonly chosen: number
  readonly open: boolean
  readonly values: readonly FacetValueView[]
  /** Values beyond the first ones, folded away. */
  readonly rest: readonly FacetValueView[]
  readonly restCount: number
  /** A list so long that a field finds its values, where there is a script. */
  readonly searchable: boolean
  /** Years stand in a table whose bars are the counts, with a row for passages of unknown year, instead of in a list. */
  readonly histogram: { readonly years: readonly YearView[]; readonly unknown: number } | null
}

export interface FacetValueView {
  readonly id: string
  readonly name: Dimension
  readonly value: string
  readonly label: string
  readonly count: number
  readonly selected: boolean
  /** The same results without this value. */
  readonly exclude: string
  /** Counties of a city; `null` where no passage names one, and for every other value. */
  readonly below: { readonly open: boolean; readonly count: number; readonly values: readonly FacetValueView[] } | null
}

export interface YearView extends Omit<FacetValueView, 'below'> {
  /** Width of its bar, in hundredths of the longest. */
  readonly bar: number
  /** The results of this year alone. */
  readonly only: string
}

/** Values shown before 更多; chosen ones are always among them. */
const FIRST_VALUES = 8
/** Lists longer than this have a field to find values. */
const SEARCHABLE = 10

/** The first page of a query. */
export const first = (query: Query): Query => ({ ...query, page: 1 })

/** The query without one value of one dimension. */
const without = (query: Query, dimension: Dimension, value: string): Query =>
  first({ ...query, [dimension]: query[dimension].filter((chosen) => String(chosen) !== value) })

/** A state of the results; following it, the focus goes to their heading. */
export const toResults = (query: Query): string => `${searchLink(query)}#${RESULTS_ELEMENT}`

const excluding = (query: Query, dimension: Dimension, value: string): Query => {
  const { not } = without(query, dimension, value)
  return first({ ...without(query, dimension, value), not: { ...not, [dimension]: [...new Set([...not[dimension], dimension === 'year' ? Number(value) : value])].sort() } })
}

/** Passages that the query finds in reports of unknown years, whatever years are filtered. */
function withoutYear(query: Query, engine: Engine): number {
  if (engine.corpus.columns.yearSets.every((years) => years.length > 0)) return 0
  const anyYear: Query = { ...query, year: [], from: null, to: null, not: { ...query.not, year: [] }, page: 1, size: 1 }
  return engine.search(anyYear).total - engine.search({ ...anyYear, from: 0 }).total
}

/** The filters of a query one by one, each with the query that lacks it. */
export function filtersOf(query: Query, engine: Engine, messages: Messages): { readonly label: string; readonly changed: Query }[] {
  const { facts, results: says } = messages
  const range = query.from !== null || query.to !== null
  return [
    ...DIMENSIONS.flatMap((d) => query[d].map((value) => ({ label: label(d, String(value), messages), changed: without(query, d, String(value)) }))),
    ...DIMENSIONS.flatMap((d) => query.not[d].map((value) => ({
      label: says.excluded(label(d, String(value), messages)), changed: first({ ...query, not: { ...query.not, [d]: query.not[d].filter((other) => other !== value) } }),
    }))),
    ...query.report.map((id) => ({ label: engine.corpus.report(id)?.title ?? id, changed: first({ ...query, report: query.report.filter((other) => other !== id) }) })),
    ...(range ? [{ label: facts.years(String(query.from ?? ''), String(query.to ?? '')), changed: first({ ...query, from: null, to: null }) }] : []),
  ]
}

/** 开封/尉氏县 -> 开封 · 尉氏县 */
export const countyLabel = (path: string): string => path.replace('/', ' · ')

const label = (dimension: Dimension, value: string, { facts }: Messages): string =>
  (dimension === 'year' ? facts.year(value) : dimension === 'county' ? countyLabel(value) : value)

function histogramOf(values: readonly FacetValueView[], query: Query, engine: Engine): FacetView['histogram'] {
  const most = Math.max(1, ...values.map(({ count }) => count))
  return {
    years: values.map(({ id, name, value, label, count, selected, exclude }) => ({
      id, name, value, label, count, selected, exclude, bar: Math.round((count / most) * 100), only: toResults(first({ ...query, year: [Number(value)] })),
    })),
    unknown: withoutYear(query, engine),
  }
}

/** Whether a value, or one below it, is chosen. */
const isChosen = ({ selected, below }: FacetValueView): boolean => selected || below?.open === true

export function facetViews({ facets, query }: Results, engine: Engine, messages: Messages): FacetView[] {
  const viewsOf = (name: Dimension): FacetValueView[] => facets[name].map(({ value, count, selected }, i) => ({
    id: `f-${name}-${i}`, name, value, label: label(name, value, messages), count, selected, exclude: toResults(excluding(query, name, value)), below: null,
  }))
  const counties = viewsOf('county')
  const cities = viewsOf('city').map((city): FacetValueView => {
    const values = counties.filter(({ value }) => value.startsWith(`${city.value}/`)).map((county) => ({ ...county, label: county.value.slice(city.value.length + 1) }))
    return values.length === 0 ? city : { ...city, below: { open: city.selected || values.some(({ selected }) => selected), count: values.length, values } }
  })
  // Counties of no city that is listed: chosen ones that no passage names.
  const strays = counties.filter(({ value }) => !cities.some((city) => value.startsWith(`${city.value}/`)))
  const views = { city: cities, county: strays, year: viewsOf('year'), topic: viewsOf('topic') }
  return DIMENSIONS.filter((name) => views[name].length > 0).map((name) => {
    const all = views[name]
    const chosen = name === 'county' ? strays.length : query[name].length + (name === 'city' ? query.county.length - strays.length : 0)
    const facet = { name, label: messages.results[name], chosen, open: true }
    if (name === 'year') return { ...facet, values: [], rest: [], restCount: 0, searchable: false, histogram: histogramOf(all, query, engine) }
    const shown = [...all].sort((a, b) => Number(isChosen(b)) - Number(isChosen(a)) || (name === 'city' ? b.count - a.count : 0))
    const cut = Math.max(FIRST_VALUES, shown.filter(isChosen).length)
    return { ...facet, values: shown.slice(0, cut), rest: shown.slice(cut), restCount: Math.max(0, shown.length - cut), searchable: shown.length > SEARCHABLE, histogram: null }
  })
}
