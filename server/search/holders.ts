import type { Analyzer, SearchIndex, TermOfStream } from '../../indexer/index.js'
import { mayBePart } from './boundaries.js'
import { unitsOf, type TextTable } from './kernels/text-table.js'

/** Passages in all lists that are kept together: sixteen megabytes; with half as many common words are looked up again, and half of all answers take a quarter longer. */
const MOST_KEPT = 4_000_000
/** What a list costs beside its passages, in passages. */
const LIST_COST = 100

const HAN_PAIR = /^\p{Script=Han}{2}$/u
const ONE_HAN = /^\p{Script=Han}$/u
const HAN = /\p{Script=Han}/gu
const ALL_HAN = /^\p{Script=Han}+$/u
const NUMBER_HEAD = /^[\d,]*(?:\.\d+)?/u

/**
 * Which passages hold a text: the index's pairs of neighbouring characters tell which may, the texts tell which do. All lists ascend. What is given is
 * folded without white space.
 */
export class Holders {
  readonly #index: SearchIndex
  readonly #texts: TextTable
  readonly #analyzer: Analyzer
  readonly #kept = new Map<string, Uint32Array>()
  #size = 0

  constructor(index: SearchIndex, texts: TextTable, analyzer: Analyzer) {
    this.#index = index
    this.#texts = texts
    this.#analyzer = analyzer
  }

  /** Passages whose text holds another, even inside a longer number or word. An empty text is in all. */
  holding(text: string): Uint32Array {
    return this.#keep(`in ${text}`, () => {
      if (ONE_HAN.test(text)) return this.#index.holdersOfCharacter(text)
      if (HAN_PAIR.test(text)) return this.#index.holders([{ term: text, stream: 'grams' }])
      const needle = unitsOf(text)
      // A word of the body stands there as it is; only where the pairs stand without the word the text has to be read.
      const sure = ALL_HAN.test(text) ? this.#index.holders([{ term: text, stream: 'body' }]) : new Uint32Array(0)
      let next = 0
      return this.#mayHold(text).filter((passage) => {
        while (next < sure.length && (sure[next] ?? 0) < passage) next++
        return sure[next] === passage || text === '' || this.#texts.holds(passage, needle)
      })
    })
  }

  /** The same, where the text is not a part of a longer number or Latin word. */
  standing(text: string): Uint32Array {
    if (!mayBePart(text)) return this.holding(text)
    return this.#keep(`whole ${text}`, () => {
      const needle = unitsOf(text)
      return this.#mayHold(text).filter((passage) => this.#texts.standsWhole(passage, needle))
    })
  }

  /** Passages in which a number stands, however it is written there; `text` is the number as typed. */
  stating(text: string, pattern: RegExp): Uint32Array {
    return this.#keep(`number ${text}`, () => {
      const digits = NUMBER_HEAD.exec(text)?.[0] ?? ''
      const terms = [...this.#letters(digits), ...this.#pairs(text.slice(digits.length))]
      return this.#index.holders(terms).filter((passage) => pattern.test(this.#texts.spaced(passage)))
    })
  }

  /** Passages whose text, folded without white space, matches a pattern that begins with four digits. */
  matching(year: string, pattern: RegExp): Uint32Array {
    return this.#index.holders(this.#letters(year)).filter((passage) => pattern.test(this.#texts.tight(passage)))
  }

  /** All that hold the pairs of a text; more than hold the text. */
  #mayHold(text: string): Uint32Array {
    const terms = [...this.#pairs(text), ...this.#letters(text)]
    if (terms.length > 0) return this.#index.holders(terms)
    const [rarest] = [...new Set(text.match(HAN) ?? [])].map((character) => this.#index.holdersOfCharacter(character)).sort((a, b) => a.length - b.length)
    return rarest ?? Uint32Array.from({ length: this.#index.size }, (_, passage) => passage)
  }

  #pairs(text: string): TermOfStream[] {
    return [...new Set(this.#analyzer.grams(text).map(({ term }) => term).filter((term) => HAN_PAIR.test(term)))].map((term) => ({ term, stream: 'grams' }))
  }

  #letters(text: string): TermOfStream[] {
    const terms = this.#analyzer.letters(text)
    const pairs = terms.filter((term) => [...term].length > 1)
    return (pairs.length > 0 ? pairs : terms).map((term) => ({ term, stream: 'letters' }))
  }

  /** The lists that were asked for last stay. */
  #keep(key: string, make: () => Uint32Array): Uint32Array {
    const known = this.#kept.get(key)
    if (known) {
      this.#kept.delete(key)
      this.#kept.set(key, known)
      return known
    }
    const made = make()
    this.#kept.set(key, made)
    this.#size += made.length + LIST_COST
    for (const [oldest, list] of this.#kept) {
      if (this.#size <= MOST_KEPT || oldest === key) break
      this.#kept.delete(oldest)
      this.#size -= list.length + LIST_COST
    }
    return made
  }
}
