import { pieceLength, type Passage, type Report, type Span } from '../../indexer/index.js'
import { clipMarks, type Mark } from '../search/match.js'
import { clipNotes, Html, type Notes } from './markup.js'
import type { Messages } from './messages/index.js'

/** A passage as pages show it: paragraph by paragraph, with what was corrected and what is doubtful. */

export interface ParagraphView {
  readonly html: Html
}

/** Which hit of the report a passage is, and the way to its neighbours. */
export interface HitNavView {
  readonly element: string
  readonly label: string
  readonly previous: string | null
  readonly next: string | null
}

/** What an editor changed in a passage, and why. */
export interface CorrectionView {
  readonly found: string
  readonly becomes: string
  readonly by: string
  readonly evidence: string
}

/** The paragraphs of the print that a passage holds, as spans of its text: one, unless it is a whole run of a column. */
export function paragraphSpans({ text, breaks = [] }: Pick<Passage, 'text' | 'breaks'>): Span[] {
  const starts = [0, ...new Set(breaks.filter((at) => at > 0 && at < text.length))].sort((a, b) => a - b)
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }))
}

/** The notes of a passage. `sourceOf` gives the address in the source for an offset of its text; without it doubts are no links. */
export function notesOf(report: Report, passage: Passage, sourceOf: ((offset: number) => string) | null, { facts }: Messages): Notes {
  let offset = 0
  const fixes = passage.pieces.flatMap((piece) => {
    const start = offset
    offset += pieceLength(piece)
    return piece.reads === undefined || start === offset ? [] : [{ start, end: offset, label: facts.sourceHas((report.source[piece.line - 1] ?? '').slice(piece.from, piece.to)) }]
  })
  const doubts = (passage.doubts ?? []).map((doubt) => ({ at: doubt.at, label: facts.doubt(Math.round(doubt.confidence * 100)), href: sourceOf ? sourceOf(doubt.at) : null }))
  return { fixes, doubts: doubts.sort((a, b) => a.at - b.at) }
}

/** A passage's paragraphs with marks and notes; their texts together are the passage's text. */
export const paragraphsOf = (passage: Passage, marks: readonly Mark[], notes: Notes): ParagraphView[] =>
  paragraphSpans(passage).map(({ start, end }) => ({ html: Html.marked(passage.text.slice(start, end), clipMarks(marks, start, end), clipNotes(notes, start, end)) }))

/** The corrections that touched a passage; none for most. */
export const correctionsOf = (report: Report, { corrections }: Passage): CorrectionView[] =>
  corrections.flatMap((index) => {
    const correction = report.corrections[index]
    return correction ? [{ found: correction.found, becomes: correction.becomes, by: correction.by, evidence: correction.evidence }] : []
  })
