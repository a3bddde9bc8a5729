import { markerOf } from '../text/outline.js'
import type { Span } from '../types.js'

/** A theme is a short opening sentence (or words and a colon) that says what the paragraph is about. */
const LONGEST_THEME = 40
const SENTENCE = /^[^。！？；]{2,40}?[。！？]/
const LABEL = /^[^，。；：:]{2,24}[：:]/

/**
 * The run-in theme that opens a paragraph, as a span that leaves out the numbering and the closing mark.
 * `null` when the paragraph is a single sentence, or opens with a long one.
 */
export function themeOf(text: string): Span | null {
  const skip = markerOf(text)?.length ?? /^(?:[〇零一二两三四五六七八九十]{1,3}是|——|[-*•●]\s+)/.exec(text)?.[0].length ?? 0
  const rest = text.slice(skip)
  const match = LABEL.exec(rest) ?? SENTENCE.exec(rest)
  if (!match || match[0].length > LONGEST_THEME || match[0].length >= rest.length) return null
  if (/^\d{4}年|^截至|^目前/.test(match[0]) || (match[0].match(/“/g)?.length ?? 0) !== (match[0].match(/”/g)?.length ?? 0)) return null
  return { start: skip, end: skip + match[0].length - 1 }
}
