import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { ByteReader, ByteWriter } from '../store/bytes.js'

/** Terms in the order of their bytes, each without what it begins with like the one before, all deflated. */
export function packTerms(terms: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter()
  let before: Uint8Array = new Uint8Array(0)
  for (const term of terms) {
    let shared = 0
    while (shared < before.length && shared < term.length && before[shared] === term[shared]) shared++
    writer.number(shared)
    writer.counted(term.subarray(shared))
    before = term
  }
  return deflateRawSync(writer.finish())
}

/** The same terms one behind the other, and where each begins. */
export function unpackTerms(packed: Uint8Array, count: number): { readonly bytes: Uint8Array; readonly starts: Uint32Array } {
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
