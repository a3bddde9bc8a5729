/** Where chains of fragments end and others begin: what joins blocks that were torn apart and columns that go on at the top of the next. */
import type { Link } from './order.js'

/** A jump by so many fragments at most leads to the next row. */
export const ROW_STEP = 6
/** So many beginnings before an end, and as many after it, are tried. */
const NEAREST = 20
/** A column is followed back over so many rows at most. */
const DEEPEST = 200

/** The successor and the predecessor of every fragment, or -1. */
export interface Chain {
  readonly follower: Int32Array
  readonly leader: Int32Array
}

export function chainOf(size: number, chosen: readonly Link[]): Chain {
  const follower = new Int32Array(size).fill(-1)
  const leader = new Int32Array(size).fill(-1)
  for (const { from, to } of chosen) {
    follower[from] = to
    leader[to] = from
  }
  return { follower, leader }
}

/** Whether a fragment is reached from the row above it. */
const fromRowAbove = (leader: Int32Array, i: number): boolean => leader[i]! >= 0 && i > leader[i]! && i - leader[i]! <= ROW_STEP

/**
 * The fragments with which the columns above a fragment begin, the nearest first: its own column, and those that were read before it. The next column begins
 * beside one of them.
 */
export function columnTops({ leader }: Chain, i: number): number[] {
  const tops: number[] = []
  for (let at = i, n = 0; at >= 0 && n < DEEPEST; at = leader[at]!, n++) if (!fromRowAbove(leader, at)) tops.push(at)
  return tops
}

/** For every fragment the number of rows above it in its column, and below it. */
export function columnDepths({ follower, leader }: Chain): { above: Int32Array; below: Int32Array } {
  const size = follower.length
  const above = new Int32Array(size)
  const below = new Int32Array(size)
  for (let i = 0; i < size; i++) if (fromRowAbove(leader, i)) above[i] = above[leader[i]!]! + 1
  for (let i = size - 1; i >= 0; i--) if (follower[i]! >= 0 && fromRowAbove(leader, follower[i]!)) below[i] = below[follower[i]!]! + 1
  return { above, below }
}

/** Pairs of an end and a beginning, as `from * size + to`: those next to each other in the file, and where a next column can begin. */
export function endPairs(size: number, chosen: readonly Link[], open: (i: number) => boolean): number[] {
  const chain = chainOf(size, chosen)
  const beginnings: number[] = []
  for (let j = 0; j < size; j++) if (chain.leader[j] === -1 && open(j)) beginnings.push(j)
  const pairs = new Set<number>()
  let passed = 0
  for (let i = 0; i < size; i++) {
    while (passed < beginnings.length && beginnings[passed]! <= i) passed++
    if (chain.follower[i] !== -1 || !open(i)) continue
    for (const j of beginnings.slice(Math.max(0, passed - NEAREST), passed + NEAREST)) if (i !== j) pairs.add(i * size + j)
    for (const top of columnTops(chain, i)) if (top + 1 < size && chain.leader[top + 1] === -1 && open(top + 1) && top + 1 !== i) pairs.add(i * size + top + 1)
  }
  return [...pairs]
}
