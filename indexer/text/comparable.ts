import type { Span } from '../types.js'
import { fold, type Folded } from './fold.js'
import { itemOrdinal, markerOf } from './outline.js'

/**
 * The form in which two printings of one passage are compared: folded, without the white space that lines and layout
 * put in. Two things that folding would lose are kept, because they make another number: the gap between two numbers
 * (`12 3` is not `1 23`) and the height of an exponent (10⁵ is not 105).
 */

const asPrinted = (character: string): string => character
const DIGIT = /^[0-9]$/
const SUPERSCRIPT = /^[⁰¹²³⁴-⁹]$/u
const HOLDS_SUPERSCRIPT = /[⁰¹²³⁴-⁹]/u

/** Text -> its comparable form with the way back. Empty text, or white space alone, gives an empty form. */
export function comparable(text: string): Folded {
  const folded = fold(text, asPrinted)
  if (!folded.text.includes(' ') && !HOLDS_SUPERSCRIPT.test(text)) return folded
  const units: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const push = (unit: string, i: number): void => {
    units.push(unit)
    starts.push(folded.starts[i] ?? 0)
    ends.push(folded.ends[i] ?? 0)
  }
  let gap = -1
  for (let i = 0; i < folded.text.length; i++) {
    const unit = folded.text[i] ?? ''
    if (unit === ' ') {
      if (gap === -1) gap = i
      continue
    }
    const previous = units.at(-1) ?? ''
    if (DIGIT.test(unit) && DIGIT.test(previous)) {
      const at = folded.starts[i] ?? 0
      if (gap !== -1) push(' ', gap)
      else if (SUPERSCRIPT.test(text[at] ?? '') && !SUPERSCRIPT.test(text[at - 1] ?? '')) push('^', i)
    }
    gap = -1
    push(unit, i)
  }
  return { text: units.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

/** The number that a row of a table opens with, behind its merged cell: only a row has white space between 汉字 and digits. */
const ROW_NUMBER = /^(\p{Script=Han}{2,12}\s)?\d{1,3}\s+(?=\p{Script=Han})/u
/** The merged cell, with the white space behind it, that a row of a table opens with; '' for anything else. */
export const mergedCell = (text: string): string => ROW_NUMBER.exec(text)?.[1] ?? ''

/** 一 of 一是, of 其一， and of 第一，. */
const ITEM_ORDINAL = /^[其第]?([〇零一二两三四五六七八九十百]+)/u

/**
 * Where the number stands that a passage opens with because of its place in an outline, a list or a table: （三）, 第五条,
 * `3.`, 一是. It tells the passage's place, not what it says. An empty span when there is none, or nothing else.
 */
export function ordinalSpan(text: string): Span {
  const open = text.length - text.trimStart().length
  const rest = text.slice(open)
  const marker = markerOf(rest)
  const span = ((): Span => {
    if (marker) return { start: open, end: open + marker.length }
    const row = ROW_NUMBER.exec(rest)
    if (row) return { start: open + (row[1]?.length ?? 0), end: open + row[0].length }
    const item = itemOrdinal(rest) === null ? null : ITEM_ORDINAL.exec(rest)
    const numeral = item?.[1] ?? ''
    return item ? { start: open + item[0].length - numeral.length, end: open + item[0].length } : { start: 0, end: 0 }
  })()
  return text.slice(span.end).trim() === '' ? { start: 0, end: 0 } : span
}

/** The comparable form of what a passage says, without the number of its place. */
export function bodyForm(text: string): string {
  const { start, end } = ordinalSpan(text)
  return comparable(text.slice(0, start)).text + comparable(text.slice(end)).text
}

/** The body form of a heading; empty for one that is nothing but a number (第五条): it tells the place, not what stands there. */
export function headingForm(text: string): string {
  const alone = `${text.trim()} `
  return markerOf(alone)?.length === alone.length ? '' : bodyForm(text)
}
