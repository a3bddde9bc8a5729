import { hash } from 'node:crypto'
import { bodyForm, headingForm } from '../text/comparable.js'

/** Crockford's base32 in lower case: no i, l, o, u, so that an anchor survives being read aloud or retyped. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
export const ANCHOR_LENGTH = 8

/** The first 40 bits of the SHA-256 of a text, in base32. */
export function shortHash(text: string): string {
  const digest = hash('sha256', text, 'buffer').subarray(0, (ANCHOR_LENGTH * 5) / 8)
  let short = ''
  let bits = 0
  let value = 0
  for (const byte of digest) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      short += ALPHABET[(value >> bits) & 31] ?? ''
    }
    value &= (1 << bits) - 1
  }
  return short
}

/** How many passages before and behind one may tell it apart: the items of two lists can be the same, what the lists stand under is not. */
const FARTHEST = 8

/** What of a passage its anchor is made of. */
export interface AnchorSource {
  readonly text: string
  /** The headings above it, outermost first; for a row of a table its merged cell too. */
  readonly headings: readonly string[]
}

/**
 * Anchors of a report's passages, in their order: the hash of what each passage says, whatever stands around it and
 * wherever in the outline it stands. Passages that say the same are told apart by the headings above them, then by the
 * passages before and behind them, nearest first, and only where all of these agree by their order.
 */
export function anchorsOf(sources: readonly AnchorSource[]): string[] {
  const forms = sources.map(({ text }) => bodyForm(text))
  // A run-in heading is a part of its passage's text; whether it is taken for a heading depends on what stands around it.
  const pathOf = ({ text, headings }: AnchorSource): string => {
    const own = headingForm(text)
    return headings.map(headingForm).filter((form) => form !== '' && !own.startsWith(form)).join('\u0001')
  }
  const contexts: readonly ((i: number) => string)[] = [
    (i) => pathOf(sources[i] ?? { text: '', headings: [] }),
    ...Array.from({ length: FARTHEST }, (_, n) => [(i: number) => forms[i - 1 - n] ?? '', (i: number) => forms[i + 1 + n] ?? '']).flat(),
  ]
  const keys = [...forms]
  for (const context of contexts) {
    for (const repeated of repeats(keys)) {
      for (const i of repeated) keys[i] = `${keys[i] ?? ''}\u0000${context(i)}`
    }
  }
  const taken = new Set<string>()
  return keys.map((key) => {
    let anchor = shortHash(key)
    for (let repeat = 1; taken.has(anchor); repeat++) anchor = shortHash(`${key}\u0000${repeat}`)
    taken.add(anchor)
    return anchor
  })
}

/** The indices of equal keys, where there are several. */
function repeats(keys: readonly string[]): number[][] {
  const groups = new Map<string, number[]>()
  keys.forEach((key, i) => {
    const group = groups.get(key)
    if (group) group.push(i)
    else groups.set(key, [i])
  })
  return [...groups.values()].filter((group) => group.length > 1)
}
