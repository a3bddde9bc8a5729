const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g

/**
 * Columns of one line as readers count them, from 1, in characters (Unicode code points; a lone surrogate counts as one),
 * against indices in UTF-16 code units from 0. Each question costs the logarithm of the line's astral characters.
 */
export class Columns {
  /** Indices of the first halves of surrogate pairs, ascending. */
  readonly #pairs: readonly number[]

  constructor(text: string) {
    this.#pairs = [...text.matchAll(PAIR)].map((pair) => pair.index)
  }

  /** How many pairs satisfy a condition that holds for the first ones only. */
  #count(holds: (pair: number, i: number) => boolean): number {
    let [low, high] = [0, this.#pairs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (holds(this.#pairs[middle] ?? 0, middle)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The column of the character at an index; an index inside a pair belongs to the pair. */
  column(index: number): number {
    return index + 1 - this.#count((pair) => pair < index)
  }

  /** The index at which the character of a column begins. */
  index(column: number): number {
    return column - 1 + this.#count((pair, i) => pair - i + 1 < column)
  }
}
