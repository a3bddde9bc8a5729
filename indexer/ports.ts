import type { Passage, Report } from './types.js'

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
  /** Pairs of neighbouring 汉字: they rank, and tell which passages may hold a text. */
  readonly grams: readonly string[]
  /** The same for letters and digits; never scored. */
  readonly letters: readonly string[]
}

/** The same, as the postings count them: pairs as numbers, the first code unit in the upper half, the second (0 for none) in the lower. */
export type CountableTerms = Omit<IndexedTerms, 'grams'> & { readonly grams: readonly string[] | Uint32Array }

export type Stream = keyof IndexedTerms

/** In the order in which MiniSearch numbers them. */
export const STREAMS: readonly Stream[] = ['title', 'headings', 'body', 'grams', 'letters']

/** Terms of some passages as MiniSearch has counted them. Passages are numbered from 0, streams as in `STREAMS`. */
export interface CountedPassages {
  readonly size: number
  /** By passage: how many distinct terms each stream holds. */
  readonly lengths: Readonly<Record<string, readonly number[]>>
  /** For each term, by stream and by passage, how often it stands there. */
  readonly terms: Iterable<readonly [term: string, fields: Readonly<Record<string, Readonly<Record<string, number>>>>]>
}

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

export interface TermOfStream {
  readonly term: string
  readonly stream: Stream
}

/** Passages, ascending, each with its score at the same place. */
export interface ScoredPassages {
  readonly passages: Uint32Array
  readonly scores: Float64Array
}

/** Work that may rest wherever it yields. */
export type Steps<T> = Generator<undefined, T, undefined>

/** What scores are summed in, made for one index; one plan at a time. Nothing is in it between two. */
export interface Sums {
  readonly scores: Float64Array
  /** By passage a bit that is set where one has a sum. */
  readonly met: Uint32Array
  /** The last answer. */
  readonly passages: Uint32Array
  readonly totals: Float64Array
}

/** term -> postings, scored by BM25+. Ids are ordinals of passages, 0 … size-1. Lists of passages ascend. */
export interface SearchIndex {
  readonly size: number
  /** Passages that hold at least one wanted term, with the plain sum of field scores. Empty plan: none. What is returned is overwritten by the next call. */
  score(plan: readonly WantedStream[]): ScoredPassages
  /** The same, resting between terms; what is returned is overwritten when the sums are used again. */
  scoring(plan: readonly WantedStream[], sums: Sums): Steps<ScoredPassages>
  sums(): Sums
  /** In how many passages a term stands in a stream. */
  documentFrequency(term: string, stream: Stream): number
  /** Terms of the body stream with the number of passages that hold them. */
  vocabulary(): Iterable<readonly [term: string, passages: number]>
  /** Passages that hold all of some terms; none for no terms. */
  holders(terms: readonly TermOfStream[]): Uint32Array
  /** Passages that hold a 汉字, alone or beside another. */
  holdersOfCharacter(character: string): Uint32Array
}

/** What filters, facets and concepts ask of a passage, by ordinal. Values that many passages share are kept once and numbered. */
export interface Columns {
  readonly size: number
  /** Place of the passage's report among the reports. */
  readonly reportOf: Uint32Array
  readonly cityOf: Uint32Array
  /** Short names; none is the empty text. */
  readonly cities: readonly string[]
  readonly countiesOf: Uint32Array
  /** Counties that passages name, each as `countyPath` writes it. */
  readonly countySets: readonly (readonly string[])[]
  readonly yearsOf: Uint32Array
  readonly yearSets: readonly (readonly number[])[]
  readonly topicsOf: Uint32Array
  readonly topicSets: readonly (readonly string[])[]
  readonly pathOf: Uint32Array
  /** Headings above a passage, outermost first, as numbers of `headings`. */
  readonly paths: readonly (readonly number[])[]
  readonly headings: readonly string[]
}

/** The texts of all passages, one behind the other, in UTF-16 code units. */
export interface PassageTexts {
  /** By ordinal: where the text begins; behind them where the last one ends. */
  readonly starts: Uint32Array
  /** Holds a text from when it was first read. */
  readonly units: Uint16Array
  /** Reads a text into `units`; it stays there. */
  read(ordinal: number): void
  text(ordinal: number): string
}

/** The passages of all reports, numbered through, and the reports; both are read when they are asked for. */
export interface PassageStore {
  readonly columns: Columns
  readonly texts: PassageTexts
  /** By place of a report: the ordinal of its first passage; behind them the number of passages. */
  readonly firsts: Uint32Array
  readonly reports: readonly Report[]
  /** As long as anyone holds a passage, the same one is given again, and it is the one in its report. */
  passage(ordinal: number): Passage
  /** Its anchor, without reading the passage. */
  anchor(ordinal: number): string
}

/** Syllables of a text, one per code point; see `adapters/pinyin.ts`. */
export type Romanize = (text: string) => readonly string[]
