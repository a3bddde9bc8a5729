import { STREAMS, type CountableTerms, type CountedPassages, type Stream } from '../ports.js'
import { ByteChains } from './byte-chains.js'
import { growingNumbers } from '../store/growing.js'
import { packSections, type Section } from '../store/sections.js'
import { packStream } from './pack.js'
import { TermNumbers } from './term-numbers.js'

const compareBytes = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b)

/** The postings of one stream while they grow: a chain of bytes for each term. */
class StreamBuilder {
  readonly #terms = new TermNumbers()
  readonly #chains = new ByteChains()
  readonly #last = growingNumbers()
  readonly #counts = growingNumbers()
  /** Of the passage at hand, by term: how often it stands there; and which terms do, each once. */
  readonly #frequencies = growingNumbers()
  readonly #met: number[] = []
  readonly lengths = growingNumbers()

  /** Passages come in ascending order. */
  add(term: string, passage: number, frequency: number): void {
    this.#add(this.#known(this.#terms.of(term)), passage, frequency)
  }

  /** Makes place for a term that is new. */
  #known(id: number): number {
    if (id < this.#counts.length) return id
    this.#chains.begin()
    this.#last.push(0)
    this.#counts.push(0)
    this.#frequencies.push(0)
    return id
  }

  #add(id: number, passage: number, frequency: number): void {
    // One more than the last passage, so that 0 is none.
    const distance = passage + 1 - this.#last.at(id)
    if (distance <= 0) throw new Error(`passage ${passage} comes out of order`)
    this.#chains.number(id, distance * 2 + (frequency > 1 ? 1 : 0))
    if (frequency > 1) this.#chains.number(id, frequency)
    this.#last.set(id, passage + 1)
    this.#counts.set(id, this.#counts.at(id) + 1)
  }

  /** All terms of a passage, with repetitions; pairs may come as numbers, the first code unit in the upper half. The length of a passage is the number of its distinct terms, as MiniSearch has it. */
  count(terms: readonly string[] | Uint32Array, passage: number): void {
    if (terms instanceof Uint32Array) for (let i = 0; i < terms.length; i++) this.#meet(this.#terms.ofPair(terms[i]! >>> 16, terms[i]! & 0xffff))
    else for (const term of terms) this.#meet(this.#terms.of(term))
    const met = this.#met
    for (const id of met) {
      this.#add(id, passage, this.#frequencies.at(id))
      this.#frequencies.set(id, 0)
    }
    this.lengths.push(met.length)
    met.length = 0
  }

  #meet(term: number): void {
    const id = this.#known(term)
    const before = this.#frequencies.at(id)
    if (before === 0) this.#met.push(id)
    this.#frequencies.set(id, before + 1)
  }

  /** Terms in the order of their bytes, each with its postings behind those of the one before. */
  finish(stream: Stream): Record<string, Section> {
    const order = [...this.#terms.entries()].map(([term, id]) => ({ id, bytes: Buffer.from(term, 'utf8') })).sort((a, b) => compareBytes(a.bytes, b.bytes))
    const bytes = new Uint8Array(this.#chains.size)
    const [counts, sizes] = [new Uint32Array(order.length), new Uint32Array(order.length)]
    let start = 0
    order.forEach(({ id }, i) => {
      counts[i] = this.#counts.at(id)
      sizes[i] = this.#chains.copy(id, bytes, start)
      start += sizes[i] ?? 0
    })
    return packStream(stream, { terms: order.map((term) => term.bytes), counts, sizes, bytes, lengths: this.lengths.finish() })
  }
}

/** Gathers the terms of passages into the postings of all. Memory grows with the postings, not with the texts. */
export class PostingsBuilder {
  readonly #streams = STREAMS.map(() => new StreamBuilder())
  #size = 0

  /** Passages that MiniSearch has counted; they follow those that were added before. */
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

  /** The passage that follows, counted here as MiniSearch counts. */
  count(terms: CountableTerms): void {
    this.#streams.forEach((stream, i) => { stream.count(terms[STREAMS[i] ?? 'body'], this.#size) })
    this.#size++
  }

  finish(): Uint8Array {
    const sections: Record<string, Section> = { size: Uint32Array.of(this.#size) }
    STREAMS.forEach((stream, i) => Object.assign(sections, this.#streams[i]?.finish(stream)))
    return packSections(sections)
  }
}
