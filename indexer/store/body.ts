import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { pieceLength, textMadeOf } from '../text/paragraph.js'
import type { CanonicalText, Piece, Report } from '../types.js'

/** What only a reader of the whole report asks for: sections, furniture, corrections, doubts, the canonical text. The source is kept beside it; what follows from it and from the passages is not kept. */

export type Body = Pick<Report, 'sections' | 'furniture' | 'corrections' | 'diagnostics' | 'canonical'>

type PlacedPiece = CanonicalText['pieces'][number]

/** A passage's pieces, and where they stand in the canonical text. */
export interface PlacedPassage {
  readonly start: number
  readonly pieces: readonly Piece[]
}

interface WrittenBody extends Omit<Body, 'canonical'> {
  /** Pieces of the canonical text that are of no passage: where it stands, line, from, to, what a correction reads there. */
  readonly others: readonly (readonly [start: number, line: number, from: number, to: number, reads?: string])[]
  /** Only where it is not what the pieces make. */
  readonly text?: string
  /** Only where they are not those of the passages and the others. */
  readonly pieces?: readonly PlacedPiece[]
}

export function writeBody({ sections, source, furniture, corrections, diagnostics, canonical, passages }: Report): Uint8Array {
  const placed = ofPassages(passages.map(({ span, pieces }) => ({ start: span.start, pieces })))
  const known = new Map(placed.map((piece) => [piece.start, piece]))
  const others = canonical.pieces.filter((piece) => !samePiece(piece, known.get(piece.start)))
  const made = inOrder([...placed, ...others])
  const derived = made.length === canonical.pieces.length && made.every((piece, i) => samePiece(piece, canonical.pieces[i]))
  const written: WrittenBody = {
    sections, furniture, corrections, diagnostics,
    others: derived ? others.map(({ start, line, from, to, reads }) => (reads === undefined ? [start, line, from, to] : [start, line, from, to, reads])) : [],
    ...(derived ? {} : { pieces: canonical.pieces }), ...(canonicalText(canonical.pieces, source) === canonical.text ? {} : { text: canonical.text }),
  }
  return deflateRawSync(JSON.stringify(written))
}

/** `passages`: asked for only when the canonical text's pieces follow from theirs. */
export function readBody(bytes: Uint8Array, source: readonly string[], passages: () => readonly PlacedPassage[]): Body {
  const { others, pieces, text, ...body } = JSON.parse(inflateRawSync(bytes).toString('utf8')) as WrittenBody
  const placed = pieces ?? inOrder([...ofPassages(passages()), ...others.map(([start, line, from, to, reads]) => (reads === undefined ? { line, from, to, start } : { line, from, to, reads, start }))])
  return { ...body, canonical: { text: text ?? canonicalText(placed, source), pieces: placed } }
}

const inOrder = (pieces: readonly PlacedPiece[]): PlacedPiece[] => [...pieces].sort((a, b) => a.start - b.start)

const samePiece = (a: PlacedPiece, b: PlacedPiece | undefined): boolean =>
  b !== undefined && a.start === b.start && a.line === b.line && a.from === b.from && a.to === b.to && a.reads === b.reads

const ofPassages = (passages: readonly PlacedPassage[]): PlacedPiece[] => passages.flatMap(({ start, pieces }) => {
  let at = start
  return pieces.map((piece) => {
    const placed = { ...piece, start: at }
    at += pieceLength(piece)
    return placed
  })
})

/** The text that pieces of the source make; where a piece starts behind the end of the one before, a block ends. */
function canonicalText(pieces: readonly PlacedPiece[], source: readonly string[]): string {
  const parts: string[] = []
  let length = 0
  for (const piece of pieces) {
    const part = textMadeOf([piece], source)
    const gap = '\n'.repeat(Math.max(0, piece.start - length))
    parts.push(gap, part)
    length += gap.length + part.length
  }
  return parts.join('')
}
