import type { Span } from '../types.js'

/** How the cells of a row are parted: upright lines, single tabs (two of them leave a cell empty), any tabs, gaps wider than a space, single spaces (but for those that typesetting puts between 汉字 and digits: 2025 年, 保持 90 以上). */
export const CUTS = ['pipes', 'tab', 'tabs', 'gaps', 'words'] as const
export type Cut = (typeof CUTS)[number]

const BETWEEN: Readonly<Record<Cut, RegExp>> = {
  pipes: /[^\S\n]*\|[^\S\n]*/gu, tab: /[^\S\t]*\t[^\S\t]*/gu, tabs: /\s*\t\s*/gu, gaps: /\s*(?:\t|\u3000|\s{2})\s*/gu, words: /(?<!保持|稳定|达到?|提高到?|提升到?|增加到?|下降到?|降[低至]|控制|不[低高少超]于?过?|[于在至])\s+(?!年[末底]?(?:\s|$)|以[上下内]|左右|个百分点)/gu,
}

/** The cells of a row as spans of its text; those between upright lines are what stands between the first and the last of them. */
export function cellsBetween(text: string, cut: Cut): Span[] {
  const cells: Span[] = []
  let start = 0
  for (const gap of text.matchAll(BETWEEN[cut])) {
    cells.push({ start, end: gap.index })
    start = gap.index + gap[0].length
  }
  cells.push({ start, end: text.length })
  return cut === 'pipes' ? cells.slice(1, -1) : cells
}

/** White space that typesetting puts between 汉字 and digits or Latin. */
const SPACED = /^(?:[\p{Script=Han}（(）)]\s+[A-Za-z\d]|[A-Za-z\d%]\s+[\p{Script=Han}（(）)])$/u

/** The cells of a line that is a part of a row: white space round the digits of a name parts none. */
export function cellsOfPart(text: string, cut: Cut): Span[] {
  const cells = cellsBetween(text, cut)
  if (cut !== 'words') return cells
  return cells.reduce<Span[]>((parts, cell) => {
    const last = parts.at(-1)
    if (last && SPACED.test(text.slice(last.end - 1, cell.start + 1))) return [...parts.slice(0, -1), { start: last.start, end: cell.end }]
    return [...parts, cell]
  }, [])
}

/** The cells of a row that should have `count`: where single spaces part them, those of the name may have been put round its digits; behind the last tab a cell may be empty. */
export function cellsAs(text: string, cut: Cut, count: number): Span[] {
  const cells = cellsBetween(text, cut)
  if (cut === 'tab' && cells.length >= 2) while (cells.length < count && count < Infinity) cells.push({ start: text.length, end: text.length })
  const name = cells[cells.length - count]
  if (cut !== 'words' || cells.length <= count || !name) return cells
  const spaced = cells.slice(1, cells.length - count + 1).every(({ start }, i) => SPACED.test(text.slice((cells[i]?.end ?? 0) - 1, start + 1)))
  return spaced ? [{ start: 0, end: name.end }, ...cells.slice(cells.length - count + 1)] : cells
}
