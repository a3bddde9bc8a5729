/** Numbers that are appended one list after the other, in one array that grows. */
export class Growing<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>> {
  #array: T
  #length = 0
  readonly #make: (length: number) => T

  constructor(make: (length: number) => T) {
    this.#make = make
    this.#array = make(1 << 12)
  }

  get length(): number {
    return this.#length
  }

  /** A place for so many more numbers, to be filled by the caller. */
  more(count: number): T {
    const end = this.#length + count
    if (end > this.#array.length) {
      const array = this.#make(Math.max(end, Math.ceil(this.#array.length * 1.5)))
      array.set(this.#array.subarray(0, this.#length))
      this.#array = array
    }
    const place = this.#array.subarray(this.#length, end) as T
    this.#length = end
    return place
  }

  push(value: number): void {
    if (this.#length === this.#array.length) this.more(1)
    else this.#length++
    this.#array[this.#length - 1] = value
  }

  /** The number at a place; 0 behind the end. */
  at(place: number): number {
    return this.#array[place] ?? 0
  }

  set(place: number, value: number): void {
    this.#array[place] = value
  }

  finish(): T {
    return this.#array.subarray(0, this.#length) as T
  }
}

export const growingBytes = (): Growing<Uint8Array<ArrayBuffer>> => new Growing((length) => new Uint8Array(length))
export const growingNumbers = (): Growing<Uint32Array<ArrayBuffer>> => new Growing((length) => new Uint32Array(length))
