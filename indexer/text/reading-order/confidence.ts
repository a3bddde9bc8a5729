/** How sure a join is, once all joins around it are known: a logistic model over what speaks for it and against it. */
import { printed } from './evidence.js'
import type { Piece } from './evidence.js'
import type { Affinities } from './candidates.js'
import type { Candidates } from './matching.js'
import { CONFIDENCE } from './weights.js'

/** Candidates less probable than this by the assignment are not weighed again. */
const WORTH = 0.03
/** A row has no more cells than this; joins that jump farther are taken in groups of `GROUP`. */
const MOST_COLUMNS = 6
const GROUP = 3
const IN_STEP = 0.5
const STEPS = 4

/**
 * Confidence, 0..1, of every candidate join; 0 where the assignment all but excludes it. A lost row cuts all columns at the same place, and joins
 * in step that bridge it support each other; therefore the words of a whole row step are weighed together: the sum over the row, counted from the
 * start of the line, and the least sum over any row that the join can stand in.
 */
export function confidences(pieces: readonly Piece[], candidates: Candidates, chance: Float64Array, lex: Affinities, wordScore: Affinities, streamed: (i: number, j: number) => boolean): Float64Array {
  const { size, from, to } = candidates
  const confidence = new Float64Array(from.length)
  const probable = new Map<number, number>()
  const rivals = rivalsOf(candidates, chance)
  const bestWords = new Float64Array(size).fill(-9)
  for (let k = 0; k < from.length; k++) {
    if (chance[k]! > IN_STEP) probable.set(from[k]! * size + to[k]!, k)
  }
  for (let k = 0; k < from.length; k++) if (chance[k]! >= WORTH) bestWords[from[k]!] = Math.max(bestWords[from[k]!]!, lex(from[k]!, to[k]!))
  // Where a piece stands in its line: lines begin with a row, unless something was torn off.
  const place = new Int32Array(size)
  for (let i = 1; i < size; i++) place[i] = pieces[i]!.line === pieces[i - 1]!.line ? place[i - 1]! + 1 : 0
  const inStep = (i: number, j: number): boolean => probable.has(i * size + j)
  for (let k = 0; k < from.length; k++) {
    if (chance[k]! < WORTH) continue
    const i = from[k]!
    const j = to[k]!
    const words = clamp(lex(i, j), -6, 10)
    const dictionary = clamp(wordScore(i, j), -6, 10)
    const row = rowStep(i, j, place[i]!, lex, inStep)
    const near = j > i && j - i <= MOST_COLUMNS
    const x = [
      1,
      clamp(Math.log(chance[k]! / Math.max(1e-4, 1 - chance[k]!)), -6, 6) / 4,
      Math.max(0, words) / 4,
      Math.min(0, words) / 4,
      clamp(printed(pieces[i]!, pieces[j]!), -5, 3) / 2,
      Math.max(0, row.least) / 8,
      Math.min(0, row.least) / 4,
      row.steps / STEPS,
      streamed(i, j) ? 1 : 0,
      near ? 1 : 0,
      pieces[i]!.line === pieces[j]!.line ? 1 : 0,
      pieces[i]!.ends ? 1 : 0,
      rivals.after(k),
      rivals.before(k),
      clamp(bestWords[i]! - words, 0, 8) / 4,
      Math.max(0, dictionary) / 4,
      Math.min(0, dictionary) / 4,
      Math.min(0, row.least + 3) / 4,
      Math.max(0, row.own) / 8,
      Math.min(0, row.own) / 4,
      Math.min(0, words + 2) / 4,
      cutBetween(pieces, i) || cutBetween(pieces, j - 1) ? 1 : 0,
    ]
    let z = 0
    for (let n = 0; n < x.length; n++) z += x[n]! * (CONFIDENCE[n] ?? 0)
    confidence[k] = 1 / (1 + Math.exp(-z))
  }
  return confidence
}

/** Whether two neighbours were one piece: where the space between columns was missing, the cut is our own. */
const cutBetween = (pieces: readonly Piece[], i: number): boolean => pieces[i] !== undefined && pieces[i].line === pieces[i + 1]?.line && pieces[i].to === pieces[i + 1]!.from

/** The joins that run in step with this one, and the least sum of words over a row that holds it. */
function rowStep(i: number, j: number, place: number, lex: Affinities, inStep: (i: number, j: number) => boolean): { least: number; own: number; steps: number } {
  const offset = j - i
  const width = offset >= 2 && offset <= MOST_COLUMNS ? offset : GROUP
  let back = 0
  while (back < STEPS && inStep(i - back - 1, j - back - 1)) back++
  let ahead = 0
  while (ahead < STEPS && inStep(i + ahead + 1, j + ahead + 1)) ahead++
  const reach = (first: number): number => {
    let sum = 0
    for (let d = Math.max(first, -back); d < first + width && d <= ahead; d++) sum += clamp(lex(i + d, j + d), -5, 8)
    return sum
  }
  let least = Infinity
  for (let first = -Math.min(back, width - 1); first <= 0; first++) least = Math.min(least, reach(first))
  return { least: clamp(least, -12, 16), own: clamp(reach(-(place % width)), -12, 16), steps: Math.min(STEPS, back + ahead) }
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
