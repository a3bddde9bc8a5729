import { endsSentence, isDay, markerOf, namesSpeaker, opensItem } from '../text/outline.js'
import { cutParagraph, type Paragraph } from '../text/paragraph.js'
import type { City } from '../types.js'
import { mentionsOf } from './places.js'
import type { Block } from './draft.js'
import { isSigned } from './frame.js'
import { isByline } from './passage-kind.js'

/** The titles of a report: the lines above its first sentence, the series above a feature's headline, and those that extraction has put behind the last text. */

/** A title page has few lines, and short ones; more is a list or a table without punctuation. */
const MOST_TITLES = 4
const LONGEST_TITLE = 60
/** A page's title is shorter than any sentence. */
const LONGEST_PAGE_TITLE = 30

const markdownLevel = (block: Block | undefined): number | null => {
  if (block?.kind !== 'paragraph' || block.paragraph.torn || !block.paragraph.text.startsWith('#')) return null
  const marker = markerOf(block.paragraph.text)
  return marker?.scheme === 'markdown' ? marker.number : null
}

/** The dash that opens a title's second line. */
const SUBTITLE = /^(?:——|—|－－|--)\s*/u

const isTitle = ({ text, torn }: Paragraph): boolean =>
  !torn && text.length <= LONGEST_TITLE && !/[，。；]/.test(text) && !/\d{3,}\s*$/.test(text) && !markerOf(text) && !opensItem(text) && !namesSpeaker(text) && !isByline(text) && !/[：:]$/.test(text)

/** Who issued it above the day, or the day, below the title. */
const isImprint = (blocks: readonly Block[], i: number): boolean => {
  const block = blocks[i]
  return isSigned(blocks, i) || (block?.kind === 'paragraph' && isDay(block.paragraph.text))
}

/** The titles that open a report: leading lines without a sentence's punctuation or a number; or the Markdown headings above a headline of their own rank. */
export function titleBlocks(blocks: readonly Block[]): Paragraph[] {
  const plain = leading(blocks, (block, i) => block.kind === 'paragraph' && !(i > 0 && isImprint(blocks, i)) && (isTitle(block.paragraph) || (i > 0 && SUBTITLE.test(block.paragraph.text) && isTitle({ ...block.paragraph, text: block.paragraph.text.replace(SUBTITLE, '') })))).slice(0, MOST_TITLES)
  const titles = plain.length > 0 ? plain : seriesTitles(blocks)
  return titles.length < blocks.length ? titles.flatMap((block) => (block.kind === 'paragraph' ? [block.paragraph] : [])) : []
}

function seriesTitles(blocks: readonly Block[]): readonly Block[] {
  const run = leading(blocks, (block) => markdownLevel(block) !== null)
  const block = headlineBlock(run, blocks)
  if (block.length >= 2) return block
  const top = Math.min(...run.map((block) => markdownLevel(block) ?? Infinity))
  return run.length >= 2 && blocks.slice(run.length).some((block) => (markdownLevel(block) ?? Infinity) <= top) ? run : []
}

const wordsOf = (block: Block | undefined): string => (block?.kind === 'paragraph' ? unmarked(block.paragraph).text : '')

/** Of Markdown headings that stand one below the other, those of the headline: down to its second line with a dash, else those that rank above all that follow. None is numbered. */
function headlineBlock(run: readonly Block[], blocks: readonly Block[]): readonly Block[] {
  if (run.length < 2) return []
  const subtitle = run.findLastIndex((block) => SUBTITLE.test(wordsOf(block)))
  const below = blocks.slice(run.length).reduce((least, block) => Math.min(least, markdownLevel(block) ?? Infinity), Infinity)
  const end = subtitle !== -1 ? subtitle + 1 : below === Infinity ? 0 : run.findLastIndex((block) => (markdownLevel(block) ?? Infinity) < below) + 1
  const headline = run.slice(0, end)
  return headline.some((block) => markerOf(wordsOf(block)) !== null) ? [] : headline
}

const leading = (blocks: readonly Block[], holds: (block: Block, i: number) => boolean): readonly Block[] => {
  const end = blocks.findIndex((block, i) => !holds(block, i))
  return blocks.slice(0, end === -1 ? blocks.length : end)
}

/** A title that belongs to no article of a page: short, no sentence, and naming none of its cities. */
export const isPageTitle = (text: string, cities: readonly City[]): boolean =>
  text.length <= LONGEST_PAGE_TITLE && !/[，。；、：,;:]/.test(text) && cities.every((city) => mentionsOf(text, city) === 0)

/**
 * Puts titles back to the front that extraction has left behind the last text: Markdown headings with nothing under them that
 * rank with the headline, and on a page of several cities a short last line under a finished paragraph. Otherwise the blocks as they are.
 */
export function restoreTitles<T extends Block>(blocks: readonly T[], cities: readonly City[]): readonly T[] {
  let start = blocks.length
  while (start > 0 && markdownLevel(blocks[start - 1]) !== null) start--
  const levels = (part: readonly T[]): number => Math.min(...part.map((block) => markdownLevel(block) ?? Infinity))
  const headlines = blocks.length - start >= 2 && start > 0 && levels(blocks.slice(start)) <= levels(blocks.slice(0, start)) && levels(blocks.slice(0, start)) < Infinity
  if (headlines) return [...blocks.slice(start), ...blocks.slice(0, start)]
  const [before, last] = blocks.slice(-2)
  if (cities.length < 2 || before?.kind !== 'paragraph' || last?.kind !== 'paragraph') return blocks
  const displaced = isTitle(last.paragraph) && isPageTitle(last.paragraph.text, cities) && !before.paragraph.torn && endsSentence(before.paragraph.text)
  return displaced ? [last, ...blocks.slice(0, -1)] : blocks
}

/** A heading's paragraph without its Markdown marks; any other paragraph as it is. */
export function unmarked(heading: Paragraph): Paragraph {
  const marker = markerOf(heading.text)
  return marker?.scheme === 'markdown' ? cutParagraph(heading, marker.length, heading.text.length) : heading
}

/** The Markdown marks of a heading, without the space behind them; none where there are none. */
export function marksOf(heading: Paragraph): Paragraph[] {
  const marker = markerOf(heading.text)
  return marker?.scheme === 'markdown' ? [cutParagraph(heading, 0, marker.number)] : []
}

/** A title that is broken within its words: 关于印发 … is a title only with what it is. */
const BROKEN = /关于(?!.*(?:通知|意见|决定|报告|批复|函|公告|通报|通告|请示|方案|规划|计划|办法|条例|建议|决议)$)/u

/** Title lines as one heading; the line ends become spaces, but for one inside the words of a title. No lines: `null`. */
export function joinTitles(titles: readonly Paragraph[]): Paragraph | null {
  const [first] = titles
  if (!first) return null
  const pieces = titles.flatMap((title, i) => title.pieces.map((piece, j) =>
    j === title.pieces.length - 1 && i < titles.length - 1 && !BROKEN.test(title.text) ? { ...piece, to: piece.to + 1 } : piece))
  const corrections = [...new Set(titles.flatMap((title) => title.corrections ?? []))]
  return { pieces, text: titles.map((title, i) => `${title.text}${i === titles.length - 1 || BROKEN.test(title.text) ? '' : ' '}`).join(''), ...(corrections.length > 0 ? { corrections } : {}) }
}
