import { countTerms } from './adapters/minisearch.js'
import type { Lexicon } from './adapters/lexicon-files.js'
import { CATALOG_FILE, parseCatalog, type CatalogedEntry } from './adapters/catalog-file.js'
import { readSource } from './adapters/source-files.js'
import type { Analyzer } from './analysis/analyzer.js'
import { fail, ok, type Diagnostic, type Problem, type Result } from './errors.js'
import type { CountableTerms, IndexedTerms } from './ports.js'
import { PostingsBuilder } from './postings/index.js'
import { foreignCorrections, SourceReader, strangersIn } from './reading.js'
import { StoreBuilder } from './store/stored.js'
import { decode } from './text/decode.js'
import type { CatalogEntry, Passage, Report, Section } from './types.js'

/** How far a build has come. */
export interface Progress {
  readonly stage: 'read' | 'index' | 'publish'
  readonly done: number
  readonly total: number
  /** What is being worked on: a report's id. */
  readonly subject: string
  /** Of the sources, so far. */
  readonly characters: number
}

/** A corpus as read: the reports that could be taken, and all that was refused or doubtful. */
export interface Corpus {
  readonly reports: readonly Report[]
  /** Catalogued as withdrawn, and therefore not read. */
  readonly withdrawn: readonly CatalogEntry[]
  readonly problems: readonly Problem[]
  readonly diagnostics: readonly Diagnostic[]
}

export type Notify = (progress: Progress) => void

/** The catalogue of a seeds folder: what it says, and what no entry speaks of. */
export interface OpenedCatalog {
  /** To be read. */
  readonly entries: readonly CatalogedEntry[]
  readonly withdrawn: readonly CatalogEntry[]
  readonly problems: readonly Problem[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the catalogue. Errors: `catalog/unreadable`, or it cannot be decoded. */
export async function openCatalog(seeds: string): Promise<Result<OpenedCatalog>> {
  const catalogFile = readSource(seeds, CATALOG_FILE)
  if (!catalogFile) {
    return fail({ code: 'catalog/unreadable', place: { file: `${seeds}/${CATALOG_FILE}` }, found: '没有这个文件', expected: '种子文件夹中的目录', remedy: '请检查 SEEDS_DIR（--seeds），或按 README 写一份 catalog.yaml。' })
  }
  const text = decode(catalogFile.bytes, CATALOG_FILE)
  if (!text.ok) return text
  const { entries, problems, named } = parseCatalog(text.value.text)
  const strangers = await strangersIn(seeds, named)
  // The corrections of a report whose entry is refused are nobody's fault.
  const foreign = problems.length > 0 ? [] : await foreignCorrections(seeds, entries.map(({ entry }) => entry.id))
  return ok({
    entries: entries.filter(({ entry }) => entry.withdrawn === undefined), withdrawn: entries.flatMap(({ entry }) => (entry.withdrawn === undefined ? [] : [entry])), problems: [...problems, ...foreign],
    diagnostics: strangers.map((file) => ({ rule: 'source/uncatalogued', place: { file }, found: '目录中没有的文件', expected: `${CATALOG_FILE} 中的一条` })),
  })
}

/** Reads every catalogued report of a seeds folder and holds them all. One that cannot be taken is a problem; the others are read all the same. */
export async function readCorpus(seeds: string, lexicon: Lexicon, notify: Notify): Promise<Result<Corpus>> {
  const catalog = await openCatalog(seeds)
  if (!catalog.ok) return catalog
  const { entries, withdrawn, problems, diagnostics } = catalog.value
  const reader = new SourceReader(seeds, lexicon, entries)
  const reports: Report[] = []
  const refused: Problem[] = []
  let characters = 0
  for (const [i, cataloged] of entries.entries()) {
    notify({ stage: 'read', done: i, total: entries.length, subject: cataloged.entry.id, characters })
    const outcome = reader.read(cataloged)
    if (outcome.kind === 'refused') refused.push(outcome.problem)
    if (outcome.kind !== 'read') continue
    reports.push(outcome.report)
    refused.push(...outcome.problems)
    characters += outcome.characters
  }
  notify({ stage: 'read', done: entries.length, total: entries.length, subject: '', characters })
  return ok({ reports, withdrawn, problems: [...problems, ...refused], diagnostics: [...diagnostics, ...reports.flatMap((report) => report.diagnostics)] })
}

/** The headings above each passage (for a row of a table its merged cell too), outermost first, by index into `report.passages`. */
export function headingPaths(report: Report): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = report.passages.map(() => [])
  const walk = (section: Section, above: readonly string[]): void => {
    const path = section.heading === '' || section.kind === 'lead' ? above : [...above, section.heading]
    for (const passage of section.passages) {
      const label = report.passages[passage]?.label
      paths[passage] = label ? [...path, label] : path
    }
    for (const child of section.sections) walk(child, path)
  }
  for (const section of report.sections) walk(section, [])
  return paths
}

/**
 * The terms of one passage. The theme counts as a heading: it says what the passage is about. `wordTerms`: the analyzer's, or one that remembers what it
 * was asked before, because titles and headings stand above many passages.
 */
export function passageTerms(passage: Passage, headings: readonly string[], title: string, analyzer: Analyzer, wordTerms: (text: string) => readonly string[] = (text) => analyzer.wordTerms(text)): IndexedTerms {
  return { ...countableTerms(passage, headings, title, analyzer, wordTerms), grams: analyzer.gramTerms(passage.text) }
}

function countableTerms(passage: Passage, headings: readonly string[], title: string, analyzer: Analyzer, wordTerms: (text: string) => readonly string[]): CountableTerms {
  const theme = passage.theme ? passage.text.slice(passage.theme.start, passage.theme.end) : ''
  return {
    title: wordTerms(`${title}\n${passage.city ?? ''}\n${passage.county ?? ''}`),
    headings: [...headings, theme].flatMap((heading) => (heading === '' ? [] : wordTerms(heading))),
    body: analyzer.wordTerms(passage.text),
    grams: analyzer.gramPairs(passage.text),
    letters: analyzer.letters(passage.text),
  }
}

/** Remembers the terms of texts that come again. */
function remembering(analyzer: Analyzer): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (text) => {
    const terms = known.get(text) ?? analyzer.wordTerms(text)
    known.set(text, terms)
    return terms
  }
}

/** So many passages are indexed by MiniSearch itself; where there are more, it would take most of a build's time. */
const BY_MINISEARCH = 2000

/** What a build spends on each of its stages, in ms. */
export interface StageTimes {
  readonly analyse: number
  readonly postings: number
  readonly store: number
}

/** Reports as bytes: a whole snapshot's, or a part of it. */
export interface Compiled {
  readonly store: Uint8Array
  readonly index: Uint8Array
}

/** What a snapshot is made of: the reports, to be read one by one, and the index over their passages. */
export class CorpusBuilder {
  readonly #store = new StoreBuilder()
  readonly #postings = new PostingsBuilder()
  readonly #analyzer: Analyzer
  readonly #byMiniSearch: number
  readonly #times = { analyse: 0, postings: 0, store: 0 }
  #passages = 0

  /** `byMiniSearch`: reports that begin before this passage are counted by MiniSearch, the others here, which gives the same bytes. */
  constructor(analyzer: Analyzer, byMiniSearch = BY_MINISEARCH) {
    this.#analyzer = analyzer
    this.#byMiniSearch = byMiniSearch
  }

  get times(): StageTimes {
    return { ...this.#times }
  }

  /** Adds a report behind those that were added before. `alone`: see `Outcome`. */
  add(report: Report, alone = false): void {
    const paths = headingPaths(report)
    this.#timed('store', () => this.#store.add(report, paths, alone))
    const wordTerms = remembering(this.#analyzer)
    if (this.#passages < this.#byMiniSearch) {
      const terms = this.#timed('analyse', () => report.passages.map((passage, i) => passageTerms(passage, paths[i] ?? [], report.title, this.#analyzer, wordTerms)))
      this.#timed('postings', () => { this.#postings.add(countTerms(terms)) })
    } else {
      const terms = this.#timed('analyse', () => report.passages.map((passage, i) => countableTerms(passage, paths[i] ?? [], report.title, this.#analyzer, wordTerms)))
      this.#timed('postings', () => { for (const of of terms) this.#postings.count(of) })
    }
    this.#passages += report.passages.length
  }

  finish(): Compiled {
    return { store: this.#timed('store', () => this.#store.finish()), index: this.#timed('postings', () => this.#postings.finish()) }
  }

  #timed<T>(stage: keyof StageTimes, work: () => T): T {
    const started = performance.now()
    const result = work()
    this.#times[stage] += performance.now() - started
    return result
  }
}

/** Indexes all passages of all reports, in order. */
export function indexCorpus(reports: readonly Report[], analyzer: Analyzer): Compiled {
  const corpus = new CorpusBuilder(analyzer)
  for (const report of reports) corpus.add(report)
  return corpus.finish()
}
