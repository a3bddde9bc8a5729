import { markerOf, opensItem } from '../text/outline.js'
import type { PassageKind } from '../types.js'
import type { DraftSection } from './draft.js'
import { isSpeakerLine } from './speaker.js'

/** What a paragraph is to its section. */

const NOTE = /^[（(]?(?:注|备注|说明|资料来源|数据来源)\s*\d?\s*[：:]|^[*#＃※]/
const CAPTION = /^[（(]?\s*(?:[上下左右]?图片?[为：:]|图\s*\d+[：:\s])/
const BYLINE = /^[（(]?(?:□|■|◎|(?:文|图|图文|文图|撰文|摄影)\s*[/／:：]|(?:本报|特约|见习|实习)*(?:记者|通讯员|作者|责任编辑)\s*[：:]?\s*\p{Script=Han}{2,4}(?:\s|$))/u
const LONGEST_BYLINE = 60
/** The name of a project that opens an item of a box. */
const LABEL = /^[^，。；：:]{2,40}[：:]/

/** Whether a text says who has written or photographed, and nothing else. */
export const isByline = (text: string): boolean => text.length <= LONGEST_BYLINE && !/[，。；]/.test(text) && BYLINE.test(text)

/** The kind of a passage from its words and the section that it stands in. */
export function passageKind(text: string, section: DraftSection): PassageKind {
  if (section.kind === 'table' && NOTE.test(text)) return 'note'
  if (CAPTION.test(text)) return 'caption'
  if (isByline(text)) return 'byline'
  if (section.kind === 'article' && section.passages.length === 0 && isSpeakerLine(text)) return 'byline'
  return opensItem(text) || markerOf(text) || (section.kind === 'box' && LABEL.test(text)) ? 'item' : 'paragraph'
}
