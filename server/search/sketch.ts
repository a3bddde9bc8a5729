/** A sample of a text's runs of eight code units, by which repeats are told: hashes of which a fixed eighth is kept (Broder 1997, mod sampling). */

const RUN = 8
const KEPT = 8

/** Sorted, without repeats; empty for a text too short to be a repeat. */
export function sketchOf(text: string): Uint32Array {
  const kept = new Set<number>()
  for (let at = 0; at + RUN <= text.length; at++) {
    // FNV-1a
    let hash = 0x811c9dc5
    for (let i = at; i < at + RUN; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    hash ^= hash >>> 15
    if ((hash >>> 0) % KEPT === 0) kept.add(hash >>> 0)
  }
  return Uint32Array.from(kept).sort()
}

/** Share of the smaller sample that lies in the other, 0 … 1; 0 when one is empty. */
export function overlap(a: Uint32Array, b: Uint32Array): number {
  const least = Math.min(a.length, b.length)
  if (least === 0) return 0
  let [i, j, shared] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [x = 0, y = 0] = [a[i], b[j]]
    if (x === y) shared++
    if (x <= y) i++
    if (y <= x) j++
  }
  return shared / least
}
