/** Terms one behind the other in UTF-8, in the order of their bytes. */
export interface TermList {
  readonly bytes: Uint8Array
  /** Where each begins, and where the last one ends. */
  readonly starts: Uint32Array
}

/** The places of some different terms in the order of their bytes in UTF-8. Most are told apart by their first two code units, which are sorted as numbers. */
export function byteOrder(terms: readonly string[]): Uint32Array {
  const keys = Uint32Array.from(terms, (term) => ((rank(term.charCodeAt(0)) << 16) | (term.length > 1 ? rank(term.charCodeAt(1)) : 0)) >>> 0)
  const order = sortedByKey(keys)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && keys[order[to]!] === keys[order[from]!]) to++
    if (to > from + 1) order.subarray(from, to).set(sortedByBytes(terms, order.subarray(from, to)))
    from = to
  }
  return order
}

/** Code units in the order of the bytes that their characters have in UTF-8: halves of surrogate pairs behind all others. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)

function sortedByBytes(terms: readonly string[], places: Uint32Array): number[] {
  const bytes = Array.from(places, (place) => ({ place, bytes: Buffer.from(terms[place] ?? '', 'utf8') }))
  return bytes.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ place }) => place)
}

/** The places of some numbers in ascending order; equal ones stay in theirs. By their lower halves, then by their upper (radix sort). */
function sortedByKey(keys: Uint32Array): Uint32Array {
  let from = Uint32Array.from(keys, (_, place) => place)
  let to = new Uint32Array(keys.length)
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(0x10001)
    for (const key of keys) starts[((key >>> shift) & 0xffff) + 1]!++
    for (let half = 0; half < 0x10000; half++) starts[half + 1]! += starts[half]!
    for (const place of from) to[starts[(keys[place]! >>> shift) & 0xffff]!++] = place
    ;[from, to] = [to, from]
  }
  return from
}

/** The terms at some places, in that order. */
export function listOfTerms(terms: readonly string[], order: Uint32Array): TermList {
  const bytes = Buffer.allocUnsafe(terms.reduce((sum, { length }) => sum + 3 * length, 0))
  const starts = new Uint32Array(order.length + 1)
  order.forEach((place, i) => { starts[i + 1] = starts[i]! + bytes.write(terms[place] ?? '', starts[i]!, 'utf8') })
  return { bytes: bytes.subarray(0, starts[order.length]), starts }
}
