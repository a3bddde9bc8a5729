import type { Entry } from './corpus.js'
import type { Match } from './match.js'

/** A passage that satisfies a query, filters not yet applied. */
export interface Ranked {
  readonly entry: Entry
  readonly score: number
  /** `null` when nothing was asked and everything is listed. */
  readonly match: Match | null
}
