/** Joins that are worth a second look whatever the assignment says. */
import type { JoinGraph } from './join-graph.js'

/** Among so many best of both its ends; one more where the join leads to the next row. */
const PROMISING = 3
const ROW_STEP = 6

/** Whether a candidate is among the best of both its ends by what was known before the assignment, which can have excluded it for its neighbours' sake. */
export function promisingOf({ candidates: { from, to, score } }: JoinGraph): (k: number) => boolean {
  const [after, before] = [ranks(from, score), ranks(to, score)]
  return (k) => {
    const offset = to[k]! - from[k]!
    return after[k]! < PROMISING && before[k]! < (offset > 0 && offset <= ROW_STEP ? PROMISING + 1 : PROMISING)
  }
}

/** For each candidate the number of those with the same end that score higher, up to `PROMISING` + 1. */
function ranks(end: Int32Array, score: Float64Array): Uint8Array {
  const best = new Map<number, number[]>()
  end.forEach((i, k) => {
    const list = best.get(i)
    if (list === undefined) best.set(i, [k])
    else {
      list.push(k)
      list.sort((a, b) => score[b]! - score[a]!)
      if (list.length > PROMISING + 1) list.pop()
    }
  })
  const rank = new Uint8Array(end.length).fill(PROMISING + 1)
  for (const list of best.values()) list.forEach((k, n) => (rank[k] = n))
  return rank
}
