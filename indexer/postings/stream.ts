import { inflateRawSync } from 'node:zlib'
import type { Stream, Sums } from '../ports.js'
import { startsOf, unpackNumbers } from '../store/column.js'
import { BLOCK, RUNNING, sectionName, skipsOf } from './layout.js'
import { unpackTerms } from './terms.js'
import { sectionOf, type Sections } from '../store/sections.js'

/** Constants of BM25+ (Lv and Zhai 2011) as MiniSearch has them. */
const [K, B, D] = [1.2, 0.7, 0.5]

/** The postings of one stream; those that are long are read in place. */
export class StreamPostings {
  readonly #terms: Uint8Array
  readonly #termStarts: Uint32Array
  readonly #counts: Uint32Array
  readonly #starts: Uint32Array
  readonly #bytes: Uint8Array
  readonly #skipStarts: Uint32Array
  readonly #skipPassages: Uint32Array
  readonly #skipOffsets: Uint32Array
  readonly #worth: Worth
  readonly #size: number

  constructor(sections: Sections, stream: Stream, size: number) {
    const of = (part: 'terms' | 'counts' | 'sizes' | 'bytes' | 'lengths'): Uint8Array => sectionOf(sections, sectionName(stream, part), 'u8')
    this.#counts = unpackNumbers(of('counts'))
    const { bytes: terms, starts: termStarts } = unpackTerms(of('terms'), this.#counts.length)
    this.#terms = terms
    this.#termStarts = termStarts
    this.#starts = startsOf(unpackNumbers(of('sizes')))
    this.#bytes = RUNNING.includes(stream) ? inflateRawSync(of('bytes')) : of('bytes')
    this.#skipStarts = startsOf(this.#counts.map(skipsOf))
    this.#skipPassages = sectionOf(sections, sectionName(stream, 'skipPassages'), 'u32')
    this.#skipOffsets = sectionOf(sections, sectionName(stream, 'skipOffsets'), 'u32')
    this.#worth = new Worth(unpackNumbers(of('lengths')))
    this.#size = size
  }

  get terms(): number {
    return this.#counts.length
  }

  term(id: number): string {
    return Buffer.from(this.#terms.buffer, this.#terms.byteOffset + this.#termStarts[id]!, this.#termStarts[id + 1]! - this.#termStarts[id]!).toString('utf8')
  }

  termBytes(id: number): Uint8Array {
    return this.#terms.subarray(this.#termStarts[id], this.#termStarts[id + 1])
  }

  /** How many distinct terms a passage has. */
  length(passage: number): number {
    return this.#worth.lengths[passage] ?? 0
  }

  /** In how many passages a term stands. */
  count(id: number): number {
    return this.#counts[id]!
  }

  /** The number of a term; -1 for one that no passage holds. */
  find(term: string): number {
    const sought = Buffer.from(term, 'utf8')
    const at = this.#lowerBound(sought)
    return at < this.terms && this.#compare(at, sought) === 0 ? at : -1
  }

  /** The terms that begin with a text, as a range of numbers. */
  startingWith(text: string): readonly [from: number, to: number] {
    const sought = Buffer.from(text, 'utf8')
    const from = this.#lowerBound(sought)
    let to = from
    while (to < this.terms && this.#begins(to, sought)) to++
    return [from, to]
  }

  #begins(id: number, sought: Uint8Array): boolean {
    const start = this.#termStarts[id]!
    if (this.#termStarts[id + 1]! - start < sought.length) return false
    for (let i = 0; i < sought.length; i++) if (this.#terms[start + i] !== sought[i]) return false
    return true
  }

  #lowerBound(sought: Uint8Array): number {
    let [low, high] = [0, this.terms]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#compare(middle, sought) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #compare(id: number, sought: Uint8Array): number {
    const start = this.#termStarts[id]!
    const length = this.#termStarts[id + 1]! - start
    const shared = Math.min(length, sought.length)
    for (let i = 0; i < shared; i++) {
      const difference = this.#terms[start + i]! - sought[i]!
      if (difference !== 0) return difference
    }
    return length - sought.length
  }

  /** The passages that hold a term, ascending. */
  passages(id: number): Uint32Array {
    const count = this.#counts[id]!
    const list = new Uint32Array(count)
    const bytes = this.#bytes
    let at = this.#starts[id]!
    let passage = -1
    for (let i = 0; i < count; i++) {
      let byte = bytes[at++]!
      let head = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        head |= (byte & 127) << shift
      }
      passage += head >>> 1
      list[i] = passage
      if (head & 1) while (bytes[at++]! > 127);
    }
    return list
  }

  /** Writes the passages that hold a term, ascending, and how often each holds it. */
  read(id: number, passages: Uint32Array, frequencies: Uint32Array): void {
    const count = this.#counts[id]!
    const bytes = this.#bytes
    let at = this.#starts[id]!
    let passage = -1
    for (let i = 0; i < count; i++) {
      let byte = bytes[at++]!
      let head = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        head |= (byte & 127) << shift
      }
      passage += head >>> 1
      let frequency = 1
      if (head & 1) {
        byte = bytes[at++]!
        frequency = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          frequency |= (byte & 127) << shift
        }
      }
      passages[i] = passage
      frequencies[i] = frequency
    }
  }

  /** The bytes of a term's list. */
  list(id: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[id], this.#starts[id + 1])
  }

  /** The last passage that holds a term. */
  last(id: number): number {
    const count = this.#counts[id]!
    const [firstSkip, lastSkip] = [this.#skipStarts[id]!, this.#skipStarts[id + 1]!]
    const skipped = Math.max(0, lastSkip - firstSkip - 1)
    let at = this.#starts[id]! + (skipped === 0 ? 0 : this.#skipOffsets[lastSkip - 1]!)
    let passage = skipped === 0 ? -1 : this.#skipPassages[lastSkip - 1]! - 1
    for (let i = skipped * BLOCK; i < count; i++) {
      let byte = this.#bytes[at++]!
      let head = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = this.#bytes[at++]!
        head |= (byte & 127) << shift
      }
      passage += head >>> 1
      if (head & 1) while (this.#bytes[at++]! > 127);
    }
    return passage
  }

  /** Writes a 1 for every passage that holds a term. */
  mark(id: number, met: Uint8Array): void {
    const count = this.#counts[id]!
    const bytes = this.#bytes
    let at = this.#starts[id]!
    let passage = -1
    for (let i = 0; i < count; i++) {
      let byte = bytes[at++]!
      let head = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        head |= (byte & 127) << shift
      }
      passage += head >>> 1
      met[passage] = 1
      if (head & 1) while (bytes[at++]! > 127);
    }
  }

  /** Those of some passages, ascending, that hold a term. A short list skips through the postings (galloping over blocks), a long one goes through all. */
  among(passages: Uint32Array, id: number): Uint32Array {
    const count = this.#counts[id]!
    if (passages.length * 16 >= count) return intersect(passages, this.passages(id))
    const kept = new Uint32Array(passages.length)
    let length = 0
    const bytes = this.#bytes
    const [firstSkip, lastSkip] = [this.#skipStarts[id]!, this.#skipStarts[id + 1]!]
    const start = this.#starts[id]!
    let block = firstSkip
    let at = start
    let [passage, read] = [-1, 0]
    for (const sought of passages) {
      if (block + 1 < lastSkip && this.#skipPassages[block + 1]! <= sought) {
        let step = 1
        while (block + step < lastSkip && this.#skipPassages[block + step]! <= sought) step *= 2
        let [low, high] = [block + (step >>> 1), Math.min(block + step, lastSkip)]
        while (low + 1 < high) {
          const middle = (low + high) >>> 1
          if (this.#skipPassages[middle]! <= sought) low = middle
          else high = middle
        }
        if (low > block || read === 0) {
          block = low
          at = start + this.#skipOffsets[block]!
          passage = this.#skipPassages[block]! - 1
          read = (block - firstSkip) * BLOCK
        }
      }
      while (passage < sought && read < count) {
        let byte = bytes[at++]!
        let head = byte & 127
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!
          head |= (byte & 127) << shift
        }
        passage += head >>> 1
        if (head & 1) while (bytes[at++]! > 127);
        read++
      }
      if (passage === sought) kept[length++] = sought
      else if (read >= count && passage < sought) break
    }
    return kept.subarray(0, length)
  }

  /** Adds what a term is worth, times `weight`, to the sums of the passages that hold it. */
  score(id: number, weight: number, sums: Sums): void {
    const count = this.#counts[id]!
    const factor = weight * Math.log(1 + (this.#size - count + 0.5) / (count + 0.5))
    addList({ bytes: this.#bytes, start: this.#starts[id]!, count }, factor, this.#worth, sums)
  }
}

/** The postings of one term. */
interface List {
  readonly bytes: Uint8Array
  readonly start: number
  readonly count: number
}

/** Frequencies below this have their worth in a table. */
const TABLED = 8

/** What a term is worth to a passage, before its weight, by the term's frequency there and the passage's length. */
class Worth {
  readonly lengths: Uint16Array | Uint32Array
  /** By length: what the length takes off. */
  readonly norms: Float64Array
  /** For each frequency below `TABLED` a row of all lengths. */
  readonly table: Float64Array

  constructor(lengths: Uint32Array) {
    let [sum, longest] = [0, 0]
    for (const length of lengths) {
      sum += length
      if (length > longest) longest = length
    }
    this.lengths = longest < 0x10000 ? Uint16Array.from(lengths) : lengths
    const average = lengths.length === 0 ? 0 : sum / lengths.length
    this.norms = Float64Array.from({ length: longest + 1 }, (_, length) => K * (1 - B + (B * length) / average))
    this.table = Float64Array.from({ length: TABLED * this.norms.length }, (_, i) => this.of(Math.floor(i / this.norms.length), i % this.norms.length))
  }

  of(frequency: number, length: number): number {
    return D + (frequency * (K + 1)) / (frequency + this.norms[length]!)
  }
}

/** Adds a list to the sums. A function of its own, with nothing but local variables: as a method it takes twice the time. */
function addList({ bytes, start, count }: List, factor: number, worth: Worth, { scores, met }: Sums): void {
  const { lengths, table } = worth
  const longest = worth.norms.length
  let at = start
  let passage = -1
  for (let i = 0; i < count; i++) {
    let head = bytes[at++]!
    if (head > 127) {
      head &= 127
      for (let shift = 7, byte = 128; byte > 127; shift += 7) {
        byte = bytes[at++]!
        head |= (byte & 127) << shift
      }
    }
    passage += head >>> 1
    met[passage >>> 5]! |= 1 << passage
    // Without a branch on the bit: one that cannot be foretold costs more than a byte read in vain.
    const several = head & 1
    const frequency = 1 + ((bytes[at]! - 1) & -several)
    at += several
    if (frequency < TABLED) {
      scores[passage]! += factor * table[frequency * longest + lengths[passage]!]!
      continue
    }
    let large = frequency & 127
    if (frequency > 127) {
      for (let shift = 7, byte = 128; byte > 127; shift += 7) {
        byte = bytes[at++]!
        large |= (byte & 127) << shift
      }
    }
    scores[passage]! += factor * worth.of(large, lengths[passage]!)
  }
}

/** What stands in both of two ascending lists. The shorter one gallops through the longer (Bentley and Yao 1976). */
export function intersect(a: Uint32Array, b: Uint32Array): Uint32Array {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const shared = new Uint32Array(short.length)
  let [length, from] = [0, 0]
  for (const value of short) {
    let step = 1
    while (from + step < long.length && long[from + step]! < value) step *= 2
    let [low, high] = [from + (step >>> 1), Math.min(from + step, long.length)]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (long[middle]! < value) low = middle + 1
      else high = middle
    }
    from = low
    if (from >= long.length) break
    if (long[from] === value) shared[length++] = value
  }
  return shared.subarray(0, length)
}
