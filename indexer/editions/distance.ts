/**
 * Edit distance by bit-parallel columns (Myers 1999, in the block form of Hyyrö 2003): 32 cells of a column at a time.
 * All lengths and places are in UTF-16 code units.
 */

const BITS = 32

/** Where a pattern fits a text best, and with how many errors. */
export interface Fit {
  readonly errors: number
  readonly start: number
  readonly end: number
}

/** A text prepared for comparing many others with it. */
export class Pattern {
  readonly length: number
  readonly #text: string
  readonly #masks = new Map<number, Int32Array>()
  readonly #blocks: number
  readonly #last: number
  readonly #plus: Int32Array
  readonly #minus: Int32Array
  #reversed: Pattern | undefined

  constructor(text: string) {
    this.length = text.length
    this.#text = text
    this.#blocks = Math.ceil(text.length / BITS)
    this.#last = 1 << ((text.length - 1) % BITS)
    this.#plus = new Int32Array(this.#blocks)
    this.#minus = new Int32Array(this.#blocks)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      let mask = this.#masks.get(unit)
      if (!mask) this.#masks.set(unit, (mask = new Int32Array(this.#blocks)))
      const block = Math.floor(i / BITS)
      mask[block] = (mask[block] ?? 0) | (1 << (i % BITS))
    }
  }

  #reset(): void {
    this.#plus.fill(-1)
    this.#minus.fill(0)
  }

  /** Advances by one unit of the text; `carry` is the step along the column's upper edge. Returns the step along its lower edge. */
  #step(unit: number, carry: number): number {
    const masks = this.#masks.get(unit)
    for (let block = 0; block < this.#blocks; block++) {
      const bottom = block === this.#blocks - 1 ? this.#last : 1 << (BITS - 1)
      const plus = this.#plus[block] ?? 0
      const minus = this.#minus[block] ?? 0
      let equal = masks?.[block] ?? 0
      const vertical = equal | minus
      if (carry < 0) equal |= 1
      const horizontal = (((equal & plus) + plus) ^ plus) | equal
      let up = minus | ~(horizontal | plus)
      let down = plus & horizontal
      const out = up & bottom ? 1 : down & bottom ? -1 : 0
      up <<= 1
      down <<= 1
      if (carry < 0) down |= 1
      else if (carry > 0) up |= 1
      this.#plus[block] = down | ~(vertical | up)
      this.#minus[block] = up & vertical
      carry = out
    }
    return carry
  }

  /** Fewest insertions, deletions and substitutions that make the one text the other. */
  distance(text: string): number {
    if (this.length === 0) return text.length
    this.#reset()
    let errors = this.length
    for (let i = 0; i < text.length; i++) errors += this.#step(text.charCodeAt(i), 1)
    return errors
  }

  /** 1 for equal texts, 0 for texts that share nothing; two empty texts are equal. */
  similarity(text: string): number {
    const longest = Math.max(this.length, text.length)
    return longest === 0 ? 1 : 1 - this.distance(text) / longest
  }

  /** The stretch of the text that the whole pattern fits with the fewest errors; of equal ones the first that ends. */
  fit(text: string): Fit {
    if (this.length === 0) return { errors: 0, start: 0, end: 0 }
    const end = this.#bestEnd(text)
    this.#reversed ??= new Pattern(reverse(this.#text))
    const back = this.#reversed.#bestEnd(reverse(text.slice(0, end.at)), end.errors)
    return { errors: end.errors, start: end.at - back.at, end: end.at }
  }

  /** Where the best fit ends. With `wanted`, the shortest that has so few errors and begins at the text's own beginning. */
  #bestEnd(text: string, wanted?: number): { at: number; errors: number } {
    this.#reset()
    let errors = this.length
    let best = { at: 0, errors }
    const anchored = wanted === undefined ? 0 : 1
    for (let i = 0; i < text.length; i++) {
      errors += this.#step(text.charCodeAt(i), anchored)
      if (errors < best.errors) best = { at: i + 1, errors }
      if (wanted !== undefined && errors <= wanted) return { at: i + 1, errors }
    }
    return best
  }
}

const reverse = (text: string): string => {
  let reversed = ''
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i] ?? ''
  return reversed
}
