import { pieceLength, type Paragraph } from '../text/paragraph.js'
import type { Block } from './draft.js'

/** A list of points: paragraphs that open with a bullet and no number. Nobody cites one of them by its place, and each leans on what stands before it. */
const BULLET = /^[-*•●◆■]\s+/u
/** What introduces a list, and belongs to it. */
const INTRODUCES = /[：:]$/
/** A longer list is a chapter, and its points are passages. */
const LONGEST_LIST = 400

const paragraphOfBlock = (block: Block | undefined): Paragraph | null => (block?.kind === 'paragraph' && !block.paragraph.torn ? block.paragraph : null)

/** Paragraphs as one, each beginning where the print begins one; their line ends become spaces. */
function joined(paragraphs: readonly Paragraph[]): Paragraph {
  const pieces = paragraphs.flatMap((paragraph, i) => paragraph.pieces.map((piece, j) =>
    j === paragraph.pieces.length - 1 && i < paragraphs.length - 1 && piece.reads === undefined ? { ...piece, to: piece.to + 1 } : piece))
  const breaks: number[] = []
  let text = ''
  paragraphs.forEach((paragraph, i) => {
    if (i > 0) breaks.push(text.length)
    for (const at of paragraph.breaks ?? []) breaks.push(text.length + at)
    const spaced = paragraph.pieces.at(-1)?.reads === undefined && i < paragraphs.length - 1
    text += spaced ? `${paragraph.text} ` : paragraph.text
  })
  const corrections = [...new Set(paragraphs.flatMap((paragraph) => paragraph.corrections ?? []))]
  if (pieces.reduce((sum, piece) => sum + pieceLength(piece), 0) !== text.length) throw new Error('pieces do not tile their text')
  return { pieces, text, breaks, ...(corrections.length > 0 ? { corrections } : {}) }
}

/** Makes one paragraph of the points of each list and of the sentence that introduces it, as long as the whole can be read as one passage. Other blocks stay as they are. */
export function joinLists(blocks: readonly Block[]): Block[] {
  const result: Block[] = []
  for (let i = 0; i < blocks.length; i++) {
    let end = i
    while (BULLET.test(paragraphOfBlock(blocks[end])?.text ?? '')) end++
    const points = blocks.slice(i, end).flatMap((block) => paragraphOfBlock(block) ?? [])
    const lead = points.length > 0 ? paragraphOfBlock(result.at(-1)) : null
    const introduced = lead && INTRODUCES.test(lead.text) ? [lead, ...points] : points
    if (introduced.length < 2 || introduced.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_LIST) {
      const here = blocks[i]
      if (points.length === 0 && here) result.push(here)
      else for (const block of blocks.slice(i, end)) result.push(block)
    } else {
      if (introduced.length > points.length) result.pop()
      result.push({ kind: 'paragraph', paragraph: joined(introduced) })
    }
    if (end > i) i = end - 1
  }
  return result
}
