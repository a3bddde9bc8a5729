import { bodyForm, comparable, ordinalSpan } from '../text/comparable.js'
import type { KeptPassage } from '../types.js'
import { numbersOf } from './numbers.js'

/** How much of what stands around a passage is compared, in units of the comparable form. */
export const CONTEXT = 32

/** A passage with the forms in which it is sought and found. All forms are comparable forms without the ordinal. */
export interface Item {
  readonly anchor: string
  readonly body: string
  /** The body with every number as `#`: what stays when only numbers change. */
  readonly skeleton: string
  readonly prefix: string
  readonly suffix: string
  readonly path: string
}

/** The body of a text with every number as `#`. */
export function skeletonOf(text: string): string {
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

export const pathOf = (headings: readonly string[]): string => headings.map(bodyForm).join('›')

/** The items of an edition, in its order. */
export function itemsOf(passages: readonly KeptPassage[]): Item[] {
  const bodies = passages.map(({ text }) => bodyForm(text))
  const stream = bodies.join('')
  const paths = new Map<string, string>()
  let at = 0
  return passages.map(({ anchor, text, headings }, i) => {
    const body = bodies[i] ?? ''
    const key = headings.join('\u0001')
    const path = paths.get(key) ?? pathOf(headings)
    paths.set(key, path)
    const item = {
      anchor, body, skeleton: skeletonOf(text), path,
      prefix: stream.slice(Math.max(0, at - CONTEXT), at), suffix: stream.slice(at + body.length, at + body.length + CONTEXT),
    }
    at += body.length
    return item
  })
}
