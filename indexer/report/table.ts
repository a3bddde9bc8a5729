import { wholeLine, type FlatTable, type TableGroup, type PrintedLine } from './flat-table.js'
import { looseTable, partedTable } from './parted-table.js'
import { isLetterSpaced } from '../text/spacing.js'
import { endsSentence, markerOf } from '../text/outline.js'
import type { Paragraph } from '../text/paragraph.js'
import { lineIndex, paragraphOf } from '../text/paragraph.js'
import type { Piece, SourceLine } from '../types.js'

/**
 * Tables that extraction flattened into loose lines. Here those with rows numbered 1, 2, 3 … with cells split by spaces, long cells broken over lines, and the
 * labels of merged cells (健康 / 水平) standing between the rows, and those of Markdown; `parted-table` has those whose rows bear no numbers.
 */

const ROW = /^(?:(\p{Script=Han}{2,4})\s+)?(\d{1,3})\s+(?=\S)/u
const FEWEST_ROWS = 4
/** Lines from one row of a Markdown table to the next at most: the line under its header is furniture. */
const PIPED_GAP = 2
/** A line with more characters is running text. */
const LONGEST_ROW = 80
/** Longest gap between two rows, in printed lines: a cell broken into more lines is not met. */
const LONGEST_GAP = 8

/** Lines on which a merged cell of four 汉字 is printed. */
const CELL_LINES = 2
/** Short names of columns, which are no merged cells. */
const COLUMN = /^(?:属性|性质|类型|类别|单位|备注|序号|[序号])$/u

interface RowStart {
  readonly at: number
  readonly label: string
}

/** Starts of rows numbered 1 … n, n as large as possible, from printed line `from` on. */
function rowStarts(printed: readonly PrintedLine[], from: number): RowStart[] {
  const starts: RowStart[] = []
  for (let i = from; i < printed.length; i++) {
    const text = printed[i]?.text ?? ''
    const match = ROW.exec(text)
    if (match && Number(match[2]) === starts.length + 1 && text.length < LONGEST_ROW) {
      starts.push({ at: i, label: match[1] ?? '' })
      continue
    }
    const last = starts.at(-1)
    if (!last || i - last.at > LONGEST_GAP || endsSentence(text) || text.length > 60 || /^注/.test(text)) break
  }
  return starts
}

/** From how many words on, each short, single spaces part cells too. */
const FEWEST_CELLS = 4
const LONGEST_CELL = 20
const areCells = (text: string): boolean => {
  const words = text.split(/\s+/u)
  return text.split(/\t| {2,}/u).every((cell) => cell.length <= LONGEST_CELL) || (words.length >= FEWEST_CELLS && words.every((word) => word.length <= LONGEST_CELL))
}

/** Cells on one line are parted by a tab, or by more than one space. */
const isCellText = (text: string): boolean => areCells(text) && text.length <= LONGEST_ROW && !/[。；，]/.test(text) && markerOf(text) === null

/** Where a table's header begins: short lines above the first row, below a title or a sentence. */
function headerStart(printed: readonly PrintedLine[], firstRow: number, floor: number): number {
  let start = firstRow
  while (start > floor && firstRow - start < 12 && isCellText(printed[start - 1]?.text ?? '。')) start--
  return start
}

/** Joins the lines of a row: a space between cells (the line end), none inside a cell that was broken. */
function rowPieces(lines: readonly PrintedLine[], labelLength: number): Piece[] {
  const pieces = lines.map(wholeLine)
  const first = pieces[0]
  if (first && labelLength > 0) pieces[0] = { ...first, from: first.from + labelLength }
  for (let i = 0; i + 1 < pieces.length; i++) {
    const next = lines[i + 1]?.text ?? ''
    const soFar = lines.slice(0, i + 1).map((l) => l.text).join('').replace(ROW, '')
    const nameOnly = !/\s(?:[\d—≤≥<>]|\p{Script=Han}+性$)/u.test(soFar)
    const broken = /^[\p{Script=Han}]{1,2}$/u.test(next) || (nameOnly && /^[（(\p{Script=Han}]/u.test(next) && i === 0)
    const piece = pieces[i]
    if (piece && !broken && !isLetterSpaced(next)) pieces[i] = { ...piece, to: piece.to + 1 }
  }
  return pieces
}

/** Cells that close a row: last words that close several rows (预期性, 约束性). */
function closingCells(printed: readonly PrintedLine[], starts: readonly RowStart[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  const end = Math.min(printed.length, (starts.at(-1)?.at ?? -1) + LONGEST_GAP)
  for (const { text } of printed.slice(starts[0]?.at ?? 0, end)) {
    const words = text.split(/\s+/)
    const last = words.length > 1 ? (words.at(-1) ?? '') : ''
    counts.set(last, (counts.get(last) ?? 0) + 1)
  }
  return new Set([...counts].filter(([word, count]) => count >= 2 && word.length >= 2).map(([word]) => word))
}

function buildTable(printed: readonly PrintedLine[], starts: readonly RowStart[], floor: number, lines: ReadonlyMap<number, string>): FlatTable {
  const closing = closingCells(printed, starts)
  const rows: { pieces: Piece[]; labels: Piece[] }[] = []
  const firstRow = starts[0]?.at ?? 0
  const begin = headerStart(printed, firstRow, floor)
  let headerEnd = firstRow
  // The halves of the first merged cell stand below the header; a third short line, or one that names a column, is the header's.
  while (headerEnd > begin && firstRow - headerEnd < CELL_LINES && (printed[headerEnd - 1]?.text.length ?? 9) <= 2 && !COLUMN.test(printed[headerEnd - 1]?.text ?? '')) headerEnd--
  const cells = (printed[headerEnd - 1]?.text ?? '').split(/\s+/u).length
  const titled = headerEnd - begin >= (cells >= FEWEST_CELLS ? 2 : 4) && /^[\p{Script=Han}（）()“”、\d\s]{4,30}$/u.test(printed[begin]?.text ?? '')
  const headerBegin = titled ? begin + 1 : begin
  let pending: Piece[] = printed.slice(headerEnd, firstRow).map(wholeLine)
  let end = firstRow
  starts.forEach((start, i) => {
    const limit = starts[i + 1]?.at ?? Math.min(start.at + LONGEST_GAP, printed.length)
    let rowEnd = start.at + 1
    const closed = (upTo: number): boolean => closing.has(printed[upTo - 1]?.text.split(/\s+/).at(-1) ?? '')
    while (rowEnd < limit && !closed(rowEnd) && isCellText(printed[rowEnd]?.text ?? '。')) rowEnd++
    if (i === starts.length - 1 && !closed(rowEnd)) rowEnd = start.at + 1
    const head = printed[start.at]
    const label = head && start.label ? [{ ...wholeLine(head), to: wholeLine(head).from + start.label.length }] : []
    const skip = start.label ? (/^\S+\s+/.exec(head?.text ?? '')?.[0].length ?? 0) : 0
    rows.push({ pieces: rowPieces(printed.slice(start.at, rowEnd), skip), labels: [...pending, ...label] })
    pending = i + 1 < starts.length ? printed.slice(rowEnd, limit).map(wholeLine) : []
    end = rowEnd
  })
  return {
    from: printed[begin]?.line.number ?? 0,
    to: printed[end - 1]?.line.number ?? 0,
    title: titled ? paragraphOf(printed.slice(begin, headerBegin).map(wholeLine), lines) : null,
    header: headerEnd > headerBegin ? paragraphOf(headerPieces(printed.slice(headerBegin, headerEnd)), lines) : null,
    groups: groupRows(rows, lines),
  }
}

const headerPieces = (lines: readonly PrintedLine[]): Piece[] =>
  lines.map((printed, i) => {
    const piece = wholeLine(printed)
    const broken = printed.text.length === 1 && lines[i + 1]?.text.length === 1
    return i + 1 < lines.length && !broken ? { ...piece, to: piece.to + 1 } : piece
  })

/** A label that stands alone before a row is the half of a merged cell; the other half stands before the next row. */
function groupRows(rows: readonly { pieces: Piece[]; labels: Piece[] }[], lines: ReadonlyMap<number, string>): TableGroup[] {
  const groups: { label: Piece[]; rows: Paragraph[] }[] = []
  let halfOpen = false
  for (const row of rows) {
    const single = row.labels.length === 1
    if (row.labels.length > 0 && !(single && halfOpen)) groups.push({ label: [...row.labels], rows: [] })
    else if (single) groups.at(-1)?.label.push(...row.labels)
    halfOpen = single && !halfOpen
    if (groups.length === 0) groups.push({ label: [], rows: [] })
    groups.at(-1)?.rows.push(paragraphOf(row.pieces, lines))
  }
  return groups.map((group) => ({ label: paragraphOf(group.label, lines), rows: group.rows }))
}

/** A row of a Markdown table: cells between upright lines. */
const PIPED = /^\|.*\|$/u

/** The Markdown table that begins at a printed line: its rows as printed, the first one its header. Fewer than two such lines are none. */
function pipedTable(printed: readonly PrintedLine[], from: number, lines: ReadonlyMap<number, string>): FlatTable | null {
  let end = from
  while (PIPED.test(printed[end]?.text ?? '') && (end === from || (printed[end]?.line.number ?? 0) - (printed[end - 1]?.line.number ?? 0) <= PIPED_GAP)) end++
  const [header, ...rows] = printed.slice(from, end).map((line) => paragraphOf([wholeLine(line)], lines))
  if (!header || rows.length === 0) return null
  return { from: printed[from]?.line.number ?? 0, to: printed[end - 1]?.line.number ?? 0, title: null, header, groups: [{ label: paragraphOf([], lines), rows }] }
}

/** Finds flattened tables; lines that belong to none are left to reflow. Linear but for short look-ahead. */
export function findTables(lines: readonly SourceLine[]): FlatTable[] {
  const index = lineIndex(lines)
  const printed = lines.map((line) => ({ line, text: line.text.trim() })).filter(({ text }) => text !== '')
  const tables: FlatTable[] = []
  let floor = 0
  for (let i = 0; i < printed.length; i++) {
    const piped = PIPED.test(printed[i]?.text ?? '') ? pipedTable(printed, i, index) : null
    if (piped) {
      tables.push(piped)
      while ((printed[i + 1]?.line.number ?? Infinity) <= piped.to) i++
      floor = i + 1
      continue
    }
    const starts = Number(ROW.exec(printed[i]?.text ?? '')?.[2]) === 1 ? rowStarts(printed, i) : []
    const table = starts.length < FEWEST_ROWS ? (partedTable(printed, i, floor, index) ?? looseTable(printed, i, floor, index)) : buildTable(printed, starts, floor, index)
    if (!table) continue
    tables.push(table)
    floor = Math.max(floor, i)
    while (floor < printed.length && (printed[floor]?.line.number ?? 0) <= table.to) floor++
    i = floor - 1
  }
  return tables
}
