/** The step from one row to the next as a whole: a lost row cuts all columns at the same place, and a torn-off cell shifts those after it. */
import { inStepWith, ROW, type JoinGraph } from './join-graph.js'
import { clamp } from './join-own-terms.js'

/** A row has no more cells than this; joins that jump farther are taken in groups of `GROUP`. */
const MOST_COLUMNS = 6
const GROUP = 3
const MOST_SAID = 20
/** Number of the terms. */
export const ROW_STEP_TERMS = 14
const NEXT_TO = [-2, -1, 1, 2] as const

/** For every fragment its place in its row and the row's length, by the depths of the columns above it, and by those below it. */
export interface Rows {
  readonly above: RowPlaces
  readonly below: RowPlaces
}

interface RowPlaces {
  readonly place: Int32Array
  readonly length: Int32Array
}

/** What is known of the joins around, as the terms ask for it. */
export interface Said {
  /** What words say of a candidate, or of none (-1), in nats. */
  readonly of: (k: number) => number
  readonly joined: (k: number) => boolean
  /** Nothing follows the first fragment, and nothing leads to the second. */
  readonly open: (i: number, j: number) => boolean
}

/** Rows are neighbours whose columns are equally deep: all begin at the same top, or anew after the same hole. */
export const rowsByDepth = (above: Int32Array, below: Int32Array): Rows => ({ above: placesIn(above), below: placesIn(below) })

function placesIn(depth: Int32Array): RowPlaces {
  const place = new Int32Array(depth.length)
  const length = new Int32Array(depth.length)
  for (let first = 0; first < depth.length;) {
    let end = first + 1
    while (end < depth.length && depth[end] === depth[first]) end++
    for (let i = first; i < end; i++) {
      place[i] = i - first
      length[i] = end - first
    }
    first = end
  }
  return { place, length }
}

/**
 * What the row step that a join belongs to says of it, joins counted that are not made: where both ends stand in their rows, the words of all joins between the two rows, how
 * many are made and how many could be, and the least that the words of any row say that the join can stand in.
 */
export function rowStepTerms(graph: JoinGraph, k: number, { above, below }: Rows, said: Said): number[] {
  const { candidates: { from, to } } = graph
  const [i, j] = [from[k]!, to[k]!]
  const offset = j - i
  const [place, length, otherPlace, otherLength] = [above.place[i]!, above.length[i]!, below.place[j]!, below.length[j]!]
  const [first, last] = [Math.max(-ROW, -place), Math.min(ROW, length - place - 1)]
  let [sum, least, made, open] = [0, Infinity, 0, 0]
  for (let d = first; d <= last; d++) {
    const other = inStepWith(graph, k, d)
    const words = said.of(other)
    sum += words
    least = Math.min(least, words)
    if (d !== 0 && said.joined(other)) made++
    if (d !== 0 && said.open(i + d, j + d)) open++
  }
  const width = offset >= 2 && offset <= MOST_COLUMNS ? offset : GROUP
  let leastRow = Infinity
  for (let start = 1 - width; start <= 0; start++) {
    let row = 0
    for (let d = start; d < start + width; d++) row += said.of(inStepWith(graph, k, d))
    leastRow = Math.min(leastRow, row)
  }
  const most = (count: number): number => Math.min(count, MOST_COLUMNS + 1)
  return [
    most(place), most(length), most(otherPlace), most(otherLength),
    clamp(sum, -MOST_SAID, MOST_SAID), least, most(made), most(open), clamp(leastRow, -MOST_SAID, MOST_SAID),
    said.of(k), ...NEXT_TO.map((d) => said.of(inStepWith(graph, k, d))),
  ]
}
