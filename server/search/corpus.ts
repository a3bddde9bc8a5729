import { headingPaths, linesOf, type Analyzer, type Folded, type Passage, type Report, type Snapshot } from '../../indexer/index.js'
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

/** The forms of a passage in which queries are sought. */
interface Folds {
  readonly tight: Folded
  readonly spaced: string
  readonly headings: string
  readonly title: string
  readonly sketch: Uint32Array
}

/** Counts that are kept; then they are made anew. */
const MOST_COUNTS = 20_000

/** The passages of all reports, numbered through, with the look-ups that searching and reading need. */
export class Corpus {
  readonly entries: readonly Entry[]
  readonly reports: readonly Report[]
  readonly #byReport: ReadonlyMap<string, Report>
  readonly #byId: ReadonlyMap<string, Entry>
  readonly #folds: readonly Folds[]
  readonly #counts = new Map<string, number>()

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
    this.reports = reports
    this.entries = entries
    // Made at once: a start is waited for by no reader, a first search is.
    const titles = new Map(reports.map((report) => [report.id, analyzer.foldTight(report.title).text]))
    const tight = entries.map(({ passage }) => analyzer.foldTight(passage.text))
    this.#folds = entries.map(({ passage, headings, report }, i) => ({
      tight: tight[i] ?? analyzer.foldTight(''), sketch: sketchOf(tight[i]?.text ?? ''), spaced: analyzer.fold(passage.text).text, title: titles.get(report.id) ?? '',
      headings: headings.map((heading) => analyzer.foldTight(heading).text).join('\n'),
    }))
    this.#byReport = new Map(reports.map((report) => [report.id, report]))
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]))
  }

  report(id: string): Report | undefined {
    return this.#byReport.get(id)
  }

  entry(report: string, anchor: string): Entry | undefined {
    return this.#byId.get(`${report}/${anchor}`)
  }

  /** The passage's text folded without white space. */
  folded(entry: Entry): Folded {
    return this.#of(entry).tight
  }

  /** The passage's text folded with its white space, which parts the numbers of a table's row. */
  spaced(entry: Entry): string {
    return this.#of(entry).spaced
  }

  /** The headings above the passage, folded, parted by line feeds. */
  foldedHeadings(entry: Entry): string {
    return this.#of(entry).headings
  }

  /** The report's title, folded. */
  foldedTitle(entry: Entry): string {
    return this.#of(entry).title
  }

  /** By which repeats of the passage are told. */
  sketch(entry: Entry): Uint32Array {
    return this.#of(entry).sketch
  }

  /** In how many passages a folded text stands. Counts are kept, up to a bound. */
  passagesWith(text: string): number {
    const known = this.#counts.get(text)
    if (known !== undefined) return known
    const count = this.#folds.reduce((sum, { tight }) => sum + Number(tight.text.includes(text)), 0)
    if (this.#counts.size >= MOST_COUNTS) this.#counts.clear()
    this.#counts.set(text, count)
    return count
  }

  #of(entry: Entry): Folds {
    const folds = this.#folds[entry.ordinal]
    if (!folds) throw new Error(`passage ${entry.id} is not of this corpus`)
    return folds
  }
}
