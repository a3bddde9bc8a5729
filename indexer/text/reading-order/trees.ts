/**
 * Boosted decision trees: terms in, a probability out (gradient boosting: Friedman 2001).
 *
 * Packed: one line of text that says what they are, then forest after forest: the number of its trees (two bytes) and its offset (a float), then each tree in
 * preorder. A split is the number of its term (a byte below 255) and its threshold (a float), a leaf is the byte 255 and its value (a float); floats are little-endian, 32 bits.
 */

/** Trees side by side in one array of nodes; `roots` says where each begins. */
export interface Forest {
  readonly offset: number
  readonly roots: Int32Array
  /** The term that a node asks for, or -1 at a leaf. */
  readonly term: Int16Array
  /** A node's threshold; a leaf's value. */
  readonly value: Float32Array
  /** Where a greater term leads; one that is not greater leads to the node after this one. */
  readonly greater: Int32Array
}

const LEAF = 255
const NEWLINE = 10

/** The log-odds that the forest gives. */
export function logOdds({ offset, roots, term, value, greater }: Forest, terms: ArrayLike<number>): number {
  let sum = offset
  for (let at of roots) {
    for (let asked = term[at]!; asked >= 0; asked = term[at]!) at = terms[asked]! > value[at]! ? greater[at]! : at + 1
    sum += value[at]!
  }
  return sum
}

export const probability = (forest: Forest, terms: ArrayLike<number>): number => 1 / (1 + Math.exp(-logOdds(forest, terms)))

/** Forests in their packed form. `about` is one line. */
export function packForests(about: string, forests: readonly Forest[]): Uint8Array {
  if (about.includes('\n')) throw new RangeError('the head is one line')
  const head = new TextEncoder().encode(`${about}\n`)
  const size = forests.reduce((sum, { term }) => sum + 6 + 5 * term.length, head.length)
  const packed = new Uint8Array(size)
  packed.set(head)
  const view = new DataView(packed.buffer)
  let at = head.length
  for (const { offset, roots, term, value } of forests) {
    view.setUint16(at, roots.length, true)
    view.setFloat32(at + 2, offset, true)
    at += 6
    term.forEach((asked, node) => {
      view.setUint8(at, asked < 0 ? LEAF : asked)
      view.setFloat32(at + 1, value[node]!, true)
      at += 5
    })
  }
  return packed
}

/** Forests out of their packed form. */
export function unpackForests(packed: Uint8Array): Forest[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const forests: Forest[] = []
  let at = packed.indexOf(NEWLINE) + 1
  while (at < packed.length) {
    const count = view.getUint16(at, true)
    const offset = view.getFloat32(at + 2, true)
    at += 6
    const [roots, term, value, greater]: [number[], number[], number[], number[]] = [[], [], [], []]
    for (let tree = 0; tree < count; tree++) {
      roots.push(term.length)
      // Splits whose lesser side is being read wait for the node after it.
      const waiting: number[] = []
      for (let open = true; open;) {
        const node = term.length
        const asked = view.getUint8(at)
        term.push(asked === LEAF ? -1 : asked)
        value.push(view.getFloat32(at + 1, true))
        greater.push(-1)
        at += 5
        if (asked !== LEAF) waiting.push(node)
        else {
          const split = waiting.pop()
          if (split === undefined) open = false
          else greater[split] = node + 1
        }
      }
    }
    forests.push({ offset, roots: Int32Array.from(roots), term: Int16Array.from(term), value: Float32Array.from(value), greater: Int32Array.from(greater) })
  }
  return forests
}
