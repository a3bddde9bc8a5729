import type { Concept } from './interpretation.js'

/** What a concept's being met is worth: the constants and rules that meeting one passage and meeting all at once share. */

export const IN_HEADING = 0.75
export const AS_PLACE = 0.9
export const AS_YEAR = 0.6
/** What a concept that stands only in part is worth, at most. */
export const IN_PART = 0.7
/** Less of its characters than this share, and a concept is not met. */
export const PART_MIN = 0.5
/** Pairs of 汉字 say less than words: they may cross a word's edge. */
export const PAIRS_FACTOR = 0.9
/** What a passage of another place is worth to a query that names one. */
export const OTHER_PLACE = 0.5
/** A thing that the corpus does not know is most of what was asked. */
export const UNKNOWN_FACTOR = 2

const HAN_PAIR = /^\p{Script=Han}{2}$/u

/** A concept's pairs of neighbouring 汉字, worked out once for all passages that it is met with. */
const pairs = new WeakMap<Concept, readonly string[]>()

export function pairsOf(concept: Concept): readonly string[] {
  const known = pairs.get(concept)
  if (known) return known
  const characters = [...concept.text]
  const made = characters.slice(0, -1).map((c, i) => c + (characters[i + 1] ?? '')).filter((pair) => HAN_PAIR.test(pair))
  pairs.set(concept, made)
  return made
}

/** The share of a query's weight that is met. What stands as it was typed is met as a whole, whatever its words are. `length`: of what was typed without quotation marks. */
export const coverageOf = (met: number, asked: number, literal: number, length: number): number => (asked === 0 || (literal === 1 && length > 0) ? 1 : met / asked)

/** A year as texts write it. */
export const yearPattern = (year: string): RegExp => new RegExp(`(?<!\\d)${year}年`)
