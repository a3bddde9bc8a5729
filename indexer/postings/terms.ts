import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { ByteReader, ByteWriter } from '../store/bytes.js'
import type { TermList } from './term-order.js'

/** Terms in the order of their bytes, each without what it begins with like the one before, all deflated. */
export function packTerms({ bytes, starts }: TermList): Uint8Array {
  const writer = new ByteWriter()
  for (let i = 0, before = 0; i + 1 < starts.length; i++) {
    const [from, to] = [starts[i]!, starts[i + 1]!]
    let shared = 0
    while (before + shared < from && from + shared < to && bytes[before + shared] === bytes[from + shared]) shared++
    writer.number(shared)
    writer.counted(bytes.subarray(from + shared, to))
    before = from
  }
  return deflateRawSync(writer.finish())
}

/** The same terms one behind the other, and where each begins. */
export function unpackTerms(packed: Uint8Array, count: number): TermList {
  const reader = new ByteReader(inflateRawSync(packed))
  const starts = new Uint32Array(count + 1)
  let bytes = new Uint8Array(count * 8 + 64)
  let at = 0
  for (let i = 0; i < count; i++) {
    const shared = reader.number()
    const rest = reader.counted()
    const size = shared + rest.length
    if (at + size > bytes.length) {
      const grown = new Uint8Array((at + size) * 2)
      grown.set(bytes.subarray(0, at))
      bytes = grown
    }
    bytes.copyWithin(at, starts[i - 1] ?? 0, (starts[i - 1] ?? 0) + shared)
    bytes.set(rest, at + shared)
    at += size
    starts[i + 1] = at
  }
  return { bytes: bytes.slice(0, at), starts }
}
