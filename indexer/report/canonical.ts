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

/** The source lines of some pieces, first and last, both inclusive. No pieces: `null`. */
export function linesOf(pieces: readonly Piece[]): readonly [first: number, last: number] | null {
  if (pieces.length === 0) return null
  const lines = pieces.map((piece) => piece.line)
  return [Math.min(...lines), Math.max(...lines)]
}
