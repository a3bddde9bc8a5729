import { NUMERAL_CLASS, parseNumeral } from './numerals.js'

/** How a heading is numbered; the order is that of official documents (GB/T 9704—2012, 7.3.3: 一、（一）1.（1）). */
export type Scheme = 'markdown' | 'part' | 'chapter' | 'section' | 'article' | 'formal' | 'chinese' | 'paren-chinese' | 'arabic' | 'paren-arabic' | 'box'

/** The opening of a line or paragraph that numbers it. */
export interface Marker {
  readonly scheme: Scheme
  /** The printed number; for Markdown the count of `#`; 0 where none is printed. */
  readonly number: number
  /** Length of the marker in UTF-16 code units, with the white space behind it. */
  readonly length: number
}

const N = `[${NUMERAL_CLASS}]{1,5}`
const PATTERNS: readonly (readonly [Scheme, RegExp])[] = [
  ['markdown', /^(#{1,6})\s+/],
  ['part', new RegExp(`^第\\s*(${N})\\s*[编編篇](?=\\s|$)\\s*`)],
  ['chapter', new RegExp(`^第\\s*(${N})\\s*章\\s*`)],
  ['section', new RegExp(`^第\\s*(${N})\\s*[节節](?=\\s)\\s*`)],
  ['article', new RegExp(`^第\\s*(${N})\\s*[条條](?:之[${NUMERAL_CLASS}]+)?(?=[\\s　])\\s*`)],
  ['box', /^[专專]\s*[栏欄]\s*([0-9０-９一二三四五六七八九十]{0,3})\s*[:：]?\s*(?=\S)/],
  ['formal', /^([壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3})、\s*/],
  ['chinese', new RegExp(`^(${N})、\\s*`)],
  ['paren-chinese', new RegExp(`^[（(]\\s*(${N})\\s*[）)]\\s*、?`)],
  ['arabic', /^(\d{1,2})\s*[.．、](?!\d)\s*/],
  ['paren-arabic', /^[（(]\s*(\d{1,2})\s*[）)]\s*/],
]

/** What every marker begins with. */
const OPENS = new RegExp(`^[#第专專（(\\d${NUMERAL_CLASS}壹贰貳叁參肆伍陆陸柒捌玖拾]`)

/** The marker that opens `text`, or `null`. `text` is taken as printed, without leading white space. */
export function markerOf(text: string): Marker | null {
  if (!OPENS.test(text)) return null
  for (const [scheme, pattern] of PATTERNS) {
    const match = pattern.exec(text)
    if (!match) continue
    const printed = match[1] ?? ''
    if (scheme === 'box' && !isBoxTitle(text, printed)) return null
    const number = scheme === 'markdown' ? printed.length : (parseNumeral(printed) ?? Number(printed.normalize('NFKC') || 0))
    return { scheme, number, length: match[0].length }
  }
  return null
}

/** 专栏 opens a box only as a title: numbered, or short and without a sentence's punctuation. */
const isBoxTitle = (text: string, printed: string): boolean =>
  text.length <= 40 && !/[。；，]/.test(text) && (printed !== '' || /^[专專]\s*[栏欄]\s*[:：]/.test(text))

/** Openings of numbered items inside running text: 一是 二是 …, 其一 …, 第一， …; also bullets and dashes. */
const ITEM = new RegExp(`^(?:(${N})是|其([一二三四五六七八九十])[，,是]|第([一二三四五六七八九十]{1,3})[，,]|——|—|[-*•●◆■]\\s+)`)

/** Whether `text` opens as an item of a list. */
export const opensItem = (text: string): boolean => ITEM.test(text)

/** The ordinal of an item that is written with 一是, 二是 …; `null` for other text. */
export function itemOrdinal(text: string): number | null {
  const match = ITEM.exec(text)
  return match ? parseNumeral(match[1] ?? match[2] ?? match[3] ?? '') : null
}

/** A full stop printed half-width, as scanning leaves it: behind 汉字 or a number's sign, not behind a digit. */
export const HALF_STOP = '(?<=[\\p{Script=Han}%‰）)》”"])\\.(?!\\d)'
const SENTENCE_END = new RegExp(`(?:[。！？!?…；;]|${HALF_STOP})[”’"'）)】》\\]]*$`, 'u')
const FULL_STOP = new RegExp(`(?:[。！？!?]|……|${HALF_STOP})[”’"'）)】》\\]]*$`, 'u')
const IN_SENTENCE = new RegExp(`[。；！？;!?]|${HALF_STOP}`, 'u')

/** Whether `text` ends where a sentence may end (。！？…； and closing marks behind them). */
export const endsSentence = (text: string): boolean => FULL_STOP.test(text)
/** The same, a semicolon counted too: the end of an item. */
export const endsClause = (text: string): boolean => SENTENCE_END.test(text)

/** What no phrase ends with: marks inside a sentence, a title's bracket that is still open, and words that lead on to the next one. */
const LEADS_ON = /(?:[，、：:,（(“]|《[^》]*|或者?|以及|并且|而且|的|对于|为了|按照|根据|依照|应当|可以|不得|是否|[未被把])$/u

/** A heading stands alone: it is short, has no sentence in it and leaves nothing open. 60 characters is the longest met in GB/T 9704 documents' headings. */
export const standsAlone = (text: string): boolean => text.length <= 60 && !IN_SENTENCE.test(text) && !LEADS_ON.test(text)

/** An office and, apart, a name: the line that says who speaks below a headline. */
const SPEAKER = /^[^，。；：,;:]{4,24}(?:书记|主\s*任|局长|院长|市长|秘书长)\s+\p{Script=Han}(?:\s?\p{Script=Han}){1,3}$/u

/** Whether a printed line says who speaks, and nothing else. */
export const namesSpeaker = (text: string): boolean => SPEAKER.test(text)

const DAY = /^(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$/u

/** Whether a line is a day and nothing else, as it stands below who signs. */
export const isDay = (text: string): boolean => DAY.test(text)
