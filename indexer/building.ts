import type { CatalogedEntry } from './adapters/catalog-file.js'
import { inThreads } from './adapters/threads.js'
import type { Analyzer } from './analysis/analyzer.js'
import type { Lexicon } from './adapters/lexicon-files.js'
import type { Problem } from './errors.js'
import { mergePostings } from './postings/index.js'
import { CorpusBuilder, type Compiled, type Notify } from './pipeline.js'
import { SourceReader } from './reading.js'
import { openKept, StoreBuilder, type KeptReports } from './store/stored.js'

/**
 * A catalogue's reports become one snapshot out of segments: each thread makes one of the reports that it has read, and the last snapshot is one of the reports that have
 * not changed. Whatever the segments are, the result has the same bytes.
 */

/** Reports as bytes, with the place of each in the catalogue; -1 for one that is left out. */
export interface Segment extends Compiled {
  readonly places: readonly number[]
}

/** Reports that are read by several threads, each taking the next one. */
export interface ShareOfWork {
  readonly seeds: string
  readonly entries: readonly CatalogedEntry[]
  /** Places of the entries to be read, ascending. */
  readonly places: readonly number[]
  /** How many of them have been taken. */
  readonly taken: Int32Array
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
  /** Places of those that look interleaved. */
  readonly left: readonly number[]
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

/** Takes and reads reports until none is left to take. `interleaved: 'left'`: those that look so are not read, because only one thread should look for what puts them in order. */
export async function readShare({ seeds, entries, places, taken }: ShareOfWork, { lexicon, analyzer }: ReadingLanguage, notify: (note: ShareNote) => void, interleaved: 'read' | 'left'): Promise<Share> {
  const reader = new SourceReader(seeds, lexicon, entries)
  // Where several threads read, the first of them has enough that MiniSearch counts.
  const corpus = interleaved === 'left' ? new CorpusBuilder(analyzer, 0) : new CorpusBuilder(analyzer)
  const [read, left]: [number[], number[]] = [[], []]
  const outcomes: ReadOutcome[] = []
  for (let next = Atomics.add(taken, 0, 1); next < places.length; next = Atomics.add(taken, 0, 1)) {
    const place = places[next] ?? -1
    const entry = entries[place]
    if (!entry) continue
    const outcome = await reader.read(entry, interleaved)
    if (outcome.kind === 'left') {
      left.push(place)
      continue
    }
    if (outcome.kind === 'refused') {
      outcomes.push({ place, problems: [outcome.problem] })
    } else {
      corpus.add(outcome.report, outcome.alone)
      read.push(place)
      outcomes.push({ place, problems: outcome.problems })
    }
    notify({ place, characters: outcome.kind === 'read' ? outcome.characters : 0 })
  }
  return { segment: { ...corpus.finish(), places: read }, outcomes, left }
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
  readonly listed: KeptReports['reports']
  /** Of the entries that were read, in their order. */
  readonly outcomes: readonly ReadOutcome[]
  /** How many reports were taken over. */
  readonly reused: number
}

/** Builds the segments of a catalogue's reports and joins them. `threads`: how many read, this one among them. `script`: what the others run. */
export async function compileReports(
  { seeds, entries, last, threads, script }: { readonly seeds: string; readonly entries: readonly CatalogedEntry[]; readonly last: Reusable | null; readonly threads: number; readonly script: string },
  language: ReadingLanguage, notify: Notify,
): Promise<CompiledReports> {
  const reused = new Set(last?.places.filter((place) => place !== -1))
  const places = entries.flatMap((_, place) => (reused.has(place) ? [] : [place]))
  let [done, characters] = [0, 0]
  const onNote = ({ place, characters: more }: ShareNote): void => {
    characters += more
    notify({ stage: 'read', done: ++done, total: places.length, subject: entries[place]?.entry.id ?? '', characters })
  }
  const work: ShareOfWork = { seeds, entries, places, taken: new Int32Array(new SharedArrayBuffer(4)) }
  const others = inThreads<ShareOfWork, ShareNote, Share>(script, threads - 1, work, onNote)
  const [own, ...shares] = [await readShare(work, language, onNote, 'read'), ...await others]
  const left = shares.flatMap((share) => share.left).sort((a, b) => a - b)
  const late = left.length === 0 ? [] : [await readShare({ ...work, places: left, taken: new Int32Array(1) }, language, onNote, 'read')]
  notify({ stage: 'index', done: 0, total: 1, subject: '', characters })
  const all = [own, ...shares, ...late]
  const compiled = joinSegments([...(last ? [last] : []), ...all.map(({ segment }) => segment)])
  return {
    ...compiled, listed: openKept(compiled.store).reports,
    outcomes: all.flatMap(({ outcomes }) => outcomes).sort((a, b) => a.place - b.place), reused: reused.size,
  }
}

/** The reports of all segments in the order of their places, as if they had been added to one builder so. */
export function joinSegments(segments: readonly Segment[]): Compiled {
  const [first, ...others] = segments.filter(({ places }) => places.some((place) => place !== -1))
  if (first && others.length === 0 && first.places.every((place, i) => place > (first.places[i - 1] ?? -1))) return { store: first.store, index: first.index }
  const opened = segments.map(({ store, places }) => ({ ...openKept(store), places }))
  const order = opened.flatMap(({ places }, segment) => places.flatMap((place, report) => (place === -1 ? [] : [{ segment, report, place }]))).sort((a, b) => a.place - b.place)
  const ordinals = opened.map(({ firsts }) => new Int32Array(firsts.at(-1) ?? 0).fill(-1))
  const builder = new StoreBuilder()
  let size = 0
  for (const { segment, report } of order) {
    const from = opened[segment]
    if (!from) continue
    builder.append(from.kept(report))
    for (let passage = from.firsts[report] ?? 0; passage < (from.firsts[report + 1] ?? 0); passage++) ordinals.at(segment)?.fill(size++, passage, passage + 1)
  }
  return { store: builder.finish(), index: mergePostings(segments.map(({ index }, i) => ({ bytes: index, ordinals: ordinals[i] ?? new Int32Array(0) })), size) }
}
