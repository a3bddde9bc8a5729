import { printedWidth } from '../../indexer/index.js'

/** Clean paragraphs set as a page and flattened as PDF extraction does: first-line indents stripped, 汉字 parted from digits by a space. */

export interface Page {
  /** Full width of a line, in 汉字. */
  readonly measure: number
  /** Blank lines: after every printed line, between paragraphs, or nowhere. */
  readonly blanks: 'doubled' | 'between' | 'none'
  /** Printed lines on a page, after which a page number stands; 0 for one endless page. */
  readonly page: number
}

const INDENT = 4
/** What no line break cuts: opening marks, a word or number or character, closing marks. */
const UNIT = /[“‘（《【(]*(?:[A-Za-z0-9.+/%‰-]+|——|……|.)[，。；：、！？”’）》】)%‰…]*/gsu
const SQUEEZED = /[，。；：、！？“”（）《》]/gu

/** Width as printed: a quarter of a 汉字 stands between 汉字 and digits or Latin. */
const widthOf = (text: string): number => printedWidth(text) + (text.match(/\p{Script=Han}(?=[A-Za-z0-9])|[A-Za-z0-9%](?=\p{Script=Han})/gu)?.length ?? 0) / 2

/** The printed lines of one paragraph. A line takes one 汉字 more than fits where its punctuation can be squeezed for it. */
export function linesOfParagraph(text: string, measure: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const [unit] of text.matchAll(UNIT)) {
    const room = 2 * measure - (lines.length === 0 ? INDENT : 0)
    const next = line + unit
    if (line !== '' && widthOf(next) > room + Math.min(2, (next.match(SQUEEZED)?.length ?? 0) / 2)) {
      lines.push(line)
      line = unit
    } else {
      line = next
    }
  }
  return [...lines, line].map((printed) => printed.replace(/(\p{Script=Han})(?=[A-Za-z0-9])/gu, '$1 ').replace(/([A-Za-z0-9%])(?=\p{Script=Han})/gu, '$1 '))
}

/** The paragraphs as lines of a damaged source. */
export function typeset(paragraphs: readonly string[], { measure, blanks, page }: Page): string {
  const out: string[] = []
  let printed = 0
  for (const paragraph of paragraphs) {
    for (const line of linesOfParagraph(paragraph, measure)) {
      out.push(line)
      if (blanks === 'doubled') out.push('')
      if (page > 0 && ++printed % page === 0) out.push('', `- ${printed / page} -`, '')
    }
    if (blanks === 'between') out.push('')
  }
  return out.join('\n')
}

/** Boundaries between paragraphs, as offsets in the text without white space: what two divisions of one text are compared by. */
export function boundaries(paragraphs: readonly string[]): Set<number> {
  const found = new Set<number>()
  let at = 0
  for (const paragraph of paragraphs) found.add(at += paragraph.replace(/\s/gu, '').length)
  found.delete(at)
  return found
}
