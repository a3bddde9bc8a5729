import { HALF_STOP, markerOf } from '../text/outline.js'
import type { Span } from '../types.js'

/** A theme is a short opening sentence (or words and a colon) that says what the paragraph is about. */
const LONGEST_THEME = 40
/** Openings that tell when or how a sentence goes on, and so no theme: 近年来，… 与此同时，… 总体看，… 这里是… */
const TELLING = /^(?:\d{4}年|截[至止]|目前|近年来|[\p{Script=Han}\d]{0,8}以来[，,]|十年来|今年|去年|同时|与此同时|此外|其中|总体看|这里|这[是里])/u
const SENTENCE = new RegExp(`^[^。！？；]{2,40}?(?:[。！？]|${HALF_STOP})`, 'u')
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
  if (TELLING.test(match[0]) || (match[0].match(/“/g)?.length ?? 0) !== (match[0].match(/”/g)?.length ?? 0)) return null
  return { start: skip, end: skip + match[0].length - 1 }
}
