/** How sure a join is, once all joins around it are known: what speaks for it and against it, weighed by a small network. */
import { printed } from './evidence.js'
import type { Piece } from './evidence.js'
import type { Affinities } from './candidates.js'
import type { Candidates } from './matching.js'
import { probability, type Network } from './network.js'

/** Candidates less probable than this by the assignment are not weighed again, unless their words say so much for them, in nats. */
const WORTH = 0.02
const TELLING = 2.5
/** A row has no more cells than this; joins that jump farther are taken in groups of `GROUP`. */
const MOST_COLUMNS = 6
const GROUP = 3
const IN_STEP = 0.5
const STEPS = 4
/** How far around a join the text is asked how well it is understood. */
const AROUND = 12

/** A join that was weighed. */
export interface Weighed {
  /** Joins are weighed by several networks, each of which knows what the one before it thought of all joins. */
  readonly stage: number
  readonly from: Piece
  readonly to: Piece
  readonly terms: readonly number[]
}

/** Other networks than the fitted ones, and who is told of every join that is weighed: for fitting. */
export interface Weighing {
  readonly networks?: readonly Network[]
  readonly watch?: (weighed: Weighed) => void
}

/** What is known about the pairs of a page. */
export interface Known {
  /** What all of language says, what the dictionary says, what the join model says, in nats. */
  readonly lex: Affinities
  readonly word: Affinities
  readonly join: Affinities
  /** Whether the best reading row by row makes this join. */
  readonly streamed: (i: number, j: number) => boolean
}

/**
 * Confidence, 0..1, of every candidate join; 0 where the assignment all but excludes it. A lost row cuts all columns at the same place, and joins
 * in step that bridge it support each other; therefore the words of a whole row step are weighed together: the sum over the row, counted from the
 * start of the line, and the least sum over any row that the join can stand in. How much silence means depends on how well the text around is understood.
 */
export function confidences(pieces: readonly Piece[], candidates: Candidates, chance: Float64Array, known: Known, networks: readonly Network[], watch: (weighed: Weighed) => void = () => undefined): Float64Array {
  return networks.reduce((before, network, stage) => weighed(pieces, candidates, before, known, network, (from, to, terms) => watch({ stage, from, to, terms })), chance)
}

function weighed(pieces: readonly Piece[], candidates: Candidates, chance: Float64Array, known: Known, network: Network, watch: (from: Piece, to: Piece, terms: readonly number[]) => void): Float64Array {
  const { size, from, to } = candidates
  const confidence = new Float64Array(from.length)
  const inStepWith = new Set<number>()
  const rivals = rivalsOf(candidates, chance)
  const [bestAfter, bestBefore] = [new Best(size), new Best(size)]
  const worth = (k: number): boolean => chance[k]! >= WORTH || known.lex(from[k]!, to[k]!) >= TELLING
  const understood = new Float64Array(size).fill(NaN)
  for (let k = 0; k < from.length; k++) {
    const [i, j] = [from[k]!, to[k]!]
    if (chance[k]! > IN_STEP) {
      inStepWith.add(i * size + j)
      understood[i] = clamp(known.lex(i, j), -6, 8)
    }
    if (!worth(k)) continue
    bestAfter.offer(i, known.lex(i, j))
    bestBefore.offer(j, known.lex(i, j))
  }
  const familiar = means(understood)
  // Where a piece stands in its line: lines begin with a row, unless something was torn off.
  const place = new Int32Array(size)
  for (let i = 1; i < size; i++) place[i] = pieces[i]!.line === pieces[i - 1]!.line ? place[i - 1]! + 1 : 0
  const inStep = (i: number, j: number): boolean => i >= 0 && j >= 0 && i < size && j < size && inStepWith.has(i * size + j)
  for (let k = 0; k < from.length; k++) {
    if (!worth(k)) continue
    const i = from[k]!
    const j = to[k]!
    const words = clamp(known.lex(i, j), -6, 10)
    const dictionary = clamp(known.word(i, j), -6, 10)
    const row = rowStep(i, j, place[i]!, pieces, known.lex, inStep)
    const near = j > i && j - i <= MOST_COLUMNS
    const terms = [
      clamp(Math.log(Math.max(1e-4, chance[k]!) / Math.max(1e-4, 1 - chance[k]!)), -6, 6) / 4,
      Math.max(0, words) / 4,
      Math.min(0, words) / 4,
      clamp(known.join(i, j), -8, 8) / 4,
      Math.max(0, dictionary) / 4,
      Math.min(0, dictionary) / 4,
      clamp(printed(pieces[i]!, pieces[j]!), -5, 3) / 2,
      Math.max(0, row.least) / 8,
      Math.min(0, row.least) / 4,
      Math.max(0, row.own) / 8,
      Math.min(0, row.own) / 4,
      row.printed / 4,
      row.count / GROUP,
      row.ends / GROUP,
      row.steps / STEPS,
      known.streamed(i, j) ? 1 : 0,
      near ? 1 : 0,
      j < i ? 1 : 0,
      pieces[i]!.line === pieces[j]!.line ? 1 : 0,
      pieces[i]!.ends ? 1 : 0,
      rivals.after(k),
      rivals.before(k),
      clamp(bestAfter.lead(i, known.lex(i, j)), -8, 8) / 4,
      clamp(bestBefore.lead(j, known.lex(i, j)), -8, 8) / 4,
      familiar[i]! / 4,
      Math.min(pieces[i]!.folded.length, 6) / 6,
      Math.min(pieces[j]!.folded.length, 6) / 6,
      cutBetween(pieces, i) || cutBetween(pieces, j - 1) ? 1 : 0,
    ]
    watch(pieces[i]!, pieces[j]!, terms)
    confidence[k] = probability(network, terms)
  }
  return confidence
}

/** Whether two neighbours were one piece: where the space between columns was missing, the cut is our own. */
const cutBetween = (pieces: readonly Piece[], i: number): boolean => pieces[i] !== undefined && pieces[i].line === pieces[i + 1]?.line && pieces[i].to === pieces[i + 1]!.from

interface RowStep {
  /** Least sum of words over a row that can hold the join; the sum over the row that begins where the line does. */
  readonly least: number
  readonly own: number
  /** Sum of what widths and marks say over that row; how many joins it has, and how many of them follow a sentence's end. */
  readonly printed: number
  readonly count: number
  readonly ends: number
  /** Joins in step with this one, before and after it. */
  readonly steps: number
}

/** The joins that run in step with this one, row by row. */
function rowStep(i: number, j: number, place: number, pieces: readonly Piece[], lex: Affinities, inStep: (i: number, j: number) => boolean): RowStep {
  const offset = j - i
  const width = offset >= 2 && offset <= MOST_COLUMNS ? offset : GROUP
  let back = 0
  while (back < STEPS && inStep(i - back - 1, j - back - 1)) back++
  let ahead = 0
  while (ahead < STEPS && inStep(i + ahead + 1, j + ahead + 1)) ahead++
  const over = (first: number, value: (i: number, j: number) => number): number => {
    let sum = 0
    for (let d = Math.max(first, -back); d < first + width && d <= ahead; d++) sum += value(i + d, j + d)
    return sum
  }
  const words = (a: number, b: number): number => clamp(lex(a, b), -6, 8)
  let least = Infinity
  for (let first = -Math.min(back, width - 1); first <= 0; first++) least = Math.min(least, over(first, words))
  const own = -(place % width)
  return {
    least: clamp(least, -16, 20),
    own: clamp(over(own, words), -16, 20),
    printed: clamp(over(own, (a, b) => clamp(printed(pieces[a]!, pieces[b]!), -5, 3)), -12, 6),
    count: over(own, () => 1),
    ends: over(own, (a) => (pieces[a]!.ends ? 1 : 0)),
    steps: Math.min(STEPS, back + ahead),
  }
}

/** The two greatest values at every end of a join. */
class Best {
  private readonly first: Float64Array
  private readonly second: Float64Array

  constructor(size: number) {
    this.first = new Float64Array(size).fill(-9)
    this.second = new Float64Array(size).fill(-9)
  }

  offer(at: number, value: number): void {
    if (value > this.first[at]!) {
      this.second[at] = this.first[at]!
      this.first[at] = value
    } else if (value > this.second[at]!) this.second[at] = value
  }

  /** By how much this value exceeds the best of the others. */
  lead(at: number, value: number): number {
    return value - (value >= this.first[at]! ? this.second[at]! : this.first[at]!)
  }
}

/** Mean of the known values around each place; 0 where there are none. */
function means(values: Float64Array): Float64Array {
  const sum = new Float64Array(values.length + 1)
  const count = new Float64Array(values.length + 1)
  values.forEach((value, i) => {
    sum[i + 1] = sum[i]! + (Number.isNaN(value) ? 0 : value)
    count[i + 1] = count[i]! + (Number.isNaN(value) ? 0 : 1)
  })
  return values.map((_, i) => {
    const [low, high] = [Math.max(0, i - AROUND), Math.min(values.length, i + AROUND + 1)]
    return (sum[high]! - sum[low]!) / Math.max(1, count[high]! - count[low]!)
  })
}

/** For a candidate, the greatest chance of another successor, and of another predecessor. */
function rivalsOf({ size, from, to }: Candidates, chance: Float64Array): { after: (k: number) => number; before: (k: number) => number } {
  const top = (ends: Int32Array): ((k: number) => number) => {
    const first = new Float64Array(size)
    const second = new Float64Array(size)
    ends.forEach((end, k) => {
      const value = chance[k]!
      if (value > first[end]!) {
        second[end] = first[end]!
        first[end] = value
      } else if (value > second[end]!) second[end] = value
    })
    return (k) => (chance[k]! >= first[ends[k]!]! ? second[ends[k]!]! : first[ends[k]!]!)
  }
  return { after: top(from), before: top(to) }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
