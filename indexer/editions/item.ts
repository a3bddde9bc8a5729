import { bodyForm, comparable, headingForm, mergedCell, ordinalSpan } from '../text/comparable.js'
import type { KeptPassage } from '../types.js'
import { numbersOf } from './numbers.js'

/** How much of what stands around a passage is compared, in units of the comparable form. */
export const CONTEXT = 32

/** A passage, or a heading above it, with the forms in which it is sought and found. All forms but `text` are comparable forms without the ordinal. */
export interface Item {
  /** '' for a heading: processing may make a heading of what was a passage, but a heading has no address of its own. */
  readonly anchor: string
  /** The passage, by its index in the edition; for a heading the first one below it. -1 in an edition before the last: its place says nothing. */
  readonly home: number
  readonly body: string
  /** The whole text, its ordinal included. */
  readonly text: string
  /** How many units of the text are the merged cell that a row of a table stands under. */
  readonly label: number
  /** The body with every number as `#`: what stays when only numbers change. */
  readonly skeleton: string
  readonly prefix: string
  readonly suffix: string
  readonly path: string
}

/** The body of a text with every number as `#`. */
function skeletonOf(text: string): string {
  const ordinal = ordinalSpan(text)
  const bare = text.slice(0, ordinal.start) + text.slice(ordinal.end)
  let skeleton = ''
  let at = 0
  for (const { span } of numbersOf(bare)) {
    skeleton += `${bare.slice(at, span.start)}#`
    at = span.end
  }
  return comparable(skeleton + bare.slice(at)).text
}

export const pathOf = (headings: readonly string[]): string => headings.map(headingForm).filter((form) => form !== '').join('›')

/** Whether two heading paths are one place: the same headings, whatever their numbers. */
export const samePlace = (one: readonly string[], other: readonly string[]): boolean => pathOf(one) === pathOf(other)

/** The headings that open with a passage: those that the passage before it is not below. */
function opening(passages: readonly KeptPassage[], i: number): readonly string[] {
  const [here, before] = [passages[i]?.headings ?? [], passages[i - 1]?.headings ?? []]
  const same = here.findIndex((heading, level) => heading !== before[level])
  return same === -1 ? [] : here.slice(same)
}

/** The headings and passages of an edition, in its order. */
export function itemsOf(passages: readonly KeptPassage[]): Item[] {
  const texts = passages.flatMap(({ anchor, text, headings }, home) => {
    const path = headings.join('\u0001')
    // A heading printed at the head of its passage is no text of its own.
    const own = opening(passages, home).filter((heading) => !text.startsWith(heading) && headingForm(heading) !== '')
    return [...own.map((heading) => ({ anchor: '', text: heading, home, headings: [], path: '' })), { anchor, text, home, headings, path }]
  })
  const bodies = texts.map(({ text }) => bodyForm(text))
  const stream = bodies.join('')
  const paths = new Map<string, string>()
  let at = 0
  return texts.map(({ anchor, text, home, headings, path: key }, i) => {
    const body = bodies[i] ?? ''
    const path = paths.get(key) ?? pathOf(headings)
    paths.set(key, path)
    const item = {
      anchor, home, body, text: comparable(text).text, label: comparable(mergedCell(text)).text.length, skeleton: skeletonOf(text), path,
      prefix: stream.slice(Math.max(0, at - CONTEXT), at), suffix: stream.slice(at + body.length, at + body.length + CONTEXT),
    }
    at += body.length
    return item
  })
}
