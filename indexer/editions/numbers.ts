import { comparable } from '../text/comparable.js'
import type { Span } from '../types.js'

/**
 * The numbers of a text, each in one normal form, so that 1.2万 and 12000, 百分之五 and 5%, 二〇二一年 and 2021年 are the
 * same number, and 5% and 5个百分点 are not. A number in another order, or one more or less, is a difference.
 */

/** A number as it stands in the text, and what it means. */
export interface NumericToken {
  readonly span: Span
  /**
   * `digits e exponent`, digits without zeros at their ends; with `÷1` behind it for shares (%, ‰, 百分之, /10万: all of them
   * parts of one), `pp` for 个百分点, `/n` for other fractions.
   */
  readonly value: string
}

/** Exact decimal: `sign * digits * 10^exponent`. */
interface Decimal {
  readonly digits: string
  readonly exponent: number
  readonly negative: boolean
}

const DIGITS: Readonly<Record<string, string>> = {
  零: '0', 〇: '0', '○': '0', 一: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9',
  壹: '1', 贰: '2', 叁: '3', 肆: '4', 伍: '5', 陆: '6', 柒: '7', 捌: '8', 玖: '9',
}
const SCALES: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8, 拾: 1, 佰: 2, 仟: 3, 萬: 4, 億: 8 }
const HAN_DIGIT = Object.keys(DIGITS).join('')
const HAN_SCALE = Object.keys(SCALES).join('')
const HAN = `${HAN_DIGIT}${HAN_SCALE}`

/**
 * Words in which a numeral counts nothing. They are left out so that one of them misread is a change of text, not of a
 * number; whatever is not here counts, because a number that is missed is worse than a word that is taken for one.
 */
const WORDS = new RegExp(`${[
  '[统同唯单专划归合]一(?![个名家项条次所年月日])', '进一步', '一些', '一定', '一般', '一致', '一体', '一律', '一旦', '一直', '一样', '一切', '一起', '一方面', '一并', '一站', '一流',
  '十分', '千方百计', '百姓', '万众', '万无一失', '百家争鸣', '三农', '千家万户', '方方面面', '四川', '九江', '三亚',
].join('|')}`, 'gu')

const ARABIC = String.raw`\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?`
const NUMERAL = new RegExp(`(?:(?:${ARABIC})[${HAN_SCALE}]*|[${HAN}])+(?:点[${HAN_DIGIT}]+)?`, 'gu')
/** `分之` makes what stands before it a denominator; the rest are signs behind a number. */
/** 百分点 with its 百 out of the way: it counts nothing. */
const POINTS = '\ue000\ue000\ue000'
const SUFFIX = /^(?:余|多)?(?:(%|‰|个?\ue000{3})|\/(10万|十万|100000|100,000|万|千|10000|1000)(?!\d))/u
const RANGE = /^(?:-{1,2}|~|至|到)$/u

const PART = new RegExp(`${ARABIC}|[${HAN_DIGIT}]+|[${HAN_SCALE}]|点`, 'gu')

/** The value of a numeral: `digits scale digits scale …`, added exactly (一万二千三百, 3万5千, 1.2万亿, 二〇二一, 三点五). */
function decimalOf(text: string): Decimal {
  const parts: readonly string[] = text.match(PART) ?? []
  const point = parts.indexOf('点')
  if (point !== -1) return decimalOf(`${[...parts.slice(0, point).join('')].map((c) => DIGITS[c] ?? c).join('')}.${[...parts.slice(point + 1).join('')].map((c) => DIGITS[c] ?? c).join('')}`)
  const fraction = Math.max(0, ...parts.map((part) => part.split('.')[1]?.length ?? 0))
  const unit = 10n ** BigInt(fraction)
  let total = 0n
  let section = 0n
  let digits: bigint | null = null
  let largest = 0
  for (const part of parts) {
    const scale = SCALES[part]
    if (scale === undefined) {
      // 二〇二一 is written place by place; a zero inside a sum (一百零五) adds nothing.
      const [whole = '', decimals = ''] = [...part.replaceAll(',', '')].map((c) => DIGITS[c] ?? c).join('').split('.')
      digits = BigInt(whole + decimals.padEnd(fraction, '0'))
      continue
    }
    const pending: bigint | null = digits === null && section === 0n ? null : section + (digits ?? 0n)
    if (scale < 4) {
      section += (digits ?? unit) * 10n ** BigInt(scale)
    } else if (scale > largest && total > 0n) {
      total = (total + (pending ?? 0n)) * 10n ** BigInt(scale)
      section = 0n
      largest = scale
    } else {
      total += (pending ?? unit) * 10n ** BigInt(scale)
      section = 0n
      largest = scale
    }
    digits = null
  }
  return { digits: String(total + section + (digits ?? 0n)), exponent: -fraction, negative: false }
}

const shifted = (decimal: Decimal, by: number): Decimal => ({ ...decimal, exponent: decimal.exponent + by })

function print({ digits, exponent, negative }: Decimal): string {
  const bare = digits.replace(/^0+/, '')
  if (bare === '') return '0'
  const cut = bare.replace(/0+$/, '')
  return `${negative ? '-' : ''}${cut}e${exponent + bare.length - cut.length}`
}

const DENOMINATORS: Readonly<Record<string, number>> = { '10万': 5, 十万: 5, 100000: 5, '100,000': 5, 万: 4, 10000: 4, 千: 3, 1000: 3 }

/** Between the first number of a range and its dash, in characters: 岁, 分钟. */
const LONGEST_UNIT = 2

/** A numeral in the folded text, with the sign behind it. */
interface Found {
  readonly start: number
  readonly end: number
  readonly numeral: string
  readonly decimal: Decimal
  /** `%`, `‰`, `pp`, or a power of ten that it is a share of; '' for a plain number. */
  readonly kind: '' | 'pp' | `÷${number}`
  /** Where the scale (万, 亿) of an Arabic number begins in the numeral; its length when there is none. */
  readonly bare: number
}

function suffixOf(text: string): { kind: Found['kind']; length: number } {
  const match = SUFFIX.exec(text)
  if (!match) return { kind: '', length: 0 }
  const [whole, sign, denominator] = match
  if (denominator !== undefined) return { kind: `÷${DENOMINATORS[denominator] ?? 0}`, length: whole.length }
  return { kind: sign === '%' ? '÷2' : sign === '‰' ? '÷3' : 'pp', length: whole.length }
}

/** The numbers of a text in its order. White space inside a number parts it. A text without any has none. */
export function numbersOf(text: string): NumericToken[] {
  const folded = comparable(text)
  // A full-width comma separates; only the printed half-width one groups digits.
  const printed = [...folded.text].length === folded.text.length
    ? [...folded.text].map((c, i) => (c === ',' && text[folded.starts[i] ?? 0] !== ',' ? '，' : c)).join('') : folded.text
  const masked = printed.replaceAll('百分点', POINTS).replace(WORDS, (word) => '＿'.repeat(word.length))
  const found: Found[] = []
  for (const match of masked.matchAll(NUMERAL)) {
    const [numeral] = match
    // Part of the sign behind the number before it: the 10万 of /10万, the 百 of 百分点.
    if (match.index < (found.at(-1)?.end ?? 0)) continue
    const decimal = decimalOf(numeral)
    const behind = masked.slice(match.index + numeral.length, match.index + numeral.length + 10)
    const { kind, length } = suffixOf(behind)
    // A dash closely behind another number makes a range; before the first digit elsewhere it makes a negative number.
    const ranges = match.index - 1 - (found.at(-1)?.end ?? -Infinity) <= LONGEST_UNIT
    const negative = !ranges && /(?:^|[^-~])-$/u.test(masked.slice(Math.max(0, match.index - 2), match.index)) && /^\d/.test(numeral)
    const arabic = /^[\d,.]+/.exec(numeral)?.[0].length
    found.push({ start: match.index, end: match.index + numeral.length + length, numeral, decimal: { ...decimal, negative }, kind, bare: arabic ?? numeral.length })
  }
  const tokens: NumericToken[] = []
  const emit = (start: number, end: number, value: string): void => {
    tokens.push({ span: { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 }, value })
  }
  for (let i = 0; i < found.length; i++) {
    const here = found[i]
    const next = found[i + 1]
    if (!here) continue
    const between = next ? masked.slice(here.end, next.start) : ''
    if (next && between === '分之') {
      const denominator = print(here.decimal)
      const share = /^1e(\d+)$/.exec(denominator)?.[1]
      emit(here.start, next.end, share === undefined ? `${print(next.decimal)}/${denominator}` : `${print(shifted(next.decimal, -Number(share)))}÷1`)
      i++
      continue
    }
    if (next && between === '/' && here.kind === '' && next.kind === '') {
      emit(here.start, next.end, `${print(here.decimal)}/${print(next.decimal)}`)
      i++
      continue
    }
    // The first number of a range takes the scale and the sign of the second: 3—5万, 3～5%.
    const plain = here.kind === '' && here.bare === here.numeral.length && /^\d/.test(here.numeral)
    const ranged = next !== undefined && plain && RANGE.test(between) && /^\d/.test(next.numeral)
    const scale = ranged ? [...next.numeral.slice(next.bare)].reduce((sum, c) => sum + (SCALES[c] ?? 0), 0) : 0
    const kind = ranged ? next.kind : here.kind
    const value = shifted(here.decimal, scale)
    emit(here.start, here.end, kind.startsWith('÷') ? `${print(shifted(value, -Number(kind.slice(1))))}÷1` : `${print(value)}${kind}`)
  }
  return tokens
}

/** Whether two texts state the same numbers in the same order. */
export function sameNumbers(one: string, other: string): boolean {
  const [a, b] = [numbersOf(one), numbersOf(other)]
  return a.length === b.length && a.every(({ value }, i) => value === b[i]?.value)
}
