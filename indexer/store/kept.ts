/** Dead references are swept when so many times more are known than are kept, or than lived when they were last swept. */
const SWEEP_AT = 4

/**
 * Values that are made when they are asked for. The last ones stay; and as long as anyone holds one, the same one is given again, so that two that were asked
 * for at different times can be told to be one.
 */
export class Kept<T extends object> {
  readonly #most: number
  readonly #make: (key: number) => T
  readonly #last = new Map<number, T>()
  readonly #held = new Map<number, WeakRef<T>>()
  #sweepAt: number

  constructor(most: number, make: (key: number) => T) {
    this.#most = most
    this.#sweepAt = most * SWEEP_AT
    this.#make = make
  }

  get(key: number): T {
    const last = this.#last.get(key)
    if (last) return last
    const value = this.#held.get(key)?.deref() ?? this.#make(key)
    const [oldest] = this.#last.keys()
    if (this.#last.size >= this.#most && oldest !== undefined) this.#last.delete(oldest)
    this.#last.set(key, value)
    this.#held.set(key, new WeakRef(value))
    if (this.#held.size > this.#sweepAt) this.#sweep()
    return value
  }

  #sweep(): void {
    for (const [key, reference] of this.#held) if (reference.deref() === undefined) this.#held.delete(key)
    this.#sweepAt = Math.max(this.#most, this.#held.size) * SWEEP_AT
  }
}
