import type { Piece, SourceLine } from '../types.js'

/** A paragraph, a heading or an item: pieces of the source in reading order. */
export interface Paragraph {
  readonly pieces: readonly Piece[]
  readonly text: string
  /** It may open or end in the middle of a sentence, as a run of a torn column does: it is no heading, and has no theme. */
  readonly torn?: boolean
  /** Offsets at which a paragraph of the print begins inside this one; ascending, never 0. */
  readonly breaks?: readonly number[]
  /** Indices of the editor's corrections that made it what it is. */
  readonly corrections?: readonly number[]
}

/** How many code units of text a piece gives. */
export const pieceLength = (piece: Piece): number => piece.reads?.length ?? piece.to - piece.from

/** Builds a paragraph's text from its pieces; the only place where text is made. */
export function paragraphOf(pieces: readonly Piece[], lines: ReadonlyMap<number, string>): Paragraph {
  return { pieces, text: pieces.map((piece) => sliceOf(piece, lines)).join('') }
}

/** The characters of one piece. A piece that reaches one column past its line takes the line end; that, and white space at the end of a piece, stands for one space. */
export function sliceOf(piece: Piece, lines: ReadonlyMap<number, string>): string {
  if (piece.reads !== undefined) return piece.reads
  const text = lines.get(piece.line)
  if (text === undefined) throw new Error(`piece of a line that the source does not have: ${piece.line}`)
  return sliceOfLine(piece, text)
}

/** The same of a piece that nobody has corrected, out of its line. */
export const sliceOfLine = ({ from, to }: Pick<Piece, 'from' | 'to'>, line: string): string => (to > line.length ? `${line.slice(from)} ` : line.slice(from, to).replace(/\s$/u, ' '))

/** What pieces make of a source, line by line; a line that it does not have gives nothing. */
export const textMadeOf = (pieces: readonly Piece[], source: readonly string[]): string =>
  pieces.map((piece) => piece.reads ?? (source[piece.line - 1] === undefined ? '' : sliceOfLine(piece, source[piece.line - 1] ?? ''))).join('')

/** Source lines by number, for `paragraphOf`. */
export const lineIndex = (lines: readonly SourceLine[]): ReadonlyMap<number, string> => new Map(lines.map((line) => [line.number, line.text]))

/** The part `[start, end)` of a paragraph as a paragraph of its own. Offsets outside are clamped; a corrected piece is not cut. */
export function cutParagraph(paragraph: Paragraph, start: number, end: number): Paragraph {
  const pieces: Piece[] = []
  let offset = 0
  for (const piece of paragraph.pieces) {
    const length = pieceLength(piece)
    const from = Math.max(start - offset, 0)
    const to = Math.min(end - offset, length)
    if (from < to) pieces.push(piece.reads === undefined ? { line: piece.line, from: piece.from + from, to: piece.from + to } : piece)
    offset += length
  }
  const breaks = paragraph.breaks?.filter((at) => start < at && at < end).map((at) => at - start)
  return { ...paragraph, pieces, text: paragraph.text.slice(start, end), ...(breaks ? { breaks } : {}) }
}
