import { join } from 'node:path'
import { countTerms } from './adapters/minisearch.js'
import type { Lexicon } from './adapters/lexicon-files.js'
import { CATALOG_FILE, parseCatalog, type CatalogedEntry } from './adapters/catalog-file.js'
import { CORRECTIONS_FOLDER, parseCorrections } from './adapters/corrections-file.js'
import { readDictionary } from './adapters/jieba.js'
import { listSources, readSource } from './adapters/source-files.js'
import type { Analyzer } from './analysis/analyzer.js'
import { fail, ok, type Diagnostic, type Problem, type Result } from './errors.js'
import type { CountableTerms, IndexedTerms } from './ports.js'
import { PostingsBuilder } from './postings/index.js'
import { StoreBuilder } from './store/stored.js'
import { readJoinWeights } from './adapters/join-weights-file.js'
import { evidenceFrom, type Evidence } from './text/reading-order/index.js'
import { mayBeInterleaved } from './report/columns.js'
import { readReport, type Knowledge, type ReadReport } from './report/read.js'
import { decode } from './text/decode.js'
import { splitLines } from './text/lines.js'
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

type Notify = (progress: Progress) => void

/** How much clean text is evidence enough, in code units; more of it would only cost memory. */
const EVIDENCE_LENGTH = 2_000_000

/** Reads every catalogued report of a seeds folder and holds them all; see `readReports`. */
export async function readCorpus(seeds: string, lexicon: Lexicon, notify: Notify): Promise<Result<Corpus>> {
  const reports: Report[] = []
  const read = await readReports(seeds, lexicon, notify, (report) => { reports.push(report) })
  return read.ok ? ok({ ...read.value, reports }) : read
}

/**
 * Reads every catalogued report of a seeds folder and hands them on one by one, in the order of the catalogue; none is held. One that cannot be taken is a problem;
 * the others are read all the same.
 */
export async function readReports(seeds: string, lexicon: Lexicon, notify: Notify, take: (report: Report) => void): Promise<Result<Omit<Corpus, 'reports'>>> {
  const catalogFile = await readSource(seeds, CATALOG_FILE)
  if (!catalogFile) {
    return fail({ code: 'catalog/unreadable', place: { file: `${seeds}/${CATALOG_FILE}` }, found: '没有这个文件', expected: '种子文件夹中的目录', remedy: '请检查 SEEDS_DIR（--seeds），或按 README 写一份 catalog.yaml。' })
  }
  const catalogText = decode(catalogFile.bytes, CATALOG_FILE)
  if (!catalogText.ok) return catalogText
  const { entries, problems, named } = parseCatalog(catalogText.value.text)
  const refused: Problem[] = [...problems]
  const doubts: Diagnostic[] = []
  const inForce = entries.filter(({ entry }) => entry.withdrawn === undefined)
  let knowledge: Knowledge | null = null
  let characters = 0
  for (const [i, cataloged] of inForce.entries()) {
    notify({ stage: 'read', done: i, total: inForce.length, subject: cataloged.entry.id, characters })
    const taken = await takeSource(seeds, cataloged)
    if (!taken.ok) {
      refused.push(taken.problem)
      continue
    }
    if (knowledge === null && isSuspect(taken.value)) knowledge = { ...lexicon, evidence: evidenceOf(await cleanTexts(seeds, inForce), lexicon) }
    const { report, problems: unfit } = read(taken.value, isSuspect(taken.value) && knowledge ? knowledge : lexicon)
    refused.push(...unfit)
    doubts.push(...report.diagnostics)
    characters += taken.value.text.length
    take(report)
  }
  notify({ stage: 'read', done: inForce.length, total: inForce.length, subject: '', characters })
  const known = new Set([CATALOG_FILE, ...named])
  const corrected = new Set(entries.map(({ entry }) => `${entry.id}.yaml`))
  const strangers = [
    ...(await listSources(seeds)).filter((file) => !known.has(file)),
    ...(await listSources(join(seeds, CORRECTIONS_FOLDER))).filter((file) => !corrected.has(file)).map((file) => `${CORRECTIONS_FOLDER}/${file}`),
  ]
  const diagnostics = [
    ...strangers.map((file) => ({ rule: 'source/uncatalogued', place: { file }, found: '目录中没有的文件', expected: `${CATALOG_FILE} 中的一条` })),
    ...doubts,
  ]
  return ok({ withdrawn: entries.flatMap(({ entry }) => (entry.withdrawn === undefined ? [] : [entry])), problems: refused, diagnostics })
}

const isSuspect = ({ text }: TakenSource): boolean => mayBeInterleaved(splitLines(text))

/** The texts that do not look interleaved, as far as they are evidence enough: by them the others are put in order. */
async function cleanTexts(seeds: string, entries: readonly CatalogedEntry[]): Promise<string[]> {
  const clean: string[] = []
  let length = 0
  for (const entry of entries) {
    if (length >= EVIDENCE_LENGTH) break
    const taken = await takeSource(seeds, entry)
    if (!taken.ok || isSuspect(taken.value)) continue
    clean.push(taken.value.text)
    length += taken.value.text.length
  }
  return clean
}

/** Made when it is first asked for. */
function evidenceOf(clean: readonly string[], { cities }: Lexicon): () => Evidence {
  let evidence: Evidence | null = null
  return () => (evidence ??= evidenceFrom(readDictionary(), clean, cities.map(({ name }) => name), readJoinWeights))
}

/** A source that is the one catalogued, decoded, with its corrections. */
interface TakenSource {
  readonly entry: CatalogEntry
  readonly text: string
  readonly corrections: Awaited<ReturnType<typeof readCorrections>>
}

async function takeSource(seeds: string, { entry, line, hashLine }: CatalogedEntry): Promise<Result<TakenSource>> {
  const source = await readSource(seeds, entry.file)
  if (!source) {
    return fail({ code: 'catalog/missing-file', place: { file: CATALOG_FILE, line }, found: `没有文件 ${entry.file}`, expected: '种子文件夹中的文件', remedy: '请放入该文件，或从目录中删去这一条。' })
  }
  if (source.sha256 !== entry.sha256) {
    return fail({ code: 'catalog/hash', place: { file: CATALOG_FILE, line: hashLine }, found: `${entry.file} 的 SHA-256 为 ${source.sha256}`, expected: entry.sha256, remedy: '文件与登记的不同：请换回原文件，或核对后更新 sha256。' })
  }
  const decoded = decode(source.bytes, entry.file)
  return decoded.ok ? ok({ entry, text: decoded.value.text, corrections: await readCorrections(seeds, entry.id) }) : decoded
}

function read({ entry, text, corrections }: TakenSource, knowledge: Knowledge): ReadReport {
  const { report, problems } = readReport(entry, text, knowledge, corrections.file)
  return { report, problems: [...corrections.problems, ...problems] }
}

/** The corrections beside the sources; a report without a file of its own has none. */
async function readCorrections(seeds: string, id: string): Promise<ReturnType<typeof parseCorrections>> {
  const path = `${CORRECTIONS_FOLDER}/${id}.yaml`
  const source = await readSource(seeds, path)
  const text = source ? decode(source.bytes, path) : null
  if (text === null) return { file: { path, corrections: [] }, problems: [] }
  return text.ok ? parseCorrections(text.value.text, path) : { file: { path, corrections: [] }, problems: [text.problem] }
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
  const above = [...headings, theme].filter((heading) => heading !== '').join('\n')
  return {
    title: wordTerms(`${title}\n${passage.city ?? ''}\n${passage.county ?? ''}`),
    headings: wordTerms(above),
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

  /** Adds a report behind those that were added before. */
  add(report: Report): void {
    const paths = headingPaths(report)
    this.#timed('store', () => this.#store.add(report, paths))
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

  finish(): { readonly store: Uint8Array; readonly index: Uint8Array } {
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
export function indexCorpus(reports: readonly Report[], analyzer: Analyzer): ReturnType<CorpusBuilder['finish']> {
  const corpus = new CorpusBuilder(analyzer)
  for (const report of reports) corpus.add(report)
  return corpus.finish()
}
