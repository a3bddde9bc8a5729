import { clipMarks, type Mark, type MarkKind } from './match.js'

/** An excerpt as text and spans, never HTML. `start` is its offset in the passage. */
export interface Snippet {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly start: number
}

/** Longest excerpt, in UTF-16 code units; a passage not much longer is shown whole. */
const LENGTH = 96
const WHOLE = 120
/** A longer mark is shown in part where it does not fit whole. */
const LONG = LENGTH / 2

const WORTH: Readonly<Record<MarkKind, number>> = { exact: 3, term: 2, synonym: 2 }

/** Where a clause may start: at the text's start and behind a stop. */
function clauseStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/[。；！？，：;,]["”’」』）)]*/gu)].map((match) => match.index + match[0].length).filter((at) => at < text.length)]
}

/** The last clause end in `(from, limit]`; without one, `limit` itself, not inside a surrogate pair or a mark. */
function clauseEnd(text: string, from: number, limit: number, marks: readonly Mark[]): number {
  if (limit >= text.length) return text.length
  const least = from + LENGTH / 2
  const cutBy = (at: number): Mark | undefined => marks.find((mark) => mark.start > from && mark.start < at && at < mark.end && mark.end - mark.start <= LONG)
  for (let at = limit; at > least; at--) if (/[。；！？，：;,”」』）]/.test(text[at - 1] ?? '') && !cutBy(at)) return at
  const cut = cutBy(limit)?.start ?? limit
  return /[\uDC00-\uDFFF]/.test(text[cut] ?? '') ? cut - 1 : cut
}

/**
 * The best window of a passage: that with the most distinct marked texts, then the most marks, the earliest of
 * equals. It opens at a clause, so that a reader can start there. A text without marks opens at its start.
 */
export function snippetOf(text: string, marks: readonly Mark[]): Snippet {
  if (text.length <= WHOLE) return { text, marks, start: 0 }
  let best = { start: 0, end: clauseEnd(text, 0, LENGTH, marks), worth: -1 }
  for (const start of openings(text, marks)) {
    const end = clauseEnd(text, start, start + LENGTH, marks)
    const inside = shownIn(marks, start, end)
    const distinct = new Map(inside.map((mark) => [text.slice(mark.start, mark.end), WORTH[mark.kind]]))
    const worth = [...distinct.values()].reduce((sum, w) => sum + w, 0) + inside.length / 100
    if (worth > best.worth) best = { start, end, worth }
  }
  const { start, end } = best
  return {
    text: text.slice(start, end), start,
    marks: clipMarks(shownIn(marks, start, end), start, end),
  }
}

/** Marks that a window shows: whole ones, and parts of long ones. */
const shownIn = (marks: readonly Mark[], start: number, end: number): Mark[] =>
  marks.filter((mark) => mark.start < end && start < mark.end && (mark.end - mark.start > LONG || (mark.start >= start && mark.end <= end)))

/** Clause starts; for a mark farther than a window from its clause's start, the mark's own start too. */
function openings(text: string, marks: readonly Mark[]): number[] {
  const starts = clauseStarts(text)
  const far = marks.filter((mark) => {
    const clause = starts.findLast((start) => start <= mark.start) ?? 0
    return mark.end - clause > LENGTH || mark.end - mark.start > LONG
  })
  return [...starts, ...far.map((mark) => mark.start)].sort((a, b) => a - b)
}
