import { setImmediate } from 'node:timers/promises'
import type { CatalogedEntry } from './adapters/catalog-file.js'
import { sizeOfSources } from './adapters/source-files.js'
import { inThreads } from './adapters/threads.js'
import { firstEdition, type FirstEdition } from './archive.js'
import type { Analyzer } from './analysis/analyzer.js'
import type { Lexicon } from './adapters/lexicon-files.js'
import type { Problem } from './errors.js'
import { STREAMS, type Stream } from './ports.js'
import { mergeStreams, packStreams, type MergedPart, type MergedStreams } from './postings/index.js'
import { CorpusBuilder, type Compiled, type Notify } from './pipeline.js'
import { SourceReader } from './reading.js'
import { openKept, StoreBuilder } from './store/stored.js'

/**
 * A catalogue's reports become one snapshot out of segments: each thread makes one of the reports that it has read, and the last snapshot is one of the reports that have
 * not changed. Whatever the segments are, the result has the same bytes.
 */

/** Reports as bytes, with the place of each in the catalogue; -1 for one that is left out. */
export interface Segment extends Compiled {
  readonly places: readonly number[]
}

/** Reports that one thread reads. */
export interface ShareOfWork {
  readonly seeds: string
  readonly entries: readonly CatalogedEntry[]
  /** Places of the entries to be read, ascending. */
  readonly places: readonly number[]
  /** Other threads read others: so much is to be indexed that MiniSearch would take most of the time. */
  readonly shared: boolean
  /** When the build began. */
  readonly now: Date
}

/** A report that a thread has done with. */
export interface ShareNote {
  readonly place: number
  readonly characters: number
}

/** What a thread has made of the reports that it took. */
export interface Share {
  readonly segment: Segment
  readonly outcomes: readonly ReadOutcome[]
  readonly firsts: readonly FirstEdition[]
  /** Places of those that look interleaved. */
  readonly left: readonly number[]
}

/** Some streams of the index that segments make together, to be merged beside the others. */
export interface MergeWork {
  readonly parts: readonly MergedPart[]
  readonly size: number
  readonly streams: readonly Stream[]
}

/** What a thread is given to do, and what comes of it. */
export type ThreadWork = { readonly read: ShareOfWork } | { readonly merge: MergeWork }
export type ThreadResult = { readonly share: Share } | { readonly merged: MergedStreams }

/** What the threads of a build run. */
export async function doWork(work: ThreadWork, language: ReadingLanguage, notify: (note: ShareNote) => void): Promise<ThreadResult> {
  if ('read' in work) return { share: await readShare(work.read, language, notify, 'left') }
  return { merged: mergeStreams(work.merge.parts, work.merge.size, work.merge.streams) }
}

/** What reading an entry gave beside its report. */
export interface ReadOutcome {
  readonly place: number
  readonly problems: readonly Problem[]
}

/** What reading and indexing need of the language. */
interface ReadingLanguage {
  readonly lexicon: Lexicon
  readonly analyzer: Analyzer
}

/** Reads reports and makes a segment of them. `interleaved: 'left'`: those that look so are not read, because only one thread should look for what puts them in order. */
export async function readShare({ seeds, entries, places, shared, now }: ShareOfWork, { lexicon, analyzer }: ReadingLanguage, notify: (note: ShareNote) => void, interleaved: 'read' | 'left'): Promise<Share> {
  const reader = new SourceReader(seeds, lexicon, entries)
  const corpus = shared ? new CorpusBuilder(analyzer, 0) : new CorpusBuilder(analyzer)
  const [read, left]: [number[], number[]] = [[], []]
  const outcomes: ReadOutcome[] = []
  const firsts: FirstEdition[] = []
  for (const place of places) {
    const entry = entries[place]
    if (!entry) continue
    const outcome = reader.read(entry, interleaved)
    if (outcome.kind === 'left') {
      left.push(place)
      continue
    }
    if (outcome.kind === 'refused') {
      outcomes.push({ place, problems: [outcome.problem] })
    } else {
      corpus.add(outcome.report, outcome.alone)
      firsts.push(firstEdition(outcome.report, now))
      read.push(place)
      outcomes.push({ place, problems: outcome.problems })
    }
    notify({ place, characters: outcome.kind === 'read' ? outcome.characters : 0 })
    // What other threads say is heard between two reports.
    await setImmediate()
  }
  return { segment: { ...corpus.finish(), places: read }, outcomes, firsts, left }
}

/** Reports of the last snapshot that may be taken over: by their place in it, their place in the catalogue, or -1. */
export interface Reusable extends Compiled {
  readonly places: readonly number[]
}

/** Which reports of a store are still what the catalogue's entries would give. `unchanged`: whether the corrections of a report are what they were. */
export function reusableAmong(last: Compiled, entries: readonly CatalogedEntry[], unchanged: (id: string) => boolean): Reusable {
  const placeOf = new Map(entries.map(({ entry }, place) => [JSON.stringify(sorted(entry)), place]))
  const places = openKept(last.store).reports.map(({ entry, alone }) => (alone && unchanged(entry.id) ? placeOf.get(JSON.stringify(sorted(entry))) ?? -1 : -1))
  return { ...last, places }
}

const sorted = (value: object): unknown => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))

export interface CompiledReports extends Compiled {
  /** Of the entries that were read, in their order. */
  readonly outcomes: readonly ReadOutcome[]
  readonly firsts: readonly FirstEdition[]
  /** How many reports were taken over. */
  readonly reused: number
}

/** Builds the segments of a catalogue's reports and joins them. `threads`: how many read, this one among them. `script`: what the others run. */
export async function compileReports(
  { seeds, entries, last, now, threads, script }: { readonly now: Date; readonly seeds: string; readonly entries: readonly CatalogedEntry[]; readonly last: Reusable | null; readonly threads: number; readonly script: string },
  language: ReadingLanguage, notify: Notify,
): Promise<CompiledReports> {
  const reused = new Set(last?.places.filter((place) => place !== -1))
  const places = entries.flatMap((_, place) => (reused.has(place) ? [] : [place]))
  let [done, characters] = [0, 0]
  const onNote = ({ place, characters: more }: ShareNote): void => {
    characters += more
    notify({ stage: 'read', done: ++done, total: places.length, subject: entries[place]?.entry.id ?? '', characters })
  }
  const [first = [], ...rest] = inShares(places, await Promise.all(places.map((place) => sizeOfSources(seeds, [entries[place]?.entry.file ?? '']))), threads)
  const share = { seeds, entries, shared: threads > 1, now }
  const inThread = (jobs: readonly ThreadWork[]): Promise<ThreadResult[]> => inThreads(script, jobs, onNote)
  const others = inThread(rest.map((places) => ({ read: { ...share, places } })))
  const own = await readShare({ ...share, places: first }, language, onNote, 'read')
  const shares = (await others).flatMap((result) => ('share' in result ? [result.share] : []))
  const left = shares.flatMap((share) => share.left).sort((a, b) => a - b)
  const late = left.length === 0 ? [] : [await readShare({ ...share, places: left }, language, onNote, 'read')]
  notify({ stage: 'index', done: 0, total: 1, subject: '', characters })
  const all = [own, ...shares, ...late]
  const mergeBeside = async (merge: MergeWork): Promise<MergedStreams> => Object.assign({}, ...(await inThread([{ merge }])).map((result) => ('merged' in result ? result.merged : {}))) as MergedStreams
  const compiled = await joinSegments([...(last ? [last] : []), ...all.map(({ segment }) => segment)], threads > 1 ? mergeBeside : null)
  return {
    ...compiled,
    firsts: all.flatMap(({ firsts }) => firsts),
    outcomes: all.flatMap(({ outcomes }) => outcomes).sort((a, b) => a.place - b.place), reused: reused.size,
  }
}

/** Places in so many shares of about the same size, each behind the one before: what a thread makes of its share then stands in one row. */
function inShares(places: readonly number[], sizes: readonly number[], count: number): number[][] {
  const shares = Array.from({ length: count }, (): number[] => [])
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  let before = 0
  places.forEach((place, i) => {
    const size = sizes[i] ?? 0
    shares[Math.min(count - 1, Math.floor(((before + size / 2) / Math.max(1, whole)) * count))]?.push(place)
    before += size
  })
  return shares
}

/** Streams that another thread merges where there is one: about half of all postings. */
const BESIDE: readonly Stream[] = ['grams']

/** The reports of all segments in the order of their places, as if they had been added to one builder so. `mergeBeside`: does a part of the work in another thread. */
async function joinSegments(segments: readonly Segment[], mergeBeside: ((work: MergeWork) => Promise<MergedStreams>) | null): Promise<Compiled> {
  const [first, ...others] = segments.filter(({ places }) => places.some((place) => place !== -1))
  if (first && others.length === 0 && first.places.every((place, i) => place > (first.places[i - 1] ?? -1))) return { store: first.store, index: first.index }
  const opened = segments.map(({ store, index, places }) => {
    const kept = openKept(store)
    return { kept, places, part: { bytes: index, ordinals: new Int32Array(kept.firsts.at(-1) ?? 0).fill(-1) } }
  })
  const order = opened.flatMap(({ places, kept, part }) => places.flatMap((place, report) => (place === -1 ? [] : [{ place, report, kept, part }]))).sort((a, b) => a.place - b.place)
  let size = 0
  for (const { report, kept: { firsts }, part: { ordinals } } of order) for (let passage = firsts[report] ?? 0; passage < (firsts[report + 1] ?? 0); passage++) ordinals[passage] = size++
  const parts = opened.map(({ part }) => part)
  const own = mergeBeside ? STREAMS.filter((stream) => !BESIDE.includes(stream)) : STREAMS
  const beside = mergeBeside?.({ parts, size, streams: BESIDE })
  const builder = new StoreBuilder()
  for (const { kept, report } of order) builder.append(kept.kept(report))
  const merged = mergeStreams(parts, size, own)
  return { store: builder.finish(), index: packStreams({ ...merged, ...await beside }, size) }
}
