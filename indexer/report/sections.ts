import type { Diagnostic } from '../errors.js'
import { isDay, markerOf, namesSpeaker, opensItem, standsAlone, endsSentence, type Marker, type Scheme } from '../text/outline.js'
import type { Paragraph } from '../text/paragraph.js'
import type { SectionKind } from '../types.js'
import type { Block, DraftSection } from './draft.js'
import { headsAnnex, isFrameNote, isLetterhead, isSigned, opensAttachments } from './frame.js'
import { splitItems } from './items.js'
import { isByline, passageKind } from './passage-kind.js'
import type { FlatTable } from './flat-table.js'
import { themeOf } from './theme.js'
import { joinTitles, marksOf, titleBlocks, unmarked } from './titles.js'

export type { Block, DraftPassage, DraftSection } from './draft.js'

/** Depth order of the schemes; a scheme never stands above one of lower rank. Markdown adds its count of `#`. */
const RANK: Readonly<Record<Scheme | 'bare' | 'annex' | 'attached', number>> = {
  markdown: 0, annex: 8, attached: 9, part: 10, chapter: 11, section: 12, formal: 19, chinese: 20, 'paren-chinese': 21, box: 21, article: 22, bare: 22.5, arabic: 23, 'paren-arabic': 24,
}
/** A sentence short enough for a heading. */
const ONE_SENTENCE = /^[^。！？；;]{2,40}。$/u
const BARE_TITLE = /^[^，。；：！？,;:!?□■]{2,24}$|^[^，。；：！？,;:!?□■]{3,14}，[^，。；：！？,;:!?□■]{3,14}$/u

interface Open {
  readonly section: DraftSection
  readonly rank: number
  /** The last number seen in this scheme at this depth. */
  readonly number: number
}

const newSection = (kind: SectionKind, level: number, heading: Paragraph | null, title: string, city: string | null = null): DraftSection =>
  ({ kind, level, heading, title, city, passages: [], sections: [] })

/** Builds the section tree of a report from its blocks. Every paragraph ends as a heading or as one or more passages. */
export function buildSections(blocks: readonly Block[], file: string): { sections: DraftSection[]; diagnostics: Diagnostic[] } {
  const heads = leadingLetterheads(blocks)
  const titles = titleBlocks(blocks.slice(heads.length))
  const title = joinTitles(titles.map(unmarked))
  const lead = newSection('lead', 0, joinTitles(titles.flatMap(marksOf)), title?.text ?? '')
  for (const paragraph of heads) lead.passages.push({ kind: 'byline', paragraph })
  if (title) lead.passages.push({ kind: 'heading', paragraph: title })
  const roots: DraftSection[] = [lead]
  const stack: Open[] = []
  const diagnostics: Diagnostic[] = []

  /** Number of the last attachment in a list of them; 0 outside of one. */
  let attached = 0
  /** Number of the last （一） since a heading was opened, heading or not; 0 for none. */
  let lastItem = 0

  const current = (): DraftSection => stack.at(-1)?.section ?? lead
  const open = (kind: SectionKind, rank: number, number: number, heading: Paragraph | null, title: string, city: string | null = null): DraftSection => {
    while (stack.length > 0 && (stack.at(-1)?.rank ?? 0) >= rank) stack.pop()
    if (rank < RANK['paren-chinese']) lastItem = 0
    const section = newSection(kind, stack.length + 1, heading, title, city ?? stack.at(-1)?.section.city ?? null)
    ;(stack.at(-1)?.section.sections ?? roots).push(section)
    stack.push({ section, rank, number })
    return section
  }
  /** A numbered paragraph without a heading of its own ends the section of its sibling, 三、 does not stand under 二、, and opens one, so that it stands behind it. */
  const followSibling = (rank: number, number: number, title: string): void => {
    if (stack.some((o) => o.rank === rank)) open('heading', rank, number, null, title)
  }
  /** A （十三） that continues 十二、 and no （十二） is a first-level heading with the wrong brackets. */
  const rankOf = (marker: Marker, place: Paragraph): number => {
    const rank = marker.scheme === 'markdown' ? marker.number : RANK[marker.scheme]
    if (marker.scheme !== 'paren-chinese' || marker.number < 2) return rank
    const sibling = stack.find((o) => o.rank === rank)
    const above = stack.find((o) => o.rank === RANK.chinese)
    if (sibling?.number === marker.number - 1 || lastItem === marker.number - 1 || above?.number !== marker.number - 1) return rank
    diagnostics.push({
      rule: 'heading-number', place: { file, line: place.pieces[0]?.line ?? 1 }, found: place.text,
      expected: `第 ${marker.number} 个一级标题（按序号归入上一级，文字照印）`,
    })
    return RANK.chinese
  }

  blocks.forEach((block, i) => {
    if (i < heads.length + titles.length) return
    if (block.kind === 'table') return placeTable(block.table)
    if (block.kind === 'article') return void open('article', -1, 0, block.paragraph, block.paragraph.text, block.city)
    const { paragraph } = block
    if (!paragraph.torn && frames(block, i)) return
    const marker = paragraph.torn ? null : markerOf(paragraph.text)
    const rank = !marker ? 0 : marker.scheme === 'article' ? RANK.article : rankOf(marker, paragraph)
    if (marker?.scheme === 'paren-chinese' && rank === RANK['paren-chinese']) lastItem = marker.number
    if (marker && opensSection(paragraph, marker)) {
      const title = marker.scheme === 'markdown' ? paragraph.text.slice(marker.length) : paragraph.text
      return void open(marker.scheme === 'box' ? 'box' : 'heading', rank, marker.number, paragraph, title)
    }
    if (marker?.scheme === 'article') open('heading', RANK.article, marker.number, null, paragraph.text.slice(0, marker.length).trim())
    else if (marker && marker.scheme !== 'box' && marker.scheme !== 'markdown') {
      const theme = themeOf(paragraph.text)
      if (theme) open('heading', rank, marker.number, null, paragraph.text.slice(0, theme.end))
      else if (headsWhatFollows(blocks, i, marker)) open('heading', rank, marker.number, null, paragraph.text.replace(/[。.]$/u, ''))
      else followSibling(rank, marker.number, paragraph.text.slice(0, marker.length).trim())
    } else if (isBareTitle(blocks, i)) {
      return void open('heading', RANK.bare, 0, paragraph, paragraph.text)
    }
    // What stands behind a table and is no note to it goes on where the table stands.
    const table = stack.at(-1)
    if (table?.section.kind === 'table' && passageKind(paragraph.text, table.section) !== 'note') open('heading', table.rank, 0, null, '')
    for (const part of splitItems(paragraph)) {
      current().passages.push({ kind: passageKind(part.text, current()), paragraph: part })
    }
  })

  /** Places what frames a document; other paragraphs are left. What stands below a signature is of no chapter. */
  function frames({ paragraph }: Block & { kind: 'paragraph' }, i: number): boolean {
    const { text } = paragraph
    const number = attached > 0 ? markerOf(text) : null
    if (number?.scheme === 'arabic' && number.number === attached + 1) {
      attached++
      current().passages.push({ kind: 'item', paragraph })
      return true
    }
    attached = 0
    if (opensAttachments(text)) attached = /[：:]\s*1\s*[.．、]/u.test(text) ? 1 : 0
    if (headsAnnex(blocks, i)) {
      open('heading', stack.some(({ rank }) => rank === RANK.annex) && !/^附\s*件/u.test(text) ? RANK.attached : RANK.annex, 0, paragraph, text)
      return true
    }
    const note = isFrameNote(text)
    if ((note || isSigned(blocks, i)) && stack.length > 0 && stack.at(-1)?.rank !== RANK.annex) open('heading', RANK.annex, 0, null, '')
    if (note) current().passages.push({ kind: 'note', paragraph })
    return note
  }

  function placeTable(table: FlatTable): void {
    const section = open('table', RANK.bare, 0, table.title, table.title?.text ?? '表')
    if (table.unit) section.passages.push({ kind: 'note', paragraph: table.unit })
    if (table.header) section.passages.push({ kind: 'row', paragraph: table.header })
    for (const { label, rows } of table.groups) {
      for (const row of rows) section.passages.push({ kind: 'row', paragraph: row, ...(label.text === '' ? {} : { label }) })
    }
  }

  const settled = roots.map(settle)
  return { sections: lead.passages.length > 0 ? settled : settled.slice(1), diagnostics }
}

/** Letterhead and number above a title. */
function leadingLetterheads(blocks: readonly Block[]): Paragraph[] {
  const heads: Paragraph[] = []
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || block.paragraph.torn || !isLetterhead(block.paragraph.text)) break
    heads.push(block.paragraph)
  }
  return heads
}

/** Whether a numbered paragraph is a heading by itself rather than a paragraph with a number. */
const opensSection = (paragraph: Paragraph, marker: Marker): boolean =>
  marker.scheme === 'markdown' || marker.scheme === 'box' || (marker.scheme !== 'article' && standsAlone(paragraph.text))

/** A numbered paragraph of one short sentence above one that is numbered more deeply heads it, full stop or not. */
function headsWhatFollows(blocks: readonly Block[], i: number, marker: Marker): boolean {
  const [here, next] = [blocks[i], blocks[i + 1]]
  const below = next?.kind === 'paragraph' && !next.paragraph.torn ? markerOf(next.paragraph.text) : null
  // What stands above the next article of a law is the last item of the one before.
  const item = below?.scheme === 'article' && marker.scheme === 'paren-chinese'
  return here?.kind === 'paragraph' && below !== null && !item && marker.scheme !== 'markdown' && RANK[below.scheme] > RANK[marker.scheme]
    && ONE_SENTENCE.test(here.paragraph.text.slice(marker.length))
}

/** A short unnumbered line between a finished paragraph and text that it can head. */
function isBareTitle(blocks: readonly Block[], i: number): boolean {
  const here = blocks[i]
  const next = blocks[i + 1]
  const before = blocks[i - 1]
  if (here?.kind !== 'paragraph' || here.paragraph.torn || next === undefined || !BARE_TITLE.test(here.paragraph.text) || opensItem(here.paragraph.text) || namesSpeaker(here.paragraph.text) || isDay(here.paragraph.text) || isByline(here.paragraph.text)) return false
  const settled = before === undefined || before.kind !== 'paragraph' || endsSentence(before.paragraph.text) || standsAlone(before.paragraph.text)
  return settled && (next.kind === 'table' || (next.kind === 'paragraph' && next.paragraph.text.length > 24))
}

/** A heading with nothing under it is a passage too, so that it can be found, linked and cited. */
function settle(section: DraftSection): DraftSection {
  if (section.passages.length > 0 || section.sections.length > 0 || !section.heading) return { ...section, sections: section.sections.map(settle) }
  return { ...section, heading: joinTitles(marksOf(section.heading)), passages: [{ kind: 'heading', paragraph: unmarked(section.heading) }] }
}
