/** How much each kind of evidence counts, in nats. Learned on generated pages and clean text, not on one page. */
export interface Weights {
  /** Character n-grams and words across a join. */
  ngram: number
  /** The same where it speaks against a join. */
  ngramAgainst: number
  word: number
  wordAgainst: number
  /** Widths and punctuation. */
  print: number
  /** Log-probability of a jump by 1, 2, 3 … fragments within a line, and what a line's end between costs. */
  near: number[]
  back: number
  newLine: number
  /** Of any other jump: base, and loss per doubling of the distance. */
  far: number
  farther: number
  /** A join whose neighbours at distance 1, 2 … are joined in step; and what of a far jump's cost that gives back. */
  step: number[]
  stepMost: number
  /** Share of that support for short jumps ahead, which the reading row by row has judged already. */
  stepNear: number
  stride: number
  refund: number
  /** Share of that support left when the neighbours stand on different lines. */
  acrossLines: number
  /** Leaving one fragment without successor and another without predecessor. */
  nothing: number
  /** A join that the best reading row by row makes as well. */
  stream: number
  /** Joining fragments of different cities. */
  otherCity: number
  /** Least probability of a join that is made while the page is being understood, and least confidence of one that stays. */
  least: number
  final: number
}

export const WEIGHTS: Weights = {
  ngram: 0.6,
  ngramAgainst: 0.45,
  word: 0.55,
  wordAgainst: 0.95,
  print: 1,
  near: [-2.9, -0.8, -0.8, -2.2, -2.6, -3.2],
  back: -2.1,
  newLine: -0.7,
  far: -3.5,
  farther: -0.5,
  step: [2.2, 1.1, 0.4, 0.25, 0.2],
  stepMost: 100,
  stepNear: 1,
  stride: 0,
  refund: 0.28,
  acrossLines: 0.7,
  nothing: -4,
  stream: 2.7,
  otherCity: 3.4,
  least: 0.35,
  final: 0.4,
}

/**
 * Weights of the logistic model of `confidence.ts`, in the order of its terms; fitted to the joins of generated pages of all classes, so that of the joins that are
 * called 0.9 sure nine in ten are true.
 */
export const CONFIDENCE: readonly number[] = [
  -0.08, 1.84, 0.12, 0.03, 0.53, -0.03, 0.78, 0.79, 0.81, -0.45, 0.8, -1.09, -0.07, -1.06, -0.61, 0.58, -0.04, 0.66, 1.19, 0.69, 0.46, -0.83,
]
