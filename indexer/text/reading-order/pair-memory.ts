/** Numbers kept by pairs of fragments: open addressing in typed arrays, for there are hundreds of pairs to every fragment. */

/** A value for a pair of fragments. */
export type Affinities = (i: number, j: number) => number

const FIRST_SIZE = 2 ** 12
const EMPTY = -1
/** 2^32 divided by the golden ratio (Knuth's multiplicative hashing). */
const SPREAD = 0x9e3779b1

/** Asks `value` once for every pair and keeps what it gives; `size` is the number of fragments. */
export function kept(size: number, value: Affinities): Affinities {
  let keys = new Float64Array(FIRST_SIZE).fill(EMPTY)
  let values = new Float64Array(FIRST_SIZE)
  let count = 0
  const slot = (key: number): number => {
    const mask = keys.length - 1
    let at = (Math.imul(key | 0, SPREAD) >>> 8) & mask
    while (keys[at] !== EMPTY && keys[at] !== key) at = (at + 1) & mask
    return at
  }
  const grow = (): void => {
    const [oldKeys, oldValues] = [keys, values]
    keys = new Float64Array(2 * oldKeys.length).fill(EMPTY)
    values = new Float64Array(keys.length)
    oldKeys.forEach((key, n) => {
      if (key === EMPTY) return
      const at = slot(key)
      keys[at] = key
      values[at] = oldValues[n]!
    })
  }
  return (i, j) => {
    const key = i * size + j
    const found = slot(key)
    if (keys[found] === key) return values[found]!
    const made = value(i, j)
    if (2 * ++count > keys.length) grow()
    const at = slot(key)
    keys[at] = key
    values[at] = made
    return made
  }
}
