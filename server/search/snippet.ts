import { clipMarks, type Mark, type MarkKind } from './match.js'

/** An excerpt as text and spans, never HTML. `start` is its offset in the passage. */
export interface Snippet {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly start: number
}

/** How much a marked text tells; equal texts are counted once. */
export type WorthOf = (marked: string) => number

/** Longest excerpt, in UTF-16 code units; a passage not much longer is shown whole. */
const LENGTH = 96
const WHOLE = 120
/** A longer mark is shown in part where it does not fit whole. */
const LONG = LENGTH / 2
/** What a further excerpt has to add, as a share of what all marks are worth. */
const ADDS = 0.15

/** What stands as it was typed is worth more than its words. */
const BY_KIND: Readonly<Record<MarkKind, number>> = { exact: 1.5, term: 1, synonym: 1 }
/** Marks that stand near together, as a share of a mark's worth for each. */
const EACH = 0.01

/** Where a clause may start: at the text's start and behind a stop. */
const clauseStarts = (text: string): number[] =>
  [0, ...[...text.matchAll(/[。；！？，：;,]["”’」』）)]*/gu)].map((match) => match.index + match[0].length).filter((at) => at < text.length)]

/** Index of the first mark that ends behind `at`; marks ascend and do not overlap. */
function firstEndingBehind(marks: readonly Mark[], at: number): number {
  let [low, high] = [0, marks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle]?.end ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The last clause end in `(from, limit]`; without one, `limit` itself, not inside a surrogate pair or a mark. */
function clauseEnd(text: string, from: number, limit: number, marks: readonly Mark[]): number {
  if (limit >= text.length) return text.length
  const least = from + LENGTH / 2
  // Neither a stop nor the limit may part a mark that would fit.
  const cutBy = (at: number): Mark | undefined => {
    const mark = marks[firstEndingBehind(marks, at)]
    return mark && mark.start > from && mark.start < at && mark.end - mark.start <= LONG ? mark : undefined
  }
  for (let at = limit; at > least; at--) if (/[。；！？，：;,”」』）]/.test(text[at - 1] ?? '') && !cutBy(at)) return at
  const cut = cutBy(limit)?.start ?? limit
  return /[\uDC00-\uDFFF]/.test(text[cut] ?? '') ? cut - 1 : cut
}

/**
 * The best window of a passage: that whose distinct marked texts tell most (summed inverse document frequencies), then
 * the one with most marks, the earliest of equals. It opens at a clause, so that a reader can start there. A text without
 * marks opens at its start.
 */
export const snippetOf = (text: string, marks: readonly Mark[], worthOf: WorthOf = () => 1): Snippet =>
  snippetsOf(text, marks, worthOf, 1)[0] ?? { text: '', marks: [], start: 0 }

/** Up to `most` windows that do not overlap, best first; each further one shows something that the others do not. */
export function snippetsOf(text: string, marks: readonly Mark[], worthOf: WorthOf, most: number): Snippet[] {
  if (text.length <= WHOLE) return [{ text, marks, start: 0 }]
  const known = new Map<string, number>()
  const worths = marks.map(({ start, end, kind }): Valued => {
    const marked = text.slice(start, end)
    const worth = known.get(marked) ?? worthOf(marked)
    known.set(marked, worth)
    return { marked, worth: worth * BY_KIND[kind] }
  })
  const shown = new Set<string>()
  const taken: Window[] = []
  const total = [...new Map(worths.map(({ marked, worth }) => [marked, worth])).values()].reduce((sum, w) => sum + w, 0)
  const windows = openings(text, marks).map((start): Window => {
    const end = clauseEnd(text, start, start + LENGTH, marks)
    return { start, end, inside: shownIn(marks, start, end) }
  })
  while (taken.length < most) {
    let best: Window | null = null
    let bestWorth = -1
    for (const window of windows) {
      if (taken.some((other) => window.start < other.end && other.start < window.end)) continue
      const worth = worthIn(window, worths, shown)
      if (worth > bestWorth) [best, bestWorth] = [window, worth]
    }
    if (best === null || (taken.length > 0 && bestWorth < ADDS * total)) break
    taken.push(best)
    for (const i of best.inside) shown.add(worths[i]?.marked ?? '')
  }
  return taken.map(({ start, end, inside }) => ({ text: text.slice(start, end), start, marks: clipMarks(inside.flatMap((i) => marks[i] ?? []), start, end) }))
}

interface Valued {
  readonly marked: string
  readonly worth: number
}

interface Window {
  readonly start: number
  readonly end: number
  /** The marks that it shows, by index. */
  readonly inside: readonly number[]
}

/** What a window tells beyond the texts that are shown already. */
function worthIn({ inside }: Window, worths: readonly Valued[], shown: ReadonlySet<string>): number {
  const counted = new Set<string>()
  let sum = inside.length * EACH
  for (const i of inside) {
    const { marked = '', worth = 0 } = worths[i] ?? {}
    if (shown.has(marked) || counted.has(marked)) continue
    counted.add(marked)
    sum += worth
  }
  return sum
}

/** Marks that a window shows, by index: whole ones, and parts of long ones. */
function shownIn(marks: readonly Mark[], start: number, end: number): number[] {
  const inside: number[] = []
  for (let i = firstEndingBehind(marks, start); i < marks.length; i++) {
    const mark = marks[i]
    if (!mark || mark.start >= end) break
    if (mark.end - mark.start > LONG || (mark.start >= start && mark.end <= end)) inside.push(i)
  }
  return inside
}

/** Clause starts; for a mark farther than a window from its clause's start, the mark's own start too. Linear in text and marks. */
function openings(text: string, marks: readonly Mark[]): number[] {
  const starts = clauseStarts(text)
  const far: number[] = []
  let clause = 0
  for (const mark of marks) {
    while (clause + 1 < starts.length && (starts[clause + 1] ?? 0) <= mark.start) clause++
    if (mark.end - (starts[clause] ?? 0) > LENGTH || mark.end - mark.start > LONG) far.push(mark.start)
  }
  return [...new Set([...starts, ...far])].sort((a, b) => a - b)
}
