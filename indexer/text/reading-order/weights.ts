/** How much each kind of evidence counts, in nats. Learned on generated pages and clean text, not on one page. */
export interface Weights {
  /** Character n-grams and words across a join. */
  ngram: number
  /** The same where it speaks against a join. */
  ngramAgainst: number
  word: number
  wordAgainst: number
  /** The join model, and what is added to the sum of all these. */
  join: number
  joinAgainst: number
  language: number
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
  ngram: 0.55,
  ngramAgainst: 0.4,
  word: 0.2,
  wordAgainst: 0.6,
  join: 0.8,
  joinAgainst: 0.35,
  language: 0,
  print: 1,
  near: [-2.9, -0.8, -0.8, -2.2, -2.6, -3.2],
  back: -2.1,
  newLine: -0.7,
  far: -3.2,
  farther: -0.45,
  step: [2, 1, 0.4, 0.25, 0.2],
  stepMost: 100,
  stepNear: 1,
  stride: 0,
  refund: 0.28,
  acrossLines: 0.7,
  nothing: -5,
  stream: 2.5,
  otherCity: 3.4,
  least: 0.35,
  final: 0.55,
}
