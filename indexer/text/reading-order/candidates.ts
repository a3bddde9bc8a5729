/** Which joins are worth weighing: near neighbours, the best by language, and all that run in step with those. */
import { jump, lexicalWith, printed } from './evidence.js'
import type { Piece } from './evidence.js'
import type { Weights } from './weights.js'
import type { Evidence } from './language.js'
import type { Ngrams } from './ngrams.js'
import type { Candidates, Support } from './matching.js'

const BACK = 6
const AHEAD = 12
const BEST = 8
/** Beyond so many fragments' distance no join is looked for; keeps huge pages affordable. */
const HORIZON = 1500

/** A value for every pair within the horizon, computed once. */
export type Affinities = (i: number, j: number) => number

/** Keeps what `value` gives for a pair. */
function kept(size: number, value: Affinities): Affinities {
  const rows: (Float32Array | undefined)[] = []
  return (i, j) => {
    const row = (rows[i] ??= new Float32Array(Math.min(2 * HORIZON + 1, size + HORIZON)).fill(NaN))
    const at = j - Math.max(0, i - HORIZON)
    let known = row[at]
    if (known === undefined || Number.isNaN(known)) {
      known = value(i, j)
      if (at >= 0 && at < row.length) row[at] = known
    }
    return known
  }
}

/** What the dictionary says about every pair. */
export const wordScores = (pieces: readonly Piece[], evidence: Evidence): Affinities =>
  kept(pieces.length, (i, j) => evidence.words.affinity(pieces[i]!.edges, pieces[j]!.edges))

/** What language says about every pair: its words and its n-grams. */
export const affinities = (pieces: readonly Piece[], words: Affinities, ngrams: Ngrams, weights: Weights): Affinities =>
  kept(pieces.length, (i, j) => lexicalWith(words(i, j), pieces[i]!, pieces[j]!, ngrams, weights))

export interface Graph {
  readonly candidates: Candidates
  readonly support: Support
}

/** The scored graph of joins. `extra` adds what is known about a pair from elsewhere (sections, cities). */
export function graph(pieces: readonly Piece[], lex: Affinities, weights: Weights, extra: (i: number, j: number) => number): Graph {
  const size = pieces.length
  const worth: { i: number; j: number }[] = []
  const bestInto: { i: number; score: number }[][] = pieces.map(() => [])
  for (let i = 0; i < size; i++) {
    const row: { j: number; score: number }[] = []
    for (let j = Math.max(0, i - HORIZON); j < Math.min(size, i + HORIZON); j++) {
      if (i === j) continue
      const score = lex(i, j) + printed(pieces[i]!, pieces[j]!)
      row.push({ j, score })
      const into = bestInto[j]!
      into.push({ i, score })
      if (into.length > 4 * BEST) shorten(into)
    }
    row.sort((a, b) => b.score - a.score)
    for (const { j } of row.slice(0, BEST)) worth.push({ i, j })
  }
  bestInto.forEach((into, j) => {
    shorten(into)
    for (const { i } of into) worth.push({ i, j })
  })

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

function shorten(list: { i: number; score: number }[]): void {
  list.sort((a, b) => b.score - a.score)
  list.length = Math.min(list.length, BEST)
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
