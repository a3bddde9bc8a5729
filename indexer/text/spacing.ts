import type { Piece, SourceLine } from '../types.js'
import { isAsciiWord, isCjkPunctuation, isHanLike, isVisible } from './character.js'

/** From how many single characters set apart a line counts as letter-spaced, and the share of all its words they must be. */
const LETTER_SPACED_MIN = 5
const LETTER_SPACED_SHARE = 0.6

/** Markdown's marks of headings and items: the space behind them is part of the mark. */
const LINE_MARK = /^(?:#{1,6}|[-*•●])$/

/** `回 购 等 方 式 实 现`: a justified line that was spaced letter by letter. */
export function isLetterSpaced(text: string): boolean {
  const words = text.trim().split(/\s+/)
  const single = words.filter((word) => [...word].length === 1).length
  return single >= LETTER_SPACED_MIN && single / words.length >= LETTER_SPACED_SHARE
}

/** Whether white space between two characters is damage rather than a space that the authors wrote. */
function isSpurious(before: string, after: string, letterSpaced: boolean, single: boolean): boolean {
  if (isCjkPunctuation(before) || isCjkPunctuation(after)) return true
  const hanBefore = isHanLike(before)
  const hanAfter = isHanLike(after)
  if (hanBefore && hanAfter) return letterSpaced
  // 5 2 6 名: the digits of a letter-spaced line are spaced too, each for itself.
  if (letterSpaced && single) return true
  return (hanBefore && isAsciiWord(after)) || (isAsciiWord(before) && hanAfter)
}

/** Runs of visible characters. */
function wordsOf(text: string): { text: string; from: number; to: number }[] {
  const words: { text: string; from: number; to: number }[] = []
  let at = 0
  let from = -1
  const close = (): void => {
    if (from !== -1) words.push({ text: text.slice(from, at), from, to: at })
    from = -1
  }
  for (const c of text) {
    if (!isVisible(c)) close()
    else if (from === -1) from = at
    at += c.length
  }
  close()
  return words
}

/**
 * The pieces of a line that are text: white space at both ends goes, and inside it wherever typesetting or
 * extraction put it (between 汉字 and digits or Latin, beside CJK punctuation, letter-spaced justification).
 * Invisible characters go too. A space that stays is one character of the source. A line with nothing to see has no pieces.
 */
export function textPieces(line: SourceLine): Piece[] {
  const { text, number } = line
  const letterSpaced = isLetterSpaced(text)
  const pieces: Piece[] = []
  const words = wordsOf(text)
  const push = (from: number, to: number): void => {
    const last = pieces.at(-1)
    if (last && last.to === from) pieces[pieces.length - 1] = { ...last, to }
    else pieces.push({ line: number, from, to })
  }
  words.forEach((word, i) => {
    const next = words[i + 1]
    const { from, to } = word
    push(from, to)
    const space = next ? to + text.slice(to, next.from).search(/[^\S\ufeff]/u) : -1
    if (!next || space < to) return
    const before = [...word.text].at(-1) ?? ''
    const after = [...next.text][0] ?? ''
    const marks = i === 0 && LINE_MARK.test(word.text)
    if (marks || !isSpurious(before, after, letterSpaced, word.text.length === 1 && next.text.length === 1)) push(space, space + 1)
  })
  return pieces
}
