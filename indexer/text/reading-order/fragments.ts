/** Source lines -> fragments: pieces between spaces, split where a space is missing, merged where one is too many. */
import { endsSentence, CLOSING, fold, OPENING } from './fold.js'
import { gap, widthRange } from './width.js'
import { measured, pieces, slice } from './tokens.js'
import type { Token } from './tokens.js'
import type { Fragment } from './types.js'

/** How strongly two texts belong together, in nats; the page's own language. */
export type Affinity = (left: string, right: string) => number

const INDENT = 2
const TOO_WIDE = 1.2

/** How badly a text fits as one printed line of a column: full, a first line, the short end of a paragraph, or none. */
export function misfit(text: string, column: number): number {
  const range = widthRange(text)
  const full = gap(range, column)
  const first = gap(range, column - INDENT) + 0.6
  let cost = Math.min(full, first, 4)
  if (range.max < column && endsSentence(text)) cost = Math.min(cost, 0.8)
  if (range.min > column + 1) cost += 2 * (range.min - column - 1)
  if (CLOSING.test(text)) cost += 3
  if (OPENING.test(text)) cost += 2
  return cost
}

/** The fragments of a text whose columns were interleaved. `alone` marks pieces that are to stay as they are. */
export function fragments(lines: readonly string[], affinity: Affinity, alone: (line: number) => boolean, section: (line: number) => number): Fragment[] {
  const byLine = new Map<number, Token[]>()
  for (const token of measured(pieces(lines), section)) {
    const list = byLine.get(token.line)
    if (list === undefined) byLine.set(token.line, [token])
    else list.push(token)
  }
  const result: Fragment[] = []
  for (const [number, tokens] of byLine) {
    const line = lines[number - 1] ?? ''
    if (alone(number)) {
      result.push(slice(line, number, tokens[0]!.from, tokens[tokens.length - 1]!.to))
      continue
    }
    const parts = tokens.flatMap((token) => split(token, line, affinity))
    result.push(...merge(parts, line, affinity))
  }
  return result
}

/** Cuts a piece that is wider than its column where its parts fit the column and do not belong together. */
function split(token: Token, line: string, affinity: Affinity): Token[] {
  const { column } = token
  if (token.range.min <= column + TOO_WIDE) return [token]
  const text = token.text
  const folded = (from: number, to: number): string => fold(text.slice(from, to))
  const best: { cost: number; from: number }[] = [{ cost: 0, from: -1 }]
  for (let end = 1; end <= text.length; end++) {
    let entry = { cost: Infinity, from: 0 }
    for (let from = Math.max(0, end - Math.ceil(2 * column)); from < end; from++) {
      const before = best[from]
      if (before === undefined || !Number.isFinite(before.cost)) continue
      let cost = before.cost + misfit(text.slice(from, end), column)
      if (from > 0) cost += 2 + 0.5 * affinity(folded(Math.max(0, from - 6), from), folded(from, from + 6))
      if (cost < entry.cost) entry = { cost, from }
    }
    best.push(entry)
  }
  const cuts: number[] = []
  for (let at = text.length; at > 0; at = best[at]!.from) cuts.unshift(best[at]!.from)
  return cuts.map((from, i) => {
    const part = slice(line, token.line, token.from + from, token.from + (cuts[i + 1] ?? text.length))
    return { ...part, range: widthRange(part.text), column }
  })
}

/** Joins pieces cut at digits or at the spaces of a justified line, where together they fill a line of the column. */
function merge(parts: readonly Token[], line: string, affinity: Affinity): Fragment[] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: -1 }]
  for (let end = 1; end <= parts.length; end++) {
    let entry = { cost: Infinity, from: end - 1 }
    let inner = 0
    for (let from = end - 1; from >= 0; from--) {
      const first = parts[from]!
      if (from < end - 1) inner += gapCost(first, parts[from + 1]!, affinity)
      const text = line.slice(first.from, parts[end - 1]!.to)
      if (from < end - 1 && widthRange(text).min > first.column + 0.8) break
      const cost = best[from]!.cost + inner + misfit(text, first.column)
      if (cost < entry.cost) entry = { cost, from }
    }
    best.push(entry)
  }
  const merged: Fragment[] = []
  for (let end = parts.length; end > 0; end = best[end]!.from) {
    const first = parts[best[end]!.from]!
    merged.unshift(slice(line, first.line, first.from, parts[end - 1]!.to))
  }
  return merged
}

/** What it costs to read over the space between two pieces; negative where it speaks for one line. */
function gapCost(a: Token, b: Token, affinity: Affinity): number {
  let cost = 2
  if (/[0-9%.]$/u.test(a.text) || /^[0-9]/u.test(b.text)) cost -= 1
  if (CLOSING.test(b.text)) cost -= 3
  if (a.text.length <= 2 && b.text.length <= 2) cost -= 1.5
  if (endsSentence(a.text)) cost += 1.5
  return cost - 0.25 * Math.max(-2, Math.min(6, affinity(fold(a.text), fold(b.text))))
}
