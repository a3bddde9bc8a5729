import type { Alternative } from './interpretation.js'

/** How numbers of a query may stand in a text: with separators, another unit of scale, or 汉字. All texts are folded. */

const SCALES: Readonly<Record<string, number>> = { '': 1, 十: 10, 百: 100, 千: 1e3, 万: 1e4, 十万: 1e5, 百万: 1e6, 千万: 1e7, 亿: 1e8 }
const NUMBER = /^(\d[\d,]*)(\.\d+)?(\D{0,8})$/u
const SCALED = /^(十|百|千|万|十万|百万|千万|亿)?(.*)$/su
const NUMERAL = /^(百分之)?([〇零一二两三四五六七八九十百千万亿]{2,}|[一二三四五六七八九十])(点[〇零一二三四五六七八九]+)?([^\d〇零一二两三四五六七八九十百千万亿]{0,4})$/u
/** The same value in another scale is nearly a literal match. */
const SAME_VALUE = 0.95
/** A number whose unit is another one, or is missing. */
const BARE = 0.5

/** How a number may stand in a folded text: with separators, with 余 or 多 before its unit, never inside another number. */
export function numberPattern(text: string): RegExp | null {
  const match = NUMBER.exec(text)
  if (!match) return null
  const [, whole = '', fraction = '', unit = ''] = match
  const digits = [...whole.replaceAll(',', '')].join(',?')
  const escaped = unit.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const behind = unit === '' ? '(?!\\d|[.,]\\d)' : ''
  return new RegExp(`(?<!\\d)(?<!\\d[.,])${digits}${fraction.replace('.', '\\.')}${unit === '' ? '' : `\\s?[余多]?\\s?${escaped}`}${behind}`, 'u')
}

/** A percentage or a year written in 汉字, within a text. */
export const WRITTEN_NUMBER = /百分之[〇零一二两三四五六七八九十百]+(?:点[〇零一二三四五六七八九]+)?|[〇零一二三四五六七八九]{4}年/gu

/** Value of 汉字 numerals; `null` for what is none. */
export function numeralValue(text: string): number | null {
  const digits = '〇一二三四五六七八九'
  const digit = (c: string): number => (c === '零' ? 0 : c === '两' ? 2 : digits.indexOf(c))
  if (/^[〇零一二三四五六七八九]{2,}$/u.test(text)) return Number([...text].map(digit).join(''))
  for (const [scale, factor] of [['亿', 1e8], ['万', 1e4]] as const) {
    const at = text.indexOf(scale)
    if (at === -1) continue
    const [above, below] = [text.slice(0, at), text.slice(at + 1)]
    const [high, low] = [above === '' ? null : numeralValue(above), below === '' ? 0 : numeralValue(below)]
    return high === null || low === null ? null : high * factor + low
  }
  let [section, current] = [0, 0]
  for (const c of text) {
    if (c === '十' || c === '百' || c === '千') {
      section += (current || 1) * (SCALES[c] ?? 1)
      current = 0
    } else if (digit(c) >= 0) {
      current = digit(c)
    } else {
      return null
    }
  }
  return section + current
}

const plain = (value: number): string | null => {
  const text = String(Math.round(value * 1e6) / 1e6)
  return /e/.test(text) ? null : text
}

/** Other ways of writing a number: 6560万元 as 0.656亿元 and 65600000元, 百分之九十 as 90%, 二〇二一年 as 2021年; for a number with a unit the bare number, at less. */
export function numberVariants(text: string): Alternative[] {
  const numeral = NUMERAL.exec(text)
  if (numeral) {
    const [, percent, whole = '', fraction = '', unit = ''] = numeral
    const value = numeralValue(whole)
    if (value === null || (unit === '' && percent === undefined && value < 10)) return []
    const decimals = [...fraction.slice(1)].map((c) => numeralValue(c)).join('')
    return [{ text: `${value}${decimals === '' ? '' : `.${decimals}`}${percent ? '%' : ''}${unit}`, weight: SAME_VALUE, kind: 'number' }]
  }
  const match = NUMBER.exec(text)
  if (!match) return []
  const [, whole = '', fraction = '', unit = ''] = match
  const [, scale = '', measure = ''] = SCALED.exec(unit) ?? []
  const digits = whole.replaceAll(',', '') + fraction
  const value = Number(digits) * (SCALES[scale] ?? 1)
  const variants: Alternative[] = []
  for (const other of ['', '万', '亿']) {
    const written = other === scale || value < 1e4 ? null : plain(value / (SCALES[other] ?? 1))
    // 0.000656亿 is written by no one.
    if (written !== null && (written.split('.')[1]?.length ?? 0) <= 4) variants.push({ text: written + other + measure, weight: SAME_VALUE, kind: 'number' })
  }
  if (measure !== '' && scale !== '') variants.push({ text: digits + scale, weight: SAME_VALUE, kind: 'number' })
  if (unit !== '' && !/^年$/u.test(unit) && digits.length >= 3) variants.push({ text: digits, weight: BARE, kind: 'number' })
  return variants
}
