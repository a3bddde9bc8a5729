import { headingPaths, linesOf, type Analyzer, type Folded, type Passage, type Report, type Snapshot } from '../../indexer/index.js'
import { columnsOf, type Columns } from './columns.js'
import { Headings } from './headings.js'
import { Holders } from './holders.js'
import { TextTable } from './kernels/text-table.js'
import { sketchOf } from './sketch.js'

/** A passage with all that a hit shows of it. Its ordinal is its place in the corpus, and its id in the index. */
export interface Entry {
  readonly ordinal: number
  readonly report: Report
  readonly passage: Passage
  /** `{report id}/{anchor}`. */
  readonly id: string
  readonly headings: readonly string[]
  /** First and last source line, both inclusive. */
  readonly lines: readonly [number, number]
}

/** Report and anchor of every passage, in order. */
export const passageKeys = ({ entries }: Pick<Corpus, 'entries'>): { readonly report: string; readonly anchor: string }[] =>
  entries.map(({ report, passage }) => ({ report: report.id, anchor: passage.anchor }))

/** Passages whose folded texts are kept. */
const MOST_FOLDS = 1000

/** The passages of all reports, numbered through, with the look-ups that searching and reading need. */
export class Corpus {
  readonly entries: readonly Entry[]
  readonly reports: readonly Report[]
  readonly columns: Columns
  readonly texts: TextTable
  readonly headings: Headings
  readonly holders: Holders
  readonly #byReport: ReadonlyMap<string, Report>
  readonly #byId: ReadonlyMap<string, Entry>
  /** Titles, folded, by place of the report. */
  readonly foldedTitles: readonly string[]
  readonly #analyzer: Analyzer
  readonly #folds = new Map<number, Folded>()

  constructor({ reports, index }: Pick<Snapshot, 'reports' | 'index'>, analyzer: Analyzer) {
    const entries: Entry[] = []
    for (const report of reports) {
      const paths = headingPaths(report)
      report.passages.forEach((passage, i) => {
        entries.push({
          ordinal: entries.length, report, passage, id: `${report.id}/${passage.anchor}`,
          headings: paths[i] ?? [], lines: linesOf(passage.pieces) ?? [1, 1],
        })
      })
    }
    this.reports = reports
    this.entries = entries
    this.#analyzer = analyzer
    this.columns = columnsOf(entries, reports)
    this.headings = new Headings(this.columns, (text) => analyzer.foldTight(text).text)
    this.texts = tableOf(entries, analyzer)
    this.holders = new Holders(index, this.texts, analyzer)
    this.foldedTitles = reports.map(({ title }) => analyzer.foldTight(title).text)
    this.#byReport = new Map(reports.map((report) => [report.id, report]))
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]))
  }

  report(id: string): Report | undefined {
    return this.#byReport.get(id)
  }

  entry(report: string, anchor: string): Entry | undefined {
    return this.#byId.get(`${report}/${anchor}`)
  }

  /** The passage with an ordinal; another number is a broken invariant and throws. */
  at(ordinal: number): Entry {
    const entry = this.entries[ordinal]
    if (!entry) throw new Error(`no passage ${ordinal}`)
    return entry
  }

  /** The passage's text folded without white space. The last ones are kept. */
  folded(entry: Entry): Folded {
    const known = this.#folds.get(entry.ordinal)
    if (known) return known
    const folded = this.#analyzer.foldTight(entry.passage.text)
    const [oldest] = this.#folds.keys()
    if (this.#folds.size >= MOST_FOLDS && oldest !== undefined) this.#folds.delete(oldest)
    this.#folds.set(entry.ordinal, folded)
    return folded
  }

  /** The passage's text folded with its white space, which parts the numbers of a table's row. */
  spaced(entry: Entry): string {
    return this.texts.spaced(entry.ordinal)
  }

  /** The headings above the passage, folded, parted by line feeds. */
  foldedHeadings(entry: Entry): string {
    return this.headings.above(entry.ordinal)
  }

  /** The report's title, folded. */
  foldedTitle(entry: Entry): string {
    return this.foldedTitles[this.columns.reportOf[entry.ordinal] ?? -1] ?? ''
  }

  /** By which repeats of the passage are told. */
  sketch(entry: Entry): Uint32Array {
    return sketchOf(this.texts.tight(entry.ordinal))
  }

  /** In how many passages a folded text stands. */
  passagesWith(text: string): number {
    return this.holders.holding(text).length
  }
}

/** The texts of all passages, one behind the other. */
function tableOf(entries: readonly Entry[], analyzer: Analyzer): TextTable {
  const starts = new Uint32Array(entries.length + 1)
  entries.forEach(({ passage }, i) => { starts[i + 1] = (starts[i] ?? 0) + passage.text.length })
  const units = new Uint16Array(starts[entries.length] ?? 0)
  entries.forEach(({ passage: { text } }, i) => {
    const start = starts[i] ?? 0
    for (let at = 0; at < text.length; at++) units[start + at] = text.charCodeAt(at)
  })
  return new TextTable(units, starts, analyzer)
}
