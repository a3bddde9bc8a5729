/** What speaks for a join or against it by itself: its words, its print, its place. */
import { apartness } from './articles.js'
import { CLOSING, OPENING } from './fold.js'
import { indented, printed, unread } from './evidence.js'
import type { PrintedPiece } from './evidence.js'
import type { JoinGraph } from './join-graph.js'

/** Number of these terms. */
export const OWN_TERMS = 37
/** Nothing is known of a rival. */
const NO_RIVAL = -9
/** A short text says little; beyond this length it does not matter. */
const LONG = 6

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
const flag = (value: boolean): number => (value ? 1 : 0)

/** The terms of the joins of `joins`, row after row. */
export function ownTerms(graph: JoinGraph, joins: Int32Array): Float32Array {
  const { pieces, candidates: { size, from, to }, lex, word, join, streamed, article, city } = graph
  const terms = new Float32Array(joins.length * OWN_TERMS)
  const [after, before] = [new Greatest(size), new Greatest(size)]
  for (const k of joins) {
    after.offer(from[k]!, lex[k]!)
    before.offer(to[k]!, lex[k]!)
  }
  const starts = (i: number): number => flag(pieces[i]?.line !== pieces[i - 1]?.line)
  joins.forEach((k, n) => {
    const [i, j] = [from[k]!, to[k]!]
    const [a, b] = [pieces[i]!, pieces[j]!]
    const offset = j - i
    const words = clamp(lex[k]!, -6, 10)
    const dictionary = clamp(word[k]!, -6, 10)
    terms.set(
      [
        Math.max(0, words) / 4,
        Math.min(0, words) / 4,
        clamp(join[k]!, -8, 8) / 4,
        Math.max(0, dictionary) / 4,
        Math.min(0, dictionary) / 4,
        clamp(after.lead(i, lex[k]!), -8, 8) / 4,
        clamp(before.lead(j, lex[k]!), -8, 8) / 4,
        flag(unread(a, b)),
        clamp(printed(a, b), -5, 3) / 2,
        flag(a.ends),
        flag(b.ends),
        indented(b),
        indented(a),
        flag(CLOSING.test(b.text)),
        flag(OPENING.test(a.text)),
        clamp(a.offFull, 0, 4) / 4,
        clamp(b.offFull, 0, 4) / 4,
        clamp(a.column - a.range.max, 0, 6) / 6,
        clamp(Math.abs(a.column - b.column), 0, 4) / 4,
        Math.min(a.folded.length, LONG) / LONG,
        Math.min(b.folded.length, LONG) / LONG,
        flag(offset === 1),
        flag(offset === 2),
        flag(offset === 3),
        flag(offset > 3 && offset <= 6),
        flag(offset < 0),
        Math.log2(1 + Math.abs(offset)) / 8,
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
