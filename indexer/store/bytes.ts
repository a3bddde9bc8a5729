import { growingBytes } from './growing.js'

/** Numbers of seven bits a byte, the last byte below 128; bytes with their count before them. */
export class ByteWriter {
  readonly #bytes = growingBytes()

  get length(): number {
    return this.#bytes.length
  }

  /** A whole number from 0 to 2^53 - 1. */
  number(value: number): void {
    let rest = value
    while (rest > 127) {
      this.#bytes.push((rest % 128) | 128)
      rest = Math.floor(rest / 128)
    }
    this.#bytes.push(rest)
  }

  /** A whole number of either sign: small ones of both take few bytes. */
  difference(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value)
  }

  bytes(bytes: Uint8Array): void {
    this.#bytes.more(bytes.length).set(bytes)
  }

  counted(bytes: Uint8Array): void {
    this.number(bytes.length)
    this.bytes(bytes)
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.finish()
  }
}

/** Reads what a `ByteWriter` has written, in the same order. Behind the end all numbers are 0. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.#at = at
  }

  get at(): number {
    return this.#at
  }

  number(): number {
    let byte = this.#bytes[this.#at++] ?? 0
    let value = byte & 127
    for (let factor = 128; byte > 127; factor *= 128) {
      byte = this.#bytes[this.#at++] ?? 0
      value += (byte & 127) * factor
    }
    return value
  }

  difference(): number {
    const value = this.number()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  bytes(count: number): Uint8Array {
    this.#at += count
    return this.#bytes.subarray(this.#at - count, this.#at)
  }

  counted(): Uint8Array {
    return this.bytes(this.number())
  }
}
