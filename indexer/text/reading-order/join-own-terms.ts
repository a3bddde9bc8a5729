/** What speaks for a join or against it by itself: its words, its print, its place. */
import { apartness } from './articles.js'
import { CLOSING, OPENING } from './fold.js'
import { indented, printed, unread } from './evidence.js'
import type { PrintedPiece } from './evidence.js'
import type { JoinGraph } from './join-graph.js'

/** Number of the terms that say what the words and the print speak for, which come first, and of all. */
export const WORD_TERMS = 26
export const OWN_TERMS = 38
/** Nothing is known of a rival. */
const NO_RIVAL = -9
/** Jumps farther than so many fragments are alike. */
const FAR = 12
/** A short text says little; beyond this length it does not matter. */
const LONG = 6

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
const flag = (value: boolean): number => (value ? 1 : 0)

/** The terms of the joins of `joins`, row after row. */
export function ownTerms(graph: JoinGraph, joins: Int32Array): Float32Array {
  const { pieces, candidates: { size, from, to }, lex, word, join, near, streamed, article, city } = graph
  const terms = new Float32Array(joins.length * OWN_TERMS)
  const [after, before] = [new Greatest(size), new Greatest(size)]
  for (const k of joins) {
    after.offer(from[k]!, lex[k]!)
    before.offer(to[k]!, lex[k]!)
  }
  const standing = [standings(from, size, lex), standings(to, size, lex), standings(from, size, join), standings(to, size, join)]
  const starts = (i: number): number => flag(pieces[i]?.line !== pieces[i - 1]?.line)
  joins.forEach((k, n) => {
    const [i, j] = [from[k]!, to[k]!]
    const [a, b] = [pieces[i]!, pieces[j]!]
    const offset = j - i
    terms.set(
      [
        lex[k]!,
        join[k]!,
        word[k]!,
        near[k]!,
        ...standing.map((of) => of(k)),
        after.lead(i, lex[k]!),
        before.lead(j, lex[k]!),
        flag(unread(a, b)),
        printed(a, b),
        flag(a.ends),
        flag(b.ends),
        indented(b),
        indented(a),
        flag(CLOSING.test(b.text)),
        flag(OPENING.test(a.text)),
        a.offFull,
        a.offFirst,
        b.offFull,
        b.offFirst,
        a.column - a.range.max,
        a.column - b.column,
        Math.min(a.folded.length, LONG),
        Math.min(b.folded.length, LONG),
        clamp(offset, -FAR, FAR),
        Math.log2(1 + Math.abs(offset)),
        flag(a.line === b.line),
        starts(i),
        starts(j),
        starts(i + 1),
        starts(j + 1),
        flag(streamed[j] === i),
        flag(streamed[j] === -1),
        flag(article[i] === article[j]),
        city.length === 0 ? 0 : apartness(city[i]!, city[j]!),
        flag(cutBetween(pieces, i) || cutBetween(pieces, j - 1)),
      ],
      n * OWN_TERMS,
    )
  })
  return terms
}

/** For a candidate, the share of those with the same end that it surpasses by this value: how it stands among successors, or predecessors, that come by chance. */
function standings(end: Int32Array, size: number, value: Float32Array): (k: number) => number {
  const start = new Int32Array(size + 1)
  end.forEach((i) => start[i + 1]!++)
  for (let i = 0; i < size; i++) start[i + 1]! += start[i]!
  const sorted = new Float32Array(end.length)
  const filled = start.slice()
  end.forEach((i, k) => (sorted[filled[i]!++] = value[k]!))
  for (let i = 0; i < size; i++) sorted.subarray(start[i], start[i + 1]).sort()
  return (k) => {
    const [first, last] = [start[end[k]!]!, start[end[k]! + 1]!]
    let [low, high] = [first, last]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! < value[k]!) low = middle + 1
      else high = middle
    }
    return (low - first) / (last - first)
  }
}

/** Whether two neighbours were one piece: where the space between columns was missing, the cut is our own. */
const cutBetween = (pieces: readonly PrintedPiece[], i: number): boolean => pieces[i] !== undefined && pieces[i].line === pieces[i + 1]?.line && pieces[i].to === pieces[i + 1]!.from

/** The two greatest values at every end of a join. */
export class Greatest {
  private readonly first: Float64Array
  private readonly second: Float64Array

  constructor(size: number, nothing = NO_RIVAL) {
    this.first = new Float64Array(size).fill(nothing)
    this.second = new Float64Array(size).fill(nothing)
  }

  offer(at: number, value: number): void {
    if (value > this.first[at]!) {
      this.second[at] = this.first[at]!
      this.first[at] = value
    } else if (value > this.second[at]!) this.second[at] = value
  }

  /** The greatest of the others. */
  other(at: number, value: number): number {
    return value >= this.first[at]! ? this.second[at]! : this.first[at]!
  }

  /** By how much this value exceeds the best of the others. */
  lead(at: number, value: number): number {
    return value - this.other(at, value)
  }
}
