/** Values that many passages share, each kept once and numbered in the order in which it first came. Two are the same when they print the same. */
export class Numbering<T> {
  readonly values: T[] = []
  readonly #numbers = new Map<string, number>()

  of(value: T): number {
    const key = JSON.stringify(value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.values.length)
    return this.values.push(value) - 1
  }
}
