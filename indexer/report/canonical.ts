import { pieceLength } from '../text/paragraph.js'
import type { CanonicalText, Piece, Span } from '../types.js'

/** Collects the canonical text of a report: blocks in reading order, one line feed between them. */
export class CanonicalBuilder {
  #text = ''
  readonly #pieces: (Piece & { readonly start: number })[] = []

  /** Appends a block and returns where it stands. A block without pieces is not text, and gets an empty span. */
  append(text: string, pieces: readonly Piece[]): Span {
    if (pieces.length === 0) return { start: this.#text.length, end: this.#text.length }
    if (this.#text !== '') this.#text += '\n'
    const start = this.#text.length
    let offset = start
    for (const piece of pieces) {
      this.#pieces.push({ ...piece, start: offset })
      offset += pieceLength(piece)
    }
    this.#text += text
    if (offset !== this.#text.length) throw new Error('pieces do not tile their text')
    return { start, end: offset }
  }

  finish(): CanonicalText {
    return { text: this.#text, pieces: this.#pieces }
  }
}

/** The source lines of some pieces as ascending ranges, both ends inclusive: what a reader has to look up. */
export function lineRanges(pieces: readonly Piece[]): [number, number][] {
  const ranges: [number, number][] = []
  for (const line of [...new Set(pieces.map((piece) => piece.line))].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && line - last[1] <= 2) last[1] = line
    else ranges.push([line, line])
  }
  return ranges
}

/** The source lines of some pieces, first and last, both inclusive. No pieces: `null`. */
export function linesOf(pieces: readonly Piece[]): readonly [first: number, last: number] | null {
  const [piece] = pieces
  return piece ? pieces.reduce<[number, number]>(([first, last], { line }) => [Math.min(first, line), Math.max(last, line)], [piece.line, piece.line]) : null
}
