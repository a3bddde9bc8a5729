import { STREAMS, type CountableTerms, type CountedPassages, type Stream } from '../ports.js'
import { PostingChains } from './posting-chains.js'
import { growingNumbers } from '../store/growing.js'
import { packSections, type Section } from '../store/sections.js'
import { packStream } from './pack.js'
import { TermNumbers } from './term-numbers.js'
import { byteOrder, listOfTerms } from './term-order.js'

/** The postings of one stream while they grow. */
class StreamBuilder {
  readonly #terms = new TermNumbers()
  readonly #chains = new PostingChains()
  /** Terms of the passage at hand, each once. */
  readonly #met: number[] = []
  readonly lengths = growingNumbers()

  /** Passages come in ascending order. */
  add(term: string, passage: number, frequency: number): void {
    const number = this.#terms.of(term)
    this.#chains.begin(number)
    this.#chains.add(number, passage, frequency)
  }

  /** All terms of a passage, with repetitions; pairs may come as numbers, the first code unit in the upper half. The length of a passage is the number of its distinct terms, as MiniSearch has it. */
  count(terms: readonly string[] | Uint32Array, passage: number): void {
    if (terms instanceof Uint32Array) for (let i = 0; i < terms.length; i++) this.#meet(this.#terms.ofPair(terms[i]! >>> 16, terms[i]! & 0xffff))
    else for (const term of terms) this.#meet(this.#terms.of(term))
    const met = this.#met
    for (const term of met) this.#chains.close(term, passage)
    this.lengths.push(met.length)
    met.length = 0
  }

  #meet(term: number): void {
    this.#chains.begin(term)
    if (this.#chains.meet(term)) this.#met.push(term)
  }

  /** Terms in the order of their bytes, each with its postings behind those of the one before. */
  finish(stream: Stream): Record<string, Section> {
    const terms = this.#terms.terms()
    const order = byteOrder(terms)
    const bytes = new Uint8Array(this.#chains.size)
    const [counts, sizes] = [new Uint32Array(order.length), new Uint32Array(order.length)]
    let start = 0
    for (let i = 0; i < order.length; i++) {
      const id = order[i]!
      counts[i] = this.#chains.count(id)
      sizes[i] = this.#chains.copy(id, bytes, start)
      start += sizes[i]!
    }
    return packStream(stream, { terms: listOfTerms(terms, order), counts, sizes, bytes, lengths: this.lengths.finish() })
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
