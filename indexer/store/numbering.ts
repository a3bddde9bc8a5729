/** Values that many passages share, each kept once and numbered in the order in which it first came. Two are the same when they print the same. */
export class Numbering<T> {
  readonly values: T[] = []
  readonly #numbers = new Map<string, number>()
  /** Neighbours often have the very same list. */
  #last: readonly [value: T, number: number] | null = null

  of(value: T): number {
    if (this.#last?.[0] === value) return this.#last[1]
    const number = this.#find(value)
    this.#last = [value, number]
    return number
  }

  #find(value: T): number {
    const key = typeof value === 'string' ? value : JSON.stringify(value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.values.length)
    return this.values.push(value) - 1
  }
}
