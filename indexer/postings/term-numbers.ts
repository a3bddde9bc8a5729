/**
 * Numbers terms in the order in which they come. Most terms are one or two code units long, pairs of 汉字 above all: these are looked up as one number in a table of
 * open addresses, without a string being made or hashed.
 */
export class TermNumbers {
  readonly #longer = new Map<string, number>()
  #bits = 12
  #keys = new Uint32Array(1 << 12)
  /** By place in the table: number of the term plus one; 0 for a free place. */
  #numbers = new Uint32Array(1 << 12)
  #pairs = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The number of a term; a new one gets the next. */
  of(term: string): number {
    if (term.length === 2) return this.ofPair(term.charCodeAt(0), term.charCodeAt(1))
    if (term.length === 1) return this.ofPair(term.charCodeAt(0), 0)
    const known = this.#longer.get(term)
    if (known !== undefined) return known
    this.#longer.set(term, this.#size)
    return this.#size++
  }

  /** The same of a term of two code units, or of one with 0 behind it. */
  ofPair(first: number, second: number): number {
    const key = ((first << 16) | second) >>> 0
    const mask = this.#keys.length - 1
    let place = Math.imul(key, 0x9e3779b1) >>> (32 - this.#bits)
    while (this.#numbers[place] !== 0) {
      if (this.#keys[place] === key) return this.#numbers[place]! - 1
      place = (place + 1) & mask
    }
    this.#keys[place] = key
    this.#numbers[place] = ++this.#size
    if (++this.#pairs * 2 > this.#keys.length) this.#grow()
    return this.#size - 1
  }

  #grow(): void {
    const [keys, numbers] = [this.#keys, this.#numbers]
    this.#bits++
    this.#keys = new Uint32Array(keys.length * 2)
    this.#numbers = new Uint32Array(keys.length * 2)
    const mask = this.#keys.length - 1
    for (let i = 0; i < keys.length; i++) {
      if (numbers[i] === 0) continue
      let place = Math.imul(keys[i]!, 0x9e3779b1) >>> (32 - this.#bits)
      while (this.#numbers[place] !== 0) place = (place + 1) & mask
      this.#keys[place] = keys[i]!
      this.#numbers[place] = numbers[i]!
    }
  }

  /** All terms in the order of their numbers. */
  terms(): string[] {
    const terms = new Array<string>(this.#size)
    for (const [term, number] of this.#longer) terms[number] = term
    for (let i = 0; i < this.#keys.length; i++) {
      const number = this.#numbers[i]!
      if (number === 0) continue
      const [first, second] = [this.#keys[i]! >>> 16, this.#keys[i]! & 0xffff]
      terms[number - 1] = second === 0 ? String.fromCharCode(first) : String.fromCharCode(first, second)
    }
    return terms
  }
}
