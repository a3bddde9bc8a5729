/**
 * The postings of many terms while they grow. Each is a chain of slices in one pool, every slice larger than the one before, its last four bytes naming the next
 * (the scheme of Lucene's byte block pool). What is known of a term stands side by side, because the terms of a passage lie far apart and each of them
 * would otherwise be fetched from many places. Offsets are 32 bits wide: all chains together hold less than 4 GiB.
 */

const FIRST = 12
const LARGEST = 4096
const LINK = 4

/** What is known of a term, by its place behind the term's first. */
const FIELDS = 8
/** One more than the last passage, so that 0 is none; in how many passages the term stands; how often in the passage at hand. */
const [LAST, COUNT, FREQUENCY] = [0, 1, 2]
/** Where its next byte goes, the first byte of its slice's link, the size of its slice, its first slice. */
const [AT, LIMIT, SLICE, HEAD] = [3, 4, 5, 6]

export class PostingChains {
  #pool = new Uint8Array(1 << 20)
  #end = 0
  #terms = 0
  #bytes = 0
  #known = new Uint32Array(FIELDS << 12)

  /** Bytes in all chains. */
  get size(): number {
    return this.#bytes
  }

  /** Terms are numbered in the order in which they come; one that is new gets its chain. */
  begin(term: number): void {
    if (term < this.#terms) return
    const at = this.#terms++ * FIELDS
    if (at === this.#known.length) {
      const known = new Uint32Array(this.#known.length * 2)
      known.set(this.#known)
      this.#known = known
    }
    const start = this.#take(FIRST)
    this.#known[at + HEAD] = start
    this.#known[at + AT] = start
    this.#known[at + LIMIT] = start + FIRST - LINK
    this.#known[at + SLICE] = FIRST
  }

  /** In how many passages a term stands. */
  count(term: number): number {
    return this.#known[term * FIELDS + COUNT]!
  }

  /** Counts a term in the passage at hand; whether it is the first time. */
  meet(term: number): boolean {
    return this.#known[term * FIELDS + FREQUENCY]!++ === 0
  }

  /** Ends the passage at hand for a term that was met in it. */
  close(term: number, passage: number): void {
    const at = term * FIELDS
    const frequency = this.#known[at + FREQUENCY]!
    this.#known[at + FREQUENCY] = 0
    this.add(term, passage, frequency)
  }

  /** Passages of a term come in ascending order. */
  add(term: number, passage: number, frequency: number): void {
    const at = term * FIELDS
    const distance = passage + 1 - this.#known[at + LAST]!
    if (distance <= 0) throw new Error(`passage ${passage} comes out of order`)
    this.#known[at + LAST] = passage + 1
    this.#known[at + COUNT]!++
    this.#number(at, distance * 2 + (frequency > 1 ? 1 : 0))
    if (frequency > 1) this.#number(at, frequency)
  }

  /** Appends a number below 2^32, seven bits a byte. */
  #number(at: number, value: number): void {
    let rest = value >>> 0
    for (; rest > 127; rest >>>= 7) this.#byte(at, (rest & 127) | 128)
    this.#byte(at, rest)
  }

  #byte(at: number, byte: number): void {
    let place = this.#known[at + AT]!
    if (place === this.#known[at + LIMIT]!) {
      const size = Math.min(LARGEST, this.#known[at + SLICE]! * 2)
      const start = this.#take(size)
      writeLink(this.#pool, place, start)
      this.#known[at + LIMIT] = start + size - LINK
      this.#known[at + SLICE] = size
      place = start
    }
    this.#pool[place] = byte
    this.#known[at + AT] = place + 1
    this.#bytes++
  }

  #take(size: number): number {
    const start = this.#end
    this.#end += size
    if (this.#end > this.#pool.length) {
      const pool = new Uint8Array(Math.max(this.#end, Math.ceil(this.#pool.length * 1.5)))
      pool.set(this.#pool.subarray(0, start))
      this.#pool = pool
    }
    return start
  }

  /** Copies a term's postings to a place in another array; returns how many bytes there are. */
  copy(term: number, into: Uint8Array, place: number): number {
    const known = term * FIELDS
    const [end, last] = [this.#known[known + AT]!, this.#known[known + LIMIT]!]
    let at = this.#known[known + HEAD]!
    let size = FIRST
    let to = place
    for (;;) {
      const limit = at + size - LINK
      if (limit === last) {
        into.set(this.#pool.subarray(at, end), to)
        return to + end - at - place
      }
      into.set(this.#pool.subarray(at, limit), to)
      to += limit - at
      at = readLink(this.#pool, limit)
      size = Math.min(LARGEST, size * 2)
    }
  }
}

function writeLink(pool: Uint8Array, at: number, target: number): void {
  for (let i = 0; i < LINK; i++) pool[at + i] = (target >>> (8 * i)) & 255
}

const readLink = (pool: Uint8Array, at: number): number =>
  ((pool[at] ?? 0) | ((pool[at + 1] ?? 0) << 8) | ((pool[at + 2] ?? 0) << 16) | ((pool[at + 3] ?? 0) << 24)) >>> 0
