/**
 * The vocabulary of the indexer (one word per thing; ARCHITECTURE.md has the table).
 * Every offset is in UTF-16 code units, every span is half-open, every line is counted from 1.
 */
import type { Diagnostic } from './errors.js'

/** Half-open range `[start, end)` in UTF-16 code units of the text it speaks of. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Bytes as found. `path` is relative to the seeds folder. */
export interface SourceFile {
  readonly path: string
  readonly bytes: Uint8Array
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string
}

/** One line of the decoded source without its line end; `number` counts LF-ended lines from 1. */
export interface SourceLine {
  readonly number: number
  readonly text: string
}

/** A stretch `[from, to)` of one source line, in UTF-16 columns from 0. Text is only ever made of pieces. */
export interface Piece {
  readonly line: number
  readonly from: number
  readonly to: number
  /** What an editor's correction reads there instead of the source's own characters. */
  readonly reads?: string
}

export const REPORT_KINDS = ['newspaper', 'report', 'plan', 'feature'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** What the catalogue says beyond its main fields, for citing; a field that the source does not have is missing. */
export interface Imprint {
  /** Persons who signed it; without them the issuer is the author. */
  readonly authors: readonly string[]
  /** The newspaper that it stands in. */
  readonly newspaper?: string
  /** `YYYY-MM` or `YYYY-MM-DD`, within the year of publication. */
  readonly date?: string
  /** Page of the newspaper (版次). */
  readonly page?: string
  readonly place?: string
  readonly publisher?: string
  /** 报告编号 or 文号. */
  readonly number?: string
  /** Where the issuer published it. */
  readonly url?: string
}

/** What the catalogue says of a report. `null` means that the source does not say. */
export interface CatalogEntry {
  readonly file: string
  readonly id: string
  readonly title: string
  readonly kind: ReportKind
  readonly issuer: string | null
  /** Year of publication. */
  readonly published: number | null
  /** The years the report speaks of, ascending. */
  readonly covers: readonly number[]
  /** Short city names (开封); several when the report speaks of several cities. */
  readonly cities: readonly string[]
  readonly imprint?: Imprint
  readonly sha256: string
  /** Why its issuer has withdrawn it; its addresses answer that, and it is not read. Absent for all others. */
  readonly withdrawn?: string
}

/** A city and what its counties are called; see `lexicon/places.yaml`. */
export interface City {
  /** Short name, as facets and the catalogue write it: 开封. */
  readonly name: string
  /** Full name, as texts write it: 开封市. */
  readonly full: string
  /** Other written names that mean this city and nothing else. */
  readonly aliases: readonly string[]
  /** Every written name of a county-level place -> its present name. */
  readonly counties: ReadonlyMap<string, string>
  /** Written names of counties that are plain words or stand in other provinces too: they do not tell the city. */
  readonly ambiguous: ReadonlySet<string>
}

/** A topic of the controlled vocabulary; see `lexicon/topics.yaml`. */
export interface Topic {
  readonly name: string
  /** One occurrence earns the topic. */
  readonly strong: readonly string[]
  /** Two occurrences, of one word or of two, are needed. */
  readonly weak: readonly string[]
}

/**
 * `heading`: the report's title, or a heading with nothing under it; `note`: the note below a table; `byline`: who speaks or
 * wrote; `caption`: the words to a picture.
 */
export type PassageKind = 'paragraph' | 'item' | 'row' | 'heading' | 'note' | 'byline' | 'caption'

/** A topic and the words of the passage (or of its headings) that earned it. */
export interface TopicEvidence {
  readonly topic: string
  readonly words: readonly string[]
}

/** A place inside a passage where it is not sure that the text goes on as it is put together. */
export interface JoinDoubt {
  /** Offset in the passage's text before which the join stands. */
  readonly at: number
  /** How sure the join is, 0 (a guess) … 1. */
  readonly confidence: number
}

/** The unit of retrieval, citing and linking. */
export interface Passage {
  /** 8 characters of base32, derived from the content, unique within the report. */
  readonly anchor: string
  readonly kind: PassageKind
  /** The passage in the report's canonical text. */
  readonly span: Span
  readonly text: string
  /** The run-in theme sentence that opens the passage, as a span of `text`. */
  readonly theme: Span | null
  /** For a row of a table: the text of the merged cell that it stands under. The row's text opens with it, and a space. */
  readonly label: string | null
  /** Where every character comes from, in the order of the text. */
  readonly pieces: readonly Piece[]
  readonly city: string | null
  /** The county of its city that it is about. */
  readonly county: string | null
  /** All counties of its city that it, or a heading above it, names, in the order of the text; absent when there are none. */
  readonly counties?: readonly string[]
  readonly years: readonly number[]
  readonly topics: readonly TopicEvidence[]
  /** Anchor of the passage of this report whose words this one repeats; `null` for text of its own. */
  readonly repeats: string | null
  /** Put together from interleaved columns: its order rests on evidence, and has to be checked before it is quoted. */
  readonly reordered: boolean
  /** Joins that a reader should check before quoting, ascending; absent when there are none. */
  readonly doubts?: readonly JoinDoubt[]
  /** Offsets in `text` at which a paragraph of the print begins, ascending, for a passage that is a whole run of a column; absent when it is one paragraph. */
  readonly breaks?: readonly number[]
  /** Indices into the report's corrections that touched this passage. */
  readonly corrections: readonly number[]
}

export type SectionKind = 'lead' | 'heading' | 'box' | 'article' | 'table'

/** Who speaks in an article; what the source does not print is `null`. */
export interface Speaker {
  readonly name: string | null
  /** The office as printed, without the city's name: 卫生健康委党组书记、主任. */
  readonly role: string | null
  readonly city: string | null
}

/** A heading and what stands under it. Its own passages come before its sections: pre-order is reading order. */
export interface Section {
  /** `s1`, `s2` … in reading order; for page fragments only, never for citing. */
  readonly id: string
  readonly kind: SectionKind
  /** 0 for the lead, 1 for 一、, 2 for （一）, 3 for `1.`, 4 for （1）. */
  readonly level: number
  /** As printed; for an article that the source does not head, the city's full name. May be empty for the lead. */
  readonly heading: string
  /** Where the heading stands; empty when the source prints none, or prints it inside the first passage. */
  readonly pieces: readonly Piece[]
  readonly city: string | null
  /** Of an article: who speaks in it. */
  readonly speaker: Speaker | null
  /** Indices into `Report.passages`. */
  readonly passages: readonly number[]
  readonly sections: readonly Section[]
}

/** Page numbers, running heads, form feeds: taken out of the text, kept in the account. */
export interface Furniture {
  readonly line: number
  /** Column at which it starts, when it is only a part of its line. */
  readonly from?: number
  readonly text: string
  readonly rule: string
}

/** The text as its readers get it; every character is a character of the source. */
export interface CanonicalText {
  readonly text: string
  /** Pieces in the order of the text, each with the offset at which it starts. */
  readonly pieces: readonly (Piece & { readonly start: number })[]
}

/** What an editor changed, and on whose word; the source file itself is never touched. */
export interface Correction {
  readonly kind: 'characters' | 'order' | 'join' | 'split' | 'omit' | 'city'
  /** Line of the corrections file. */
  readonly line: number
  /** What stands in the source, for a reader. */
  readonly found: string
  /** What it becomes, for a reader. */
  readonly becomes: string
  /** Who says so. */
  readonly by: string
  /** By what evidence. */
  readonly evidence: string
}

/** A correction as its file gives it: places are `line: text` or `line@column: text`, the text being what stands in that line. */
export interface RawCorrection {
  readonly kind: string
  /** Line of the corrections file. */
  readonly line: number
  readonly by: string
  readonly evidence: string
  readonly at?: string
  readonly becomes?: string
  /** Passages as lists of places in reading order; `¶` stands where a paragraph begins inside a passage. */
  readonly paragraphs?: readonly (readonly string[])[]
  /** The headline that the paragraphs stand under. */
  readonly headline?: string
  readonly before?: string
  readonly city?: string | null
}

/** The corrections of one report. */
export interface CorrectionsFile {
  readonly path: string
  readonly corrections: readonly RawCorrection[]
}

/** One publication, read. */
export interface Report extends CatalogEntry {
  readonly canonical: CanonicalText
  readonly sections: readonly Section[]
  /** In reading order. */
  readonly passages: readonly Passage[]
  readonly furniture: readonly Furniture[]
  /** Those that were applied. */
  readonly corrections: readonly Correction[]
  readonly diagnostics: readonly Diagnostic[]
  /** The decoded source, line by line. */
  readonly source: readonly string[]
}

export type TokenKind = 'word' | 'number' | 'latin' | 'gram'

/** An occurrence of a term: `span` in the original text, `position` its ordinal among the tokens of its stream. */
export interface Token {
  readonly term: string
  readonly kind: TokenKind
  readonly span: Span
  readonly position: number
}

/** A passage as an edition keeps it: its text is the quote; what stood around it follows from its neighbours, its numbers from its text. */
export interface KeptPassage {
  readonly anchor: string
  readonly text: string
  /** Outermost first; for a row of a table its merged cell too. */
  readonly headings: readonly string[]
}

/** An anchor of an earlier edition that this edition does not have, and where its passage is now. */
export interface AnchorMove {
  readonly from: string
  /** The passage that holds most of the quote; behind it the others that hold the rest of it. Never empty. */
  readonly to: readonly string[]
}

/** The passages of a report as one processing made them. Kept for ever, so that an address made from it can be resolved. */
export interface Edition {
  /** Hash of its passages: 8 characters of base32. */
  readonly id: string
  /** When it was recorded, ISO 8601 in UTC. */
  readonly recorded: string
  readonly title: string
  /** In reading order. */
  readonly passages: readonly KeptPassage[]
  /** Where the passages of all earlier editions went that are not here under their own anchors. */
  readonly moves: readonly AnchorMove[]
}
