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
export function mergePostings(parts: readonly MergedPart[], size: number): Uint8Array {
  const opened = parts.map(({ bytes, ordinals }) => ({ sections: openSections(bytes), ordinals, ascends: ascends(ordinals) }))
  const sections: Record<string, Section> = { size: Uint32Array.of(size) }
  for (const stream of STREAMS) {
    const lists = opened.map(({ sections, ordinals, ascends }) =>
      new MovedLists(new StreamPostings(sections, stream, sectionOf(sections, 'size', 'u32')[0] ?? 0), ordinals, ascends))
    Object.assign(sections, mergeStream(stream, lists, size))
  }
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

/** The lists of one part, term by term, with the new numbers of their passages. */
class MovedLists {
  readonly postings: StreamPostings
  readonly ordinals: Int32Array
  readonly #ascends: boolean
  /** The term at hand. */
  id = 0
  passages = new Uint32Array(1 << 10)
  frequencies = new Uint32Array(1 << 10)
  count = 0

  constructor(postings: StreamPostings, ordinals: Int32Array, ascends: boolean) {
    this.postings = postings
    this.ordinals = ordinals
    this.#ascends = ascends
  }

  get term(): Uint8Array | null {
    return this.id < this.postings.terms ? this.postings.termBytes(this.id) : null
  }

  /** Reads the list of the term at hand, and goes on to the next term. */
  take(): void {
    const most = this.postings.count(this.id)
    if (most > this.passages.length) [this.passages, this.frequencies] = [new Uint32Array(most * 2), new Uint32Array(most * 2)]
    this.postings.read(this.id++, this.passages, this.frequencies)
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

function mergeStream(stream: Stream, parts: readonly MovedLists[], size: number): Record<string, Section> {
  const lengths = new Uint32Array(size)
  for (const { postings, ordinals } of parts) ordinals.forEach((ordinal, passage) => { if (ordinal !== -1) lengths[ordinal] = postings.length(passage) })
  const terms: Uint8Array[] = []
  const [counts, sizes] = [growingNumbers(), growingNumbers()]
  const bytes = growingBytes()
  for (;;) {
    let least: Uint8Array | null = null
    for (const part of parts) {
      const { term } = part
      if (term && (least === null || Buffer.compare(term, least) < 0)) least = term
    }
    if (least === null) break
    const term = least
    const holding = parts.filter((part) => part.term && Buffer.compare(part.term, term) === 0)
    for (const part of holding) part.take()
    const from = bytes.length
    const count = writeMerged(holding, bytes)
    if (count === 0) continue
    terms.push(term)
    counts.push(count)
    sizes.push(bytes.length - from)
  }
  return packStream(stream, { terms, counts: counts.finish(), sizes: sizes.finish(), bytes: bytes.finish(), lengths })
}

/** Writes the postings of one term out of ascending lists; returns how many there are. */
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
