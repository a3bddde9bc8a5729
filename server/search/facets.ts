import type { Columns } from '../../indexer/index.js'
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

/** A dimension of all passages. */
export const columnOf: Readonly<Record<Dimension, (columns: Columns) => DimensionColumn>> = {
  city: ({ cityOf, cities }) => ({ of: cityOf, sets: cities.map((city) => (city === '' ? [] : [city])) }),
  year: ({ yearsOf, yearSets }) => ({ of: yearsOf, sets: yearSets.map((years) => years.map(String)) }),
  topic: ({ topicsOf, topicSets }) => ({ of: topicsOf, sets: topicSets }),
}

/** What a set of values is for a filter: excluded outweighs chosen. */
const [PASSES, FAILS, EXCLUDED] = [0, 1, 2]

/** By report and by set of years: 1 for what passes the filters that are no facet. */
function basePasses({ yearSets }: Columns, reports: readonly { readonly id: string }[], { report, from, to }: Query): { readonly byReport: Uint8Array; readonly byYears: Uint8Array } {
  const wanted = new Set(report)
  return {
    byReport: Uint8Array.from(reports, ({ id }) => (wanted.size === 0 || wanted.has(id) ? 1 : 0)),
    byYears: Uint8Array.from(yearSets, (years) => ((from === null && to === null) || years.some((year) => (from === null || year >= from) && (to === null || year <= to)) ? 1 : 0)),
  }
}

/**
 * Filters and counts in one pass (drill-sideways): a passage that fails no dimension is a hit and counts everywhere;
 * one that fails a single dimension counts in that dimension only, because choosing there would bring it in. Counted are sets of values, then values.
 */
export function filterAndCount(passages: Uint32Array, query: Query, columns: Columns, reports: readonly { readonly id: string }[], order: Readonly<Record<Dimension, readonly string[]>>): { hits: Uint32Array; facets: Facets } {
  const chosen = byDimension((d): ReadonlySet<string> => new Set(query[d].map(String)))
  const parts = DIMENSIONS.map((d) => {
    const column = columnOf[d](columns)
    const excluded = new Set(query.not[d].map(String))
    const stateOf = (set: readonly string[]): number => (set.some((value) => excluded.has(value)) ? EXCLUDED : chosen[d].size > 0 && !set.some((value) => chosen[d].has(value)) ? FAILS : PASSES)
    return { ...column, states: Uint8Array.from(column.sets, stateOf), counts: new Uint32Array(column.sets.length) }
  })
  const { byReport, byYears } = basePasses(columns, reports, query)
  const { reportOf, yearsOf } = columns
  const hits = new Uint32Array(passages.length)
  let found = 0
  for (const passage of passages) {
    if (byReport[reportOf[passage] ?? -1] === 0 || byYears[yearsOf[passage] ?? -1] === 0) continue
    let [failed, failing] = [0, -1]
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]
      const state = part?.states[part.of[passage] ?? -1]
      if (state === PASSES || state === undefined) continue
      // What is excluded counts nowhere, as what another report holds.
      failed += state === EXCLUDED ? DIMENSIONS.length : 1
      failing = i
    }
    if (failed === 0) hits[found++] = passage
    if (failed > 1) continue
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]
      if (!part || (failed === 1 && failing !== i)) continue
      const set = part.of[passage] ?? -1
      part.counts[set] = (part.counts[set] ?? 0) + 1
    }
  }
  const facets = byDimension((d) => {
    const part = parts[DIMENSIONS.indexOf(d)]
    const counts = new Map<string, number>()
    part?.sets.forEach((set, i) => {
      const count = part.counts[i] ?? 0
      if (count > 0) for (const value of set) counts.set(value, (counts.get(value) ?? 0) + count)
    })
    return listValues(counts, chosen[d], order[d])
  })
  return { hits: hits.subarray(0, found), facets }
}

/** Values with a count, and all chosen ones; in the dimension's own order, unknown values last. */
function listValues(counts: ReadonlyMap<string, number>, chosen: ReadonlySet<string>, order: readonly string[]): FacetCount[] {
  const place = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length)
  return [...new Set([...counts.keys(), ...chosen])]
    .map((value) => ({ value, count: counts.get(value) ?? 0, selected: chosen.has(value) }))
    .sort((a, b) => place(a.value) - place(b.value) || (a.value < b.value ? -1 : 1))
}
