import type { Corpus } from './corpus.js'
import type { Engine } from './engine.js'
import { columnOf } from './facets.js'
import { EMPTY_QUERY, type Dimension, type Query } from './query.js'

/** What a query finds, counted by two dimensions. */

/** The tables that can be made: rows by columns. */
export const TABLES = { 'city-year': ['city', 'year'], 'city-topic': ['city', 'topic'], 'topic-year': ['topic', 'year'] } as const satisfies Readonly<Record<string, readonly [Dimension, Dimension]>>
export type Table = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as readonly Table[]

/** Passages, reports that they stand in, passages per 10,000 characters of the same place and time. */
export const MEASURES = ['passages', 'reports', 'rate'] as const
export type Measure = (typeof MEASURES)[number]

/**
 * `found`: collected, and something was sought in it; `unread`: a report says that it speaks of it, but no passage could be made;
 * `absent`: no report was collected, so that nothing can be said.
 */
export type CellState = 'found' | 'unread' | 'absent'

export interface Cell {
  readonly state: CellState
  /** As many as searching with the cell's filters finds. */
  readonly passages: number
  readonly reports: number
  /** Characters of all passages under the same filters, whether or not the query finds them; UTF-16 code units. */
  readonly characters: number
}

export interface Tabulation {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** Of a row and a column; `null` stands for all of them. */
  readonly cell: (row: string | null, column: string | null) => Cell
  /** The query that a cell stands for. */
  readonly query: (row: string | null, column: string | null) => Query
  /** Found passages that belong to no value of the rows, or of the columns, and so are only in the total. */
  readonly without: { readonly row: number; readonly column: number }
}

/** Per 10,000 characters; 0 where there is no text. */
export const rateOf = ({ passages, characters }: Cell): number => (characters === 0 ? 0 : passages * 10_000 / characters)

export const valueOf = (cell: Cell, measure: Measure): number => (measure === 'rate' ? rateOf(cell) : cell[measure])

interface Sums {
  passages: number
  characters: number
  /** Places of the reports. */
  readonly reports: Set<number>
}

/** Passages summed up by two dimensions: by their sets of values first, because many passages have the same. */
class Counter {
  readonly #sums = new Map<string, Sums>()
  /** Passages that have no value of the rows, or of the columns. */
  readonly without = { row: 0, column: 0 }

  constructor(ordinals: Uint32Array, { columns, store: { texts: { starts } } }: Corpus, dimensions: readonly [Dimension, Dimension]) {
    const [rows, across] = [columnOf[dimensions[0]](columns), columnOf[dimensions[1]](columns)]
    const bySets = new Map<number, Sums>()
    for (const ordinal of ordinals) {
      const key = (rows.of[ordinal] ?? 0) * across.sets.length + (across.of[ordinal] ?? 0)
      const sums = bySets.get(key) ?? { passages: 0, characters: 0, reports: new Set() }
      sums.passages++
      sums.characters += (starts[ordinal + 1] ?? 0) - (starts[ordinal] ?? 0)
      sums.reports.add(columns.reportOf[ordinal] ?? -1)
      bySets.set(key, sums)
    }
    for (const [key, sums] of bySets) {
      const [row, column] = [rows.sets[Math.floor(key / across.sets.length)] ?? [], across.sets[key % across.sets.length] ?? []]
      if (row.length === 0) this.without.row += sums.passages
      if (column.length === 0) this.without.column += sums.passages
      for (const r of [null, ...row]) for (const c of [null, ...column]) this.#add(keyOf(r, c), sums)
    }
  }

  #add(key: string, { passages, characters, reports }: Sums): void {
    const sums = this.#sums.get(key) ?? { passages: 0, characters: 0, reports: new Set() }
    sums.passages += passages
    sums.characters += characters
    for (const report of reports) sums.reports.add(report)
    this.#sums.set(key, sums)
  }

  of(key: string): { readonly passages: number; readonly reports: number; readonly characters: number } {
    const { passages, characters, reports } = this.#sums.get(key) ?? { passages: 0, characters: 0, reports: new Set() }
    return { passages, characters, reports: reports.size }
  }
}

/** No value of a dimension holds a line feed. */
const keyOf = (row: string | null, column: string | null): string => `${row ?? '\n'}\n${column ?? '\n'}`

/** Whether the catalogue says that some report speaks of the city in the year; `null` stands for any. */
const catalogued = ({ reports }: Corpus, city: string | null, year: string | null): boolean =>
  reports.some(({ cities, covers }) => (city === null || cities.includes(city)) && (year === null || covers.includes(Number(year))))

/** Counts what a query finds. Values that the query filters by are the only ones of their dimension. */
export function tabulate(engine: Engine, query: Query, table: Table): Tabulation {
  const dimensions: readonly [Dimension, Dimension] = TABLES[table]
  const [rowDimension, columnDimension] = dimensions
  const asked: Query = { ...query, page: 1 }
  const count = (query: Query): Counter => new Counter(engine.found(query), engine.corpus, dimensions)
  const hits = count(asked)
  const text = count({ ...asked, q: '' })
  const corpus = count(EMPTY_QUERY)
  const valuesOf = (dimension: Dimension, has: (value: string) => boolean): readonly string[] => {
    const chosen = query[dimension].map(String)
    const order = dimension === 'year' ? [...engine.valuesOf(dimension)].reverse() : engine.valuesOf(dimension)
    const others = [...new Set([...engine.corpus.reports.flatMap(({ cities }) => (dimension === 'city' ? cities : [])), ...columnOf[dimension](engine.corpus.columns).sets.flat()])].filter((value) => !order.includes(value)).sort()
    const all = [...order, ...others]
    return chosen.length > 0 ? [...all.filter((value) => chosen.includes(value)), ...chosen.filter((value) => !all.includes(value))] : all.filter(has)
  }
  const inCatalogue = (row: string | null, column: string | null): boolean => {
    const of = (dimension: Dimension): string | null => (rowDimension === dimension ? row : columnDimension === dimension ? column : null)
    return catalogued(engine.corpus, of('city'), of('year'))
  }
  const rows = valuesOf(rowDimension, (value) => corpus.of(keyOf(value, null)).passages > 0 || (rowDimension !== 'topic' && inCatalogue(value, null)))
  const columns = valuesOf(columnDimension, (value) => corpus.of(keyOf(null, value)).passages > 0 || (columnDimension !== 'topic' && inCatalogue(null, value)))
  const stateOf = (row: string | null, column: string | null): CellState => {
    // A topic is not collected: where there is text, it is there or not.
    const key = keyOf(rowDimension === 'topic' ? null : row, columnDimension === 'topic' ? null : column)
    return corpus.of(key).passages > 0 ? 'found' : inCatalogue(row, column) ? 'unread' : 'absent'
  }
  return {
    rows, columns,
    cell: (row, column) => {
      const key = keyOf(row, column)
      const { passages, reports } = hits.of(key)
      return { state: stateOf(row, column), passages, reports, characters: text.of(key).characters }
    },
    query: (row, column) => ({
      ...EMPTY_QUERY, ...asked,
      ...(row === null ? {} : { [rowDimension]: [rowDimension === 'year' ? Number(row) : row] }),
      ...(column === null ? {} : { [columnDimension]: [columnDimension === 'year' ? Number(column) : column] }),
    }),
    without: hits.without,
  }
}
