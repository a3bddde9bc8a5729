const DIGITS: Readonly<Record<string, number>> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
  壹: 1, 贰: 2, 貳: 2, 叁: 3, 參: 3, 肆: 4, 伍: 5, 陆: 6, 陸: 6, 柒: 7, 捌: 8, 玖: 9,
}
const UNITS: Readonly<Record<string, number>> = { 拾: 10, 十: 10, 百: 100, 千: 1000 }

/** The characters a Chinese ordinal is written with, for use inside a character class. */
export const NUMERAL_CLASS = '〇零一二两三四五六七八九十百千'

/**
 * Value of a Chinese numeral below 10,000 (十三 -> 13, 一百零五 -> 105, 二〇三五 -> 2035).
 * `null` when the text is empty or holds anything else.
 */
export function parseNumeral(text: string): number | null {
  if (text === '') return null
  let [value, total, digits]: [number, number, number] = [0, 0, 0]
  let digit: number | null = null
  let positional = true
  for (const c of text) {
    const unit = UNITS[c]
    if (unit !== undefined) {
      positional = false
      total += (digit ?? 1) * unit
      digit = null
      continue
    }
    const own = DIGITS[c]
    if (own === undefined) return null
    value = value * 10 + own
    digit = own
    digits++
  }
  return positional && digits > 0 ? value : total + (digit ?? 0)
}
