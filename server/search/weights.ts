/** The constants of the ranking, as data, so that `bench/tune` can judge others by cross-validation. */
export interface RankingWeights {
  /** Boosts of the index's streams: words of the body count 1; pairs of 汉字 only save recall. */
  readonly headings: number
  readonly title: number
  readonly grams: number
  /** What a pair of 汉字 counts that stands between words, or in words that were left out, beside one inside a word. */
  readonly pieces: number
  /** What a term of another way of writing counts in the index's sum, beside one that was typed. */
  readonly alternative: number
  /** The index's sum is raised to this power: below 1 it says less beside coverage. */
  readonly base: number
  /** The share of the query that is met is raised to this power: all terms come before some. */
  readonly coverage: number
  /** Bonuses, as shares of the score, for what stands as it was typed, near together, beside a number that is asked for. */
  readonly literal: number
  readonly proximity: number
  readonly number: number
  /** Factor for a passage of another city than the one that the query names. */
  readonly otherPlace: number
  /** Factor for a passage that opens in the middle of a sentence, because the source has lost what stood before. */
  readonly afterGap: number
  /** Factor for each earlier hit of the same city, when several cities are asked for. */
  readonly sameCity: number
}

/**
 * Chosen by `npm run bench -- tune` (nested cross-validation over two judged sets) and `known-item`: on the judged sets many settings are equal within
 * half a point, so of these the one that finds most known items stands here.
 */
export const WEIGHTS: RankingWeights = {
  headings: 0.7, title: 0.2, grams: 1, pieces: 0.8, alternative: 0.6, base: 1, coverage: 1, literal: 0.5, proximity: 0.4, number: 0.3, otherPlace: 0.8, afterGap: 0.9, sameCity: 0.8,
}
