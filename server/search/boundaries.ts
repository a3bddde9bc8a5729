/** A number or Latin word is not found inside a longer one: 100 does not stand in 1100 or 0.100, ap not in APP. */

const LATIN = /\p{Script=Latin}/u

/** Whether a place in a text cuts through a number: digits, or a point or comma between digits. */
const cutsNumber = (text: string, at: number): boolean => /\d[.,]?$/.test(text.slice(Math.max(0, at - 2), at)) && /^[.,]?\d/.test(text.slice(at, at + 2))

/** Whether a place in a text cuts through a word of Latin letters, 4|G being two words. */
const cutsLatin = (text: string, at: number): boolean => LATIN.test(text[at - 1] ?? '') && LATIN.test(text[at] ?? '')

/** Whether a place in a text cuts through a number or a Latin word. */
export const cuts = (text: string, at: number): boolean => cutsNumber(text, at) || cutsLatin(text, at)

/** Whether a folded text starts or ends with what may be a part of a longer number or word. */
export const mayBePart = (needle: string): boolean => /^[\da-z]|[\da-z]$/.test(needle)
