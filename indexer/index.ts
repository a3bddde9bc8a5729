/** The published surface of the indexer: the only file of this folder that others import. */
import { createSegmenter, readDictionary } from './adapters/jieba.js'
import { learnedWeights } from './adapters/learned-weights.js'
import { loadLexicon, type Lexicon } from './adapters/lexicon-files.js'
import { createSimplify, foldingFingerprint } from './adapters/opencc.js'
import { createRomanize } from './adapters/pinyin.js'
import { createAnalyzer, type Analyzer } from './analysis/analyzer.js'
import { openSnapshotFiles, publishSnapshot, SNAPSHOT_FORMAT, type Manifest } from './adapters/snapshot-files.js'
import { recordEditions, type EditionChange } from './archive.js'
import { type Result, ok } from './errors.js'
import { availableParallelism } from 'node:os'
import type { CatalogedEntry } from './adapters/catalog-file.js'
import { listSources, sizeOfSources } from './adapters/source-files.js'
import { startThreads } from './adapters/threads.js'
import { compileReports, reusableAmong, type Reusable } from './building.js'
import { indexCorpus, openCatalog, type Corpus, type Progress } from './pipeline.js'
import { correctionsPath } from './reading.js'
import { evidenceFrom, type Evidence } from './text/reading-order/index.js'
import type { Romanize } from './ports.js'
import { openStore } from './store/stored.js'
import { INDEX_FILE, openStored, READER_VERSION, seedHashes, STORE_FILE, type Fingerprints, type Snapshot } from './snapshot.js'
import type { Report } from './types.js'

export { extendLedger, type Ledger } from './adapters/ledger-file.js'
export { loadLexicon } from './adapters/lexicon-files.js'
export { PACKAGE_ROOT } from './adapters/package-root.js'
export type { Lexicon, Period, Questions, Synonym } from './adapters/lexicon-files.js'
export type { Manifest } from './adapters/snapshot-files.js'
export type { Analyzer } from './analysis/analyzer.js'
export { keptPassages, readEditions, recordEditions, type EditionChange } from './archive.js'
export { boundsChange, numberChanges, onlyOrdinalChanged, PASSAGE_STATES, standingText, stateAmong, worstState, type NumberChange, type PassageState } from './editions/compare.js'
export { differencesOf, type Difference } from './editions/differences.js'
export { editionId, movesTo, nextEdition } from './editions/edition.js'
export { follow, inReadingOrder, passageIn, type Stand } from './editions/follow.js'
export { samePlace } from './editions/item.js'
export { numbersOf, sameNumbers, type NumericToken } from './editions/numbers.js'
export { chunksOf } from './analysis/numbers.js'
export { describeProblem, PROBLEM_CODES } from './errors.js'
export type { Diagnostic, Place, Problem, ProblemCode, Result } from './errors.js'
export { CorpusBuilder, headingPaths, readCorpus, type Corpus, type Progress, type StageTimes } from './pipeline.js'
export type { Columns, PassageStore, PassageTexts, Romanize, ScoredPassages, SearchIndex, Steps, Stream, Sums, TermOfStream, WantedStream, WantedTerm } from './ports.js'
export { rowStart, tableCells, type TableCells } from './report/cells.js'
export { lineRanges, linesOf } from './report/canonical.js'
export { qualityOf, type DiagnosticGroup, type Part, type PassagePart, type PlacesPart, type Quality } from './report/quality.js'
export { percent, placesToCheck, qualityTable } from './report/quality-table.js'
export { SourceMap, type PassageOrigin, type Reading, type SourcePlace, type SourceSegment } from './report/source-map.js'
export { readReport, type Knowledge } from './report/read.js'
export { folderSetting, INDEXER_SETTINGS, readSettings, type Setting } from './settings.js'
export { openSnapshot, openStored, seedHashes, type Fingerprints, type Snapshot } from './snapshot.js'
export { occurrences, originalSpan, type Folded } from './text/fold.js'
export { printedWidth } from './text/character.js'
export { pieceLength } from './text/paragraph.js'
export { CONFIDENCE_TERMS, JoinWeighing, OWN_TERMS, WORD_TERMS, logOdds, packForests, type Forest, fold as foldForReading, interleavedRegions, joinAffinity, JoinTerms, JOIN_BITS, MOST_TERMS, packJoinWeights, placeOf, restoreReadingOrder, withReports, type Evidence, type JoinEdges, type JoinGraph, type PrintedPiece, type ReadingOrder } from './text/reading-order/index.js'
export { readDictionary } from './adapters/jieba.js'
export { REPORT_KINDS } from './types.js'
export type { AnchorMove, Correction, Edition, Furniture, Imprint, JoinDoubt, KeptPassage, Passage, PassageKind, Piece, Report, ReportKind, Section, SectionKind, Span, Token, TopicEvidence } from './types.js'

/** What reading and searching share: the lexicon, and the analyzer made from it. Loading takes about a second and 240 MB. */
export interface Language {
  readonly lexicon: Lexicon
  readonly analyzer: Analyzer
  readonly romanize: Romanize
  /** Whether the segmenter's dictionary has a word, folded. */
  readonly knows: (word: string) => boolean
  /** Whether a word, by the dictionary's part of speech, is no verb, adjective or adverb; unknown words name things. */
  readonly isThing: (word: string) => boolean
  readonly fingerprints: Fingerprints
}

export function loadLanguage(): Language {
  const lexicon = loadLexicon()
  const segmenter = createSegmenter(lexicon.words)
  const analyzer = createAnalyzer(segmenter, createSimplify(), `${foldingFingerprint()} / ${lexicon.fingerprint}`)
  return { lexicon, analyzer, romanize: createRomanize(), knows: (word) => (segmenter.partOfSpeech(word) ?? 'x') !== 'x', isThing: (word) => !/^[vad]/.test(segmenter.partOfSpeech(word) ?? 'x'), fingerprints: { analyzer: analyzer.fingerprint, reader: `reader ${READER_VERSION} / ${lexicon.fingerprint}` } }
}

/** Reports indexed in memory: a snapshot that stands on no disk, for measuring and for tests. */
export function snapshotOf(reports: readonly Report[], language: Language): Snapshot {
  const { store, index } = indexCorpus(reports, language.analyzer)
  return { name: 'memory', ...openStored(store, index), manifest: { ...language.fingerprints, format: SNAPSHOT_FORMAT, seeds: [], files: [], counts: countsOf(reports, []) } }
}

/** What these clean texts and the packaged dictionary say about the language of interleaved pages; half a second. */
export const readingEvidence = (texts: readonly string[], { cities }: Lexicon): Evidence => evidenceFrom(readDictionary(), texts, cities.map(({ name }) => name), learnedWeights)

/** How a snapshot is built; the result does not depend on it. */
export interface BuildOptions {
  /** How many threads read; by default as many as pay. */
  readonly threads?: number
  /** Nothing is taken over from the last snapshot. */
  readonly anew?: boolean
}

const WORKER = import.meta.resolve('./worker.js')

/** Starts the threads that a build of a whole folder will take, where it pays: they load the language while this one does. Not for a build that takes most over from the last. */
export async function startBuilding(seeds: string, data: string): Promise<void> {
  if ((await openSnapshotFiles(data)).ok) return
  startThreads(WORKER, threadsForBytes(await sizeOfSources(seeds, await listSources(seeds))) - 1)
}

/** What a build has made of a seeds folder. */
export interface Built extends Corpus {
  /** Reports that were taken over from the last snapshot. */
  readonly reused: number
  readonly snapshot: string
  /** Reports whose passages are not those of their last edition. */
  readonly changes: readonly EditionChange[]
}

/**
 * Builds and publishes a snapshot, and records the editions that its passages make. Reports that could not be taken are in
 * `problems`; the others are served. The editions are on the disk before the snapshot is: no address is given out that
 * could not be resolved later.
 * Errors: the catalogue cannot be read at all, no report could be taken, or the data folder cannot be written.
 */
export async function buildSnapshot(seeds: string, data: string, language: Language, notify: (progress: Progress) => void, { threads, anew = false }: BuildOptions = {}): Promise<Result<Built>> {
  const now = new Date()
  const hashes = await seedHashes(seeds)
  const catalog = await openCatalog(seeds)
  if (!catalog.ok) return catalog
  const { entries, withdrawn } = catalog.value
  const last = anew ? null : await reusableSnapshot(data, language.fingerprints, hashes, entries)
  const compiled = await compileReports({ seeds, entries, last, now, threads: threads ?? await threadsFor(seeds, entries, last), script: WORKER }, language, notify)
  const { store, index, outcomes, firsts, reused } = compiled
  const problems = [...catalog.value.problems, ...outcomes.flatMap((outcome) => outcome.problems)]
  const first = problems[0]
  // From here on a report is read out of what is going to be published.
  const { reports, listed } = openStore(store)
  if (reports.length === 0 && first) return { ok: false, problem: first }
  const counts = { reports: reports.length, passages: sumOf(listed, ({ passages }) => passages), characters: sumOf(listed, ({ characters }) => characters) }
  notify({ stage: 'publish', done: 0, total: 1, subject: '', characters: counts.characters })
  const recorded = await recordEditions(data, reports, now, firsts)
  if (!recorded.ok) return recorded
  const published = await publishSnapshot(data, { [STORE_FILE]: store, [INDEX_FILE]: index }, {
    ...language.fingerprints, seeds: hashes, counts: { ...counts, refused: problems.length },
    ...(withdrawn.length === 0 ? {} : { withdrawn: withdrawn.map(({ id, title, withdrawn: reason = '' }) => ({ id, title, reason })) }),
  })
  if (!published.ok) return published
  notify({ stage: 'publish', done: 1, total: 1, subject: published.value, characters: counts.characters })
  return ok({ reports, withdrawn, problems, diagnostics: [...catalog.value.diagnostics, ...reports.flatMap((report, i) => (listed[i]?.doubts === 0 ? [] : report.diagnostics))], snapshot: published.value, changes: recorded.value, reused })
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((sum, item) => sum + of(item), 0)

/** The reports of the current snapshot that need not be read again; `null` when there is no snapshot of this program's making. */
async function reusableSnapshot(data: string, { analyzer, reader }: Fingerprints, hashes: Manifest['seeds'], entries: readonly CatalogedEntry[]): Promise<Reusable | null> {
  const opened = await openSnapshotFiles(data)
  if (!opened.ok) return null
  const { manifest, files: { [STORE_FILE]: store, [INDEX_FILE]: index } } = opened.value
  if (manifest.analyzer !== analyzer || manifest.reader !== reader || !store || !index) return null
  const [before, now] = [manifest.seeds, hashes].map((seeds) => new Map(seeds.map(({ file, sha256 }) => [file, sha256])))
  // A file that is not the catalogued one has to be refused, whatever was made of the one before.
  const standing = entries.filter(({ entry }) => now?.get(entry.file) === entry.sha256)
  const places = new Map(standing.map((entry) => [entry.entry.id, entries.indexOf(entry)]))
  return reusableAmong({ store, index }, entries, (id) => places.has(id) && before?.get(correctionsPath(id)) === now?.get(correctionsPath(id)))
}

/** A second thread costs a second and 300 MB, and saves as much where so many bytes are to be read. */
const WORTH_A_THREAD = 4_000_000
/** More than two have not been measured. */
const MOST_THREADS = 2

async function threadsFor(seeds: string, entries: readonly CatalogedEntry[], last: Reusable | null): Promise<number> {
  const reused = new Set(last?.places)
  const bytes = await sizeOfSources(seeds, entries.flatMap(({ entry }, place) => (reused.has(place) ? [] : [entry.file])))
  return threadsForBytes(bytes)
}

const threadsForBytes = (bytes: number): number => Math.max(1, Math.min(MOST_THREADS, availableParallelism(), Math.ceil(bytes / WORTH_A_THREAD)))

const countsOf = (reports: Corpus['reports'], problems: readonly unknown[]): { reports: number; passages: number; characters: number; refused: number } => ({
  reports: reports.length,
  passages: sumOf(reports, (report) => report.passages.length),
  characters: sumOf(reports, (report) => report.canonical.text.length),
  refused: problems.length,
})
