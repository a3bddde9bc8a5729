import type { SourceLine } from '../types.js'

/**
 * Lists of contents: their entries are headings that the text prints again where they stand, and would be read twice. An entry has dots that lead to a
 * page number, or, below the word 目录, a page number alone or the words of a line that stands again further down.
 */

/** Fewer entries are no list. */
const FEWEST_ENTRIES = 3
const LONGEST_ENTRY = 100
/** Lines of an entry that is broken, before the one with the page number. */
const MOST_BROKEN = 2

const HEAD = /^(?:#{1,6}\s*|\*\*)?(?:目\s*[录錄次]|CONTENTS)(?:\*\*)?[:：]?$/iu
const LEADERS = /(?:[.·•⋯_—-]\s*){3,}[-(]?\s*(?:\d{1,3}|[ivxl]{1,5})\s*[-)]?$/iu
const ENDS_IN_NUMBER = /[^\d\s]\s*[-(]?\s*\d{1,3}\s*[-)]?$/u
const PAGED = /\s[-(]?\s*\d{1,3}\s*[-)]?$/u

/** A line as it compares: width, white space, Markdown's marks, leaders and the page number aside. */
const wordsOf = (text: string): string =>
  text.normalize('NFKC').replace(/^(?:#{1,6}|[-*+])\s+/u, '').replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1').replace(/(?:(?:[.·•⋯_—-]\s*){3,}|\s+)[-(]?\s*(?:\d{1,3}|[ivxl]{1,5})\s*[-)]?$/iu, '').replace(/[\s。]/gu, '')

/** Numbers of the lines of all lists of contents, their heads among them. Linear; a text without such lines is only glanced at. */
export function contentsLines(lines: readonly SourceLine[]): ReadonlySet<number> {
  const found = new Set<number>()
  let later: ReadonlyMap<string, number> | null = null
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]?.text ?? ''
    if (line === '' || line.length > LONGEST_ENTRY) continue
    const text = line.trim()
    const head = text.length <= 12 && HEAD.test(text)
    if (!head && !hasLeaders(text)) continue
    later ??= lastPlaces(lines)
    const entries = entriesFrom(lines, head ? i + 1 : i, head, later)
    if (entries.length < FEWEST_ENTRIES) continue
    for (const at of [...(head ? [i] : []), ...entries]) found.add(lines[at]?.number ?? 0)
    i = entries.at(-1) ?? i
  }
  return found
}

const hasLeaders = (text: string): boolean => text.length <= LONGEST_ENTRY && ENDS_IN_NUMBER.test(text.slice(-12)) && LEADERS.test(text.normalize('NFKC'))

/** Where each line stands last, by its words. */
const lastPlaces = (lines: readonly SourceLine[]): ReadonlyMap<string, number> => new Map(lines.flatMap(({ text }, i) => (text.length <= LONGEST_ENTRY && text.trim() !== '' ? [[wordsOf(text), i] as const] : [])))

/** Indices of the lines of a list from one on: as far as entries follow each other, and the list has not come to the text that it is of. */
function entriesFrom(lines: readonly SourceLine[], from: number, headed: boolean, later: ReadonlyMap<string, number>): number[] {
  const taken: number[] = []
  const seen = new Set<string>()
  let pending: number[] = []
  for (let i = from; i < lines.length; i++) {
    const text = lines[i]?.text.trim() ?? ''
    if (text === '') continue
    const words = wordsOf(text)
    if (text.length > LONGEST_ENTRY || /[。；]/u.test(text)) break
    if (hasLeaders(text) || (headed && (PAGED.test(text.normalize('NFKC')) || (/^\d{1,3}$/u.test(text) && taken.length + pending.length > 0)))) {
      taken.push(...pending, i)
      pending = []
    } else if (seen.has(words)) break
    else if (headed && (later.get(words) ?? -1) > i) {
      taken.push(...pending, i)
      pending = []
    } else if (pending.length >= MOST_BROKEN) break
    else pending.push(i)
    seen.add(words)
  }
  return taken
}
