import type { Piece, SourceLine } from '../types.js'
import { printedWidth } from './character.js'
import { endsClause, endsSentence, markerOf, opensItem, standsAlone } from './outline.js'
import { lineIndex, paragraphOf, type Paragraph } from './paragraph.js'
import { textPieces } from './spacing.js'

/**
 * Reflow: printed lines -> paragraphs. A line's end is a paragraph's end only on evidence: a sentence that ends
 * before the measure is full, a blank line that means something, or an opening that only a new paragraph has.
 */

/** Neighbours on each side from which a line's measure is taken. */
const WINDOW = 10
/** A line is full when it falls short of the measure by less than this (half-width columns). */
const FULL_TOLERANCE = 3
/** The same where blank lines already part the paragraphs: kerned punctuation may shorten a full line. */
const LOOSE_TOLERANCE = 6
/** Indent of a paragraph's first line, two 汉字, that extraction strips (half-width columns). */
const INDENT = 4
/** Share of lines followed by a blank line from which blank lines are a doubling and mean nothing. */
const DOUBLED_SHARE = 0.8
/** A theme that opens a paragraph of a box: a few words and a colon. */
const LABEL = /^[^，。；：:]{3,24}[：:]/

interface Printed {
  readonly pieces: readonly Piece[]
  readonly text: string
  readonly width: number
  readonly blankBefore: boolean
  readonly indented: boolean
}

interface Measure {
  /** Width of a full line about here, half-width columns. */
  readonly width: number
  /** Whether the lines about here are hard-wrapped: at least half of them are full. */
  readonly wrapped: boolean
}

function printedLines(lines: readonly SourceLine[]): Printed[] {
  const index = lineIndex(lines)
  const printed: Printed[] = []
  let blank = true
  for (const line of lines) {
    const pieces = textPieces(line)
    if (pieces.length === 0) {
      blank = true
      continue
    }
    const { text } = paragraphOf(pieces, index)
    printed.push({ pieces, text, width: printedWidth(text), blankBefore: blank, indented: /^(?:\u3000{2}| {4}|\t)/.test(line.text) })
    blank = false
  }
  return printed
}

/** Blank lines between printed lines are a doubling when nearly all lines have one and most do not end a sentence. */
function blanksAreDoubling(lines: readonly Printed[]): boolean {
  if (lines.length < 8) return false
  const after = lines.slice(1).filter((line) => line.blankBefore).length / (lines.length - 1)
  const open = lines.filter((line) => !endsClause(line.text)).length / lines.length
  return after >= DOUBLED_SHARE && open > 0.5
}

function measureAt(lines: readonly Printed[], i: number): Measure {
  const around = lines.slice(Math.max(0, i - WINDOW), i + WINDOW + 1)
  const widths = around.map((line) => line.width).sort((a, b) => a - b)
  const width = widths[Math.floor(widths.length * 0.75)] ?? 0
  const full = widths.filter((w) => Math.abs(w - width) <= FULL_TOLERANCE).length
  return { width, wrapped: full / widths.length >= 0.5 && width >= 16 }
}

/** Index of the first line that is running text: lines before it are titles, and stand alone. */
function titleLength(lines: readonly Printed[]): number {
  const first = lines.findIndex((line) => /[，。；]/.test(line.text))
  let end = Math.max(first, 0)
  // A full line that the next one continues is the head of a paragraph, not a title.
  for (; end > 0; end--) {
    const measure = measureAt(lines, end - 1)
    const full = measure.wrapped && (lines[end - 1]?.width ?? 0) >= measure.width - INDENT - FULL_TOLERANCE
    if (!full || lines[end]?.blankBefore) break
  }
  return end
}

const opensFresh = (text: string): boolean => {
  const marker = markerOf(text)
  return opensItem(text) || (marker !== null && marker.scheme !== 'paren-arabic')
}

/** A line that is a heading in itself, numbered or not; `after` is the line below it. */
function isHeadingLine(line: Printed, measure: Measure): boolean {
  const marker = markerOf(line.text)
  if (marker?.scheme === 'markdown' || marker?.scheme === 'box') return true
  return marker !== null && marker.scheme !== 'article' && standsAlone(line.text) && (!measure.wrapped || line.width < measure.width - FULL_TOLERANCE)
}

/** Short, without a sentence's punctuation, after a finished paragraph: a heading without a number. */
function isBareTitle(line: Printed, before: Printed | undefined, measure: Measure): boolean {
  const settled = before === undefined || endsSentence(before.text) || isHeadingLine(before, measure)
  return settled && line.text.length <= 24 && !/[，。；、：:]/.test(line.text) && line.width < measure.width * 0.7
}

/** Whether a new paragraph starts with `b`, the line after `a`; `opens` says that `a` itself opens a paragraph. */
function breaksBetween(lines: readonly Printed[], i: number, doubled: boolean, opens: boolean): boolean {
  const a = lines[i]
  const b = lines[i + 1]
  if (!a || !b) return true
  const measure = measureAt(lines, i)
  const next = measureAt(lines, i + 1)
  const markerB = markerOf(b.text)
  const gap = b.blankBefore && !doubled
  if (markerB?.scheme === 'markdown' || markerB?.scheme === 'box' || isHeadingLine(a, measure)) return true
  if (opensFresh(b.text) && (endsClause(a.text) || /[：:]$/.test(a.text) || gap)) return true
  if (isBareTitle(a, lines[i - 1], measure) && (gap || doubled)) return true
  if (!endsSentence(a.text)) {
    if (gap && !measure.wrapped && /[；;：:]$/.test(a.text)) return true
    return false
  }
  if (gap || b.indented) return true
  if (!measure.wrapped && !next.wrapped) return true
  if (LABEL.test(b.text) && doubled) return true
  const filled = a.width + (opens ? INDENT : 0)
  if (filled < measure.width - (doubled ? FULL_TOLERANCE : LOOSE_TOLERANCE)) return true
  const indentStripped = Math.abs(b.width - (next.width - INDENT)) <= 2 && !endsClause(b.text)
  return doubled && indentStripped
}

/** Latin words are parted by the line's end; so are two numbers, unless the line is full and may have cut one. */
const joinsWithSpace = (a: string, b: string, full: boolean): boolean =>
  (/[A-Za-z]$/.test(a) && /^[A-Za-z]/.test(b)) || (!full && /[\d%‰]$/.test(a) && /^[\d.]/.test(b))

/**
 * Paragraphs of a text that is not interleaved, in source order. Blank lines, and white space that typesetting
 * put in, are left out; no other character is. Empty input gives no paragraphs.
 */
export function reflow(lines: readonly SourceLine[]): Paragraph[] {
  const printed = printedLines(lines)
  const index = lineIndex(lines)
  const doubled = blanksAreDoubling(printed)
  const titles = titleLength(printed)
  const paragraphs: Paragraph[] = []
  let pieces: Piece[] = []
  printed.forEach((line, i) => {
    for (const piece of line.pieces) pieces.push(piece)
    const next = printed[i + 1]
    const opens = pieces.length === line.pieces.length
    const titleEnds = i < titles && (line.blankBefore || next?.blankBefore === true || i + 1 === titles)
    if (next && !titleEnds && !breaksBetween(printed, i, doubled, opens)) {
      const last = pieces.at(-1)
      const measure = measureAt(printed, i)
      if (last && joinsWithSpace(line.text, next.text, measure.wrapped && line.width >= measure.width - LOOSE_TOLERANCE)) pieces[pieces.length - 1] = { ...last, to: last.to + 1 }
      return
    }
    paragraphs.push(paragraphOf(pieces, index))
    pieces = []
  })
  return paragraphs
}
