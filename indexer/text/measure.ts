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

/** The shares of its neighbours' counts that a width is weighed by, from the narrowest to the widest. */
const REACH = Math.ceil(SAME_WIDTH / STEP) - 1
const SHARES = Array.from({ length: 2 * REACH + 1 }, (_, i) => 1 - (Math.abs(i - REACH) * STEP) / SAME_WIDTH)

/** How often each width is met in a stretch of lines, whose ends are moved on line by line. */
class MetWidths {
  readonly #lines: readonly Measurable[]
  readonly #counts: Uint32Array
  #from = 0
  #to = 0

  constructor(lines: readonly Measurable[]) {
    this.#lines = lines
    this.#counts = new Uint32Array(placeOf(lines.reduce((widest, { width }) => Math.max(widest, width), 0)) + REACH + 1)
  }

  /** Neither end may go back. */
  moveTo(from: number, to: number): void {
    for (; this.#to < to; this.#to++) this.#count(this.#to, 1)
    for (; this.#from < from; this.#from++) this.#count(this.#from, -1)
  }

  #count(line: number, change: number): void {
    const place = placeOf(this.#width(line))
    this.#counts[place] = (this.#counts[place] ?? 0) + change
  }

  #width(line: number): number {
    return this.#lines[line]?.width ?? 0
  }

  /**
   * The width of a full line: the widest of the widths that many lines have. The commonest alone will not do, because
   * where paragraphs are short as many lines are indented as are full. No lines: 0.
   */
  full(often: number): number {
    let most = 0
    for (let i = this.#from; i < this.#to; i++) most = Math.max(most, this.#weight(this.#width(i)))
    let [widest, weightOfWidest] = [0, 0]
    for (let i = this.#from; i < this.#to; i++) {
      const width = this.#width(i)
      if (width < widest) continue
      const weight = this.#weight(width)
      if (weight >= most * often) [widest, weightOfWidest] = [width, weight]
    }
    // Lines a squeeze wider than most are tight, not full.
    let full = 0
    for (let i = this.#from; i < this.#to; i++) {
      const width = this.#width(i)
      if (width <= full || widest - width > SQUEEZE || width > widest) continue
      const weight = this.#weight(width)
      if (weight >= most * often && weight >= weightOfWidest * MOSTLY) full = width
    }
    return full || widest
  }

  #weight(width: number): number {
    const place = placeOf(width) - REACH
    let weight = 0
    for (let i = 0; i < SHARES.length; i++) weight += (this.#counts[place + i] ?? 0) * (SHARES[i] ?? 0)
    return weight
  }
}

/** Among the counts; the narrowest widths have room for their neighbours. */
const placeOf = (width: number): number => Math.round(width / STEP) + REACH

/** Whether the lines of a stretch are those of a hard-wrapped text of a width: how many are full, and how many of these leave their sentence open. */
function isWrapped(lines: readonly Measurable[], from: number, to: number, width: number, open: (line: number) => boolean): boolean {
  let [full, left] = [0, 0]
  for (let i = from; i < to; i++) {
    const own = lines[i]?.width ?? 0
    if (own < width - INDENT - SQUEEZE / 2 || own > width + FULL_TOLERANCE) continue
    full++
    if (open(i)) left++
  }
  const share = full / (to - from)
  return width >= NARROWEST && ((share >= 0.5 && left / full >= 0.3) || (share >= 0.3 && left / full >= 0.6))
}

/** Whether each of some lines leaves its clause open, found out when it is first asked for. */
function openLines(lines: readonly Measurable[]): (line: number) => boolean {
  const known = new Int8Array(lines.length)
  return (line) => {
    if (known[line] === 0) known[line] = endsClause(lines[line]?.text ?? '') ? -1 : 1
    return known[line] === 1
  }
}

/**
 * The measure about each line: the text's own where the neighbours' is a squeeze away from it, because more lines tell
 * better, beside a box that is set wider, and for a full line among the short ones of a list; elsewhere the neighbours'.
 */
export function measuresOf(lines: readonly Measurable[]): Measure[] {
  const { length } = lines
  const open = openLines(lines)
  const all = new MetWidths(lines)
  all.moveTo(0, length)
  const whole = all.full(OFTEN)
  const allWrapped = length > 0 && isWrapped(lines, 0, length, whole, open)
  const near = new MetWidths(lines)
  return lines.map(({ width: own }, i) => {
    const [from, to] = [Math.max(0, i - WINDOW), Math.min(length, i + WINDOW + 1)]
    near.moveTo(from, to)
    const here = near.full(OFTEN_HERE)
    const fits = lines.slice(Math.max(0, i - BESIDE), i + BESIDE + 1).every((line) => line.width <= whole + FULL_TOLERANCE)
    let met = 0
    for (let other = from; other < to; other++) if (Math.abs((lines[other]?.width ?? 0) - whole) < SAME_WIDTH) met++
    const listed = allWrapped && fits && own >= whole - INDENT - FULL_TOLERANCE
    const width = Math.abs(here - whole) <= SQUEEZE || (fits && met / (to - from) >= MET) || listed ? whole : here
    return { width, wrapped: listed || isWrapped(lines, from, to, width, open) }
  })
}

/** The head of a line that no line break can cut: opening marks, a character or a Latin word or number, closing marks. */
const UNIT = /^[“‘（《【(]*(?:[A-Za-z0-9.+\-/]+[%‰]?|——|.)[，。；：、！？”’）》】)%‰]*/u

/** Width of what the line before would have had to take of this one. */
export const firstUnit = (text: string): number => printedWidth(UNIT.exec(text)?.[0] ?? '')

/** Full-width punctuation gives up half its width where a line is tight, and a line gives up one 汉字 at most. */
export const squeezeOf = (text: string): number => Math.min(SQUEEZE, text.match(/[，。；：、！？“”（）《》]/gu)?.length ?? 0)
