import { printedWidth } from '../text/character.js'
import { markerOf } from '../text/outline.js'
import { paragraphOf } from '../text/paragraph.js'
import type { Piece } from '../types.js'
import { wholeLine, type FlatTable, type PrintedLine } from './flat-table.js'
import { cellsAs, cellsBetween, cellsOfPart, type Cut } from './row-cells.js'

/**
 * A table whose rows bear no numbers: lines that follow each other with as many cells each, parted by tabs, by gaps or by single spaces, and with figures
 * in the same cells. What stands alone between two of them is a part of a cell that was broken, or a merged cell.
 */

/** Fewer rows say nothing; two do below a header of as many cells, parted by more than a space. */
const FEWEST_ROWS = 3
const FEWEST_BELOW_HEADER = 2
/** Lines that may stand alone between two rows. */
const MOST_ALONE = 2
/** The longest cell, and the longest line of a broken one, in characters; where a tab parts them, cells may be sentences. */
const LONGEST_CELL = 30
/** The longest cell among single spaces that is neither name nor figure. */
const LONGEST_WORD = 8
const LONGEST_SAID = 200
const LONGEST_NAME = 16
const LONGEST_TITLE = 40
/** A name is broken when it has this share of the width of the widest one. */
const NEARLY_FULL = 0.75

const FIGURE = /^(?:[≤≥<>＜＞＝=≈±+－-]|约|近|超|不[低少高超]于?过?|[↑↓])?\s*\d[\d,，.．/:：~～-]*\s*(?:[%‰％]|个?百分点)?(?:\p{Script=Han}{0,4}(?:以[上下内])?|左右)(?:[（(][^（）()]*[)）])?$/u
const YEAR = /^(?:19|20)\d{2}\s*年?(?:末|底|度|上半年)?(?:[（(][^（）()]*[)）])?$/u
const PLACEHOLDER = /^(?:[—–－-]{1,3}|\/|…+|\*)$/u
const SENTENCE = /[。；！？]/u

/** A line without a figure behind white space is no row. */
const BEHIND_SPACE = /\s\S{0,3}[\d—–－…/*-]/u

const isFigure = (cell: string): boolean => (FIGURE.test(cell) && !YEAR.test(cell)) || PLACEHOLDER.test(cell)
const isYear = (cell: string): boolean => YEAR.test(cell)
const isName = (cell: string): boolean => cell.length <= LONGEST_CELL && (/\p{Script=Han}/u.test(cell) || /^[A-Za-z]/.test(cell)) && !isFigure(cell)

/** `count`: how many cells the rows have. */
const cellsIn = (text: string, cut: Cut, count = Infinity): string[] => cellsAs(text, cut, count).map(({ start, end }) => text.slice(start, end))

/** Whether cells are those of a row: a name or a year, and figures behind it; more of them where only spaces part the cells. */
function isRow(cells: readonly string[], cut: Cut): boolean {
  const parted = cut !== 'words'
  if (cells.length < (parted ? 2 : 3)) return false
  const [first = '', second = ''] = cells
  const ordinal = /^\d{1,3}$/.test(first)
  const head = ordinal ? second : first
  if (!isName(head) && !isYear(head)) return false
  const longest = cut === 'tab' || cut === 'tabs' ? LONGEST_SAID : LONGEST_CELL
  if (cells.some((cell) => cell.length > longest || (longest === LONGEST_CELL && (SENTENCE.test(cell) || /[，,：:]$/u.test(cell))))) return false
  const values = cells.slice(ordinal ? 2 : 1)
  const figures = values.filter(isFigure).length
  return parted ? figures >= 1 : (figures >= 2 || (figures === 1 && cells.length >= 4)) && isSpacedRow(head, values)
}

/** Where only single spaces part the cells, the digits of running text are parted too: it has marks in it, and goes on behind a figure with its unit. */
function isSpacedRow(head: string, values: readonly string[]): boolean {
  if (isYear(head)) return values.every(isFigure)
  const first = values.findIndex(isFigure)
  return !/[，。；：、！？,;:]/u.test(head.replace(/[，,]\s*[^，。；：、]{1,6}[）)]$/u, '')) && values.every((cell, i) => isFigure(cell) || (!/[，。；：、！？,;:]/u.test(cell) && cell.length <= LONGEST_WORD && (i < first || (cell.length >= 2 && !values.slice(i).some(isFigure)))))
}

/** Whether a row's figures stand where another's do; one cell may be told in words. */
const agrees = (cells: readonly string[], other: readonly string[]): boolean =>
  cells.length === other.length && cells.filter((cell, i) => i > 0 && cell !== '' && other[i] !== '' && isFigure(cell) !== isFigure(other[i] ?? '')).length <= 1

/** A line that is no row: a part of a broken cell, or a merged one, or both behind each other. */
const standsBetween = (text: string, cut: Cut): boolean => {
  const cells = cellsOfPart(text, cut).map(({ start, end }) => text.slice(start, end))
  return text.length <= LONGEST_CELL && !/[。；，！？：:]/u.test(text) && !/^(?:注|备注|说明|资料来源|数据来源)/u.test(text) && cells.length <= 2 && cells.every((cell) => isName(cell) || /^[（(][^（）()]*[)）]$/u.test(cell)) && !/^\d/u.test(text)
}

interface Row {
  readonly at: number
  readonly cells: readonly string[]
  /** Lines alone above it. */
  readonly above: readonly number[]
  /** The merged cell that it opens with. */
  readonly labelled: boolean
}

/** Rows that follow each other from a printed line on, and the last lines alone behind them. */
function rowsFrom(printed: readonly PrintedLine[], from: number, cut: Cut, count: number): { rows: Row[]; behind: number[]; repeated: number[] } {
  const first = cellsIn(printed[from]?.text ?? '', cut, count)
  const next = cellsIn(printed[from + 1]?.text ?? '', cut, count)
  // A row that opens with a merged cell has one cell more than those below it.
  const wide = next.length === first.length - 1 && isName(first[1] ?? '') && agrees(next, first.slice(1))
  const shape = wide ? first.slice(1) : first
  const header = from > 0 ? (printed[from - 1]?.text ?? '') : ''
  const rows: Row[] = [{ at: from, cells: shape, above: [], labelled: wide }]
  const repeated: number[] = []
  let above: number[] = []
  for (let i = from + 1; i < printed.length; i++) {
    const text = printed[i]?.text ?? ''
    if (text.length > LONGEST_SAID) break
    const printedCells = cellsIn(text, cut)
    const labelled = printedCells.length === shape.length + 1 && isName(printedCells[0] ?? '') && isName(printedCells[1] ?? '') && agrees(printedCells.slice(1), shape)
    const cells = labelled ? printedCells : cellsIn(text, cut, shape.length)
    if (text === header && cells.length >= shape.length) repeated.push(i)
    else if (labelled) rows.push({ at: i, cells: cells.slice(1), above, labelled })
    else if (agrees(cells, shape) && isRow(cells, cut)) rows.push({ at: i, cells, above, labelled })
    else if (above.length < MOST_ALONE && standsBetween(text, cut)) {
      above.push(i)
      continue
    } else break
    if (text !== header) above = []
  }
  return { rows, behind: above, repeated }
}

const width = (text: string): number => printedWidth(text)
const openBracket = (text: string): boolean => (text.match(/[（(]/gu)?.length ?? 0) > (text.match(/[）)]/gu)?.length ?? 0)

/** What the name of a figure ends with. */
const WHOLE_NAME = /(?:[）)%‰数率比量值额]|比[例重]|寿命|水平|人次|面积|程度)$/u

/** What a line between two rows is: the end of the name above it, the beginning of the one below it, or a merged cell over the rows below. */
function roleOf(text: string, above: string | null, below: string | null, widest: number): 'end' | 'beginning' | 'label' {
  if (above !== null && (openBracket(above) || /^[（(）)]/u.test(text))) return 'end'
  if (markerOf(text) !== null) return 'label'
  if (below !== null && (openBracket(text) || below.replace(/[（(].*$/u, '').length <= 2)) return 'beginning'
  if (above !== null && width(above) >= widest * NEARLY_FULL && width(text) < width(above) && !WHOLE_NAME.test(above)) return 'end'
  if (below !== null && width(text) >= widest * NEARLY_FULL) return 'beginning'
  return below === null ? 'end' : 'label'
}

/** A header's cells are short names, or years. */
const isHeader = (cells: readonly string[]): boolean => cells.length >= 2 && cells.every((cell) => cell.length <= LONGEST_NAME && (cell === '' || isYear(cell) || (isName(cell) && !/[。；，：:]/u.test(cell)))) && !/^[一二三四五六七八九十]+、/u.test(cells[0] ?? '')
const NAMES_COLUMN = /^(?:序号|编号|指标(?:名称)?|主要指标|项目(?:名称)?|类别|分类|领域|名称|地区|区域|县[（(]?[市区]?|市县|年份|年度|单位(?:名称)?|机构|科目|内容)/u
const UNIT = /^[（(]?(?:计量|金额)?单位\s*[：:][^。；]{1,30}$/u
const TITLE = /^(?:附?表\s*[\d一二三四五六七八九十]|[^，。；：]{2,}(?:表|情况|指标|一览|目标|统计|数据|数量|构成)\s*(?:[（(][^（）()]*[)）])?$)/u

/** The lines of a table's head above its first row. */
function headOf(printed: readonly PrintedLine[], top: number, floor: number, cells: number, cut: Cut): { header: number[]; unit: number | null; title: number | null } {
  let at = top - 1
  const text = (i: number): string => (i >= floor ? (printed[i]?.text ?? '') : '')
  const header: number[] = []
  const own = cellsIn(text(at), cut)
  if (text(at) !== '' && isHeader(own) && own.length <= cells + 1 && (own.length >= cells || own.some(isYear))) {
    header.push(at--)
    if (own.length < cells && isHeader(cellsIn(text(at), cut))) header.unshift(at--)
  } else {
    // A header whose cells stand one below the other.
    const begins = [cells, cells + 1].map((count) => at - count + 1).find((begin) => begin >= floor && NAMES_COLUMN.test(text(begin)) && printed.slice(begin, at + 1).every((line) => line.text.length <= LONGEST_NAME && isHeader(['名', line.text])))
    if (begins !== undefined) {
      for (let i = begins; i <= at; i++) header.push(i)
      at = begins - 1
    }
  }
  let unit: number | null = null
  let title: number | null = null
  const takeUnit = (): void => {
    if (unit === null && UNIT.test(text(at))) unit = at--
  }
  takeUnit()
  if (text(at).length <= LONGEST_TITLE && TITLE.test(text(at)) && markerOf(text(at)) === null) title = at--
  return { header, unit, title }
}

/** The pieces of a row whose name was broken: its parts are put together, the other cells stay behind it. */
function rowPieces(printed: readonly PrintedLine[], row: Row, cut: Cut, parts: { readonly before: readonly Piece[]; readonly behind: readonly Piece[] }): Piece[] {
  const line = printed[row.at]
  if (!line) return []
  const whole = wholeLine(line)
  const spans = cellsAs(line.text, cut, row.labelled ? row.cells.length + 1 : row.cells.length)
  const skip = row.labelled ? (spans[1]?.start ?? 0) : 0
  const name = spans[(row.labelled ? 1 : 0) + (/^\d{1,3}$/.test(row.cells[0] ?? '') ? 1 : 0)]
  const nameEnd = name?.end ?? line.text.length
  if (parts.behind.length === 0) return [...parts.before, { ...whole, from: whole.from + skip }]
  return [...parts.before, { ...whole, from: whole.from + skip, to: whole.from + nameEnd }, ...parts.behind, { ...whole, from: whole.from + nameEnd }]
}

/** The most columns of a table whose cells stand one below the other. */
const MOST_COLUMNS = 8

/** A table of which each cell stands on a line of its own: names of columns, and again and again as many cells with figures in the same places. */
export function looseTable(printed: readonly PrintedLine[], from: number, floor: number, lines: ReadonlyMap<number, string>): FlatTable | null {
  const text = (i: number): string => printed[i]?.text ?? ''
  if (text(from).length > LONGEST_NAME || !NAMES_COLUMN.test(text(from))) return null
  const named = Array.from({ length: MOST_COLUMNS }, (_, i) => text(from + i)).findIndex((name) => name.length > LONGEST_NAME || !(isYear(name) || isHeader(['名', name])))
  for (let columns = named === -1 ? MOST_COLUMNS : named; columns >= 3; columns--) {
    const rows = looseRows(printed, from + columns, columns)
    const end = rows.at(-1)?.at(-1)
    if (rows.length < FEWEST_ROWS || end === undefined) continue
    const title = from > floor && text(from - 1).length <= LONGEST_TITLE && TITLE.test(text(from - 1)) && markerOf(text(from - 1)) === null ? from - 1 : null
    const joined = (indices: readonly number[], broken: number): ReturnType<typeof paragraphOf> => paragraphOf(indices.flatMap((i, at) => {
      const line = printed[i]
      const piece = line ? [wholeLine(line)] : []
      return at < broken || at === indices.length - 1 ? piece : piece.map((part) => ({ ...part, to: part.to + 1 }))
    }), lines)
    return {
      from: printed[title ?? from]?.line.number ?? 0, to: printed[end]?.line.number ?? 0,
      title: title === null ? null : joined([title], 0), header: joined(Array.from({ length: columns }, (_, i) => from + i), 0),
      groups: [{ label: paragraphOf([], lines), rows: rows.map((row) => joined(row, row.length - columns)) }],
    }
  }
  return null
}

/** The lines of each row: a name, on up to three lines, and the cells behind it, with figures where the first row has them. */
function looseRows(printed: readonly PrintedLine[], from: number, columns: number): number[][] {
  const rows: number[][] = []
  const text = (i: number): string => printed[i]?.text ?? ''
  let shape: boolean[] | null = null
  for (let i = from; i < printed.length;) {
    let name = 0
    while (name <= MOST_ALONE && isName(text(i + name)) && text(i + name).length <= LONGEST_CELL && !/[。；，！？：:]/u.test(text(i + name)) && markerOf(text(i + name)) === null) name++
    const behind = i + Math.max(1, name)
    const cells = Array.from({ length: columns - 1 }, (_, at) => text(behind + at))
    const figures: boolean[] = cells.map(isFigure)
    const fits = name > 0 && figures[0] === true && cells.every((cell) => cell !== '' && cell.length <= LONGEST_NAME && !/[。；，！？]/u.test(cell)) && (shape === null || figures.filter((is, at) => is !== shape?.[at]).length <= 1)
    if (!fits) break
    shape ??= figures
    rows.push(Array.from({ length: behind - i + columns - 1 }, (_, at) => i + at))
    i = behind + columns - 1
  }
  return rows
}

/** The table whose first row is a printed line; `null` when none begins there. `floor`: the first line that it may take. */
export function partedTable(printed: readonly PrintedLine[], from: number, floor: number, lines: ReadonlyMap<number, string>): FlatTable | null {
  const text = printed[from]?.text ?? ''
  if (text.length > LONGEST_SAID || !BEHIND_SPACE.test(text)) return null
  for (const cut of cutsOf(text)) {
    const above = from > floor ? cellsIn(printed[from - 1]?.text ?? '', cut) : []
    const count = above.length >= 3 && isHeader(above) && !isYear(above[0] ?? '') ? above.length : Infinity
    const cells = cellsIn(text, cut, count)
    if (!isRow(cells, cut)) continue
    const { rows, behind, repeated } = rowsFrom(printed, from, cut, count)
    if (rows.length < FEWEST_BELOW_HEADER) continue
    const lone = leading(printed, from, floor, cut)
    const { header, unit, title } = headOf(printed, from - lone.length, floor, rows[0]?.cells.length ?? 0, cut)
    if (rows.length < FEWEST_ROWS && (header.length !== 1 || cut === 'words')) continue
    return build(printed, rows.map((row, i) => (i === 0 ? { ...row, above: lone } : row)), behind, { header, unit, title, repeated: header.length === 1 ? repeated : [] }, cut, lines)
  }
  return null
}

const cutsOf = (text: string): readonly Cut[] => (text.includes('\t') ? ['tab', 'tabs'] : /\s{2}|\u3000/u.test(text) ? ['gaps'] : ['words'])

/** Lines alone above the first row, below a header: the beginning of its name, or a merged cell. */
function leading(printed: readonly PrintedLine[], from: number, floor: number, cut: Cut): number[] {
  for (let count = 1; count <= MOST_ALONE; count++) {
    const above = printed[from - count - 1]
    const alone = printed.slice(from - count, from)
    if (above === undefined || from - count - 1 < floor || !alone.every((line) => standsBetween(line.text, cut))) return []
    const cells = cellsIn(above.text, cut)
    if (cells.length >= 3 && isHeader(cells)) return alone.map((_, i) => from - count + i)
  }
  return []
}

function build(printed: readonly PrintedLine[], rows: readonly Row[], behind: readonly number[], { header, unit, title, repeated }: ReturnType<typeof headOf> & { repeated: readonly number[] }, cut: Cut, lines: ReadonlyMap<number, string>): FlatTable {
  const nameOf = (row: Row | undefined): string | null => row?.cells.find((cell) => !/^\d{1,3}$/.test(cell)) ?? null
  const text = (i: number): string => printed[i]?.text ?? ''
  const widest = Math.max(...rows.map((row) => width(nameOf(row) ?? '')), ...rows.flatMap((row) => row.above.map((i) => width(text(i).slice(cellsOfPart(text(i), cut).at(-1)?.start)))))
  const parts = rows.map(() => ({ before: [] as Piece[], behind: [] as Piece[], label: [] as Piece[] }))
  const whole = (at: number): Piece[] => (printed[at] ? [wholeLine(printed[at])] : [])
  rows.forEach((row, i) => {
    const pair = row.above.length === 2 && row.above.every((at) => text(at).length <= 4)
    for (const at of row.above) {
      const [opening, beginning] = cellsOfPart(text(at), cut)
      const [piece] = whole(at)
      // A merged cell, and behind it the beginning of a name.
      if (piece && opening && beginning) {
        parts[i]?.label.push({ ...piece, to: piece.from + opening.end })
        parts[i]?.before.push({ ...piece, from: piece.from + beginning.start })
        continue
      }
      const role = pair ? 'label' : roleOf(text(at), i > 0 && parts[i]?.label.length === 0 && parts[i].before.length === 0 ? nameOf(rows[i - 1]) : null, nameOf(row), widest)
      if (role === 'end') parts[i - 1]?.behind.push(...whole(at))
      else parts[i]?.[role === 'label' ? 'label' : 'before'].push(...whole(at))
    }
  })
  // Behind the last row only what ends its name belongs to the table.
  const last = rows.at(-1)
  const [tail] = behind
  const lastName = nameOf(last) ?? ''
  if (last && tail !== undefined && tail === last.at + 1 && markerOf(text(tail)) === null && (openBracket(lastName) || /^[（(）)]/u.test(text(tail)) || (width(lastName) >= widest * NEARLY_FULL && text(tail).length <= 6 && !WHOLE_NAME.test(lastName)))) parts.at(-1)?.behind.push(...whole(tail))

  const groups: { label: Piece[]; rows: Piece[][] }[] = []
  rows.forEach((row, i) => {
    const own = parts[i]
    const line = printed[row.at]
    if (!own || !line) return
    const spans = cellsBetween(line.text, cut)
    const opening = row.labelled ? [{ ...wholeLine(line), to: wholeLine(line).from + (spans[0]?.end ?? 0) }] : []
    const label = [...own.label, ...opening]
    if (label.length > 0 || groups.length === 0) groups.push({ label, rows: [] })
    groups.at(-1)?.rows.push(rowPieces(printed, row, cut, own))
  })
  const pieces = [...[...header, ...(unit === null ? [] : [unit]), ...(title === null ? [] : [title])].flatMap(whole), ...groups.flatMap((group) => [...group.label, ...group.rows.flat()])]
  const paragraph = (indices: readonly number[]): ReturnType<typeof paragraphOf> =>
    paragraphOf(indices.flatMap((i, at) => (printed[i] ? [{ ...wholeLine(printed[i]), to: wholeLine(printed[i]).to + (at < indices.length - 1 ? 1 : 0) }] : [])), lines)
  return {
    from: Math.min(...pieces.map(({ line }) => line)), to: Math.max(...pieces.map(({ line }) => line)),
    title: title === null ? null : paragraph([title]),
    ...(unit === null ? {} : { unit: paragraph([unit]) }),
    header: header.length === 0 ? null : paragraph(header),
    groups: groups.map((group) => ({ label: paragraphOf(group.label, lines), rows: group.rows.map((pieces) => paragraphOf(pieces, lines)) })),
    ...(repeated.length === 0 ? {} : { repeated: repeated.flatMap((i) => (printed[i] ? [printed[i].line] : [])) }),
  }
}
