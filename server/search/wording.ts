import type { Language } from '../../indexer/index.js'
import type { Entry } from './corpus.js'

/** Passages whose words are kept. */
const MOST_KEPT = 20_000
const HAN = /^\p{Script=Han}{2,}$/u

/** The words by which passages are told apart: of two 汉字 and more, without stop words, numbers and names of places. */
export class Wording {
  readonly #language: Language
  readonly #places: ReadonlySet<string>
  readonly #kept = new Map<number, readonly string[]>()

  constructor(language: Language) {
    this.#language = language
    this.#places = new Set([...language.lexicon.cities, ...language.lexicon.otherCities].flatMap(({ name, full, counties }) => [name, full, ...[...counties].flat()]))
  }

  /** In their order, repeated ones too. Empty for a passage whose words stand in another one: they count once. */
  of(entry: Entry): readonly string[] {
    const known = this.#kept.get(entry.ordinal)
    if (known) return known
    const { analyzer, lexicon } = this.#language
    const words = entry.passage.repeats !== null ? [] : analyzer.tiles(entry.passage.text).map(({ term }) => term)
      .filter((term) => HAN.test(term) && !lexicon.stopWords.has(term) && !this.#places.has(term))
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear()
    this.#kept.set(entry.ordinal, words)
    return words
  }
}
