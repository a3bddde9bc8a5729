import type { Engine } from '../search/engine.js'
import { rateOf, TABLES, tabulate, valueOf, type Cell, type Tabulation } from '../search/tabulate.js'
import { foundWords } from './distinctive.js'
import { absolute, searchLink } from './links.js'
import type { Messages } from './messages/index.js'
import type { Overview } from './overview.js'

/** The numbers of the overview as rows of a spreadsheet, their heads first. */

interface DataSite {
  readonly baseUrl: string
  readonly messages: Messages
}

type Rows = (string | number)[][]

const stateLabel = (state: Cell['state'], { overview: says }: Messages): string => (state === 'found' ? says.collected : says[state])

const round = (value: number, decimals = 2): number => Number(value.toFixed(decimals))

const number = (cell: Cell, { measure }: Overview, messages: Messages): string | number => (cell.state === 'found' ? round(valueOf(cell, measure), 1) : stateLabel(cell.state, messages))

/** The table as the page shows it. */
function tableRows(counted: Tabulation, overview: Overview, messages: Messages): Rows {
  const { overview: says, results } = messages
  const { rows, columns, cell } = counted
  const line = (row: string | null): Rows[number] => [row ?? says.sum, ...[...columns, null].map((column) => number(cell(row, column), overview, messages))]
  return [[results[TABLES[overview.table][0]], ...columns, says.sum], ...rows.map(line), line(null)]
}

/** A line for each cell, with all that is known of it. */
function cellRows({ rows, columns, cell, query }: Tabulation, { table }: Overview, { baseUrl, messages }: DataSite): Rows {
  const { overview: says, results } = messages
  const [row, column] = TABLES[table]
  return [
    [results[row], results[column], says.collected, says.passages, says.reports, says.characters, says.rate, says.address],
    ...rows.flatMap((r) => columns.map((c) => {
      const found = cell(r, c)
      return [r, c, stateLabel(found.state, messages), found.passages, found.reports, found.characters, round(rateOf(found)), absolute(baseUrl, searchLink(query(r, c)))]
    })),
  ]
}

/** Distinctive words with the search that shows their passages; only their heads when nobody's were asked for. */
function wordRows(engine: Engine, { query, of }: Overview, { baseUrl, messages: { overview: says } }: DataSite): Rows {
  const words = of === null ? [] : foundWords(engine, query, of).words
  return [
    [says.word, says.passages, says.inside, says.outside, 'z', says.address],
    ...words.map(({ word, passages, inside, outside, z, query: search }) => [word, passages, inside, outside, round(z), absolute(baseUrl, searchLink(search))]),
  ]
}

export function overviewRows(engine: Engine, overview: Overview, part: 'table' | 'cells' | 'words', site: DataSite): Rows {
  if (part === 'words') return wordRows(engine, overview, site)
  const counted = tabulate(engine, overview.query, overview.table)
  return part === 'table' ? tableRows(counted, overview, site.messages) : cellRows(counted, overview, site)
}
