import { cellsOf, columnsOf, type Passage } from '../../indexer/index.js'
import { clipMarks, type Mark } from '../search/match.js'
import { Html } from './markup.js'

/** The rows of a section as a table. */
export interface GridView<Row> {
  readonly header: Row
  readonly label: string
  /** The header's first line: columns that stand alone take two lines, those under a spanner are in the second. */
  readonly head: readonly { readonly name: string; readonly columns: number; readonly lines: number }[]
  readonly subhead: readonly { readonly name: string }[]
  readonly rows: readonly (Row & GridCells)[]
}

export interface GridCells {
  /** The merged cell, at the first row that it covers. */
  readonly group: { readonly text: string; readonly rows: number } | null
  readonly ordinal: Html
  readonly name: Html
  readonly values: readonly Html[]
}

/** Rows that fall into cells under a header that names them; otherwise `null`, and they are shown as lines. */
export function gridOf<Row>(passages: readonly { passage: Passage; marks: readonly Mark[]; view: Row }[]): GridView<Row> | null {
  const [header, ...rows] = passages
  const columns = header && columnsOf(header.passage.text)
  if (!columns || rows.length === 0) return null
  const cells = rows.map(({ passage }) => cellsOf(passage.text))
  if (cells.some((row) => row === null)) return null
  const spanned = columns.spanner === null ? [] : columns.columns.slice(2, 4)
  const alone = (name: string): GridView<Row>['head'][number] => ({ name, columns: 1, lines: spanned.length > 0 ? 2 : 1 })
  return {
    header: header.view,
    label: columns.label,
    head: spanned.length === 0 ? columns.columns.map(alone)
      : [...columns.columns.slice(0, 2).map(alone), { name: columns.spanner ?? '', columns: spanned.length, lines: 1 }, ...columns.columns.slice(4).map(alone)],
    subhead: spanned.map((name) => ({ name })),
    rows: rows.map(({ passage, marks, view }, i) => {
      const [number, name, ...values] = (cells[i] ?? []).map(({ start, end }) => Html.marked(passage.text.slice(start, end), clipMarks(marks, start, end)))
      const opens = passage.label !== null && passage.label !== rows[i - 1]?.passage.label
      const covered = rows.slice(i).findIndex((row) => row.passage.label !== passage.label)
      return {
        ...view, group: opens ? { text: passage.label ?? '', rows: covered === -1 ? rows.length - i : covered } : null,
        ordinal: number ?? Html.marked('', []), name: name ?? Html.marked('', []), values,
      }
    }),
  }
}
