/** Which words are distinctive of a group of passages against others. */

export interface DistinctiveWord {
  readonly word: string
  /** Occurrences in the group, and in the others. */
  readonly inside: number
  readonly outside: number
  /** Difference of the log-odds, divided by its standard error: above 1.96 it is hardly chance. */
  readonly z: number
}

/** The prior's weight, as a share of the words of the smaller side: with a fixed weight, words that the other side lacks would never be sure in long texts. */
const PRIOR_SHARE = 0.5
/** Below it a difference may be chance (two-sided, 5 %). */
const LEAST_Z = 1.96
/** A word of a single passage tells of the passage, not of the group. */
const LEAST_PASSAGES = 2

interface Counted {
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

function count(passages: readonly (readonly string[])[]): Counted {
  const counts = new Map<string, number>()
  let total = 0
  for (const words of passages) {
    total += words.length
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return { counts, total }
}

/**
 * The words of `group` that are over-represented against `others`, most distinctive first: log-odds ratio with an informative Dirichlet
 * prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16, 19, 22 and 23), the prior being the frequencies of both together.
 * Each passage is the list of its words. Empty when either side has none.
 */
export function distinctiveWords(group: readonly (readonly string[])[], others: readonly (readonly string[])[], most: number): DistinctiveWord[] {
  const [inside, outside] = [count(group), count(others)]
  if (inside.total === 0 || outside.total === 0) return []
  const everything = inside.total + outside.total
  const strength = PRIOR_SHARE * Math.min(inside.total, outside.total)
  const passages = new Map<string, number>()
  for (const words of group) for (const word of new Set(words)) passages.set(word, (passages.get(word) ?? 0) + 1)
  const found: DistinctiveWord[] = []
  for (const [word, here] of inside.counts) {
    if ((passages.get(word) ?? 0) < LEAST_PASSAGES) continue
    const there = outside.counts.get(word) ?? 0
    const prior = strength * (here + there) / everything
    const logOdds = (n: number, total: number): number => Math.log((n + prior) / (total + strength - n - prior))
    const z = (logOdds(here, inside.total) - logOdds(there, outside.total)) / Math.sqrt(1 / (here + prior) + 1 / (there + prior))
    if (z >= LEAST_Z) found.push({ word, inside: here, outside: there, z })
  }
  return found.sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1)).slice(0, most)
}
