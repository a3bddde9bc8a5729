/** What the pure stages need from the world; `adapters/` fulfils it. */

/** Cuts Chinese text into words. Law: joining the output of `cut` gives back its input. */
export interface Segmenter {
  /** Words that tile the text. */
  cut(text: string): readonly string[]
  /** The same words, each preceded by the dictionary words of two and three characters inside it. */
  cutForSearch(text: string): readonly string[]
  /** Names engine, version and dictionaries. */
  readonly fingerprint: string
  /** The part of speech that the dictionary gives a word (ICTCLAS letters), `x` for one that is guessed; `null` for what is not one word. */
  readonly partOfSpeech: (word: string) => string | null
}

/** Traditional -> simplified, one code point at a time. */
export type Simplify = (character: string) => string

/** The terms of one passage, by stream (stream = what one field of the index holds). */
export interface IndexedTerms {
  readonly title: readonly string[]
  readonly headings: readonly string[]
  readonly body: readonly string[]
  readonly grams: readonly string[]
}

export type Stream = keyof IndexedTerms

/** A weighted term sought in some streams. */
export interface WantedTerm {
  readonly term: string
  readonly weight: number
}

/** One part of a query plan: these terms, OR-ed, in these streams with these boosts. */
export interface WantedStream {
  readonly streams: Readonly<Partial<Record<Stream, number>>>
  readonly terms: readonly WantedTerm[]
}

/** term -> postings, scored by BM25+. Ids are ordinals of passages, 0 … size-1. */
export interface SearchIndex {
  readonly size: number
  /** Passages that hold at least one wanted term, with the plain sum of field scores; unordered. Empty plan: none. */
  score(plan: readonly WantedStream[]): ReadonlyMap<number, number>
  /** In how many passages a term stands in a stream. */
  documentFrequency(term: string, stream: Stream): number
  /** Terms of the body stream with the number of passages that hold them. */
  vocabulary(): Iterable<readonly [term: string, passages: number]>
}

/** Syllables of a text, one per code point; see `adapters/pinyin.ts`. */
export type Romanize = (text: string) => readonly string[]
