import type { Columns } from '../../indexer/index.js'
import { drillSideways, type Gate } from './kernels/drill.js'
import { byDimension, DIMENSIONS, type Dimension, type Query } from './query.js'

/** A value of a facet with the number of passages that choosing it (beside the other dimensions' filters) gives. */
export interface FacetCount {
  readonly value: string
  readonly count: number
  readonly selected: boolean
}

export type Facets = Readonly<Record<Dimension, readonly FacetCount[]>>

/** A dimension as a column: the number of each passage's set of values, and the sets. */
export interface DimensionColumn {
  readonly of: Uint32Array
  readonly sets: readonly (readonly string[])[]
}

/** Made once for the columns of a corpus. */
const once = (make: (columns: Columns) => DimensionColumn): ((columns: Columns) => DimensionColumn) => {
  const made = new WeakMap<Columns, DimensionColumn>()
  return (columns) => {
    const column = made.get(columns) ?? make(columns)
    made.set(columns, column)
    return column
  }
}

/** A dimension of all passages. */
export const columnOf: Readonly<Record<Dimension, (columns: Columns) => DimensionColumn>> = {
  city: once(({ cityOf, cities }) => ({ of: cityOf, sets: cities.map((city) => (city === '' ? [] : [city])) })),
  county: once(({ countiesOf, countySets }) => ({ of: countiesOf, sets: countySets })),
  year: once(({ yearsOf, yearSets }) => ({ of: yearsOf, sets: yearSets.map((years) => years.map(String)) })),
  topic: once(({ topicsOf, topicSets }) => ({ of: topicsOf, sets: topicSets })),
}

/** Tells whether a value of a column is among the chosen ones. A county is chosen by its path, or by its name alone in whatever city. */
export function chosenIn(dimension: Dimension, chosen: readonly string[]): (value: string) => boolean {
  const values = new Set(chosen)
  return dimension === 'county' ? (value) => values.has(value) || values.has(value.slice(value.indexOf('/') + 1)) : (value) => values.has(value)
}

/** The filters that are no choice within a facet, as far as they are set: report, range of years, and values left out, which count nowhere. */
function gatesOf(columns: Columns, reports: readonly { readonly id: string }[], { report, from, to, not }: Query): Gate[] {
  const { reportOf, yearsOf, yearSets } = columns
  const gates = DIMENSIONS.flatMap((d): Gate[] => {
    if (not[d].length === 0) return []
    const excluded = chosenIn(d, not[d].map(String))
    const { of, sets } = columnOf[d](columns)
    return [{ of, passes: Uint8Array.from(sets, (set) => (set.some(excluded) ? 0 : 1)) }]
  })
  if (report.length > 0) {
    const wanted = new Set(report)
    gates.push({ of: reportOf, passes: Uint8Array.from(reports, ({ id }) => (wanted.has(id) ? 1 : 0)) })
  }
  if (from !== null || to !== null) {
    gates.push({ of: yearsOf, passes: Uint8Array.from(yearSets, (years) => (years.some((year) => (from === null || year >= from) && (to === null || year <= to)) ? 1 : 0)) })
  }
  return gates
}

/**
 * Filters and counts in one pass (drill-sideways): a passage that fails no dimension is a hit and counts everywhere;
 * one that fails a single dimension counts in that dimension only, because choosing there would bring it in. Counted are sets of values, then values.
 */
export function filterAndCount(passages: Uint32Array, query: Query, columns: Columns, reports: readonly { readonly id: string }[], order: Readonly<Record<Dimension, readonly string[]>>): { hits: Uint32Array; facets: Facets } {
  const chosen = byDimension((d): ReadonlySet<string> => new Set(query[d].map(String)))
  const parts = DIMENSIONS.map((d) => {
    const column = columnOf[d](columns)
    return { ...column, fails: chosen[d].size === 0 ? new Uint8Array(column.sets.length) : Uint8Array.from(column.sets, (set) => (set.some(chosenIn(d, [...chosen[d]])) ? 0 : 1)), counts: new Uint32Array(column.sets.length) }
  })
  const hits = drillSideways(passages, gatesOf(columns, reports, query), parts)
  const facets = byDimension((d) => {
    const part = parts[DIMENSIONS.indexOf(d)]
    const counts = new Map<string, number>()
    part?.sets.forEach((set, i) => {
      const count = part.counts[i] ?? 0
      if (count > 0) for (const value of set) counts.set(value, (counts.get(value) ?? 0) + count)
    })
    return listValues(counts, [...chosen[d]], chosenIn(d, [...chosen[d]]), order[d])
  })
  return { hits, facets }
}

const ordered = new WeakMap<readonly string[], ReadonlyMap<string, number>>()

/** The place of every value in an order; made once for each. */
function placesIn(order: readonly string[]): ReadonlyMap<string, number> {
  const places = ordered.get(order) ?? new Map(order.map((value, place) => [value, place]))
  ordered.set(order, places)
  return places
}

/** Values with a count, and all chosen ones; in the dimension's own order, unknown values last. */
function listValues(counts: ReadonlyMap<string, number>, chosen: readonly string[], isChosen: (value: string) => boolean, order: readonly string[]): FacetCount[] {
  const places = placesIn(order)
  const place = (value: string): number => places.get(value) ?? order.length
  const counted = [...counts.keys()]
  // A county chosen by its name alone stands under its cities, where it has any.
  const missing = chosen.filter((value) => !counts.has(value) && !counted.some((one) => one.endsWith(`/${value}`)))
  return [...counted, ...missing]
    .map((value) => ({ value, count: counts.get(value) ?? 0, selected: isChosen(value) }))
    .sort((a, b) => place(a.value) - place(b.value) || (a.value < b.value ? -1 : 1))
}
