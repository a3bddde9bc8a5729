import type { Entry } from './corpus.js'
import { byDimension, DIMENSIONS, type Dimension, type Query } from './query.js'

/** A value of a facet with the number of passages that choosing it (beside the other dimensions' filters) gives. */
export interface FacetCount {
  readonly value: string
  readonly count: number
  readonly selected: boolean
}

export type Facets = Readonly<Record<Dimension, readonly FacetCount[]>>

const VALUES: Readonly<Record<Dimension, (entry: Entry) => readonly string[]>> = {
  city: ({ passage }) => (passage.city === null ? [] : [passage.city]),
  year: ({ passage }) => passage.years.map(String),
  topic: ({ passage }) => passage.topics.map(({ topic }) => topic),
}

/** Filters that are no facet: report and range of years. */
function passesBase(entry: Entry, { report, from, to }: Query): boolean {
  if (report.length > 0 && !report.includes(entry.report.id)) return false
  return (from === null && to === null) || entry.passage.years.some((year) => (from === null || year >= from) && (to === null || year <= to))
}

/**
 * Filters and counts in one pass (drill-sideways): a passage that fails no dimension is a hit and counts everywhere;
 * one that fails a single dimension counts in that dimension only, because choosing there would bring it in.
 */
export function filterAndCount<T extends { readonly entry: Entry }>(ranked: readonly T[], query: Query, order: Readonly<Record<Dimension, readonly string[]>>): { hits: T[]; facets: Facets } {
  const chosen = byDimension((d): ReadonlySet<string> => new Set(query[d].map(String)))
  const counts = byDimension(() => new Map<string, number>())
  const hits: T[] = []
  for (const item of ranked) {
    if (!passesBase(item.entry, query)) continue
    const failed = DIMENSIONS.filter((d) => chosen[d].size > 0 && !VALUES[d](item.entry).some((value) => chosen[d].has(value)))
    if (failed.length === 0) hits.push(item)
    if (failed.length > 1) continue
    for (const d of failed.length === 1 ? failed : DIMENSIONS) {
      for (const value of VALUES[d](item.entry)) counts[d].set(value, (counts[d].get(value) ?? 0) + 1)
    }
  }
  const facets = byDimension((d) => listValues(counts[d], chosen[d], order[d]))
  return { hits, facets }
}

/** Values with a count, and all chosen ones; in the dimension's own order, unknown values last. */
function listValues(counts: ReadonlyMap<string, number>, chosen: ReadonlySet<string>, order: readonly string[]): FacetCount[] {
  const place = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length)
  return [...new Set([...counts.keys(), ...chosen])]
    .map((value) => ({ value, count: counts.get(value) ?? 0, selected: chosen.has(value) }))
    .sort((a, b) => place(a.value) - place(b.value) || (a.value < b.value ? -1 : 1))
}
