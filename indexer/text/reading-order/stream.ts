/** Rows read from left to right: beam search over the columns that are open while the fragments pass by in file order. */

export interface StreamWeights {
  /** The next column in turn continues; one, two … columns are passed over. */
  readonly skip: readonly number[]
  /** A fragment that starts anew: the first one of a row, one after another new start, one column more than before. */
  readonly start: number
  readonly startAgain: number
  readonly insert: number
  /** Going on with a column straight after a new start beside it. */
  readonly resume: number
  /** What a line's end takes off the price of a new start. */
  readonly newLine: number
  readonly width: number
}

const STREAM: StreamWeights = {
  skip: [-0.1, -3.5, -6, -6, -6],
  start: -4,
  startAgain: -0.55,
  insert: -1.9,
  resume: -1.2,
  newLine: 1,
  width: 60,
}

const MOST_COLUMNS = 6
const MOST_MISSES = 2

interface State {
  /** Last fragments of the open columns, the one whose turn is next first. */
  readonly queue: readonly number[]
  readonly misses: readonly number[]
  readonly fresh: boolean
  readonly score: number
  readonly parent: State | null
  readonly joined: number
}

export interface Stream {
  readonly size: number
  /** Evidence that b continues a. */
  readonly evidence: (a: number, b: number) => number
  /** The fragment takes part; headings and speakers do not. */
  readonly open: (i: number) => boolean
  readonly startsLine: (i: number) => boolean
  /** All columns end before this fragment. */
  readonly resets: (i: number) => boolean
}

/** For each fragment the one that it continues, or -1. */
export function follow(stream: Stream, weights: StreamWeights = STREAM): Int32Array {
  let beam: State[] = [{ queue: [], misses: [], fresh: false, score: 0, parent: null, joined: -1 }]
  for (let i = 0; i < stream.size; i++) {
    if (stream.resets(i)) beam = beam.map((state) => ({ ...state, queue: [], misses: [], fresh: true }))
    if (!stream.open(i)) {
      beam = beam.map((state) => ({ ...state, parent: state, joined: -1 }))
      continue
    }
    const next = new Map<string, State>()
    const offer = (state: State): void => {
      const signature = `${state.queue.join(',')}/${state.misses.join('')}/${state.fresh ? 1 : 0}`
      const known = next.get(signature)
      if (known === undefined || known.score < state.score) next.set(signature, state)
    }
    for (const state of beam) expand(state, i, stream, weights, offer)
    beam = [...next.values()].sort((a, b) => b.score - a.score).slice(0, weights.width)
  }
  const before = new Int32Array(stream.size).fill(-1)
  let at: State | null = beam[0] ?? null
  for (let i = stream.size - 1; i >= 0 && at !== null; i--) {
    before[i] = at.joined
    at = at.parent
  }
  return before
}

function expand(state: State, i: number, stream: Stream, weights: StreamWeights, offer: (state: State) => void): void {
  const { queue, misses } = state
  for (let k = 0; k < queue.length && k < weights.skip.length; k++) {
    const tail = queue[k]!
    const score = state.score + weights.skip[k]! + stream.evidence(tail, i) + (state.fresh ? weights.resume : 0)
    const rest = [...queue.slice(k + 1), ...queue.slice(0, k)]
    const missed = [...misses.slice(k + 1), ...misses.slice(0, k).map((count) => count + 1)]
    const kept = rest.map((_, n) => n).filter((n) => missed[n]! < MOST_MISSES)
    offer({ queue: [...kept.map((n) => rest[n]!), i], misses: [...kept.map((n) => missed[n]!), 0], fresh: false, score, parent: state, joined: tail })
  }
  let price = state.fresh ? weights.startAgain : weights.start
  if (stream.startsLine(i) && !state.fresh) price += weights.newLine
  const score = state.score + price
  if (queue.length > 0) offer({ queue: [...queue.slice(1), i], misses: [...misses.slice(1), 0], fresh: true, score, parent: state, joined: -1 })
  if (queue.length < MOST_COLUMNS) {
    offer({ queue: [...queue, i], misses: [...misses, 0], fresh: true, score: score + (queue.length > 0 ? weights.insert : 0), parent: state, joined: -1 })
  }
}
