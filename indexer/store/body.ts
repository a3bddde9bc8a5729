import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { CanonicalText, Piece, Report } from '../types.js'
import { flatPieces, piecesOf } from './record.js'

/** What only a reader of the whole report asks for: sections, source, furniture, corrections, doubts. Kept compressed, one report by itself. */

export type Body = Pick<Report, 'sections' | 'source' | 'furniture' | 'corrections' | 'diagnostics' | 'canonical'>

interface WrittenBody extends Omit<Body, 'canonical'> {
  readonly pieces: readonly (number | string)[]
  readonly starts: readonly number[]
  /** Only where it is not what the pieces make. */
  readonly text?: string
}

/** Higher levels save a tenth and cost twice the time. */
const LEVEL = 4

export function writeBody({ sections, source, furniture, corrections, diagnostics, canonical }: Body): Uint8Array {
  const written: WrittenBody = {
    sections, source, furniture, corrections, diagnostics, pieces: flatPieces(canonical.pieces), starts: canonical.pieces.map(({ start }) => start),
    ...(canonicalText(canonical.pieces, source) === canonical.text ? {} : { text: canonical.text }),
  }
  return deflateRawSync(JSON.stringify(written), { level: LEVEL })
}

export function readBody(bytes: Uint8Array): Body {
  const { pieces, starts, text, ...body } = JSON.parse(inflateRawSync(bytes).toString('utf8')) as WrittenBody
  const placed = piecesOf(pieces).map((piece, i) => ({ ...piece, start: starts[i] ?? 0 }))
  const canonical: CanonicalText = { text: text ?? canonicalText(placed, body.source), pieces: placed }
  return { ...body, canonical }
}

/** The text that pieces of the source make; where a piece starts behind the end of the one before, a block ends. */
function canonicalText(pieces: readonly (Piece & { readonly start: number })[], source: readonly string[]): string {
  const parts: string[] = []
  let length = 0
  for (const { line, from, to, start, reads } of pieces) {
    const part = reads ?? source[line - 1]?.slice(from, to) ?? ''
    const gap = '\n'.repeat(Math.max(0, start - length))
    parts.push(gap, part)
    length += gap.length + part.length
  }
  return parts.join('')
}
