import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ByteReader, ByteWriter } from './bytes.js'

/**
 * The lines of a source in blocks, each deflated by itself, so that a passage is read with one small inflation. Text is kept in UTF-16: it deflates better than UTF-8,
 * nothing is lost of what is no well-formed text, and code units are there as they are needed.
 */

/** A block ends with the line that reaches so many code units: some fifty microseconds to inflate. Halving it costs a tenth of the space. */
const BLOCK_UNITS = 1 << 13
/** The greatest code unit; a line's length of so much or more goes on in the next. */
const MOST = 0xffff

/** Some lines of a source, inflated. */
export interface SourceBlock {
  /** Number of its first line, from 1. */
  readonly first: number
  readonly units: Uint16Array
  /** Where each line begins among the units, and where the last one ends. */
  readonly starts: Uint32Array
}

export function writeSource(lines: readonly string[], writer: ByteWriter): void {
  const blocks: { lines: number; bytes: Uint8Array }[] = []
  for (let at = 0; at < lines.length;) {
    const from = at
    for (let units = 0; at < lines.length && units < BLOCK_UNITS; at++) units += (lines[at] ?? '').length
    const block = lines.slice(from, at)
    blocks.push({ lines: block.length, bytes: deflateRawSync(Buffer.concat([lengthsOf(block), Buffer.from(block.join(''), 'utf16le')])) })
  }
  writer.number(blocks.length)
  for (const { lines, bytes } of blocks) {
    writer.number(lines)
    writer.number(bytes.length)
  }
  for (const { bytes } of blocks) writer.bytes(bytes)
}

/** The lines' lengths as code units. */
function lengthsOf(lines: readonly string[]): Buffer {
  const units = lines.flatMap(({ length }) => [...Array.from({ length: Math.floor(length / MOST) }, () => MOST), length % MOST])
  const bytes = Uint16Array.from(units)
  return Buffer.from(bytes.buffer, 0, bytes.byteLength)
}

/** Where the blocks of a source stand; they are inflated when they are asked for. */
export interface SourceDirectory {
  /** By block: number of its first line; behind them the number of lines plus one. */
  readonly firsts: readonly number[]
  readonly blocks: readonly Uint8Array[]
}

export function readDirectory(reader: ByteReader): SourceDirectory {
  const lengths: number[] = []
  const firsts = [1]
  const count = reader.number()
  for (let block = 0; block < count; block++) {
    firsts.push((firsts[block] ?? 1) + reader.number())
    lengths.push(reader.number())
  }
  return { firsts, blocks: lengths.map((length) => reader.bytes(length)) }
}

/** The block that holds a line; -1 when the source has no such line. */
export function blockOf(line: number, { firsts }: SourceDirectory): number {
  let [low, high] = [0, firsts.length - 1]
  if (line < 1 || line >= (firsts[high] ?? 0)) return -1
  while (low + 1 < high) {
    const middle = (low + high) >>> 1
    if ((firsts[middle] ?? 0) <= line) low = middle
    else high = middle
  }
  return low
}

export function inflateBlock(block: number, { firsts, blocks }: SourceDirectory): SourceBlock {
  const bytes = inflateRawSync(blocks[block] ?? new Uint8Array(0))
  const even = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes)
  const units = new Uint16Array(even.buffer, even.byteOffset, even.byteLength / 2)
  const [first, behind] = [firsts[block] ?? 1, firsts[block + 1] ?? 1]
  const starts = new Uint32Array(behind - first + 1)
  let at = 0
  for (let line = 0; line < starts.length - 1; line++) {
    let length = 0
    for (let part = MOST; part === MOST; length += part) part = units[at++] ?? 0
    starts[line + 1] = (starts[line] ?? 0) + length
  }
  return { first, units: units.subarray(at), starts }
}

/** All lines of a source. */
export const readSource = (directory: SourceDirectory): string[] => directory.blocks.flatMap((_, block) => {
  const { units, starts } = inflateBlock(block, directory)
  const text = Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le')
  return Array.from({ length: starts.length - 1 }, (_, line) => text.slice(starts[line], starts[line + 1]))
})
