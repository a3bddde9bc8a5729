/** Lines cut at white space, and the column width that holds around each piece. */
import { columnWidth, widthRange } from './width.js'
import type { WidthRange } from './width.js'
import type { Fragment } from './types.js'

export interface Token extends Fragment {
  readonly range: WidthRange
  /** Width of the column that this piece was set in, as its surroundings tell. */
  readonly column: number
}

const NEIGHBOURS = 24
const FALLBACK = 13
/** What a piece beyond a heading still tells about the width here. */
const ELSEWHERE = 0.1

/** A fragment of a line; white space at its ends is left out. */
export function slice(line: string, number: number, from: number, to: number): Fragment {
  while (from < to && line.charAt(from).trim() === '') from++
  while (to > from && line.charAt(to - 1).trim() === '') to--
  return { line: number, from, to, text: line.slice(from, to) }
}

/** Pieces of all lines between white space, in the order of the file. */
export function pieces(lines: readonly string[]): Fragment[] {
  const found: Fragment[] = []
  lines.forEach((line, index) => {
    for (const match of line.matchAll(/\S+/gu)) {
      found.push({ line: index + 1, from: match.index, to: match.index + match[0].length, text: match[0] })
    }
  })
  return found
}

/** Adds to every piece its possible widths and the column width of its surroundings. */
export function measured(found: readonly Fragment[], section: (line: number) => number): Token[] {
  const ranges = found.map((piece) => widthRange(piece.text))
  const page = columnWidth(ranges.filter(usable)) ?? FALLBACK
  return found.map((piece, i) => {
    const around: WidthRange[] = []
    const weights: number[] = []
    for (let k = Math.max(0, i - NEIGHBOURS); k <= Math.min(ranges.length - 1, i + NEIGHBOURS); k++) {
      const range = ranges[k]!
      if (!usable(range)) continue
      around.push(range)
      const other = section(found[k]!.line) !== section(piece.line)
      weights.push((other ? ELSEWHERE : 1) / (1 + Math.abs(k - i) / 8))
    }
    const column = around.length >= 6 ? (columnWidth(around, weights) ?? page) : page
    return { ...piece, range: ranges[i]!, column }
  })
}

function usable(range: WidthRange): boolean {
  return range.max >= 8 && range.min <= 24
}
