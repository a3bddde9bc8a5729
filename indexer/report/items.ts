import { HALF_STOP, itemOrdinal } from '../text/outline.js'
import { cutParagraph, type Paragraph } from '../text/paragraph.js'

/** Where an item may open inside a paragraph: behind a full stop or a colon. */
const OPENING = new RegExp(`(?<=[。：]|${HALF_STOP})(?=[一二三四五六七八九十]{1,2}是)`, 'gu')
/** A shorter item is a clause of its sentence, not a passage. */
const SHORTEST_ITEM = 24

/**
 * Splits a paragraph at the run-in items 一是 … 二是 … that it holds, when they count from one upwards and each
 * is long enough to be read alone. Otherwise the paragraph itself. Joining the parts gives back the paragraph.
 */
export function splitItems(paragraph: Paragraph): Paragraph[] {
  const { text } = paragraph
  const starts = [...text.matchAll(OPENING)].map((match) => match.index)
  const ordinals = starts.map((start) => itemOrdinal(text.slice(start)))
  const opening = itemOrdinal(text)
  const counts = opening === null ? ordinals : [opening, ...ordinals]
  if (starts.length === 0 || counts.length < 2 || counts.some((n, i) => n !== (counts[0] ?? 0) + i)) return [paragraph]
  const bounds = [0, ...starts, text.length]
  const parts = bounds.slice(0, -1).map((start, i) => ({ start, end: bounds[i + 1] ?? text.length }))
  if (parts.some(({ start, end }, i) => end - start < SHORTEST_ITEM && !(i === 0 && opening === null))) return [paragraph]
  return parts.map(({ start, end }) => cutParagraph(paragraph, start, end))
}
