import { rowStart, tableCells, type Passage, type TableCells } from '../../indexer/index.js'
import { clipMarks, type Mark } from '../search/match.js'
import type { CollectView } from './collect.js'
import { clipNotes, Html, type Notes } from './markup.js'
import type { CorrectionView, HitNavView } from './passage-text.js'

/** The rows of a section as a table; rows that do not fall into cells are whole cells of their own. */
export interface GridView {
  /** The name of the column of merged cells; '' where the header does not name it. */
  readonly label: string
  /** Whether the header has a cell above the merged cells. */
  readonly labelled: boolean
  readonly headElement: string
  /** The header's first line: columns that stand alone take two lines, those under a spanner are in the second. */
  readonly head: readonly { readonly name: string; readonly columns: number; readonly lines: number }[]
  readonly subhead: readonly { readonly name: string }[]
  readonly rows: readonly GridRowView[]
  /** The corrections of its rows, the header's among them; a row's sign leads to the source, its note says what was changed. */
  readonly corrected: readonly { readonly number: number; readonly source: string; readonly corrections: readonly CorrectionView[] }[]
}

export interface GridRowView {
  readonly element: string
  readonly permalink: string
  readonly source: string
  /** Ordinal of the passage in the report. */
  readonly number: number
  readonly collect: CollectView
  /** An editor has put something right in it. */
  readonly fixed: boolean
  readonly found: boolean
  readonly focused: boolean
  readonly hit: HitNavView | null
  /** The merged cell, at the first row that it covers. */
  readonly group: { readonly text: string; readonly rows: number } | null
  /** `null` for a row that is one cell. */
  readonly ordinal: Html | null
  readonly name: Html
  /** How many columns a row takes that does not fall into cells; 0 for one that does. */
  readonly columns: number
  readonly values: readonly { readonly cell: Html }[]
}

/** A row as it goes into the table. */
export interface GridRow extends Pick<GridRowView, 'element' | 'permalink' | 'source' | 'number' | 'collect' | 'found' | 'focused' | 'hit'> {
  readonly passage: Passage
  readonly corrections: readonly CorrectionView[]
  readonly notes: Notes
  readonly marks: readonly Mark[]
}

/** Lays rows out under their header; `null` for no rows. */
export function gridOf(passages: readonly GridRow[]): GridView | null {
  const [first, ...rest] = passages
  if (!first) return null
  const table = tableCells(passages.map(({ passage }) => passage))
  const rows = table?.headed ? rest : passages
  const spanned = table?.spanner ? table.columns.slice(2, 4) : []
  const alone = (name: string): GridView['head'][number] => ({ name, columns: 1, lines: spanned.length > 0 ? 2 : 1 })
  const labelled = rows.some(({ passage }) => passage.label !== null)
  return {
    label: table?.label ?? '',
    labelled: table?.headed === true && labelled,
    headElement: table?.headed ? first.element : '',
    head: !table?.headed ? [] : spanned.length === 0 ? table.columns.map(alone)
      : [...table.columns.slice(0, 2).map(alone), { name: table.spanner ?? '', columns: spanned.length, lines: 1 }, ...table.columns.slice(4).map(alone)],
    subhead: spanned.map((name) => ({ name })),
    rows: rows.map((row, i) => rowView(row, table, labelled ? groupAt(rows, i) : null)),
    corrected: passages.filter(({ corrections }) => corrections.length > 0).map(({ number, source, corrections }) => ({ number, source, corrections })),
  }
}

function rowView({ passage, marks, notes, element, permalink, source, corrections, number, collect, found, focused, hit }: GridRow, table: TableCells | null, group: GridRowView['group']): GridRowView {
  const { text } = passage
  const cells = table?.cells(passage) ?? []
  const start = rowStart(passage.label)
  const shown = cells.map(({ start, end }) => Html.marked(text.slice(start, end), clipMarks(marks, start, end), clipNotes(notes, start, end)))
  const ordinal = table?.numbered ? shown.shift() : undefined
  const [name, ...values] = shown
  return {
    element, permalink, source, number, collect, fixed: corrections.length > 0, found, focused, hit, group, ordinal: ordinal ?? null,
    name: name ?? Html.marked(text.slice(start), clipMarks(marks, start, text.length), clipNotes(notes, start, text.length)),
    columns: name || !table ? 0 : table.columns.length, values: values.map((cell) => ({ cell })),
  }
}

function groupAt(rows: readonly GridRow[], i: number): GridRowView['group'] {
  const label = rows[i]?.passage.label ?? null
  if (i > 0 && label === rows[i - 1]?.passage.label) return null
  const covered = rows.slice(i).findIndex((row) => row.passage.label !== label)
  return { text: label ?? '', rows: covered === -1 ? rows.length - i : covered }
}
