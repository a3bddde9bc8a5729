import type { Span } from '../types.js'

/**
 * Cells of a flattened row, as spans of its text. The number comes first and the closing word (预期性) last; the name
 * ends with its unit in brackets, or with its first word; of what is left, the first word is the first value and the
 * rest the second, because only a target is written in several words (提高 1岁, 力争年均下降 1 个百分点).
 */

/** Number, name, two values, closing word: the shape of the tables of plans. */
const CELLS_PER_ROW = 5

const wordsOf = (text: string): Span[] => [...text.matchAll(/\S+/gu)].map((word) => ({ start: word.index, end: word.index + word[0].length }))

/** Where the row itself begins in a passage's text, behind the merged cell that it stands under. */
export const rowStart = (label: string | null): number => (label === null ? 0 : label.length + 1)

/** The five cells of a row, behind its merged cell if there is one; `null` when it has fewer words than cells. */
export function cellsOf({ text, label }: { readonly text: string; readonly label: string | null }): Span[] | null {
  const words = wordsOf(text).filter(({ start }) => start >= rowStart(label))
  const number = words[0]
  const closing = words.at(-1)
  if (!number || !closing || words.length < CELLS_PER_ROW || !/^\d{1,3}$/.test(text.slice(number.start, number.end))) return null
  const middle = words.slice(1, -1)
  const unit = middle.findLastIndex((word, i) => i < middle.length - 2 && /[）)]$/.test(text.slice(word.start, word.end)))
  const nameEnd = unit === -1 ? 0 : unit
  const first = middle[0]
  const name = middle[nameEnd]
  const value = middle[nameEnd + 1]
  const second = middle[nameEnd + 2]
  const last = middle.at(-1)
  if (!first || !name || !value || !second || !last) return null
  return [number, { start: first.start, end: name.end }, value, { start: second.start, end: last.end }, closing]
}

/** Column names for the cells of `cellsOf` from the words of a header: 分类 is the merged cell's, 指标值 spans the two years. */
export function columnsOf(header: string): { label: string; columns: string[]; spanner: string | null } | null {
  // 2020 年 is one word, however it was set.
  const words = header.replace(/(\d{4})\s+年/gu, '$1年').split(/\s+/).filter((word) => word !== '')
  if (words.length === CELLS_PER_ROW && /^(?:序号|编号)$/u.test(words[0] ?? '')) return { label: '', columns: words, spanner: null }
  if (words.length === CELLS_PER_ROW + 1) return { label: words[0] ?? '', columns: words.slice(1), spanner: null }
  if (words.length === CELLS_PER_ROW + 2) return { label: words[0] ?? '', columns: [...words.slice(1, 3), ...words.slice(4)], spanner: words[3] ?? null }
  return null
}
