/** Which joins are worth weighing: near neighbours, the best by language, and all that run in step with those. */
import { jump, lexical, printed } from './evidence.js'
import type { Piece } from './evidence.js'
import { kept, type Affinities } from './pair-memory.js'
import type { Weights } from './weights.js'
import type { Evidence } from './language.js'
import type { Ngrams } from './ngrams.js'
import type { Candidates, Support } from './matching.js'

const BACK = 6
const AHEAD = 12
const BEST = 8
/** Beyond so many fragments' distance no join is looked for; keeps huge pages affordable. */
const HORIZON = 750
/** Of all others within the horizon, so many are looked at by the words next to the join, and of these so many by the whole join model. */
const GLANCED = 96
const WEIGHED = 24
/** So many pairs of words are remembered at a time: those of one window, however long the page is. */
const REMEMBERED = 2 ** 20

/** What the dictionary and the join model say about pairs. */
export interface KnownPairs {
  readonly word: Affinities
  readonly join: Affinities
}

export const knownPairs = (pieces: readonly Piece[], { words, joins }: Evidence): KnownPairs => ({
  word: kept(pieces.length, (i, j) => words.affinity(pieces[i]!.edges, pieces[j]!.edges)),
  join: kept(pieces.length, (i, j) => joins.score(pieces[i]!.joins, pieces[j]!.joins)),
})

/** What language says about pairs: its words, the join model and n-grams. */
export const affinities = (pieces: readonly Piece[], { word, join }: KnownPairs, ngrams: Ngrams, weights: Weights): Affinities =>
  kept(pieces.length, (i, j) => lexical({ word: word(i, j), join: join(i, j) }, pieces[i]!, pieces[j]!, ngrams, weights))

/** The few with the greatest scores, of many. */
class Best {
  readonly keys: Int32Array
  private readonly scores: Float64Array
  count = 0

  constructor(private readonly most: number) {
    this.keys = new Int32Array(most)
    this.scores = new Float64Array(most)
  }

  offer(key: number, score: number): void {
    if (this.count === this.most && score <= this.scores[this.count - 1]!) return
    let at = this.count < this.most ? this.count++ : this.count - 1
    for (; at > 0 && this.scores[at - 1]! < score; at--) {
      this.scores[at] = this.scores[at - 1]!
      this.keys[at] = this.keys[at - 1]!
    }
    this.scores[at] = score
    this.keys[at] = key
  }

  list(): number[] {
    return Array.from(this.keys.subarray(0, this.count))
  }
}

/**
 * Pairs far from each other that language speaks for, as `from * size + to`. Every fragment is compared with all within the horizon by the pair of words next to the
 * join alone, which is looked up; only a fixed number of them is weighed.
 */
export function farPairs(pieces: readonly Piece[], open: (i: number) => boolean, evidence: Evidence, ngrams: Ngrams, lex: Affinities): number[] {
  const size = pieces.length
  const glance = glances(pieces, evidence, ngrams)
  const after = pieces.map(() => new Best(GLANCED))
  const before = pieces.map(() => new Best(GLANCED))
  for (let i = 0; i < size; i++) {
    if (!open(i)) continue
    const end = Math.min(size, i + HORIZON)
    for (let j = Math.max(0, i - HORIZON); j < end; j++) {
      if ((j >= i - BACK && j <= i + AHEAD) || !open(j)) continue
      const score = glance(i, j)
      after[i]!.offer(j, score)
      before[j]!.offer(i, score)
    }
  }
  const weigh = (i: number, j: number): number => lex(i, j) + printed(pieces[i]!, pieces[j]!)
  const pairs = new Set<number>()
  for (let i = 0; i < size; i++) {
    const [successors, predecessors] = [new Best(WEIGHED), new Best(WEIGHED)]
    for (const j of after[i]!.list()) successors.offer(j, weigh(i, j))
    for (const k of before[i]!.list()) predecessors.offer(k, weigh(k, i))
    for (const j of successors.list()) pairs.add(i * size + j)
    for (const k of predecessors.list()) pairs.add(k * size + i)
  }
  return [...pairs]
}

/** What the words next to the join say, kept by the pair of words. */
function glances(pieces: readonly Piece[], evidence: Evidence, ngrams: Ngrams): Affinities {
  const numbered = (word: (piece: Piece) => number): { of: Int32Array; count: number } => {
    const numbers = new Map<number, number>()
    const of = Int32Array.from(pieces, (piece) => {
      const key = word(piece)
      const number = numbers.get(key) ?? numbers.size
      numbers.set(key, number)
      return number
    })
    return { of, count: numbers.size }
  }
  const left = numbered(({ joins }) => joins.tail.words[0].word)
  const right = numbered(({ joins }) => joins.head.words[0].word)
  const keys = new Float64Array(REMEMBERED).fill(-1)
  const scores = new Float32Array(REMEMBERED)
  return (i, j) => {
    const key = left.of[i]! * right.count + right.of[j]!
    const at = key % REMEMBERED
    if (keys[at] !== key) {
      keys[at] = key
      scores[at] = evidence.joins.glance(pieces[i]!.joins, pieces[j]!.joins) + ngrams.affinity(pieces[i]!.tail.slice(-1), pieces[j]!.head.slice(0, 1))
    }
    return scores[at]!
  }
}

export interface Graph {
  readonly candidates: Candidates
  readonly support: Support
}

/** The scored graph of joins. Of the pairs in `far` those that language speaks for most are taken, of those in `ends` all; `extra` adds what is known about a pair from elsewhere (sections, cities). */
export function graph(pieces: readonly Piece[], far: readonly number[], ends: readonly number[], lex: Affinities, weights: Weights, extra: (i: number, j: number) => number): Graph {
  const size = pieces.length
  const bestAfter = pieces.map(() => new Best(BEST))
  const bestBefore = pieces.map(() => new Best(BEST))
  const offer = (i: number, j: number): void => {
    const score = lex(i, j) + printed(pieces[i]!, pieces[j]!)
    bestAfter[i]!.offer(j, score)
    bestBefore[j]!.offer(i, score)
  }
  for (const pair of far) offer(Math.floor(pair / size), pair % size)
  for (let i = 0; i < size; i++) for (let j = Math.max(0, i - BACK); j <= Math.min(size - 1, i + AHEAD); j++) if (i !== j) offer(i, j)
  const worth: { i: number; j: number }[] = []
  for (let i = 0; i < size; i++) {
    for (const j of bestAfter[i]!.list()) worth.push({ i, j })
    for (const k of bestBefore[i]!.list()) worth.push({ i: k, j: i })
  }

  const index = new Map<number, number>()
  const from: number[] = []
  const to: number[] = []
  const add = (i: number, j: number): void => {
    if (i < 0 || j < 0 || i >= size || j >= size || i === j) return
    const key = i * size + j
    if (index.has(key)) return
    index.set(key, from.length)
    from.push(i)
    to.push(j)
  }
  for (let i = 0; i < size; i++) for (let d = -BACK; d <= AHEAD; d++) add(i, i + d)
  for (const pair of ends) add(Math.floor(pair / size), pair % size)
  for (const { i, j } of worth) for (let d = -1; d <= 1; d++) add(i + d, j + d)

  const score = new Float64Array(from.length)
  for (let k = 0; k < from.length; k++) {
    const i = from[k]!
    const j = to[k]!
    const a = pieces[i]!
    const b = pieces[j]!
    score[k] = lex(i, j) + weights.print * printed(a, b) + jump(j - i, a.line === b.line, weights) + extra(i, j)
  }
  const candidates = { size, from: Int32Array.from(from), to: Int32Array.from(to), score }
  return { candidates, support: support(pieces, candidates, index, weights) }
}

/** Joins that run in step: the neighbours of both ends are joined as well. */
function support(pieces: readonly Piece[], candidates: Candidates, index: ReadonlyMap<number, number>, weights: Weights): Support {
  const { size, from, to } = candidates
  const most = weights.step.length
  const reach = 2 * most
  const partner = new Int32Array(from.length * reach).fill(-1)
  const weight = new Float64Array(from.length * reach)
  for (let k = 0; k < from.length; k++) {
    const i = from[k]!
    const j = to[k]!
    let slot = k * reach
    for (let d = -most; d <= most; d++) {
      if (d === 0) continue
      const i2 = i + d
      const j2 = j + d
      const inside = i2 >= 0 && j2 >= 0 && i2 < size && j2 < size
      const other = inside ? index.get(i2 * size + j2) : undefined
      if (other !== undefined) {
        partner[slot] = other
        let value = weights.step[Math.abs(d) - 1]!
        if (Math.abs(d) === j - i) value += weights.stride
        else value -= weights.refund * jump(j - i, pieces[i]!.line === pieces[j]!.line, weights) * value
        if (j > i && j - i <= weights.near.length) value *= weights.stepNear
        if (pieces[i]!.line !== pieces[i2]!.line) value *= weights.acrossLines
        if (pieces[j]!.line !== pieces[j2]!.line) value *= weights.acrossLines
        weight[slot] = value
      }
      slot++
    }
  }
  return { reach, partner, weight, most: weights.stepMost }
}
