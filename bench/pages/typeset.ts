import type { Random } from './random.js'

/** Sets paragraphs in a newspaper column: indented first lines, squeezed punctuation, no comma at a line's start. */

const CLOSING = /[,，。;；:：!！?？、)）》〉】」』”’%]/u
const OPENING = /[(（《〈【「『“‘]/u
/** What is never cut at a line's end: a number with its per cent sign, a Latin word. */
const UNIT = /[0-9]+(?:\.[0-9]+)?%?|[A-Za-z]+|[\s\S]/gu

export interface PrintedLine {
  /** Characters as printed, no spaces. */
  readonly text: string
  /** Ordinal of its first character in the article. */
  readonly start: number
  readonly endsParagraph: boolean
}

const HALF: Readonly<Record<string, string>> = { '，': ',', '；': ';', '：': ':', '（': '(', '）': ')', '“': '"', '”': '"', '！': '!', '？': '?' }

/** What the OCR makes of full-width marks. */
export const halfWidth = (text: string): string => text.replace(/[，；：（）“”！？]/gu, (mark) => HALF[mark] ?? mark)

const width = (unit: string): number => [...unit].reduce((sum, char) => sum + (/[!-~]/u.test(char) ? 0.5 : 1), 0)

/** The printed lines of an article, in a column that is `columns` 汉字 wide. */
export function typeset(paragraphs: readonly string[], columns: number, random: Random): PrintedLine[] {
  const lines: PrintedLine[] = []
  let ordinal = 0
  for (const paragraph of paragraphs) {
    const units = paragraph.match(UNIT) ?? []
    let room = columns - 2
    let text = ''
    let start = ordinal
    for (const [index, unit] of units.entries()) {
      const closing = CLOSING.test(unit)
      const size = width(unit)
      const squeezed = closing ? 0 : OPENING.test(unit) ? 0.5 : size
      const opensAtEnd = OPENING.test(unit) && room - size < 1
      const fits = size <= room || squeezed <= Math.max(0, room) + (random.chance(0.5) ? 0.5 : 0)
      if (text !== '' && !closing && (!fits || opensAtEnd)) {
        lines.push({ text, start, endsParagraph: false })
        text = ''
        start = ordinal
        room = columns
      }
      text += unit
      ordinal += unit.length
      room -= closing && (room < 1 || CLOSING.test(units[index + 1] ?? '') || random.chance(0.25)) ? 0.5 : size
    }
    if (text !== '') lines.push({ text, start, endsParagraph: true })
  }
  return lines
}
