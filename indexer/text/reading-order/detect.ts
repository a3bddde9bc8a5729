/** Is a text interleaved, and where? Cheap and linear: only regions that look like cells of a page are read closely. */
import { endsSentence, fold, HAN } from './fold.js'
import { columnWidth, gap, widthRange } from './width.js'
import type { WidthRange } from './width.js'

/** Lines `from`..`to`, counted from 1, both included. */
export interface Region {
  readonly from: number
  readonly to: number
}

const NARROW = 7
const WIDE = 20
/** So many cells at least, a good part of one width, most of them cut in mid-clause, and in a good share of the region's characters. */
const FEWEST = 12
const ONE_WIDTH = 0.3
const MID_CLAUSE = 0.4
const COVERED = 0.4
/** Lines without cells that may stand inside a region. */
const PATIENCE = 25
const MARGIN = 6
const SHORT = 40
/** Reading every second to fifth cell must explain so many nats per cell more than reading on. */
const BETTER = 0.25
const LEAST = -1.8
const SAMPLE = 600
const STRETCH = 30
const MOST_COLUMNS = 5

/** How strongly two folded texts belong together, in nats. */
export type Affinity = (left: string, right: string) => number

interface Cells {
  readonly line: number
  readonly texts: readonly string[]
  readonly ranges: readonly WidthRange[]
  readonly characters: number
}

/** The interleaved regions of a text, in order; none for a text that can be read as it stands. */
export function interleavedRegions(lines: readonly string[], affinity: Affinity): Region[] {
  const regions: Region[] = []
  let group: Cells[] = []
  let idle = 0
  let passed = 0
  const close = (): void => {
    if (isInterleaved(group, passed, affinity)) regions.push(widened(lines, group[0]!.line, group[group.length - 1]!.line))
    group = []
    passed = 0
  }
  lines.forEach((line, index) => {
    if (line.trim() === '') return
    const cells = cellsOf(line, index + 1)
    if (cells !== null) {
      group.push(cells)
      idle = 0
    } else if (group.length > 0 && ++idle > PATIENCE) {
      close()
      idle = 0
    } else if (group.length > 0) passed += line.length
  })
  if (group.length > 0) close()
  return merged(regions)
}

/** The cells of a line that holds more than one; null for any other line. */
function cellsOf(line: string, number: number): Cells | null {
  if (line.length < 2 * NARROW || !/\S[ \t\u3000]+\S/u.test(line.trim())) return null
  const texts = line.trim().split(/\s+/u)
  if (texts.length < 2) return null
  const ranges = texts.map(widthRange)
  const cells = texts.filter((text, i) => ranges[i]!.max >= NARROW && ranges[i]!.min <= WIDE && HAN.test(text))
  if (cells.length < 2 || 2 * cells.length < texts.length) return null
  const usable = ranges.filter((range) => range.max >= NARROW && range.min <= WIDE)
  return { line: number, texts: cells, ranges: usable, characters: line.length }
}

function isInterleaved(group: readonly Cells[], passed: number, affinity: Affinity): boolean {
  const texts = group.flatMap((cells) => [...cells.texts])
  if (texts.length < FEWEST) return false
  const characters = group.reduce((sum, cells) => sum + cells.characters, 0)
  if (characters < COVERED * (characters + passed)) return false
  const ranges = group.flatMap((cells) => [...cells.ranges])
  const width = columnWidth(ranges)
  if (width === null || width < NARROW + 1) return false
  const fitting = ranges.filter((range) => gap(range, width) <= 1.5 || gap(range, width - 2) <= 0.5).length
  if (fitting < ONE_WIDTH * ranges.length) return false
  const cut = texts.filter((text) => HAN.test(text.slice(-1)) && !endsSentence(text)).length
  if (cut < MID_CLAUSE * texts.length) return false
  return readsBetterApart(group, affinity)
}

/**
 * Reading every second to fifth cell must explain more than reading on, by the stride that explains most. The number of columns changes from
 * article to article, therefore the stride is chosen anew for every `STRETCH` cells.
 */
function readsBetterApart(group: readonly Cells[], affinity: Affinity): boolean {
  const folded = group.flatMap((cells) => cells.texts.map(fold)).slice(0, SAMPLE)
  const sum = (from: number, to: number, stride: number): number => {
    let all = 0
    for (let i = from; i < to; i++) all += Math.max(-3, Math.min(8, affinity(folded[i]!, folded[i + stride]!)))
    return all
  }
  let [on, apart, count] = [0, 0, 0]
  for (let from = 0; from < folded.length - MOST_COLUMNS; from += STRETCH) {
    const to = Math.min(from + STRETCH, folded.length - MOST_COLUMNS)
    on += sum(from, to, 1)
    apart += Math.max(sum(from, to, 2), sum(from, to, 3), sum(from, to, 4), sum(from, to, 5))
    count += to - from
  }
  return apart - on > BETTER * count && apart > LEAST * count
}

/** Takes in the short lines before and after: headings, speakers, torn-off fragments. */
function widened(lines: readonly string[], from: number, to: number): Region {
  let first = from
  let last = to
  for (let seen = 0, line = from - 1; line >= 1 && seen < MARGIN; line--) {
    const text = lines[line - 1]!.trim()
    if (text === '') continue
    if (text.length > SHORT && !/\S\s+\S/u.test(text)) break
    first = line
    seen++
  }
  for (let seen = 0, line = to + 1; line <= lines.length && seen < MARGIN; line++) {
    const text = lines[line - 1]!.trim()
    if (text === '') continue
    if (text.length > SHORT && !/\S\s+\S/u.test(text)) break
    last = line
    seen++
  }
  return { from: first, to: last }
}

function merged(regions: readonly Region[]): Region[] {
  const result: Region[] = []
  for (const region of regions) {
    const before = result[result.length - 1]
    if (before !== undefined && region.from <= before.to + 1) result[result.length - 1] = { from: before.from, to: Math.max(before.to, region.to) }
    else result.push(region)
  }
  return result
}
