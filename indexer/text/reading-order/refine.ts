/** Second look at the cuts between fragments whose space was missing, now that their neighbours in the text are known. */
import { piece } from './evidence.js'
import type { Piece } from './evidence.js'
import { misfit } from './fragments.js'
import type { Evidence } from './language.js'
import type { Link } from './order.js'
import { slice } from './tokens.js'
import type { Fragment } from './types.js'

const SHIFT = 3
/** Price of taking one mark between two columns for dirt of the scan. */
const DIRT = 3.5
const MOVE = 2
const DIRTY = /[。，,.、·《》`']/u

export interface Cut {
  readonly fragments: readonly Fragment[]
  /** Marks that belong to neither column. */
  readonly dirt: readonly Fragment[]
  readonly changed: boolean
}

/** The pieces that one can be joined to: the one that it is, and those that stand in step with what its neighbours are joined to. A wrong cut can have hidden its own. */
function beside(joined: ReadonlyMap<number, number>, i: number, pieces: readonly Piece[]): number[] {
  const found = new Set<number>()
  for (const d of [0, -1, 1]) {
    const other = joined.get(i + d)
    if (other !== undefined && other - d !== i && pieces[other - d] !== undefined) found.add(other - d)
  }
  return [...found]
}

/** Moves each cut to where both sides go on best; a mark between the columns may belong to neither. */
export function refined(
  lines: readonly string[],
  pieces: readonly Piece[],
  links: readonly Link[],
  evidence: Evidence,
  language: (a: Piece, b: Piece) => number,
): Cut {
  const next = new Map(links.map((link) => [link.from, link.to]))
  const before = new Map(links.map((link) => [link.to, link.from]))
  const result: Piece[] = [...pieces]
  const dirt: Fragment[] = []
  let changed = false
  for (let i = 0; i + 1 < pieces.length; i++) {
    const left = result[i]!
    const right = result[i + 1]!
    if (left.line !== right.line || left.to !== right.from) continue
    const line = lines[left.line - 1] ?? ''
    const after = beside(next, i, result)
    const ahead = beside(before, i + 1, result)
    if (after.length === 0 && ahead.length === 0) continue
    let best = { score: -Infinity, left, right, dirt: null as Fragment | null }
    for (let end = left.to - SHIFT; end <= left.to + SHIFT; end++) {
      for (const skip of [0, 1]) {
        const start = end + skip
        if (end - left.from < 2 || right.to - start < 2) continue
        if (skip === 1 && !DIRTY.test(line.charAt(end))) continue
        const a = piece(slice(line, left.line, left.from, end), left.column, evidence)
        const b = piece(slice(line, right.line, start, right.to), right.column, evidence)
        let score = -misfit(a.text, a.column) - misfit(b.text, b.column) - (skip === 1 ? DIRT : 0) - (end === left.to && skip === 0 ? 0 : MOVE)
        if (after.length > 0) score += Math.max(...after.map((k) => language(a, result[k]!)))
        if (ahead.length > 0) score += Math.max(...ahead.map((k) => language(result[k]!, b)))
        if (score > best.score) best = { score, left: a, right: b, dirt: skip === 1 ? slice(line, left.line, end, start) : null }
      }
    }
    if (best.left.to !== left.to || best.right.from !== right.from) {
      changed = true
      result[i] = best.left
      result[i + 1] = best.right
      if (best.dirt !== null) dirt.push(best.dirt)
    }
  }
  return { fragments: result.map(({ line, from, to, text }) => ({ line, from, to, text })), dirt, changed }
}
