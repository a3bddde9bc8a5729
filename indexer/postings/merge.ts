import { STREAMS, type Stream } from '../ports.js'
import { growingBytes, growingNumbers, type Growing } from '../store/growing.js'
import { openSections, packSections, sectionOf, type Section } from '../store/sections.js'
import { packStream } from './pack.js'
import { StreamPostings } from './stream.js'

/** Postings whose passages become passages of another index. */
export interface MergedPart {
  readonly bytes: Uint8Array
  /** By passage: its number in the other index; -1 for one that is left out. */
  readonly ordinals: Int32Array
}

/**
 * The postings of all parts' passages as one index of `size` passages: byte by byte the one that a builder makes of the same passages in their new order.
 * Every passage of the new index comes from one part.
 */
export const mergePostings = (parts: readonly MergedPart[], size: number): Uint8Array => packStreams(mergeStreams(parts, size, STREAMS), size)

/** Some streams of that index, each as its sections. */
export type MergedStreams = Readonly<Partial<Record<Stream, Record<string, Section>>>>

export function mergeStreams(parts: readonly MergedPart[], size: number, streams: readonly Stream[]): MergedStreams {
  const ordered = parts.map((part) => ({ ...part, sections: openSections(part.bytes), shift: shiftOf(part.ordinals), ascends: ascends(part.ordinals) })).sort((a, b) => (a.ordinals[0] ?? 0) - (b.ordinals[0] ?? 0))
  // Parts that stand whole, one behind the other: their lists need not be read.
  const inRow = ordered.every(({ shift }, i) => shift !== null && (i === 0 || shift > (ordered[i - 1]?.ordinals.at(-1) ?? -1)))
  return Object.fromEntries(streams.map((stream) => [stream, mergeStream(stream, ordered.map(({ sections, ordinals, shift, ascends }) => {
    const postings = new StreamPostings(sections, stream, sectionOf(sections, 'size', 'u32')[0] ?? 0)
    return inRow ? new ShiftedLists(postings, ordinals, shift ?? 0) : new MovedLists(postings, ordinals, ascends)
  }), size)]))
}

/** The index of all streams. */
export function packStreams(streams: MergedStreams, size: number): Uint8Array {
  const sections: Record<string, Section> = { size: Uint32Array.of(size) }
  for (const stream of STREAMS) Object.assign(sections, streams[stream])
  return packSections(sections)
}

/** Whether the passages that stay keep their order. */
function ascends(ordinals: Int32Array): boolean {
  let last = -1
  for (const ordinal of ordinals) {
    if (ordinal === -1) continue
    if (ordinal < last) return false
    last = ordinal
  }
  return true
}

/** By how much the numbers of the passages grow, where all of them stay and grow by as much; or `null`. */
function shiftOf(ordinals: Int32Array): number | null {
  const first = ordinals[0] ?? -1
  return first >= 0 && ordinals.every((ordinal, passage) => ordinal === passage + first) ? first : null
}

/** The lists of one part, term by term. */
abstract class Lists {
  readonly postings: StreamPostings
  readonly ordinals: Int32Array
  /** The term at hand. */
  id = 0

  constructor(postings: StreamPostings, ordinals: Int32Array) {
    this.postings = postings
    this.ordinals = ordinals
  }

  get term(): Uint8Array | null {
    return this.id < this.postings.terms ? this.postings.termBytes(this.id) : null
  }
}

/** Lists whose passages' numbers all grow by as much. */
class ShiftedLists extends Lists {
  readonly #shift: number

  constructor(postings: StreamPostings, ordinals: Int32Array, shift: number) {
    super(postings, ordinals)
    this.#shift = shift
  }

  /** Appends the list of the term at hand to that of the parts before, whose last passage is `last`; returns its own last passage where more follows. */
  append(last: number, more: boolean, bytes: Growing<Uint8Array<ArrayBuffer>>): number {
    const list = this.postings.list(this.id)
    let at = 0
    let head = 0
    for (let shift = 0; ; shift += 7) {
      const byte = list[at++]!
      head |= (byte & 127) << shift
      if (byte < 128) break
    }
    // The list's first number counts from -1; now it counts from the last passage of the list before.
    writeNumber(head + 2 * (this.#shift - last - 1), bytes)
    bytes.more(list.length - at).set(list.subarray(at))
    return more ? this.postings.last(this.id) + this.#shift : -1
  }
}

/** Lists with the new numbers of their passages. */
class MovedLists extends Lists {
  readonly #ascends: boolean
  passages = new Uint32Array(1 << 10)
  frequencies = new Uint32Array(1 << 10)
  count = 0

  constructor(postings: StreamPostings, ordinals: Int32Array, ascends: boolean) {
    super(postings, ordinals)
    this.#ascends = ascends
  }

  /** Reads the list of the term at hand. */
  take(): void {
    const most = this.postings.count(this.id)
    if (most > this.passages.length) [this.passages, this.frequencies] = [new Uint32Array(most * 2), new Uint32Array(most * 2)]
    this.postings.read(this.id, this.passages, this.frequencies)
    let count = 0
    for (let i = 0; i < most; i++) {
      const moved = this.ordinals[this.passages[i]!]!
      if (moved === -1) continue
      this.passages[count] = moved
      this.frequencies[count++] = this.frequencies[i]!
    }
    this.count = count
    if (!this.#ascends) this.#sort()
  }

  #sort(): void {
    const order = Array.from({ length: this.count }, (_, i) => ({ passage: this.passages[i]!, frequency: this.frequencies[i]! })).sort((a, b) => a.passage - b.passage)
    order.forEach(({ passage, frequency }, i) => {
      this.passages[i] = passage
      this.frequencies[i] = frequency
    })
  }
}

function mergeStream(stream: Stream, parts: readonly (MovedLists | ShiftedLists)[], size: number): Record<string, Section> {
  const lengths = new Uint32Array(size)
  for (const { postings, ordinals } of parts) ordinals.forEach((ordinal, passage) => { if (ordinal !== -1) lengths[ordinal] = postings.length(passage) })
  const [termBytes, termStarts] = [growingBytes(), growingNumbers()]
  const [counts, sizes] = [growingNumbers(), growingNumbers()]
  const bytes = growingBytes()
  termStarts.push(0)
  for (;;) {
    let least: Uint8Array | null = null
    for (const part of parts) {
      const { term } = part
      if (term && (least === null || Buffer.compare(term, least) < 0)) least = term
    }
    if (least === null) break
    const term = least
    const holding = parts.filter((part) => part.term && Buffer.compare(part.term, term) === 0)
    const from = bytes.length
    const count = writeList(holding, bytes)
    for (const part of holding) part.id++
    if (count === 0) continue
    termBytes.more(term.length).set(term)
    termStarts.push(termBytes.length)
    counts.push(count)
    sizes.push(bytes.length - from)
  }
  return packStream(stream, { terms: { bytes: termBytes.finish(), starts: termStarts.finish() }, counts: counts.finish(), sizes: sizes.finish(), bytes: bytes.finish(), lengths })
}

/** Writes the postings of the term at hand; returns how many there are. */
function writeList(holding: readonly (MovedLists | ShiftedLists)[], bytes: Growing<Uint8Array<ArrayBuffer>>): number {
  const moved = holding.filter((part) => part instanceof MovedLists)
  for (const part of moved) part.take()
  if (moved.length > 0) return writeMerged(moved, bytes)
  let [last, count] = [-1, 0]
  holding.forEach((part, i) => {
    if (!(part instanceof ShiftedLists)) return
    last = part.append(last, i + 1 < holding.length, bytes)
    count += part.postings.count(part.id)
  })
  return count
}

/** The same out of ascending lists. */
function writeMerged(lists: readonly MovedLists[], bytes: Growing<Uint8Array<ArrayBuffer>>): number {
  const at = new Uint32Array(lists.length)
  let [last, written] = [-1, 0]
  for (;;) {
    let next = -1
    let least = Infinity
    for (let l = 0; l < lists.length; l++) {
      const list = lists[l]!
      if (at[l]! < list.count && list.passages[at[l]!]! < least) {
        least = list.passages[at[l]!]!
        next = l
      }
    }
    if (next === -1) return written
    const frequency = lists[next]!.frequencies[at[next]!]!
    at[next]!++
    writeNumber((least - last) * 2 + (frequency > 1 ? 1 : 0), bytes)
    if (frequency > 1) writeNumber(frequency, bytes)
    last = least
    written++
  }
}

function writeNumber(value: number, bytes: Growing<Uint8Array<ArrayBuffer>>): void {
  let rest = value
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  bytes.push(rest)
}
