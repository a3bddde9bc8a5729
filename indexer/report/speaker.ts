import type { Speaker } from '../types.js'

/** Who speaks: told from the line below a headline, or from the sentence that introduces the speaker. */

const RANK = '(?:书记|副?主任|副?局长|副?院长|副?市长|调研员|秘书长)'
const BODY = '卫生(?:健康|计生|和计划生育)[^，。；、：！？\\s]{0,14}?'
/** 卫生健康委党组书记、主任 and the like; 主 and 任 may be parted by justification. */
const OFFICE = `${BODY}(?:党组|党委)?(?:副?主\\s*任|${RANK})(?:、(?:党组|党委)?${RANK})*`
/** What may follow a name in running text: a bracket, or the words by which speaking is told. */
const BEHIND = '(?=[（(，：]|就|介绍|作|做|在|说|表示|指出|谈|围绕|以|从|向|代表)'
const LONGEST_LINE = 26

const IN_SENTENCE = new RegExp(`(${OFFICE})(\\p{Script=Han}{2,3}?)${BEHIND}`, 'u')
const ON_LINE = new RegExp(`^(\\p{Script=Han}{2,5}市)?(${OFFICE})(?:\\s+(\\p{Script=Han}(?:\\s?\\p{Script=Han}){1,3}))?$`, 'u')
/** The end of such a line whose beginning the source has lost. */
const TORN_LINE = new RegExp(`^[^，。；：]{0,10}?(${RANK})\\s+(\\p{Script=Han}{2,4})$`, 'u')

/** The same whose end the source has lost: 开封市卫生健康委员会主 */
const CUT_LINE = /^\p{Script=Han}{2,5}市卫生[^，。；、：\s]{0,14}(?:委员会|委|局)[主副]?$/u

const tidy = (text: string): string => text.replace(/\s+/gu, '')

/** The speaker of a line that names nobody and nothing else (安阳市卫生计生委主任 王永斌); `null` for any other text. */
export function speakerOfLine(text: string, city: string | null): Speaker | null {
  if (text.length > LONGEST_LINE) return null
  const whole = ON_LINE.exec(text)
  if (whole) return { name: whole[3] === undefined ? null : tidy(whole[3]), role: tidy(whole[2] ?? ''), city }
  const torn = TORN_LINE.exec(text)
  return torn ? { name: torn[2] ?? null, role: torn[1] ?? null, city } : null
}

/** The speaker whom a paragraph introduces by city, office and name (开封市卫生健康委党组书记、主任刘建宏（如下图）介绍了…); else `null`. */
export function speakerOfIntroduction(text: string, city: { readonly name: string; readonly full: string }): Speaker | null {
  for (const behind of text.split(city.full).slice(1)) {
    const match = IN_SENTENCE.exec(behind)
    if (match?.index === 0) return { name: match[2] ?? null, role: tidy(match[1] ?? ''), city: city.name }
  }
  return null
}

/** Whether a text is a speaker's line, whole or torn. */
export const isSpeakerLine = (text: string): boolean => speakerOfLine(text, null) !== null || CUT_LINE.test(text)

/** Speakers are introduced in the first paragraphs of an article. */
const INTRODUCTION = 3

/** The speaker of an article from its texts: the line below the headline, else the introduction. A city that is not known has none. */
export function speakerOf(texts: readonly string[], city: { readonly name: string; readonly full: string } | undefined): Speaker | null {
  if (!city) return null
  const [first] = texts
  const line = first === undefined ? null : speakerOfLine(first, city.name)
  return line ?? texts.slice(0, INTRODUCTION).map((text) => speakerOfIntroduction(text, city)).find((speaker) => speaker !== null) ?? null
}
