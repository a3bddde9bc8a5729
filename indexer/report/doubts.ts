import type { Run } from '../text/reading-order/index.js'
import { pieceLength } from '../text/paragraph.js'
import type { JoinDoubt, Piece } from '../types.js'

/** Joins of interleaved columns that rest on weak evidence: by the source places on both sides, so that they are found again wherever a passage holds them. */
export type DoubtfulJoins = ReadonlyMap<string, number>

export const NO_DOUBTFUL_JOINS: DoubtfulJoins = new Map()

/** Below this confidence a reader should look at the source before quoting over a join. */
const WEAK = 0.75

const joinAt = (before: Pick<Piece, 'line' | 'to'>, after: Pick<Piece, 'line' | 'from'>): string => `${before.line}:${before.to} ${after.line}:${after.from}`

/** The weak joins of these runs. */
export function doubtfulJoins(runs: readonly Run[]): DoubtfulJoins {
  const doubtful = new Map<string, number>()
  for (const { fragments, joins, role } of runs) {
    if (role !== 'body') continue
    for (const [i, { confidence }] of joins.entries()) {
      const [before, after] = [fragments[i], fragments[i + 1]]
      if (before && after && confidence < WEAK) doubtful.set(joinAt(before, after), confidence)
    }
  }
  return doubtful
}

/** Where in the text of these pieces weak joins stand, ascending. */
export function doubtsIn(pieces: readonly Piece[], doubtful: DoubtfulJoins): JoinDoubt[] {
  const doubts: JoinDoubt[] = []
  let at = 0
  for (const [i, piece] of pieces.entries()) {
    const before = pieces[i - 1]
    const confidence = before && doubtful.get(joinAt(before, piece))
    if (confidence !== undefined) doubts.push({ at, confidence })
    at += pieceLength(piece)
  }
  return doubts
}
