import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { ByteReader, ByteWriter } from './bytes.js'

/** A column of whole numbers, packed: each as its difference from the one before, all deflated. What runs on or counts up takes next to nothing. */
export const packColumn = (values: ArrayLike<number>): Uint8Array => pack(values, (value, before, writer) => { writer.difference(value - before) })

export const unpackColumn = (bytes: Uint8Array): Uint32Array => unpack(bytes, (before, reader) => before + reader.difference())

/** Numbers that do not follow from one another, small ones in the main, packed. */
export const packNumbers = (values: ArrayLike<number>): Uint8Array => pack(values, (value, _, writer) => { writer.number(value) })

export const unpackNumbers = (bytes: Uint8Array): Uint32Array => unpack(bytes, (_, reader) => reader.number())

function pack(values: ArrayLike<number>, write: (value: number, before: number, writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter()
  writer.number(values.length)
  let before = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    write(value, before, writer)
    before = value
  }
  return deflateRawSync(writer.finish())
}

function unpack(bytes: Uint8Array, read: (before: number, reader: ByteReader) => number): Uint32Array {
  const reader = new ByteReader(inflateRawSync(bytes))
  const values = new Uint32Array(reader.number())
  let before = 0
  for (let i = 0; i < values.length; i++) {
    before = read(before, reader)
    values[i] = before
  }
  return values
}

/** Lengths of things that stand one behind the other -> where each begins, and where the last one ends. */
export function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1)
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = (starts[i] ?? 0) + (lengths[i] ?? 0)
  return starts
}
