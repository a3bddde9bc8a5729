/**
 * What one query may cost. Work is counted in passages that have to be looked at, not in time, so that the same query always gives the same answer. An
 * ordinary query is never cut.
 */

/** More concepts are never sought. */
const MOST_CONCEPTS = 32
/** So many always are. */
const FEW_CONCEPTS = 8
/** Passages that hold one of the concepts beyond those few, summed over concepts. */
const MOST_HOLDERS = 200_000
/** The same for the terms that are looked up in one stream of the index. */
const FEW_TERMS = 24
const MOST_POSTINGS = 200_000

/** The rarest of some things, as far as they cost no more than may be spent, in the order given; and the others. */
function rarest<T>(things: readonly T[], costOf: (thing: T) => number, { few, most, budget }: { readonly few: number; readonly most: number; readonly budget: number }): { kept: T[]; cut: T[] } {
  if (things.length <= few) return { kept: [...things], cut: [] }
  const costs = things.map((thing, i) => ({ i, cost: costOf(thing) })).sort((a, b) => a.cost - b.cost || a.i - b.i)
  const kept = new Set<number>()
  let spent = 0
  for (const [rank, { i, cost }] of costs.entries()) {
    if (rank >= few) spent += cost
    if (rank >= most || spent > budget) break
    kept.add(i)
  }
  return { kept: things.filter((_, i) => kept.has(i)), cut: things.filter((_, i) => !kept.has(i)) }
}

/** The concepts that are sought, and those that are left out: the commonest, which tell least. */
export const affordableConcepts = <T>(concepts: readonly T[], holders: (concept: T) => number): { kept: T[]; cut: T[] } =>
  rarest(concepts, holders, { few: FEW_CONCEPTS, most: MOST_CONCEPTS, budget: MOST_HOLDERS })

/** The terms that are looked up; the commonest of very many are left out, they hardly move a score. */
export const affordableTerms = <T>(terms: readonly T[], passages: (term: T) => number): readonly T[] =>
  rarest(terms, passages, { few: FEW_TERMS, most: Infinity, budget: MOST_POSTINGS }).kept
