/** Numbers with their units as terms. All offsets are in the folded text. */

/** A stretch of folded text that is a number or a Latin word, with the terms it stands for. */
export interface Chunk {
  readonly start: number
  readonly end: number
  readonly kind: 'number' | 'latin'
  /** From the most to the least specific: 6560万元, 6560万, 6560. */
  readonly terms: readonly string[]
}

const SCALE = '[万亿千百十]{0,2}'
const MEASURE = '(?:%|‰|个百分点|元|人次|万人|人|名|个|家|张|所|例|件|起|次|项|岁|年|月|日|户|支|台|份|平方米|公里|分钟|小时|天|倍)?'
const NUMBER = new RegExp(String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![a-z\d])(/\d+)?余?多?(${SCALE})余?多?(${MEASURE})`, 'y')
const LATIN = /[a-z\d]*[a-z][a-z\d]*/y
/** Words that are joined by a sign and read as one: 1+x, covid-19, 4g/5g. */
const JOINED = /[a-z\d]{1,40}(?:[+./-][a-z\d]{1,40}){1,8}/y

/** 1:1 is one thing. */
const RATIO = /\d+(?::\d+)+/y

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function numberTerms(found: RegExpExecArray): string[] {
  const [whole, per = '', scale = '', measure = ''] = found
  const digits = /^[\d,.]+/.exec(whole)?.[0].replaceAll(',', '') ?? whole
  const forms = [digits + per + scale + measure, digits + per + scale, digits + per, digits]
  return [...new Set(forms)]
}

/** The numbers and Latin words of a folded text, in order, not overlapping. Text without any has none. */
export function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at)
    const digit = c >= 48 && c <= 57
    if (!digit && !(c >= 97 && c <= 122)) {
      at++
      continue
    }
    const joined = match(JOINED, text, at)
    const word = match(LATIN, text, at)
    const number = digit ? match(NUMBER, text, at) : null
    const ratio = digit ? match(RATIO, text, at) : null
    if (ratio) {
      chunks.push({ start: at, end: at + ratio[0].length, kind: 'number', terms: [ratio[0]] })
      at += ratio[0].length
    } else if (joined && /[a-z]/.test(joined[0])) {
      chunks.push({ start: at, end: at + joined[0].length, kind: 'latin', terms: [joined[0], ...joined[0].split(/[+./-]/)] })
      at += joined[0].length
    } else if (word) {
      chunks.push({ start: at, end: at + word[0].length, kind: 'latin', terms: [word[0]] })
      at += word[0].length
    } else if (number) {
      chunks.push({ start: at, end: at + number[0].length, kind: 'number', terms: numberTerms(number) })
      at += number[0].length
    } else {
      at++
    }
  }
  return chunks
}
