import type { RankingWeights } from './weights.js'

/** What the score of a passage is made of. */
export interface ScoredBy {
  /** The index's sum. */
  readonly base: number
  readonly coverage: number
  readonly literal: number
  readonly proximity: number
  readonly statesNumber: boolean
  /** A place that the query names is another one. */
  readonly elsewhere: boolean
  /** It opens in the middle of a sentence whose beginning the source has lost. */
  readonly afterGap: boolean
}

/** Most exponents are 1, and raising costs more than all the rest of a score. */
const power = (base: number, exponent: number): number => (exponent === 1 ? base : base ** exponent)

/** The score of a passage. It falls with none of its parts but `elsewhere` and `afterGap`: greater ones bound it from above. */
export const scoreOf = ({ base, coverage, literal, proximity, statesNumber, elsewhere, afterGap }: ScoredBy, weights: RankingWeights): number =>
  power(base, weights.base) * power(coverage, weights.coverage)
    * (1 + weights.literal * literal) * (1 + weights.proximity * proximity)
    * (statesNumber ? 1 + weights.number : 1) * (elsewhere ? weights.otherPlace : 1) * (afterGap ? weights.afterGap : 1)
