/** A dimension as a column: the number of each passage's set of values; by set 1 where a choice is not met, and how many passages count. */
export interface Drilled {
  readonly of: Uint32Array
  readonly fails: Uint8Array
  readonly counts: Uint32Array
}

/** What is asked beside the dimensions: by value of a column 1 where it is met. */
export interface Gate {
  readonly of: Uint32Array
  readonly passes: Uint8Array
}

/** One pass over the passages: fills the counts, and returns those that fail nothing. One that fails a single dimension counts in that dimension only. */
export function drillSideways(passages: Uint32Array, gates: readonly Gate[], dimensions: readonly Drilled[]): Uint32Array {
  const hits = new Uint32Array(passages.length)
  let found = 0
  next: for (let p = 0; p < passages.length; p++) {
    const passage = passages[p]!
    for (let g = 0; g < gates.length; g++) {
      const gate = gates[g]!
      if (gate.passes[gate.of[passage]!] === 0) continue next
    }
    let failed = 0
    let failing = -1
    for (let d = 0; d < dimensions.length; d++) {
      const { of, fails } = dimensions[d]!
      if (fails[of[passage]!] === 1) {
        failed++
        failing = d
      }
    }
    if (failed > 1) continue
    if (failed === 0) hits[found++] = passage
    for (let d = 0; d < dimensions.length; d++) {
      if (failed === 1 && failing !== d) continue
      const { of, counts } = dimensions[d]!
      counts[of[passage]!]!++
    }
  }
  return hits.subarray(0, found)
}
