/** How much speaks for reading fragment b straight after fragment a: language, print, distance. */
import { CLOSING, endsSentence, fold, OPENING } from './fold.js'
import { gap, widthRange } from './width.js'
import type { Evidence } from './language.js'
import type { JoinEdges } from './join-terms.js'
import type { Ngrams } from './ngrams.js'
import type { WordEdges } from './word-model.js'
import type { WidthRange } from './width.js'
import type { Fragment } from './types.js'
import type { Weights } from './weights.js'

/** A fragment with what its print says. */
export interface PrintedPiece extends Fragment {
  readonly folded: string
  readonly range: WidthRange
  readonly column: number
  /** The text can end a paragraph. */
  readonly ends: boolean
  /** Distance from a full line, and from a paragraph's indented first line. */
  readonly offFull: number
  readonly offFirst: number
}

/** A fragment with what is asked of it again and again. */
export interface Piece extends PrintedPiece {
  readonly tail: string
  readonly head: string
  readonly edges: WordEdges
  readonly joins: JoinEdges
}

const REACH = 4
const INDENT = 2
/** Signs that the OCR leaves where it could not read a character: they say nothing about what stands beside them. */
const MISREAD = /[`\[\]{}|□■_^~【<>*]/u

export function piece(fragment: Fragment, column: number, evidence: Evidence): Piece {
  const folded = fold(fragment.text)
  const masked = evidence.mask(folded)
  const range = widthRange(fragment.text)
  return {
    ...fragment,
    folded,
    tail: endsSentence(fragment.text) ? masked.slice(-1) : masked.slice(-REACH),
    head: masked.slice(0, REACH),
    edges: evidence.words.edges(folded),
    joins: evidence.joins.edges(masked),
    range,
    column,
    ends: endsSentence(fragment.text),
    offFull: gap(range, column),
    offFirst: gap(range, column - INDENT),
  }
}

/** What the dictionary's statistics and the join model say about two fragments; the page changes neither. */
export interface Known {
  readonly word: number
  readonly join: number
}

export const known = (a: Piece, b: Piece, evidence: Evidence): Known => ({ word: evidence.words.affinity(a.edges, b.edges), join: evidence.joins.score(a.joins, b.joins) })

/** Whether the OCR could not read what stands next to the join. */
export const unread = (a: PrintedPiece, b: PrintedPiece): boolean => MISREAD.test(a.folded.slice(-1)) || MISREAD.test(b.folded.charAt(0))

/** What the words and characters on both sides say, in nats. */
export function lexical({ word, join }: Known, a: Piece, b: Piece, ngrams: Ngrams, weights: Weights): number {
  if (unread(a, b)) return 0
  const near = ngrams.affinity(a.tail, b.head)
  return (
    weights.language +
    (near > 0 ? weights.ngram : weights.ngramAgainst) * Math.max(-5, Math.min(14, near)) +
    (word > 0 ? weights.word : weights.wordAgainst) * Math.max(-6, Math.min(14, word)) +
    (join > 0 ? weights.join : weights.joinAgainst) * Math.max(-10, Math.min(10, join))
  )
}

/** What widths and punctuation say: paragraphs end short, start indented, and no line starts with a comma. */
export function printed(a: PrintedPiece, b: PrintedPiece): number {
  let score = 0
  if (CLOSING.test(b.text)) score -= 4
  if (OPENING.test(a.text)) score -= 2
  const indent = indented(b)
  if (a.ends) {
    const short = Math.min(1, Math.max(0, a.column - a.range.max - 0.2))
    score += short * (indent > 0 ? 2 * indent : b.offFirst < 0.6 ? 0 : -3) + (1 - short) * 0.7 * indent
  } else {
    score -= 3 * indent
    if (a.offFull > 1 && a.offFirst > 0.6) score -= Math.min(2, a.offFull)
  }
  const columns = Math.abs(a.column - b.column)
  if (columns > 0.5) score -= Math.min(2, 0.7 * columns)
  return score
}

/** How surely a fragment is an indented first line, 0..1: it fits that width and no full line. */
export function indented(piece: PrintedPiece): number {
  if (piece.offFirst >= 0.3) return 0
  return Math.min(1, Math.max(0, (piece.offFull - 0.2) / 0.8))
}

/** Log-probability of a jump by so many fragments, in the order of the file. */
export function jump(offset: number, sameLine: boolean, weights: Weights): number {
  const far = weights.far + weights.farther * Math.log2(1 + Math.abs(offset) / 12)
  const near = offset === -1 ? weights.back : weights.near[offset - 1]
  if (near === undefined) return far
  return Math.max(far, sameLine ? near : near + weights.newLine)
}
