import { deflateRawSync } from 'node:zlib'
import { STREAMS, type CountedPassages, type Stream } from '../ports.js'
import { ByteChains } from './byte-chains.js'
import { packNumbers } from '../store/column.js'
import { packSections, type Section } from '../store/sections.js'
import { BLOCK, RUNNING, sectionName, skipsOf } from './layout.js'
import { packTerms } from './terms.js'

const compareBytes = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b)

/** The postings of one stream while they grow: a chain of bytes for each term. */
class StreamBuilder {
  readonly #ids = new Map<string, number>()
  readonly #chains = new ByteChains()
  readonly #last: number[] = []
  readonly #counts: number[] = []
  readonly lengths: number[] = []

  /** Passages come in ascending order. */
  add(term: string, passage: number, frequency: number): void {
    let id = this.#ids.get(term)
    if (id === undefined) {
      id = this.#ids.size
      this.#ids.set(term, id)
      this.#chains.begin()
      this.#last.push(-1)
      this.#counts.push(0)
    }
    const distance = passage - (this.#last[id] ?? -1)
    if (distance <= 0) throw new Error(`passage ${passage} of ${term} comes out of order`)
    this.#chains.number(id, distance * 2 + (frequency > 1 ? 1 : 0))
    if (frequency > 1) this.#chains.number(id, frequency)
    this.#last[id] = passage
    this.#counts[id] = (this.#counts[id] ?? 0) + 1
  }

  /** Terms in the order of their bytes, each with its postings behind those of the one before. */
  finish(stream: Stream): Record<string, Section> {
    const order = [...this.#ids].map(([term, id]) => ({ id, bytes: Buffer.from(term, 'utf8') })).sort((a, b) => compareBytes(a.bytes, b.bytes))
    const bytes = new Uint8Array(this.#chains.size)
    const [counts, sizes] = [new Uint32Array(order.length), new Uint32Array(order.length)]
    const skipPassages: number[] = []
    const skipOffsets: number[] = []
    let start = 0
    order.forEach(({ id }, i) => {
      const count = this.#counts[id] ?? 0
      const size = this.#chains.copy(id, bytes, start)
      counts[i] = count
      sizes[i] = size
      if (skipsOf(count) > 0) writeSkips(bytes, start, count, skipPassages, skipOffsets)
      start += size
    })
    return {
      [sectionName(stream, 'terms')]: packTerms(order.map((term) => term.bytes)), [sectionName(stream, 'counts')]: packNumbers(counts), [sectionName(stream, 'sizes')]: packNumbers(sizes),
      [sectionName(stream, 'bytes')]: RUNNING.includes(stream) ? deflateRawSync(bytes) : bytes, [sectionName(stream, 'lengths')]: packNumbers(Uint32Array.from(this.lengths)),
      [sectionName(stream, 'skipPassages')]: Uint32Array.from(skipPassages), [sectionName(stream, 'skipOffsets')]: Uint32Array.from(skipOffsets),
    }
  }
}

/** For every block of a list: the last passage before it, and where its bytes start behind the list's. */
function writeSkips(bytes: Uint8Array, start: number, count: number, passages: number[], offsets: number[]): void {
  let at = start
  let passage = -1
  const next = (): number => {
    let [value, shift] = [0, 0]
    for (;;) {
      const byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
      shift += 7
    }
  }
  for (let i = 0; i < count; i++) {
    if (i % BLOCK === 0) {
      passages.push(passage + 1)
      offsets.push(at - start)
    }
    const head = next()
    passage += head >>> 1
    if (head & 1) next()
  }
}

/** Gathers the counted terms of passages, report after report, into the postings of all. Memory grows with the postings, not with the texts. */
export class PostingsBuilder {
  readonly #streams = STREAMS.map(() => new StreamBuilder())
  #size = 0

  /** The passages follow those that were added before. */
  add({ size, lengths, terms }: CountedPassages): void {
    for (const [term, fields] of terms) {
      for (const [field, passages] of Object.entries(fields)) {
        const stream = this.#streams[Number(field)]
        if (!stream) throw new Error(`no stream ${field}`)
        // Keys that are whole numbers come in ascending order.
        for (const passage in passages) stream.add(term, this.#size + Number(passage), passages[passage] ?? 0)
      }
    }
    for (let passage = 0; passage < size; passage++) {
      const of = lengths[passage] ?? []
      this.#streams.forEach((stream, i) => stream.lengths.push(of[i] ?? 0))
    }
    this.#size += size
  }

  finish(): Uint8Array {
    const sections: Record<string, Section> = { size: Uint32Array.of(this.#size) }
    STREAMS.forEach((stream, i) => Object.assign(sections, this.#streams[i]?.finish(stream)))
    return packSections(sections)
  }
}
