/** Vocabulary of the reading order: a page's fragments, the runs they make, and what is doubtful about them. */

/** A stretch of one source line that belongs together in the authors' text. */
export interface Fragment {
  /** Source line, counted from 1. */
  readonly line: number
  /** Columns in that line, UTF-16 code units, half open. */
  readonly from: number
  readonly to: number
  /** The line's own characters between `from` and `to`, spaces included. */
  readonly text: string
}

/** `printed`: lines outside any interleaved region, as they stand. */
export type Role = 'heading' | 'speaker' | 'body' | 'furniture' | 'printed'

/** How sure we are, 0..1, that the next fragment of a run continues the one before. */
export interface Join {
  readonly confidence: number
}

/** Fragments that read continuously; between two runs text may be missing. */
export interface Run {
  readonly fragments: readonly Fragment[]
  /** `joins[i]` stands between `fragments[i]` and `fragments[i + 1]`. */
  readonly joins: readonly Join[]
  /** Indices of fragments with which a new paragraph starts inside the run (never 0). */
  readonly paragraphBreaks: readonly number[]
  readonly city: string | null
  readonly role: Role
}

export type DoubtRule = 'doubtful-join' | 'doubtful-city' | 'torn-start' | 'torn-end'

/** A place that an editor should look at. */
export interface Doubt {
  readonly line: number
  readonly from: number
  readonly to: number
  readonly rule: DoubtRule
  readonly found: string
  readonly expected: string
  readonly confidence: number
}

export interface City {
  /** Short name, `开封`. */
  readonly name: string
  /** Counties and districts that belong to it, by the names that texts use. */
  readonly counties?: readonly string[]
}

export interface ReadingOrder {
  readonly interleaved: boolean
  readonly runs: readonly Run[]
  readonly diagnostics: readonly Doubt[]
}
