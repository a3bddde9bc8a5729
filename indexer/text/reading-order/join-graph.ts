/** What is known of a page's possible joins once they have been assigned: the pairs, their words, and which of them run in step. */
import type { PrintedPiece } from './evidence.js'
import type { Candidates, Support } from './matching.js'

/** How many neighbours to either side a join is looked at together with. */
export const ROW = 5

export interface JoinGraph {
  readonly pieces: readonly PrintedPiece[]
  readonly candidates: Candidates
  readonly support: Support
  /** Probability of every candidate by the assignment. */
  readonly chance: Float64Array
  /** For every candidate what all of language says, what the dictionary says, what the join model says, what n-grams say that no join has taught, in nats. */
  readonly lex: Float32Array
  readonly word: Float32Array
  readonly join: Float32Array
  readonly near: Float32Array
  /** For every fragment the one that it continues in the best reading row by row, or -1. */
  readonly streamed: Int32Array
  /** For every fragment the number of the heading that it stands under. */
  readonly article: readonly number[]
  /** For every fragment the probability of each city; empty where nothing is known of cities. */
  readonly city: readonly Float64Array[]
}

/** The candidate whose ends stand `d` fragments further on, or -1; `d` from -ROW to ROW. */
export function inStepWith({ support }: JoinGraph, k: number, d: number): number {
  if (d === 0) return k
  return support.partner[k * support.reach + (d < 0 ? d + ROW : d + ROW - 1)] ?? -1
}
