import { cutParagraph, paragraphOf, pieceLength, type Paragraph } from '../../text/paragraph.js'
import { textPieces } from '../../text/spacing.js'
import type { Piece } from '../../types.js'
import type { Block } from '../sections.js'
import { BREAK, holds, overlaps, piecesOf, type Action } from './resolve.js'

/** A paragraph block to which an editor has given its city. */
export type CorrectedBlock = Block & { readonly city?: string | null }

type Text = Exclude<CorrectedBlock, { kind: 'table' }>

const touched = (paragraph: Paragraph, index: number): Paragraph => ({ ...paragraph, corrections: [...(paragraph.corrections ?? []), index] })

/** The paragraph of a block; a table has none that could be corrected. */
const paragraphIn = (block: CorrectedBlock): Paragraph | null => (block.kind === 'table' ? null : block.paragraph)

/** Whether a block holds a character of the place. */
export const touches = (block: CorrectedBlock, at: Piece): boolean => paragraphIn(block)?.pieces.some((piece) => overlaps(piece, at)) ?? false

/** Offset in the paragraph at which a place of the source stands; -1 when it does not. */
function offsetOf(paragraph: Paragraph, at: Piece): number {
  let offset = 0
  for (const piece of paragraph.pieces) {
    if (piece.reads === undefined && holds(piece, { ...at, to: at.from + 1 })) return offset + at.from - piece.from
    offset += pieceLength(piece)
  }
  return -1
}

/** Takes the given places out of a block; what is left on either side of a gap stands apart. White space alone is not left. */
function without(block: CorrectedBlock, taken: readonly Piece[]): CorrectedBlock[] {
  if (block.kind === 'table' || !taken.some((at) => touches(block, at))) return [block]
  const { paragraph } = block
  const parts: { start: number; end: number }[] = []
  let offset = 0
  let open: number | null = null
  for (const piece of paragraph.pieces) {
    for (let column = piece.from; column < piece.to; column++, offset++) {
      const gone = taken.some((t) => t.line === piece.line && t.from <= column && column < t.to)
      if (gone && open !== null) parts.push({ start: open, end: offset })
      if (gone) open = null
      else open ??= offset
    }
  }
  if (open !== null) parts.push({ start: open, end: offset })
  return parts.map(({ start, end }): Text => ({ ...block, paragraph: cutParagraph(paragraph, start, end) })).filter((part) => part.paragraph.text.trim() !== '')
}

/** What a correction makes of the blocks, and what it takes out of the text for good; a sentence when it does not fit. */
export type Performed = { readonly blocks: CorrectedBlock[]; readonly omitted?: Piece } | string

/** Does what one correction says. */
export function perform(blocks: readonly CorrectedBlock[], action: Action, index: number, lines: ReadonlyMap<number, string>): Performed {
  switch (action.kind) {
    case 'characters': return readCharacters(blocks, action, index, lines)
    case 'order': return putInOrder(blocks, action, index, lines)
    case 'omit': return omit(blocks, action.at, index, lines)
    case 'join':
    case 'split':
    case 'city': return changeParagraph(blocks, action, index, lines)
  }
}

const NOT_IN_TEXT = '所指的位置不在正文中'

function readCharacters(blocks: readonly CorrectedBlock[], { at, becomes }: Action & { kind: 'characters' }, index: number, lines: ReadonlyMap<number, string>): Performed {
  const target = blocks.findIndex((block) => paragraphIn(block)?.pieces.some((piece) => piece.reads === undefined && holds(piece, at)))
  const block = blocks[target]
  if (!block || block.kind === 'table') return '这些字不在同一段连续的正文中'
  const pieces = block.paragraph.pieces.flatMap((piece): Piece[] =>
    piece.reads !== undefined || !holds(piece, at) ? [piece]
      : [{ ...piece, to: at.from }, { ...at, reads: becomes }, { ...piece, from: at.to }].filter((part) => part.reads !== undefined || part.from < part.to))
  const { breaks } = block.paragraph
  const moved = becomes.length - (at.to - at.from)
  const offset = offsetOf(block.paragraph, at)
  const paragraph = touched({
    ...block.paragraph, ...paragraphOf(pieces, lines),
    ...(breaks ? { breaks: breaks.map((where) => (where > offset ? where + moved : where)) } : {}),
  }, index)
  return { blocks: blocks.map((other, i) => (i === target ? { ...block, paragraph } : other)) }
}

/** Takes dirt out of a paragraph, which stays one paragraph; one that held nothing else goes. */
function omit(blocks: readonly CorrectedBlock[], at: Piece, index: number, lines: ReadonlyMap<number, string>): Performed {
  const target = blocks.findIndex((block) => paragraphIn(block)?.pieces.some((piece) => piece.reads === undefined && holds(piece, at)))
  const block = blocks[target]
  if (!block || block.kind === 'table') return NOT_IN_TEXT
  const { paragraph } = block
  const start = offsetOf(paragraph, at)
  const end = start + at.to - at.from
  const pieces = [cutParagraph(paragraph, 0, start), cutParagraph(paragraph, end, paragraph.text.length)].flatMap((part) => part.pieces)
  const breaks = paragraph.breaks?.map((offset) => (offset > start ? offset - (end - start) : offset))
  const left = touched({ ...paragraph, ...paragraphOf(pieces, lines), ...(breaks ? { breaks } : {}) }, index)
  return { blocks: blocks.flatMap((other, i) => (i !== target ? [other] : left.text.trim() === '' ? [] : [{ ...block, paragraph: left }])), omitted: at }
}

/** A passage from its fragments. Fragments put one behind the other are columns torn apart: white space inside them is the typesetter's. */
function assemble(parts: readonly (Piece | typeof BREAK)[], torn: boolean, lines: ReadonlyMap<number, string>): Paragraph {
  const pieces: Piece[] = []
  const breaks: number[] = []
  let length = 0
  for (const part of parts) {
    if (part === BREAK) {
      breaks.push(length)
      continue
    }
    for (const piece of torn ? textOf(part, parts.length === 1, lines) : [part]) {
      pieces.push(piece)
      length += pieceLength(piece)
    }
  }
  return { ...paragraphOf(pieces, lines), ...(breaks.length > 0 ? { breaks } : {}), ...(torn ? { torn } : {}) }
}

/** The text of one fragment: a speaker's line that stands alone keeps its spaces. */
function textOf({ line, from, to }: Piece, alone: boolean, lines: ReadonlyMap<number, string>): Piece[] {
  const text = lines.get(line)?.slice(from, to) ?? ''
  const pieces = alone ? textPieces({ number: line, text }) : [...text.matchAll(/\S+/gu)].map((word) => ({ line, from: word.index, to: word.index + word[0].length }))
  return pieces.map((piece) => ({ line, from: from + piece.from, to: from + piece.to }))
}

function putInOrder(blocks: readonly CorrectedBlock[], { headline, paragraphs, before, city }: Action & { kind: 'order' }, index: number, lines: ReadonlyMap<number, string>): Performed {
  const taken = [...(headline ? [headline] : []), ...piecesOf(paragraphs.flat())]
  const where = before ?? taken[0]
  const target = where ? blocks.findIndex((block) => touches(block, where)) : -1
  if (target === -1) return NOT_IN_TEXT
  const torn = (parts: readonly Piece[]): boolean => parts.some((at) => blocks.some((block) => paragraphIn(block)?.torn && touches(block, at)))
  const placed = paragraphs.map((parts): CorrectedBlock => ({
    kind: 'paragraph', paragraph: touched(assemble(parts, torn(piecesOf(parts)), lines), index), ...(city === undefined ? {} : { city }),
  }))
  if (headline) {
    const paragraph = touched(assemble([headline], false, lines), index)
    // A headline that stands over no city's article is the page's title.
    placed.unshift(city == null ? { kind: 'paragraph', paragraph, city: null } : { kind: 'article', paragraph, city })
  }
  return { blocks: [...blocks.slice(0, target).flatMap((block) => without(block, taken)), ...placed, ...blocks.slice(target).flatMap((block) => without(block, taken))] }
}

function changeParagraph(blocks: readonly CorrectedBlock[], action: Action & { kind: 'join' | 'split' | 'city' }, index: number, lines: ReadonlyMap<number, string>): Performed {
  const target = blocks.findIndex((block) => block.kind === 'paragraph' && offsetOf(block.paragraph, action.at) !== -1)
  const block = blocks[target]
  if (block?.kind !== 'paragraph') return NOT_IN_TEXT
  const { paragraph } = block
  const offset = offsetOf(paragraph, action.at)
  if (action.kind === 'city') return { blocks: blocks.map((other, i) => (i === target ? { ...block, paragraph: touched(paragraph, index), city: action.city } : other)) }
  if (action.kind === 'split') {
    const parts = [cutParagraph(paragraph, 0, offset), cutParagraph(paragraph, offset, paragraph.text.length)].filter((part) => part.text !== '')
    return { blocks: [...blocks.slice(0, target), ...parts.map((part): CorrectedBlock => ({ ...block, paragraph: touched(part, index) })), ...blocks.slice(target + 1)] }
  }
  const previous = blocks[target - 1]
  if (previous?.kind !== 'paragraph' || offset !== 0) return '这里不是一段的开头，或前面没有段落'
  const joined = touched({ ...previous.paragraph, ...paragraphOf([...previous.paragraph.pieces, ...paragraph.pieces], lines) }, index)
  return { blocks: [...blocks.slice(0, target - 1), { ...previous, paragraph: joined }, ...blocks.slice(target + 1)] }
}
