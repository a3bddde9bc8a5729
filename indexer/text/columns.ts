import type { Piece, SourceLine } from '../types.js'
import { endsSentence } from './outline.js'
import { lineIndex, paragraphOf, type Paragraph } from './paragraph.js'

/**
 * Newspaper columns that OCR read across: fragments of two columns stand side by side in one line, row by row.
 * First pass: finds such a text, and reads each block of lines column by column. Restoring torn blocks is not
 * tried here.
 */

/** A fragment of a column is about this long, in characters: narrower than any line of running text. */
const COLUMN_MIN = 6
const COLUMN_MAX = 22
/** Share of the text's characters in lines of three and more column-wide fragments from which it is interleaved. */
const INTERLEAVED_SHARE = 0.4

interface Fragment {
  readonly piece: Piece
  readonly text: string
}

const fragmentsOf = (line: SourceLine): Fragment[] =>
  [...line.text.matchAll(/\S+/gu)].map((match) => ({
    piece: { line: line.number, from: match.index, to: match.index + match[0].length }, text: match[0],
  }))

const isColumnar = (fragments: readonly Fragment[]): boolean =>
  fragments.length >= 3 && fragments.filter(({ text }) => text.length >= COLUMN_MIN && text.length <= COLUMN_MAX).length / fragments.length >= 0.6

/** Share of the characters that stand in columnar lines. */
export function interleavedShare(lines: readonly SourceLine[]): number {
  let columnar = 0
  let all = 0
  for (const line of lines) {
    const fragments = fragmentsOf(line)
    const length = fragments.reduce((sum, { text }) => sum + text.length, 0)
    all += length
    if (isColumnar(fragments)) columnar += length
  }
  return all === 0 ? 0 : columnar / all
}

/** Reads one block: the fragments of odd ordinals are the left column, those of even ordinals the right one. */
const readBlock = (fragments: readonly Fragment[]): Fragment[] =>
  fragments.length < 3 ? [...fragments] : [...fragments.filter((_, i) => i % 2 === 0), ...fragments.filter((_, i) => i % 2 === 1)]

/**
 * Paragraphs of an interleaved text, column by column; `null` for a text that is not interleaved.
 * Every fragment stands in exactly one paragraph.
 */
export function readColumns(lines: readonly SourceLine[]): Paragraph[] | null {
  if (interleavedShare(lines) < INTERLEAVED_SHARE) return null
  const index = lineIndex(lines)
  const paragraphs: Paragraph[] = []
  let block: Fragment[] = []
  const flush = (): void => {
    let run: Fragment[] = []
    for (const fragment of readBlock(block)) {
      run.push(fragment)
      if (endsSentence(fragment.text)) {
        paragraphs.push(paragraphOf(run.map(({ piece }) => piece), index))
        run = []
      }
    }
    if (run.length > 0) paragraphs.push(paragraphOf(run.map(({ piece }) => piece), index))
    block = []
  }
  for (const line of lines) {
    const fragments = fragmentsOf(line)
    if (fragments.length === 0) {
      flush()
    } else if (/^\p{Script=Han}{2,4}市\s/u.test(line.text) && line.text.length <= 30) {
      flush()
      paragraphs.push(headline(fragments, index))
    } else {
      block.push(...fragments)
    }
  }
  flush()
  return paragraphs
}

/** A headline keeps the spaces between its parts. */
const headline = (fragments: readonly Fragment[], index: ReadonlyMap<number, string>): Paragraph =>
  paragraphOf(fragments.map(({ piece }, i) => (i < fragments.length - 1 ? { ...piece, to: piece.to + 1 } : piece)), index)
