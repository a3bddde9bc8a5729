import type { Field } from './syntax.js'

/** How a query is understood: phrases that must stand, and concepts that should. */
export interface Interpretation {
  /** Quoted phrases, folded without white space. Every hit holds all of them. */
  readonly phrases: readonly string[]
  /** Quoted phrases joined by OR, folded: every hit holds one of each group. */
  readonly choices: readonly (readonly string[])[]
  readonly concepts: readonly Concept[]
  /** What was left out because the query would cost too much, folded; see `budget`. */
  readonly cut: readonly string[]
  /** Words that no hit may hold, folded: `-焦作`. */
  readonly excluded: readonly string[]
  /** Pieces as typed between spaces, folded: a literal match of one is worth more than of its words. */
  readonly pieces: readonly string[]
  /** `城市:` `年份:` `标题:`, folded; what every hit satisfies. */
  readonly fields: readonly Field[]
  /** A number is asked for: a count or sum, or a rate. */
  readonly numberWanted: 'count' | 'rate' | null
  /** Several cities are asked for. */
  readonly acrossCities: boolean
}

/** One thing that is sought, and the ways in which it may be written. */
export interface Concept {
  /** Folded, as typed. */
  readonly text: string
  readonly alternatives: readonly Alternative[]
  /** The words inside it, for a concept that is longer than a word: 远程, 会诊 for 远程会诊. */
  readonly parts: readonly string[]
  /** Inverse document frequency, reduced for generic words: how much it tells. */
  readonly weight: number
  /** The city it names, when it names one. */
  readonly city: string | null
  /** The years it names: one, or those of a planning period. */
  readonly years: readonly number[]
  /** Neither it nor another way of writing it stands in the corpus, and it names a thing: what is asked for is not here. */
  readonly unknown: boolean
  /** Hardly tells passages apart (情况, 措施). */
  readonly generic: boolean
  /** For a number with or without its unit: every way in which it may be written (6,560万元, 1000余人). */
  readonly number: RegExp | null
}

/** `prefix` and `spelling`: a Latin word that the typed one begins, or misses by one slip. */
export type AlternativeKind = 'abbreviation' | 'compound' | 'synonym' | 'number' | 'choice' | 'prefix' | 'spelling'

export interface Alternative {
  readonly text: string
  /** 0 … 1 beside a literal match. */
  readonly weight: number
  /** All parts of a compound have to stand (宫颈癌 and 乳腺癌 for 两癌), of the others one. */
  readonly kind: AlternativeKind
}
