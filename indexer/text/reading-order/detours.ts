/** Text that stands elsewhere than it belongs is read by a detour: there, and back to shortly after where it was missing. */
import type { JoinGraph } from './join-graph.js'

/** Two rows of a page have no more fragments than this. */
const TWO_ROWS = 12

/** The best of some joins: what words say of it, in nats, and how sure the forest before was of one. */
export interface Detour {
  readonly said: number
  readonly before: number
}

/** Joins that make a detour of a given one. */
export interface Detours {
  /** The best from j back to shortly after i. */
  after(j: number, i: number): Detour
  /** The best that leads to i from shortly before j. */
  before(i: number, j: number): Detour
}

/** A torn-off cell has both its neighbours in one column; `none` is said where no join leads back. */
export function detoursOf({ candidates: { from, to, size } }: JoinGraph, joins: Int32Array, known: (k: number) => Detour, none: Detour): Detours {
  const [leaving, reaching] = [Array.from({ length: size }, (): number[] => []), Array.from({ length: size }, (): number[] => [])]
  for (const k of joins) {
    leaving[from[k]!]!.push(k)
    reaching[to[k]!]!.push(k)
  }
  const best = (list: readonly number[], near: (k: number) => boolean): Detour => list.filter(near).map(known)
    .reduce((a, b) => ({ said: Math.max(a.said, b.said), before: Math.max(a.before, b.before) }), none)
  return {
    after: (j, i) => best(leaving[j]!, (k) => to[k]! > i && to[k]! - i <= TWO_ROWS),
    before: (i, j) => best(reaching[i]!, (k) => from[k]! < j && j - from[k]! <= TWO_ROWS),
  }
}
