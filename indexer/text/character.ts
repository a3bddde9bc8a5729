/** Classes of characters, by Unicode property. All take one code point as a string; '' belongs to no class. */

const HAN = /^\p{Script=Han}$/u
const HAN_OR_ITERATION = /^[\p{Script=Han}々〇○□]$/u
const CJK_PUNCTUATION = /^[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’—…·]$/u
const ASCII_WORD = /^[A-Za-z0-9%‰+\-.,/:;()"'<>=~≤≥*#]$/u
const WIDE = /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6“”‘’—…·‰≤≥]$/u

/** Invisible characters that no reader types: soft hyphen, zero-width characters, directional marks, BOM. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u

export const isInvisible = (c: string): boolean => INVISIBLE.test(c)

/** By code unit: whether a reader sees it, 0 where it was not looked up yet. */
const [SEEN, UNSEEN] = [1, 2]
const visibilities = new Uint8Array(0x10000)

/** Whether a reader sees the character: neither white space nor invisible. */
export function isVisible(c: string): boolean {
  const unit = c.charCodeAt(0)
  const known = visibilities[unit] || (visibilities[unit] = /\S/u.test(c) && !INVISIBLE.test(c) ? SEEN : UNSEEN)
  return known === SEEN
}
export const isHan = (c: string): boolean => HAN.test(c)
export const isHanLike = (c: string): boolean => HAN_OR_ITERATION.test(c)
export const isCjkPunctuation = (c: string): boolean => CJK_PUNCTUATION.test(c)
export const isAsciiWord = (c: string): boolean => ASCII_WORD.test(c)

/** By code unit: its printed width; 0 where it was not looked up yet. */
const widths = new Uint8Array(0x10000)

function widthOf(unit: number): number {
  const width = WIDE.test(String.fromCharCode(unit)) ? 2 : 1
  widths[unit] = width
  return width
}

/** Printed width in half-width columns: 2 for 汉字 and full-width forms (UAX #11 W and F, quotes as printed in Chinese), else 1. */
export function printedWidth(text: string): number {
  let width = 0
  // Both halves of a surrogate pair count 1, together the 2 of a character beyond the basic plane.
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    width += widths[unit] || widthOf(unit)
  }
  return width
}
