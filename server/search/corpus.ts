import { headingPaths, linesOf, type Analyzer, type Folded, type Passage, type Report, type Snapshot } from '../../indexer/index.js'

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

/** The passages of all reports, numbered through, with the look-ups that searching and reading need. */
export class Corpus {
  readonly entries: readonly Entry[]
  readonly reports: readonly Report[]
  readonly #byReport: ReadonlyMap<string, Report>
  readonly #byId: ReadonlyMap<string, Entry>
  readonly #folded = new Map<number, Folded>()
  readonly #foldedHeadings = new Map<number, string>()
  readonly #spaced = new Map<number, string>()
  readonly #analyzer: Analyzer

  constructor({ reports }: Pick<Snapshot, 'reports'>, analyzer: Analyzer) {
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
    this.#analyzer = analyzer
    this.reports = reports
    this.entries = entries
    this.#byReport = new Map(reports.map((report) => [report.id, report]))
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]))
  }

  report(id: string): Report | undefined {
    return this.#byReport.get(id)
  }

  entry(report: string, anchor: string): Entry | undefined {
    return this.#byId.get(`${report}/${anchor}`)
  }

  /** The passage's text folded without white space; kept once made. */
  folded(entry: Entry): Folded {
    const known = this.#folded.get(entry.ordinal)
    if (known) return known
    const folded = this.#analyzer.foldTight(entry.passage.text)
    this.#folded.set(entry.ordinal, folded)
    return folded
  }

  /** The passage's text folded with its white space, which parts the numbers of a table's row; kept once made. */
  spaced(entry: Entry): string {
    const known = this.#spaced.get(entry.ordinal)
    if (known !== undefined) return known
    const { text } = this.#analyzer.fold(entry.passage.text)
    this.#spaced.set(entry.ordinal, text)
    return text
  }

  /** The headings above the passage, folded, parted by line feeds. */
  foldedHeadings(entry: Entry): string {
    const known = this.#foldedHeadings.get(entry.ordinal)
    if (known !== undefined) return known
    const folded = entry.headings.map((heading) => this.#analyzer.foldTight(heading).text).join('\n')
    this.#foldedHeadings.set(entry.ordinal, folded)
    return folded
  }
}
