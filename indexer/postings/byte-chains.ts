/**
 * Many byte strings that grow at once, in one pool: each is a chain of slices, every slice larger than the one before, its last four bytes
 * naming the next (the scheme of Lucene's byte block pool). Offsets are 32 bits wide: all strings together hold less than 4 GiB.
 */

const FIRST = 12
const LARGEST = 4096
const LINK = 4

export class ByteChains {
  #pool = new Uint8Array(1 << 20)
  #end = 0
  #chains = 0
  #bytes = 0
  #heads = new Uint32Array(1 << 12)
  /** Where the next byte of a chain goes, and the first byte of its slice's link. */
  #at = new Uint32Array(1 << 12)
  #limit = new Uint32Array(1 << 12)
  #slice = new Uint16Array(1 << 12)

  /** Bytes in all chains. */
  get size(): number {
    return this.#bytes
  }

  /** A new chain, numbered on from the last. */
  begin(): number {
    const id = this.#chains++
    if (id >= this.#heads.length) {
      for (const [name, grown] of [['heads', grow(this.#heads)], ['at', grow(this.#at)], ['limit', grow(this.#limit)]] as const) {
        if (name === 'heads') this.#heads = grown
        else if (name === 'at') this.#at = grown
        else this.#limit = grown
      }
      const slices = new Uint16Array(this.#slice.length * 2)
      slices.set(this.#slice)
      this.#slice = slices
    }
    const start = this.#take(FIRST)
    this.#heads[id] = start
    this.#at[id] = start
    this.#limit[id] = start + FIRST - LINK
    this.#slice[id] = FIRST
    return id
  }

  /** Appends a number below 2^32, seven bits a byte. */
  number(id: number, value: number): void {
    let rest = value >>> 0
    while (rest > 127) {
      this.#byte(id, (rest & 127) | 128)
      rest >>>= 7
    }
    this.#byte(id, rest)
  }

  #byte(id: number, byte: number): void {
    let at = this.#at[id] ?? 0
    if (at === this.#limit[id]) {
      const size = Math.min(LARGEST, (this.#slice[id] ?? FIRST) * 2)
      const start = this.#take(size)
      writeLink(this.#pool, at, start)
      this.#limit[id] = start + size - LINK
      this.#slice[id] = size
      at = start
    }
    this.#pool[at] = byte
    this.#at[id] = at + 1
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

  /** Copies a chain's bytes to a place in another array; returns how many there are. */
  copy(id: number, into: Uint8Array, place: number): number {
    let at = this.#heads[id] ?? 0
    let size = FIRST
    let to = place
    const end = this.#at[id] ?? 0
    for (;;) {
      const limit = at + size - LINK
      if (end >= at && end <= limit && limit === this.#limit[id]) {
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

function grow(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(array.length * 2)
  grown.set(array)
  return grown
}

function writeLink(pool: Uint8Array, at: number, target: number): void {
  for (let i = 0; i < LINK; i++) pool[at + i] = (target >>> (8 * i)) & 255
}

const readLink = (pool: Uint8Array, at: number): number =>
  ((pool[at] ?? 0) | ((pool[at + 1] ?? 0) << 8) | ((pool[at + 2] ?? 0) << 16) | ((pool[at + 3] ?? 0) << 24)) >>> 0
