import { countBy } from './kernels/places.js'
import type { Corpus } from './corpus.js'
import type { Query } from './query.js'
import type { Ranked } from './ranked.js'
import type { Steps } from './steps.js'

/** The best among some passages, from a rank to another. */
export type RankAmong = (passages: Uint32Array, from: number, to: number) => Steps<readonly Ranked[]>

/** The hits of the query's page, by relevance or by year of publication; reports of unknown year come last either way. Ties keep the ranking. */
export function* sliceOf(hits: Uint32Array, { sort, page, size }: Query, { columns, reports }: Pick<Corpus, 'columns' | 'reports'>, rank: RankAmong): Steps<readonly Ranked[]> {
  const [from, to] = [(page - 1) * size, page * size]
  if (sort === 'relevance') return from >= hits.length ? [] : yield* rank(hits, from, Math.min(to, hits.length))
  const sliced: Ranked[] = []
  let before = 0
  for (const group of byYear(hits, columns.reportOf, reports, sort)) {
    if (before >= to) break
    if (before + group.length > from) sliced.push(...yield* rank(group, Math.max(0, from - before), Math.min(group.length, to - before)))
    before += group.length
  }
  return sliced
}

/** Passages whose reports appeared in one year, year after year; the unknown year last. */
function byYear(hits: Uint32Array, reportOf: Uint32Array, reports: Corpus['reports'], sort: 'newest' | 'oldest'): Uint32Array[] {
  const groups = new Map<number | null, number[]>()
  for (const passage of hits) {
    const year = reports[reportOf[passage] ?? -1]?.published ?? null
    const group = groups.get(year)
    if (group) group.push(passage)
    else groups.set(year, [passage])
  }
  const direction = sort === 'newest' ? -1 : 1
  const years = [...groups.keys()].sort((a, b) => (a === null ? 1 : b === null ? -1 : (a - b) * direction))
  return years.map((year) => Uint32Array.from(groups.get(year) ?? []))
}

/** In how many of some passages each report stands. */
export interface ReportCounts {
  /** Reports that any stands in. */
  readonly size: number
  /** By place of a report among the reports. */
  readonly at: (place: number) => number
}

export function reportCounts(hits: Uint32Array, { columns, reports }: Pick<Corpus, 'columns' | 'reports'>): ReportCounts {
  const counts = countBy(hits, columns.reportOf, reports.length)
  let size = 0
  for (let place = 0; place < counts.length; place++) if ((counts[place] ?? 0) > 0) size++
  return { size, at: (place) => counts[place] ?? 0 }
}
