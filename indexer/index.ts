/** The published surface of the indexer: the only file of this folder that others import. */
import { createSegmenter, readDictionary } from './adapters/jieba.js'
import { readJoinWeights } from './adapters/join-weights-file.js'
import { loadLexicon, type Lexicon } from './adapters/lexicon-files.js'
import { createSimplify, foldingFingerprint } from './adapters/opencc.js'
import { createRomanize } from './adapters/pinyin.js'
import { createAnalyzer, type Analyzer } from './analysis/analyzer.js'
import { publishSnapshot, SNAPSHOT_FORMAT } from './adapters/snapshot-files.js'
import { recordEditions, type EditionChange } from './archive.js'
import { type Problem, type Result, ok } from './errors.js'
import { CorpusBuilder, indexCorpus, readReports, type Corpus, type Progress } from './pipeline.js'
import { evidenceFrom, type Evidence } from './text/reading-order/index.js'
import type { Romanize } from './ports.js'
import { INDEX_FILE, openStored, READER_VERSION, seedHashes, STORE_FILE, type Fingerprints, type Snapshot } from './snapshot.js'
import type { Report } from './types.js'

export { extendLedger, type Ledger } from './adapters/ledger-file.js'
export { loadLexicon } from './adapters/lexicon-files.js'
export { PACKAGE_ROOT } from './adapters/package-root.js'
export type { Lexicon, Period, Questions, Synonym } from './adapters/lexicon-files.js'
export type { Manifest } from './adapters/snapshot-files.js'
export type { Analyzer } from './analysis/analyzer.js'
export { keptPassages, readEditions, recordEditions, type EditionChange } from './archive.js'
export { compareQuote, numberChanges, onlyOrdinalChanged, PASSAGE_STATES, standingText, worstState, type NumberChange, type PassageState } from './editions/compare.js'
export { differencesOf, type Difference } from './editions/differences.js'
export { editionId, movesTo, nextEdition } from './editions/edition.js'
export { follow, passageIn, type Stand } from './editions/follow.js'
export { samePlace } from './editions/item.js'
export { numbersOf, sameNumbers, type NumericToken } from './editions/numbers.js'
export { chunksOf } from './analysis/numbers.js'
export { describeProblem, PROBLEM_CODES } from './errors.js'
export type { Diagnostic, Place, Problem, ProblemCode, Result } from './errors.js'
export { CorpusBuilder, headingPaths, readCorpus, type Corpus, type Progress, type StageTimes } from './pipeline.js'
export type { Columns, PassageStore, Romanize, ScoredPassages, SearchIndex, Stream, TermOfStream, WantedStream, WantedTerm } from './ports.js'
export { cellsOf, columnsOf } from './report/cells.js'
export { lineRanges, linesOf } from './report/canonical.js'
export { qualityOf, type DiagnosticGroup, type Part, type PassagePart, type PlacesPart, type Quality } from './report/quality.js'
export { percent, placesToCheck, qualityTable } from './report/quality-table.js'
export { SourceMap, type PassageOrigin, type Reading, type SourcePlace, type SourceSegment } from './report/source-map.js'
export { readReport, type Knowledge } from './report/read.js'
export { folderSetting, INDEXER_SETTINGS, readSettings, type Setting } from './settings.js'
export { openSnapshot, openStored, seedHashes, type Fingerprints, type Snapshot } from './snapshot.js'
export { occurrences, originalSpan, type Folded } from './text/fold.js'
export { pieceLength } from './text/paragraph.js'
export { CONFIDENCE_TERMS, JoinWeighing, fold as foldForReading, interleavedRegions, joinAffinity, JoinTerms, JOIN_BITS, MOST_TERMS, packJoinWeights, placeOf, restoreReadingOrder, withReports, type Evidence, type JoinEdges, type Network, type PrintedPiece, type ReadingOrder } from './text/reading-order/index.js'
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
export const readingEvidence = (texts: readonly string[], { cities }: Lexicon): Evidence => evidenceFrom(readDictionary(), texts, cities.map(({ name }) => name), readJoinWeights)

/** What a build has made of a seeds folder. */
export interface Built extends Corpus {
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
export async function buildSnapshot(seeds: string, data: string, language: Language, notify: (progress: Progress) => void): Promise<Result<Built>> {
  const hashes = await seedHashes(seeds)
  const corpus = new CorpusBuilder(language.analyzer)
  let [passages, characters, taken] = [0, 0, 0]
  const read = await readReports(seeds, language.lexicon, notify, (report) => {
    corpus.add(report)
    taken++
    passages += report.passages.length
    characters += report.canonical.text.length
  })
  if (!read.ok) return read
  const { problems, withdrawn } = read.value
  const first = problems[0]
  if (taken === 0 && first) return { ok: false, problem: first }
  notify({ stage: 'index', done: 0, total: 1, subject: '', characters })
  const { store, index } = corpus.finish()
  // From here on a report is read out of what is going to be published.
  const { reports } = openStored(store, index)
  notify({ stage: 'publish', done: 0, total: 1, subject: '', characters })
  const recorded = await recordEditions(data, reports, new Date())
  if (!recorded.ok) return recorded
  const published = await publishSnapshot(data, { [STORE_FILE]: store, [INDEX_FILE]: index }, {
    ...language.fingerprints, seeds: hashes, counts: { reports: taken, passages, characters, refused: problems.length },
    ...(withdrawn.length === 0 ? {} : { withdrawn: withdrawn.map(({ id, title, withdrawn: reason = '' }) => ({ id, title, reason })) }),
  })
  if (!published.ok) return published
  notify({ stage: 'publish', done: 1, total: 1, subject: published.value, characters })
  return ok({ ...read.value, reports, snapshot: published.value, changes: recorded.value })
}

const countsOf = (reports: Corpus['reports'], problems: readonly Problem[]): { reports: number; passages: number; characters: number; refused: number } => ({
  reports: reports.length,
  passages: reports.reduce((sum, report) => sum + report.passages.length, 0),
  characters: reports.reduce((sum, report) => sum + report.canonical.text.length, 0),
  refused: problems.length,
})
