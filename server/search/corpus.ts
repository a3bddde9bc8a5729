import { linesOf, type Analyzer, type Columns, type Folded, type Passage, type PassageStore, type Report, type Snapshot } from '../../indexer/index.js'
import { Headings } from './headings.js'
import { Holders } from './holders.js'
import { Workspaces } from './workspaces.js'
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
export function* passageKeys({ store }: Pick<Corpus, 'store'>): Generator<{ readonly report: string; readonly anchor: string }> {
  for (const [place, { id: report }] of store.reports.entries()) {
    for (let ordinal = store.firsts[place] ?? 0; ordinal < (store.firsts[place + 1] ?? 0); ordinal++) yield { report, anchor: store.anchor(ordinal) }
  }
}

/** Passages whose folded texts are kept, and reports whose anchors are. */
const MOST_FOLDS = 1000
const MOST_ANCHORS = 64

/** An entry that reads its passage when it is asked for it. */
class StoredEntry implements Entry {
  readonly ordinal: number
  readonly #corpus: { readonly store: PassageStore; readonly columns: Columns }

  constructor(ordinal: number, corpus: { readonly store: PassageStore; readonly columns: Columns }) {
    this.ordinal = ordinal
    this.#corpus = corpus
  }

  get report(): Report {
    const report = this.#corpus.store.reports[this.#corpus.columns.reportOf[this.ordinal] ?? -1]
    if (!report) throw new Error(`passage ${this.ordinal} is of no report`)
    return report
  }

  get passage(): Passage {
    return this.#corpus.store.passage(this.ordinal)
  }

  get id(): string {
    return `${this.report.id}/${this.#corpus.store.anchor(this.ordinal)}`
  }

  get headings(): readonly string[] {
    const { pathOf, paths, headings } = this.#corpus.columns
    return (paths[pathOf[this.ordinal] ?? -1] ?? []).map((heading) => headings[heading] ?? '')
  }

  get lines(): readonly [number, number] {
    return linesOf(this.passage.pieces) ?? [1, 1]
  }
}

/** The passages of all reports, numbered through, with the look-ups that searching and reading need. */
export class Corpus {
  readonly reports: readonly Report[]
  readonly columns: Columns
  readonly store: PassageStore
  readonly texts: TextTable
  readonly headings: Headings
  readonly holders: Holders
  /** Titles, folded, by place of the report. */
  readonly foldedTitles: readonly string[]
  readonly workspaces: Workspaces
  readonly #places: ReadonlyMap<string, number>
  readonly #anchors = new Map<number, ReadonlyMap<string, number>>()
  readonly #folds = new Map<number, Folded>()
  /** By ordinal: those that were asked for. */
  readonly #entries: (Entry | undefined)[]

  constructor({ store, index }: Pick<Snapshot, 'store' | 'index'>, analyzer: Analyzer) {
    this.store = store
    this.columns = store.columns
    this.workspaces = new Workspaces(store.columns.size, index)
    this.reports = store.reports
    this.#entries = new Array<Entry | undefined>(store.columns.size).fill(undefined)
    this.headings = new Headings(this.columns, (text) => analyzer.foldTight(text).text)
    this.texts = new TextTable(store.texts, analyzer)
    this.holders = new Holders(index, this.texts, analyzer)
    this.foldedTitles = this.reports.map(({ title }) => analyzer.foldTight(title).text)
    this.#places = new Map(this.reports.map(({ id }, place) => [id, place]))
  }

  /** All passages; for one of them ask `at`. */
  get entries(): readonly Entry[] {
    return Array.from(this.#entries, (_, ordinal) => this.at(ordinal))
  }

  report(id: string): Report | undefined {
    return this.reports[this.#places.get(id) ?? -1]
  }

  entry(report: string, anchor: string): Entry | undefined {
    const place = this.#places.get(report)
    const ordinal = place === undefined ? undefined : this.#anchorsOf(place).get(anchor)
    return ordinal === undefined ? undefined : this.at(ordinal)
  }

  /** The ordinals of a report's passages by anchor. */
  #anchorsOf(place: number): ReadonlyMap<string, number> {
    const known = this.#anchors.get(place)
    if (known) return known
    const first = this.store.firsts[place] ?? 0
    const behind = this.store.firsts[place + 1] ?? first
    const anchors = new Map(Array.from({ length: behind - first }, (_, i) => [this.store.anchor(first + i), first + i]))
    const [oldest] = this.#anchors.keys()
    if (this.#anchors.size >= MOST_ANCHORS && oldest !== undefined) this.#anchors.delete(oldest)
    this.#anchors.set(place, anchors)
    return anchors
  }

  /** Cities and years with the number of passages that have them; the city is '' for none. */
  groups(): { readonly city: string; readonly years: readonly number[]; readonly passages: number }[] {
    const { cityOf, cities, yearsOf, yearSets } = this.columns
    const counts = new Map<number, number>()
    for (let ordinal = 0; ordinal < this.columns.size; ordinal++) {
      const key = (cityOf[ordinal] ?? 0) * yearSets.length + (yearsOf[ordinal] ?? 0)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return [...counts].map(([key, passages]) => ({ city: cities[Math.floor(key / yearSets.length)] ?? '', years: yearSets[key % yearSets.length] ?? [], passages }))
  }

  /** The passage with an ordinal; another number is a broken invariant and throws. */
  at(ordinal: number): Entry {
    if (ordinal < 0 || ordinal >= this.columns.size) throw new Error(`no passage ${ordinal}`)
    return (this.#entries[ordinal] ??= new StoredEntry(ordinal, this))
  }

  /** The passage's text folded without white space. The last ones are kept. */
  folded(entry: Entry): Folded {
    const known = this.#folds.get(entry.ordinal)
    if (known) return known
    const folded = this.texts.folded(entry.ordinal)
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
