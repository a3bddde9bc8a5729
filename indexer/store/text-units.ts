import type { PassageTexts } from '../ports.js'
import type { Piece } from '../types.js'
import type { Making } from './record.js'
import type { SourceBlock } from './source-blocks.js'

const SPACE = 0x20
const WHITE = /\s/u

/** Texts that are put together out of their sources when they are first asked for. Memory: two bytes for every code unit that was read. */
export class TextUnits implements PassageTexts {
  readonly starts: Uint32Array
  readonly units: Uint16Array
  readonly #isRead: Uint8Array
  readonly #makingOf: (ordinal: number) => Making
  readonly #block: (ordinal: number, line: number) => SourceBlock | null

  /** `block`: the block of the passage's source that holds a line. */
  constructor(starts: Uint32Array, makingOf: (ordinal: number) => Making, block: (ordinal: number, line: number) => SourceBlock | null) {
    this.starts = starts
    this.units = new Uint16Array(starts.at(-1) ?? 0)
    this.#isRead = new Uint8Array(starts.length - 1)
    this.#makingOf = makingOf
    this.#block = block
  }

  read(ordinal: number): void {
    if (this.#isRead[ordinal] === 1) return
    this.#isRead[ordinal] = 1
    const { pieces, text } = this.#makingOf(ordinal)
    let at = this.starts[ordinal] ?? 0
    if (text !== null) {
      this.#write(text, at)
      return
    }
    let block: SourceBlock | null = null
    for (const piece of pieces) {
      if (piece.reads !== undefined) {
        at = this.#write(piece.reads, at)
        continue
      }
      const { line } = piece
      if (block === null || line < block.first || line >= block.first + block.starts.length - 1) block = this.#block(ordinal, line)
      if (block !== null) at = this.#copy(piece, block, at)
    }
  }

  /** What `sliceOfLine` gives, unit by unit. */
  #copy({ line, from, to }: Piece, { first, units, starts }: SourceBlock, at: number): number {
    const start = starts[line - first] ?? 0
    const end = starts[line - first + 1] ?? 0
    const copied = units.subarray(Math.min(start + from, end), Math.min(start + to, end))
    this.units.set(copied, at)
    const behind = at + copied.length
    if (start + to > end) {
      this.units[behind] = SPACE
      return behind + 1
    }
    if (copied.length > 0 && WHITE.test(String.fromCharCode(this.units[behind - 1] ?? 0))) this.units[behind - 1] = SPACE
    return behind
  }

  #write(text: string, at: number): number {
    for (let i = 0; i < text.length; i++) this.units[at + i] = text.charCodeAt(i)
    return at + text.length
  }

  text(ordinal: number): string {
    this.read(ordinal)
    const start = this.starts[ordinal] ?? 0
    return Buffer.from(this.units.buffer, start * 2, ((this.starts[ordinal + 1] ?? start) - start) * 2).toString('utf16le')
  }
}
