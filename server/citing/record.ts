/** What a citation is made of: values only. Nothing here is guessed; `null` means that the source does not say. */

/**
 * How GB/T 7714 classes a publication: `report` [R], `newspaper` [N], `web` [EB], `official` (公文, with its 文号;
 * 2015 [A], 2025 [EB]), `standard` [S].
 */
export type CitationKind = 'report' | 'newspaper' | 'web' | 'official' | 'standard'

/** A person with a family name that is written apart (Latin script), or a name as it stands (汉字, institutions). */
export type Name = { readonly literal: string } | { readonly family: string; readonly given: string }

/** The passage that is cited, and how to find it on paper. */
export interface CitedPassage {
  readonly anchor: string
  /** The headings above it, of a range above its first passage; outermost first. */
  readonly headings: readonly string[]
  /** Where it is now; `null` for a passage that the report has no more. */
  readonly place: {
    /** Ordinal in the report, from 1; of a range the first. */
    readonly number: number
    /** Of a range the ordinal of its last passage. */
    readonly last?: number
    /** First and last line of the source, from 1. */
    readonly lines: readonly [number, number]
  } | null
  /** The words of the passage, as they stand; paragraphs of a range stand one below the other. */
  readonly quote: string
}

export interface CitationRecord {
  /** Letters, digits and hyphens: report id, for a passage with its anchor, for a range with both. */
  readonly id: string
  readonly kind: CitationKind
  readonly authors: readonly Name[]
  readonly title: string
  /** 报告编号, 文号, 标准编号. */
  readonly number: string | null
  readonly place: string | null
  readonly publisher: string | null
  /** The newspaper that it stands in. */
  readonly container: string | null
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly issued: string | null
  /** Pages; for a newspaper the number of its page (版次). */
  readonly pages: string | null
  /** Where the issuer published it. */
  readonly url: string | null
  /** Where it is read here; `null` for a publication on paper that stands nowhere. */
  readonly address: string | null
  readonly passage: CitedPassage | null
}

/** A passage that was collected with others. */
export interface Excerpt {
  /** Of the passage, with the words that are quoted. */
  readonly record: CitationRecord
  /** What a reader has to know before quoting; '' for a passage that is as it was. */
  readonly caution: string
}

/** The address that is cited: the issuer's where it is known, else ours. */
export const citedUrl = ({ url, address }: CitationRecord): string | null => url ?? address

// Control characters, line separators, and the marks that turn the direction of writing: none belongs into one line of text.
// eslint-disable-next-line no-control-regex -- control characters are exactly what is sought
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** A text as one line of well-formed Unicode: what could end a line or a field becomes a space. */
export const oneLine = (text: string): string => text.toWellFormed().replace(UNPRINTABLE, ' ').replace(/ {2,}/gu, ' ').trim()

/** A name as one text: `family, given` for a person whose family name is written apart. */
export const nameText = (name: Name): string => oneLine('literal' in name ? name.literal : `${name.family}, ${name.given}`)
