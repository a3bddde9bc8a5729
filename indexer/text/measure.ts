import { printedWidth } from './character.js'
import { endsClause } from './outline.js'

/** How wide a column was printed, told from the widths of its lines; and what had room in a line. All widths are half-width columns. */

/** What of a printed line its measure is taken from. */
export interface Measurable {
  readonly text: string
  readonly width: number
}

export interface Measure {
  /** Width of a full line. */
  readonly width: number
  /** Whether the lines about here are hard-wrapped: many are full, and of those many leave their sentence open. */
  readonly wrapped: boolean
}

/** Neighbours on each side from which a line's measure is taken. */
const WINDOW = 10
/** Lines on each side that have to fit the text's own measure, and the share of the neighbours that have its width, for it to hold here. */
const BESIDE = 2
const MET = 0.25
/** Narrower columns are not met: such lines are a list or a table. */
const NARROWEST = 16
/** Widths that differ by less than this speak for one another: justification squeezes punctuation. */
const SAME_WIDTH = 1.5
/** Widths are multiples of this: the white space between 汉字 and digits is a quarter of a 汉字. */
const STEP = 0.5
/** How often a width is met, against the commonest, from which it may be that of full lines: about a line, and in a whole text, which may hold wider boxes. */
const OFTEN_HERE = 0.25
const OFTEN = 0.5
/** How much oftener a slightly narrower width is met from which the wider one is that of squeezed lines. */
const MOSTLY = 2
/** What squeezed punctuation may gain in one line: one 汉字. */
export const SQUEEZE = 2
/** Indent of a paragraph's first line, two 汉字, that extraction strips. */
export const INDENT = 4
/** A line is full when it falls short of the measure by less than this. */
export const FULL_TOLERANCE = 3

/**
 * The width of a full line: the widest of the widths that many lines have. The commonest alone will not do, because
 * where paragraphs are short as many lines are indented as are full. No widths: 0.
 */
function fullWidth(widths: readonly number[], often: number): number {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  const weighed = [...counts.keys()].map((width) => {
    let weight = 0
    for (let away = STEP - SAME_WIDTH; away < SAME_WIDTH; away += STEP) weight += (counts.get(width + away) ?? 0) * (1 - Math.abs(away) / SAME_WIDTH)
    return { width, weight }
  })
  const most = weighed.reduce((max, { weight }) => Math.max(max, weight), 0)
  const candidates = weighed.filter(({ weight }) => weight >= most * often).sort((a, b) => b.width - a.width)
  const [widest] = candidates
  if (!widest) return 0
  // Lines a squeeze wider than most are tight, not full.
  const full = candidates.find(({ width, weight }) => widest.width - width <= SQUEEZE && weight >= widest.weight * MOSTLY)
  return (full ?? widest).width
}

/** Whether some lines are those of a hard-wrapped text of a width: how many are full, and how many of these leave their sentence open. */
function isWrapped(lines: readonly Measurable[], width: number): boolean {
  const full = lines.filter((line) => line.width >= width - INDENT - SQUEEZE / 2 && line.width <= width + FULL_TOLERANCE)
  const share = full.length / lines.length
  const open = full.filter((line) => !endsClause(line.text)).length / full.length
  return width >= NARROWEST && ((share >= 0.5 && open >= 0.3) || (share >= 0.3 && open >= 0.6))
}

/**
 * The measure about each line: the text's own where the neighbours' is a squeeze away from it, because more lines tell
 * better, beside a box that is set wider, and for a full line among the short ones of a list; elsewhere the neighbours'.
 */
export function measuresOf(lines: readonly Measurable[]): Measure[] {
  const whole = fullWidth(lines.map((line) => line.width), OFTEN)
  const allWrapped = lines.length > 0 && isWrapped(lines, whole)
  return lines.map(({ width: own }, i) => {
    const around = lines.slice(Math.max(0, i - WINDOW), i + WINDOW + 1)
    const here = fullWidth(around.map((line) => line.width), OFTEN_HERE)
    const fits = lines.slice(Math.max(0, i - BESIDE), i + BESIDE + 1).every((line) => line.width <= whole + FULL_TOLERANCE)
    const met = around.filter((line) => Math.abs(line.width - whole) < SAME_WIDTH).length / around.length
    const listed = allWrapped && fits && own >= whole - INDENT - FULL_TOLERANCE
    const width = Math.abs(here - whole) <= SQUEEZE || (fits && met >= MET) || listed ? whole : here
    return { width, wrapped: listed || isWrapped(around, width) }
  })
}

/** The head of a line that no line break can cut: opening marks, a character or a Latin word or number, closing marks. */
const UNIT = /^[“‘（《【(]*(?:[A-Za-z0-9.+\-/]+[%‰]?|——|.)[，。；：、！？”’）》】)%‰]*/u

/** Width of what the line before would have had to take of this one. */
export const firstUnit = (text: string): number => printedWidth(UNIT.exec(text)?.[0] ?? '')

/** Full-width punctuation gives up half its width where a line is tight, and a line gives up one 汉字 at most. */
export const squeezeOf = (text: string): number => Math.min(SQUEEZE, text.match(/[，。；：、！？“”（）《》]/gu)?.length ?? 0)
