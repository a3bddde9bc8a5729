import type { Span } from '../types.js'
import { cellsAs, cellsBetween, CUTS, type Cut } from './row-cells.js'

/**
 * Cells of a flattened row of a plan's table, as spans of its text. The number comes first and the closing word (预期性) last; the name
 * ends with its unit in brackets, or with its first word; of what is left, the first word is the first value and the
 * rest the second, because only a target is written in several words (提高 1岁, 力争年均下降 1 个百分点).
 */

/** Number, name, two values, closing word: the shape of the tables of plans. */
const CELLS_PER_ROW = 5

const wordsOf = (text: string): Span[] => [...text.matchAll(/\S+/gu)].map((word) => ({ start: word.index, end: word.index + word[0].length }))

/** Where the row itself begins in a passage's text, behind the merged cell that it stands under. */
export const rowStart = (label: string | null): number => (label === null ? 0 : label.length + 1)

/** The five cells of a row, behind its merged cell if there is one; `null` when it has fewer words than cells. */
function cellsOf({ text, label }: { readonly text: string; readonly label: string | null }): Span[] | null {
  const words = wordsOf(text).filter(({ start }) => start >= rowStart(label))
  const number = words[0]
  const closing = words.at(-1)
  if (!number || !closing || words.length < CELLS_PER_ROW || !/^\d{1,3}$/.test(text.slice(number.start, number.end))) return null
  const middle = words.slice(1, -1)
  const unit = middle.findLastIndex((word, i) => i < middle.length - 2 && /[）)]$/.test(text.slice(word.start, word.end)))
  const nameEnd = unit === -1 ? 0 : unit
  const first = middle[0]
  const name = middle[nameEnd]
  const value = middle[nameEnd + 1]
  const second = middle[nameEnd + 2]
  const last = middle.at(-1)
  if (!first || !name || !value || !second || !last) return null
  return [number, { start: first.start, end: name.end }, value, { start: second.start, end: last.end }, closing]
}

/** Column names for the cells of `cellsOf` from the words of a header: 分类 is the merged cell's, 指标值 spans the two years. */
function columnsOf(header: string): { label: string; columns: string[]; spanner: string | null } | null {
  // 2020 年 is one word, however it was set.
  const words = header.replace(/(\d{4})\s+年/gu, '$1年').split(/\s+/).filter((word) => word !== '')
  if (words.length === CELLS_PER_ROW && /^(?:序号|编号)$/u.test(words[0] ?? '')) return { label: '', columns: words, spanner: null }
  if (words.length === CELLS_PER_ROW + 1) return { label: words[0] ?? '', columns: words.slice(1), spanner: null }
  if (words.length === CELLS_PER_ROW + 2) return { label: words[0] ?? '', columns: [...words.slice(1, 3), ...words.slice(4)], spanner: words[3] ?? null }
  return null
}

/** A row as far as its cells go: its text, which opens with the merged cell that it stands under. */
export interface RowText {
  readonly text: string
  readonly label: string | null
}

/** How the rows of a table fall into cells. */
export interface TableCells {
  /** Whether the first row names the columns; where it does not, their names are ''. */
  readonly headed: boolean
  /** The name of the column of merged cells; '' where it has none, `null` where there is no such column. */
  readonly label: string | null
  readonly columns: readonly string[]
  /** The name above the two columns behind the first two. */
  readonly spanner: string | null
  /** Whether the first cell is the row's number, and the second its name. */
  readonly numbered: boolean
  /** The cells of a row, behind its merged cell; `null` for one that has another number of them. */
  readonly cells: (row: RowText) => readonly Span[] | null
}

/** From which share of its rows on, with as many cells as the header has, a table falls into cells. */
const REGULAR = 0.6

/** How the rows of a table, its header among them, fall into cells: as the tables of plans do, else where most rows are parted as the first one is; `null` when they are not. */
export function tableCells(all: readonly RowText[]): TableCells | null {
  const [first, ...others] = all
  if (!first) return null
  const headed = first.label === null && !/\d/u.test(first.text.replace(/(?:19|20)\d{2}/gu, ''))
  const rows = headed ? others : all
  if (rows.length === 0) return null
  const header = first.text
  const named = headed ? columnsOf(header) : null
  if (named && rows.every((row) => cellsOf(row) !== null)) return { headed, label: named.label === '' ? null : named.label, columns: named.columns, spanner: named.spanner, numbered: true, cells: cellsOf }
  const spanned = headed ? underSpanners(header, rows) : null
  if (spanned) return spanned
  let best: { cut: Cut; count: number; met: number } | null = null
  for (const cut of CUTS) {
    const names = cellsBetween(header, cut).length
    // The merged cells have a column of their own, or a line.
    for (const count of rows.some(({ label }) => label !== null) ? [names - 1, names] : [names]) {
      const met = rows.filter((row) => ownCells(row, cut, count).length === count).length
      if (count >= 2 && names > 1 && met >= rows.length * REGULAR && met > (best?.met ?? 0)) best = { cut, count, met }
    }
  }
  if (!best) return null
  const { cut, count } = best
  const names = cellsBetween(header, cut).map(({ start, end }) => header.slice(start, end))
  const labelled = rows.some(({ label }) => label !== null)
  const fitting = (row: RowText): Span[] | null => {
    const cells = ownCells(row, cut, count)
    return cells.length === count ? cells : null
  }
  const columns = headed ? names.slice(names.length - count) : names.map(() => '')
  const numbered = rows.every((row) => /^\d{1,3}(?!\S)/u.test(row.text.slice(rowStart(row.label))))
  return { headed, label: labelled ? (names.length > count ? (names[0] ?? '') : '') : null, columns, spanner: null, numbered, cells: fitting }
}

const A_YEAR = /^(?:19|20)\d{2}\s*年?$/u

/** A header of two lines, whose second one gives the years under each name of the first: each column has both. */
function underSpanners(header: string, rows: readonly RowText[]): TableCells | null {
  for (const cut of CUTS) {
    const names = cellsBetween(header, 'words').map(({ start, end }) => header.slice(start, end))
    const years = names.length - 1 - names.findLastIndex((name) => !A_YEAR.test(name))
    const spanners = names.length - years - 1
    const cells = (row: RowText): Span[] | null => {
      const own = ownCells(row, cut, years + 1)
      return own.length === years + 1 ? own : null
    }
    if (spanners < 2 || years <= spanners || years % spanners !== 0 || rows.some((row) => row.label !== null || cells(row) === null)) continue
    const each = years / spanners
    const columns = [names[0] ?? '', ...names.slice(-years).map((year, i) => `${names[1 + Math.floor(i / each)] ?? ''} ${year}`)]
    return { headed: true, label: null, columns, spanner: null, numbered: false, cells }
  }
  return null
}

/** The cells of a row behind its merged cell. */
function ownCells({ text, label }: RowText, cut: Cut, count: number): Span[] {
  const start = rowStart(label)
  return cellsAs(text.slice(start), cut, count).map((cell) => ({ start: cell.start + start, end: cell.end + start }))
}
