/**
 * Weights of the join model, packed: one line of text that says what they are, then for each kept place of the hash table, in
 * order, the distance from the one before (a byte; 255 stands for 255 places passed over without a weight) and the weight (a signed byte).
 */
import { MOST_TERMS, type JoinEdges, type JoinTerms } from './join-terms.js'

/** The hash table has 2^BITS places. */
export const JOIN_BITS = 27
/** Weight of one unit of a stored byte. */
const UNIT = 1 / 32
const LARGEST = 127
const LONGEST_STEP = 255
const NEWLINE = 10
const BLOCK = 8
const LOW = 255

/** Place of a term in the table. */
export const placeOf = (term: number): number => term >>> (32 - JOIN_BITS)

/** Weights by place, and what is added to every sum. */
export interface JoinWeights {
  readonly about: string
  weight(place: number): number
}

/** Says nothing about any term. */
export const NO_WEIGHTS: JoinWeights = { about: '', weight: () => 0 }

/** Packs weights; those that round to nothing are left out. `places` ascend. */
export function packJoinWeights(about: string, places: ArrayLike<number>, weight: (place: number) => number): Uint8Array {
  if (about.includes('\n')) throw new RangeError('the head is one line')
  const bytes: number[] = []
  let last = -1
  for (let n = 0; n < places.length; n++) {
    const place = places[n]!
    const value = Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight(place) / UNIT)))
    if (value === 0) continue
    let step = place - last
    if (step <= 0) throw new RangeError('places ascend')
    for (; step >= LONGEST_STEP; step -= LONGEST_STEP) bytes.push(LONGEST_STEP)
    bytes.push(step, value & 255)
    last = place
  }
  const head = new TextEncoder().encode(`${about}\n`)
  const packed = new Uint8Array(head.length + bytes.length)
  packed.set(head)
  bytes.forEach((byte, i) => (packed[head.length + i] = byte))
  return packed
}

/** Weights out of their packed form: by blocks of 256 places, the low byte of each kept place in order. */
export function unpackJoinWeights(packed: Uint8Array): JoinWeights {
  const start = packed.indexOf(NEWLINE) + 1
  const about = new TextDecoder().decode(packed.subarray(0, Math.max(0, start - 1)))
  const most = (packed.length - start) >> 1
  const starts = new Uint32Array(2 ** (JOIN_BITS - BLOCK) + 1)
  const lows = new Uint8Array(most)
  const weights = new Int8Array(most)
  let place = -1
  let count = 0
  let block = 0
  for (let at = start; at < packed.length;) {
    const step = packed[at++]!
    place += step
    if (step === LONGEST_STEP) continue
    while (block < place >>> BLOCK) starts[++block] = count
    lows[count] = place & LOW
    weights[count++] = (packed[at++]! << 24) >> 24
  }
  starts.fill(count, block + 1)
  return {
    about,
    weight: (at) => {
      const low = at & LOW
      const end = starts[(at >>> BLOCK) + 1]!
      for (let n = starts[at >>> BLOCK]!; n < end; n++) {
        const other = lows[n]!
        if (other >= low) return other === low ? weights[n]! * UNIT : 0
      }
      return 0
    },
  }
}

/** Log-odds, in nats, that one text continues another, when every second or third does. */
export class JoinModel {
  private readonly found = new Uint32Array(MOST_TERMS)

  constructor(private readonly terms: JoinTerms, private readonly weights: JoinWeights) {}

  edges(folded: string): JoinEdges {
    return this.terms.edges(folded)
  }

  score(a: JoinEdges, b: JoinEdges): number {
    return this.sum(this.terms.write(a, b, this.found))
  }

  /** What the two words next to the join say by themselves; less, and quick. */
  glance(a: JoinEdges, b: JoinEdges): number {
    return this.sum(this.terms.writeNearest(a, b, this.found))
  }

  private sum(count: number): number {
    let sum = 0
    for (let n = 0; n < count; n++) sum += this.weights.weight(placeOf(this.found[n]!))
    return sum
  }
}
