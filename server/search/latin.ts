import type { SearchIndex } from '../../indexer/index.js'
import type { Alternative } from './interpretation.js'

/** Latin words of the corpus that a typed one begins, or that it misses by one slip. */

/** What a word of Latin letters, perhaps with digits, looks like; folded. */
const LATIN_WORD = /^(?=.*[a-z])[a-z\d]+$/
/** One letter begins too many words. */
const SHORTEST_BEGINNING = 2
/** Shorter words are one slip from too many others (SEARCH: Latin terms of four letters and more). */
const SHORTEST_MISTAKEN = 4
/** What a word is worth that only begins as typed, or that a slip lies between, beside the word itself. */
const PREFIX_WEIGHT = 0.75
const SLIP_WEIGHT = 0.65
const MOST = 8

/** Whether two texts are at most one insertion, deletion, substitution or swap of neighbours apart (Damerau 1964). */
export function withinOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  let j = 0
  while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++
  const [x, y] = [a.slice(i, a.length - j), b.slice(i, b.length - j)]
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0])
}

const digits = (text: string): string => text.replace(/[^\d]/g, '')

/** The Latin words of one index. */
export class LatinWords {
  readonly #words: readonly string[]

  constructor(index: Pick<SearchIndex, 'vocabulary'>) {
    this.#words = [...index.vocabulary()].filter(([term]) => LATIN_WORD.test(term)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([term]) => term)
  }

  /**
   * Words for a folded text, most frequent first, beginnings before slips; a slip is looked for only when the corpus neither has the word nor one that it
   * begins, and never in a digit (h1n1 is not h3n1). None for a text that is no Latin word.
   */
  like(text: string): Alternative[] {
    if (text.length < SHORTEST_BEGINNING || !LATIN_WORD.test(text)) return []
    const begun = this.#words.filter((word) => word !== text && word.startsWith(text)).slice(0, MOST).map((word) => ({ text: word, weight: PREFIX_WEIGHT, kind: 'prefix' as const }))
    if (begun.length > 0 || text.length < SHORTEST_MISTAKEN || this.#words.includes(text)) return begun
    return this.#words.filter((word) => word.length >= SHORTEST_MISTAKEN - 1 && digits(word) === digits(text) && withinOne(word, text)).slice(0, MOST)
      .map((word) => ({ text: word, weight: SLIP_WEIGHT, kind: 'spelling' as const }))
  }
}
