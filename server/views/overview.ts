import type { Engine, Results } from '../search/engine.js'
import { DIMENSIONS, EMPTY_QUERY, isFiltered, type Dimension, type Query } from '../search/query.js'
import { MEASURES, rateOf, TABLE_NAMES, TABLES, tabulate, valueOf, type Cell, type Measure, type Table, type Tabulation } from '../search/tabulate.js'
import { bars, BARS, shadesOf, SPARK, sparkline, type Bar } from './chart.js'
import { wordsView, type WordsOf, type WordsView } from './distinctive.js'
import type { Tag } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { OVERVIEW, overviewCsvLink, overviewLink, searchLink, type OverviewParameters } from './links.js'
import type { Messages } from './messages/index.js'
import { filtersOf } from './facets.js'
import { isMapped, MAP_BOX, tiles, type Tile } from './tile-map.js'

/** Any query as a table of city by year (or topic), as a map, along the years, and by the words that are its places' own. */

/** What a request wants to see; `of` is whose distinctive words. */
export interface Overview {
  readonly query: Query
  readonly table: Table
  readonly measure: Measure
  readonly of: WordsOf | null
}

interface ChoiceView {
  readonly value: string
  readonly label: string
  readonly selected: boolean
}

export interface OverviewCellView {
  /** The number; `—` where no report was collected, `?` where one is without readable text. */
  readonly label: string
  /** `开封 2020 年：9 段，见于 1 份报告`, for those who do not see the table's heads. */
  readonly name: string
  /** The search that finds just these; `null` where there is nothing to find. */
  readonly href: string | null
}

/** A cell with its shade, 0 … 4. */
export type ShadedCellView = OverviewCellView & { readonly shade: number }

interface SparkView {
  readonly label: string
  readonly width: number
  readonly height: number
  readonly bars: readonly Omit<Bar, 'middle'>[]
}

export interface OverviewView {
  readonly frame: Frame
  readonly heading: string
  readonly q: string
  readonly filters: string
  readonly clear: string | null
  readonly action: string
  readonly tables: readonly ChoiceView[]
  readonly measures: readonly ChoiceView[]
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  /** What the numbers are. */
  readonly unit: string
  readonly total: { readonly passages: number; readonly reports: number; readonly href: string }
  readonly weak: boolean
  /** What was sought instead of what was typed; '' when nothing else. */
  readonly corrected: string
  readonly grid: {
    readonly caption: string
    readonly corner: string
    readonly columns: readonly Tag[]
    readonly rows: readonly { readonly head: Tag; readonly cells: readonly ShadedCellView[]; readonly sum: OverviewCellView; readonly sparks: boolean; readonly spark: SparkView | null }[]
    readonly foot: { readonly cells: readonly OverviewCellView[]; readonly sum: OverviewCellView }
    readonly sparks: boolean
    readonly notes: readonly { readonly text: string }[]
    readonly csv: string
    readonly data: string
  } | null
  readonly map: {
    readonly box: string
    readonly tiles: readonly (Tile & ShadedCellView)[]
    readonly off: string
  } | null
  /** There are cities, but none that the map has. */
  readonly noMap: boolean
  readonly timeline: {
    readonly label: string
    readonly width: number
    readonly height: number
    readonly base: number
    readonly bars: readonly (Bar & OverviewCellView & { readonly year: string; readonly valueAt: number; readonly nameAt: number })[]
    readonly first: Tag | null
    readonly peak: Tag | null
  } | null
  readonly words: WordsView
}

/** Reports in a cell below which places and years should not be compared by it. */
const FEW = 3
/** Years that make a course. */
const LEAST_YEARS = 3

const nameOf = (dimension: Dimension, value: string, { facts }: Messages): string => (dimension === 'year' ? facts.year(value) : value)

const subjectOf = ({ q }: Query, { results }: Messages): string => (q === '' ? results.all : results.quoted(q))

/** One decimal for a rate, whole numbers for counts. */
const printed = (cell: Cell, measure: Measure): string => (measure === 'rate' ? rateOf(cell).toFixed(1) : String(valueOf(cell, measure)))

const SIGNS = { absent: '—', unread: '?' } as const

function cellView(cell: Cell, name: string, measure: Measure, href: string, { overview: says }: Messages): OverviewCellView {
  if (cell.state !== 'found') return { label: SIGNS[cell.state], name: says.state(name, says[cell.state]), href: null }
  const counts = says.cell(name, cell.passages, cell.reports)
  return { label: printed(cell, measure), name: measure === 'rate' ? says.cellRate(counts, printed(cell, measure)) : counts, href: cell.passages === 0 ? null : href }
}

/** The parameters that differ from the defaults. */
export const parametersOf = ({ table, measure, of }: Overview): OverviewParameters => ({
  ...(table === 'city-year' ? {} : { table }), ...(measure === 'passages' ? {} : { measure }), ...(of === null ? {} : { of: `${of.dimension}:${of.value}` }),
})

function gridView(counted: Tabulation, overview: Overview, messages: Messages): OverviewView['grid'] {
  const { overview: says, results } = messages
  const { table, measure, query } = overview
  const [rowDimension, columnDimension]: readonly [Dimension, Dimension] = TABLES[table]
  const { rows, columns } = counted
  if (rows.length === 0 || columns.length === 0) return null
  const shade = shadesOf(rows.flatMap((row) => columns.map((column) => valueOf(counted.cell(row, column), measure))))
  const link = (row: string | null, column: string | null): string => searchLink(counted.query(row, column))
  const view = (row: string | null, column: string | null): OverviewCellView => {
    const cell = counted.cell(row, column)
    const name = [row === null ? '' : nameOf(rowDimension, row, messages), column === null ? '' : nameOf(columnDimension, column, messages)].filter((part) => part !== '').join(' ')
    return cellView(cell, name === '' ? says.sum : name, measure, link(row, column), messages)
  }
  const sparks = columnDimension === 'year' && columns.length > 1
  const { row: withoutRow, column: withoutColumn } = counted.without
  const filled = rows.flatMap((row) => columns.map((column) => counted.cell(row, column))).filter(({ passages }) => passages > 0)
  const notes = [
    ...(withoutRow > 0 ? [says.without(withoutRow, results[rowDimension])] : []),
    ...(withoutColumn > 0 ? [says.without(withoutColumn, results[columnDimension])] : []),
    rowDimension === 'topic' ? says.severalBoth : columnDimension === 'year' ? says.severalYears : says.severalTopics,
    ...(filled.length > 0 && filled.every(({ reports }) => reports < FEW) ? [says.few] : []),
  ]
  const parameters = parametersOf({ ...overview, of: null })
  return {
    caption: says.caption(subjectOf(query, messages), says[table], says[measure]),
    corner: results[rowDimension],
    columns: columns.map((column) => ({ label: column, href: link(null, column) })),
    rows: rows.map((row) => {
      const values = columns.map((column) => counted.cell(row, column))
      return { head: { label: row, href: link(row, null) }, cells: columns.map((column) => ({ ...view(row, column), shade: shade(valueOf(counted.cell(row, column), measure)) })), sum: view(row, null), sparks, spark: sparks ? sparkView(row, values, columns, measure, messages) : null }
    }),
    foot: { cells: columns.map((column) => view(null, column)), sum: view(null, null) },
    sparks, notes: notes.map((text) => ({ text })),
    csv: overviewCsvLink(query, 'table', parameters), data: overviewCsvLink(query, 'cells', parameters),
  }
}

/** A row along the years; `null` where too few of them were collected to see a course. */
function sparkView(row: string, cells: readonly Cell[], years: readonly string[], measure: Measure, { overview: says }: Messages): SparkView | null {
  const values = cells.map((cell) => (cell.state === 'found' ? valueOf(cell, measure) : null))
  const known = cells.flatMap((cell, i) => (cell.state === 'found' ? [{ year: years[i] ?? '', value: printed(cell, measure) }] : []))
  const [from, to] = [known[0], known.at(-1)]
  if (from === undefined || to === undefined || known.length < LEAST_YEARS || values.every((value) => (value ?? 0) === 0)) return null
  return { label: says.courseOf(row, from.year, from.value, to.year, to.value), ...SPARK, bars: sparkline(values) }
}

function mapView(counted: Tabulation, { measure }: Overview, messages: Messages): Pick<OverviewView, 'map' | 'noMap'> {
  const { rows } = counted
  const drawn = rows.filter(isMapped)
  if (drawn.length === 0) return { map: null, noMap: rows.length > 0 }
  const shade = shadesOf(drawn.map((city) => valueOf(counted.cell(city, null), measure)))
  const others = rows.filter((city) => !isMapped(city))
  return {
    noMap: false,
    map: {
      box: MAP_BOX,
      tiles: tiles.map((tile) => {
        const cell = drawn.includes(tile.city) ? counted.cell(tile.city, null) : { state: 'absent', passages: 0, reports: 0, characters: 0 } as const
        return { ...tile, ...cellView(cell, tile.city, measure, searchLink(counted.query(tile.city, null)), messages), shade: shade(valueOf(cell, measure)) }
      }),
      off: messages.facts.listed(others),
    },
  }
}

function timelineView(counted: Tabulation, { measure, query }: Overview, messages: Messages): OverviewView['timeline'] {
  const years = counted.columns
  const cells = years.map((year) => counted.cell(null, year))
  if (years.length === 0 || cells.every(({ passages }) => passages === 0)) return null
  const geometry = bars(cells.map((cell) => valueOf(cell, measure)))
  const link = (year: string): string => searchLink(counted.query(null, year))
  const tag = (i: number): Tag | null => {
    const [year, cell] = [years[i], cells[i]]
    return year === undefined || !cell ? null : { label: messages.overview.yearOf(year, cell.passages), href: link(year) }
  }
  const values = cells.map((cell) => valueOf(cell, measure))
  const first = cells.findIndex(({ passages }) => passages > 0)
  return {
    label: messages.overview.yearsOf(subjectOf(query, messages), messages.overview[measure]),
    width: years.length * BARS.step, height: BARS.above + BARS.height + BARS.below, base: BARS.above + BARS.height,
    bars: cells.flatMap((cell, i) => {
      const [bar, year] = [geometry[i], years[i]]
      return bar && year !== undefined ? [{ ...bar, ...cellView(cell, messages.facts.year(year), measure, link(year), messages), year, valueAt: bar.y - 6, nameAt: BARS.above + BARS.height + 20 }] : []
    }),
    first: query.q === '' ? null : tag(first), peak: query.q === '' ? null : tag(values.indexOf(Math.max(...values))),
  }
}

/** The tables behind a view: the one that is asked for, and those that the map and the timeline are drawn from. */
export interface Tables {
  readonly shown: Tabulation
  readonly byCityAndYear: Tabulation
}

export function tablesOf(engine: Engine, { query, table }: Overview): Tables {
  const shown = tabulate(engine, query, table)
  return { shown, byCityAndYear: table === 'city-year' ? shown : tabulate(engine, query, 'city-year') }
}

export function overviewView(engine: Engine, overview: Overview, site: Site): OverviewView {
  const { query, table, measure } = overview
  const results: Results = engine.search({ ...query, page: 1, size: 1 })
  const { shown, byCityAndYear } = tablesOf(engine, overview)
  const { messages } = site
  const { overview: says } = messages
  const choice = (value: Table | Measure, chosen: Table | Measure): ChoiceView => ({ value, label: says[value], selected: value === chosen })
  return {
    frame: frameOf(site, {
      title: query.q === '' ? says.title : says.titleOf(query.q), description: query.q === '' ? says.description : says.descriptionOf(query.q),
      path: overviewLink(query, parametersOf(overview)), q: query.q, current: 'overview', indexed: query.q === '' && !isFiltered(query),
    }),
    heading: query.q === '' ? says.heading : says.headingOf(query.q),
    q: query.q, filters: messages.facts.listed(filtersOf(query, engine, messages).map(({ label }) => label)), clear: isFiltered(query) ? overviewLink({ ...EMPTY_QUERY, q: query.q, off: query.off }, parametersOf(overview)) : null,
    action: OVERVIEW,
    tables: TABLE_NAMES.map((value) => choice(value, table)),
    measures: MEASURES.map((value) => choice(value, measure)),
    hidden: hiddenOf(query), unit: says[measure],
    total: { passages: results.total, reports: results.reports.size, href: searchLink({ ...query, page: 1 }) },
    weak: results.weak && results.total > 0,
    corrected: results.spelling?.applied ? results.spelling.text : '',
    grid: gridView(shown, overview, messages),
    ...mapView(byCityAndYear, overview, messages),
    timeline: timelineView(byCityAndYear, overview, messages),
    words: wordsView(engine, overview, parametersOf(overview), messages),
  }
}

/** The filters of a query, for a form that does not show them. */
const hiddenOf = (query: Query): { name: string; value: string }[] => [
  ...(['city', 'county', 'year', 'topic', 'report', 'off'] as const).flatMap((name) => query[name].map((value) => ({ name, value: String(value) }))),
  ...DIMENSIONS.flatMap((name) => query.not[name].map((value) => ({ name: `-${name}`, value: String(value) }))),
  ...(['from', 'to'] as const).flatMap((name) => (query[name] === null ? [] : [{ name, value: String(query[name]) }])),
]
