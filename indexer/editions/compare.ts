import { bodyForm, comparable } from '../text/comparable.js'
import { Pattern } from './distance.js'
import { numbersOf, sameNumbers } from './numbers.js'

/** What has become of a quoted passage; in this order each is worse news than the one before. */
export const PASSAGE_STATES = ['exact', 'moved', 'changed', 'number-changed', 'gone'] as const
export type PassageState = (typeof PASSAGE_STATES)[number]

/** The worst of some states; `exact` for none. */
export const worstState = (states: readonly PassageState[]): PassageState =>
  states.reduce<PassageState>((worst, state) => (PASSAGE_STATES.indexOf(state) > PASSAGE_STATES.indexOf(worst) ? state : worst), 'exact')

/** A passage of more than this many times the quote's length holds other text too, and only the quote's part is compared. */
const LONGER = 1.15
/** Errors per unit of the quote with which its part of a longer passage is still that part. */
const PART_ERRORS = 0.25

/** A number that was stated and the one that stands in its place now; `null` where there is none. */
export interface NumberChange {
  readonly was: string | null
  readonly is: string | null
}

/** A passage as it stands: what it says, and below which headings. */
export interface Standing {
  readonly text: string
  readonly headings: readonly string[]
}

/** Likeness with which a heading is what the quote began with. */
const SAME_HEADING = 0.75
const LEAST_HEADING = 4

/**
 * The text that stands for a quote now: that of its passages, in reading order, joined. Where processing has made a heading of the quote or of
 * its first line, that heading comes before it. No passages: ''.
 */
export function standingText(quote: string, passages: readonly Standing[]): string {
  const text = passages.map((passage) => passage.text).join('')
  const heading = passages[0]?.headings.at(-1) ?? ''
  const [wanted, head] = [bodyForm(quote), bodyForm(heading)]
  if (head.length < LEAST_HEADING || text.startsWith(heading) || wanted === bodyForm(text)) return text
  const opens = new Pattern(head).similarity(wanted.slice(0, head.length)) >= SAME_HEADING
  const already = new Pattern(head).similarity(bodyForm(text).slice(0, head.length)) >= SAME_HEADING
  return opens && !already ? heading + text : text
}

/** The stretch of a longer passage that the quote is found in; the whole text where it is not much longer, or not found. */
function quotedPart(quote: string, text: string): string {
  const [wanted, found] = [comparable(quote), comparable(text)]
  if (found.text.length <= wanted.text.length * LONGER || wanted.text === '') return text
  const { errors, start, end } = new Pattern(wanted.text).fit(found.text)
  if (errors > wanted.text.length * PART_ERRORS || end <= start) return text
  return text.slice(found.starts[start], found.ends[end - 1])
}

/**
 * Compares a quote with the text that now stands for it (that of several passages, joined, when it was split).
 * `moved` says that it stands elsewhere; it is told only of a quote whose words and numbers are unchanged.
 */
function compareQuote(quote: string, text: string, moved: boolean): Exclude<PassageState, 'gone'> {
  const [wanted, found] = [comparable(quote).text, comparable(text).text]
  if (wanted === found) return moved ? 'moved' : 'exact'
  return sameNumbers(quote, quotedPart(quote, text)) ? 'changed' : 'number-changed'
}

/**
 * The state of a quote of `parts` passages that now stands in these, in reading order: `gone` when there are none, and
 * `changed` at best when there are more of them than were quoted, because none of them is the quote.
 */
export function stateAmong(quote: string, parts: number, passages: readonly Standing[], moved: boolean): PassageState {
  if (passages.length === 0) return 'gone'
  const state = compareQuote(quote, standingText(quote, passages), moved)
  return passages.length > parts ? worstState([state, 'changed']) : state
}

/** What became of the bounds of a quote whose every word still stands: it is divided among passages, or part of a longer one. `null` when words have changed, or nothing has. */
export function boundsChange(quote: string, passages: readonly Standing[]): 'divided' | 'joined' | null {
  const [wanted, found] = [comparable(quote).text, comparable(standingText(quote, passages)).text]
  if (!found.includes(wanted)) return null
  return passages.length > 1 ? 'divided' : found === wanted ? null : 'joined'
}

/** Whether only the number of the passage's place (（三）, 第五条) has changed. */
export const onlyOrdinalChanged = (quote: string, text: string): boolean =>
  comparable(quote).text !== comparable(text).text && bodyForm(quote) === bodyForm(text)

/** The numbers that differ, as printed, in the order of the quote: pairs of the shortest edit between the two lists. */
export function numberChanges(quote: string, text: string): NumberChange[] {
  const part = quotedPart(quote, text)
  const [was, is] = [numbersOf(quote), numbersOf(part)]
  const printed = (source: string, token: { span: { start: number; end: number } } | undefined): string | null =>
    token ? source.slice(token.span.start, token.span.end) : null
  // Wagner and Fischer's table; the lists are short.
  const cost = Array.from({ length: was.length + 1 }, (_, i) => Array.from({ length: is.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)))
  const at = (i: number, j: number): number => cost[i]?.[j] ?? Infinity
  for (let i = 1; i <= was.length; i++) {
    for (let j = 1; j <= is.length; j++) {
      const row = cost[i]
      if (row) row[j] = Math.min(at(i - 1, j - 1) + (was[i - 1]?.value === is[j - 1]?.value ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1)
    }
  }
  const changes: NumberChange[] = []
  let [i, j] = [was.length, is.length]
  while (i > 0 || j > 0) {
    const equal = i > 0 && j > 0 && was[i - 1]?.value === is[j - 1]?.value
    if (i > 0 && j > 0 && at(i, j) === at(i - 1, j - 1) + (equal ? 0 : 1)) {
      if (!equal) changes.push({ was: printed(quote, was[i - 1]), is: printed(part, is[j - 1]) })
      i--
      j--
    } else if (i > 0 && at(i, j) === at(i - 1, j) + 1) {
      changes.push({ was: printed(quote, was[--i]), is: null })
    } else {
      changes.push({ was: null, is: printed(part, is[--j]) })
    }
  }
  return changes.reverse()
}
