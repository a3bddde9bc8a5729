import { isDay } from '../text/outline.js'
import type { Block } from './draft.js'

/** What frames an issued document (GB/T 9704—2012, 7.2, 7.3.5 and 7.4): letterhead and number above its title, attachments, signature, to whom copies go. */

const LETTERHEAD = /^\p{Script=Han}{4,30}文件$/u
/** 杭政办〔2023〕15号, with whatever brackets the scan has given it. */
const DOCUMENT_NUMBER = /^\p{Script=Han}{2,12}\s*[〔［[(（【]\s*(?:19|20)\d{2}\s*[〕］\])）】]\s*第?\s*\d{1,4}\s*号$/u
const NOTE = /^(?:[（(](?:此件|此文|本文件|联系人)[^（）()]{2,60}[)）]|(?:公开方式|公开属性|主题词|抄\s*送|抄\s*报|联系电话)\s*[：:].*|\p{Script=Han}{4,30}\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发)$/u
const SIGNATORY = /^\p{Script=Han}{4,30}(?:政府|办公厅|办公室|委员会|卫健委|局|厅|院|中心|领导小组)(?:\s+\p{Script=Han}{4,30})*$/u
const ATTACHED = /^附\s*件\s*[：:]/u
const ANNEX = /^附\s*件\s*[\d一二三四五六七八九十]{0,3}$/u
/** What an attached document is called, with its years or its state. */
const DOCUMENT = /^[^，。；：！？]{4,50}(?:规划|计划|方案|办法|意见|细则|规定|报告|总结|指南|规范|标准|预案|要点|制度|清单|分工表|任务表|指标表)(?:[（(][^（）()]{2,20}[)）])?$/u
const LONGEST_TITLE = 60

/** Whether a text is letterhead or number, and stands above the title. */
export const isLetterhead = (text: string): boolean => LETTERHEAD.test(text) || DOCUMENT_NUMBER.test(text)

/** Most paragraphs are none of this, and are told by a character. */
const NOTE_OPENS = new Set('（(公主抄联')
const isAnnex = (text: string): boolean => text.startsWith('附') && ANNEX.test(text)

/** Whether a text is said of the document, not in it: who may read it, to whom copies go, when it was printed. */
export const isFrameNote = (text: string): boolean => (NOTE_OPENS.has(text.charAt(0)) || text.endsWith('印发')) && NOTE.test(text)

/** Whether a text begins the list of what is attached. */
export const opensAttachments = (text: string): boolean => text.startsWith('附') && ATTACHED.test(text)

const textOf = (block: Block | undefined): string => (block?.kind === 'paragraph' ? block.paragraph.text : '')

/** Longest day, with the white space that a scan leaves in it. */
const LONGEST_DAY = 24
const isDated = (block: Block | undefined): boolean => textOf(block).length <= LONGEST_DAY && isDay(textOf(block).replace(/\s/gu, ''))

/** Whether a document is signed here: who issued it, above the day. */
export const isSigned = (blocks: readonly Block[], i: number): boolean => isDated(blocks[i + 1]) && SIGNATORY.test(textOf(blocks[i]))

/** Whether a block closes a document: the day of a signature, or a note of its frame. */
const closes = (blocks: readonly Block[], i: number): boolean => isFrameNote(textOf(blocks[i])) || (isDated(blocks[i]) && SIGNATORY.test(textOf(blocks[i - 1])))

/** Whether a text heads an attached document: 附件1, or below a document that is closed the name of another. */
export function headsAnnex(blocks: readonly Block[], i: number): boolean {
  const text = textOf(blocks[i])
  if (isAnnex(text)) return true
  return text.length <= LONGEST_TITLE && (closes(blocks, i - 1) || isAnnex(textOf(blocks[i - 1]))) && DOCUMENT.test(text) && i + 1 < blocks.length
}
