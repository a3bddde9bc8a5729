import type { Engine, Results } from '../search/engine.js'
import { DIMENSIONS, EMPTY_QUERY, isFiltered, type Query } from '../search/query.js'
import { filtersOf, first, toResults } from './facets.js'
import type { Phrase } from './markup.js'
import type { Messages } from './messages/index.js'
import { withoutWord } from './understanding.js'

export interface EmptyView {
  /** Close combinations: one thing left out, with what that gives, most first. */
  readonly drop: readonly { readonly label: Phrase; readonly href: string; readonly count: number }[]
  readonly withoutFilters: { readonly href: string; readonly count: number } | null
}

/** Combinations that are tried for an empty result, and that are offered. */
const [MOST_TRIED, MOST_OFFERED] = [16, 6]

/** For an empty result: which single filter or word to leave out, and how much that gives. */
export function emptyView(results: Results, engine: Engine, messages: Messages): EmptyView | null {
  const { query, total } = results
  if (total > 0) return null
  const { results: says } = messages
  const count = (changed: Query): number => engine.search({ ...changed, size: 1 }).total
  const unquoted = query.q.replace(/["“”「」『』＂]/gu, ' ').replace(/\s+/gu, ' ').trim()
  const candidates: { readonly label: Phrase; readonly changed: Query }[] = [
    ...DIMENSIONS.filter((d) => query[d].length > 1).map((d) => ({ label: says.anyOf(says[d]), changed: first({ ...query, [d]: [] }) })),
    ...filtersOf(query, engine, messages).map((filter) => ({ label: says.withoutFilter(filter.label), changed: filter.changed })),
    ...(unquoted !== query.q && unquoted !== '' ? [{ label: says.withoutQuotes, changed: first({ ...query, q: unquoted }) }] : []),
    ...(results.interpretation.concepts.length < 2 ? [] : results.interpretation.concepts).flatMap(({ text }) => {
      const q = withoutWord(query.q, text)
      return q === null ? [] : [{ label: says.withoutWord(text), changed: first({ ...query, q }) }]
    }),
  ]
  const bare: Query = { ...EMPTY_QUERY, q: query.q, off: query.off }
  const free = isFiltered(query) ? count(bare) : 0
  return {
    drop: candidates.slice(0, MOST_TRIED).map(({ label, changed }) => ({ label, href: toResults(changed), count: count(changed) })).filter((d) => d.count > 0)
      .sort((a, b) => b.count - a.count).slice(0, MOST_OFFERED),
    withoutFilters: free > 0 ? { href: toResults(bare), count: free } : null,
  }
}
