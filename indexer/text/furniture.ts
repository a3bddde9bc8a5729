import { contentsLines } from './contents.js'
import { endsClause, markerOf } from './outline.js'
import type { Furniture, SourceLine } from '../types.js'

const ORDINAL = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,5})'
const DASH = '[-—–―－~～·•]'
/** `- 37 -`, `— 3 —`, `·3·`, `- ii -`, `第 5 页`, `第三页`, `第3页 共20页`, `共20页，第3页`, `3/20`, `— 3 / 20 —`: page numbers as PDF extraction leaves them, of full or half width. */
const PAGE_NUMBER = new RegExp(`^(?:${DASH}\\s*(?:\\d{1,4}|[ivxl]{1,5}|第\\s*${ORDINAL}\\s*页)\\s*${DASH}|${DASH}?\\s*\\d{1,4}\\s*[/／]\\s*\\d{1,4}\\s*${DASH}?|[(\\[]?第\\s*${ORDINAL}\\s*页(?:\\s*[,，/／]?\\s*共\\s*${ORDINAL}\\s*页)?[)\\]]?|[(\\[]?共\\s*${ORDINAL}\\s*页\\s*[,，/／]?\\s*第\\s*${ORDINAL}\\s*页[)\\]]?|Page\\s+\\d{1,4}(?:\\s+of\\s+\\d{1,4})?)$`, 'iu')
const LONGEST_PAGE_NUMBER = 24
const isPageNumber = (text: string): boolean => text.length <= LONGEST_PAGE_NUMBER && text !== '' && PAGE_NUMBER.test(text.normalize('NFKC'))
const COMMENT = /^<!--.*-->$/
/** A line across the page, or under the header of a Markdown table. */
const RULE = /^(?:(?:[-*_=—]\s*){3,}|\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?)?)$/
/** A rule across the page, in characters at most. */
const LONGEST_RULE = 400
/** A running head stands on at least so many pages, and is at most so many characters long. */
const RUNNING_HEAD_MIN = 4
const RUNNING_HEAD_MAX_LENGTH = 40
/** Share of its occurrences that stand where a page breaks: a line that only repeats, as an opening of paragraphs does, is text. */
const BREAKING_SHARE = 0.5

/** Furniture that stands where a page breaks. */
const PAGE_BREAKS: ReadonlySet<string> = new Set(['page-number', 'running-head'])

/** A number in a dress of its own, alone on its line: `[3]`, `P3`, `·３·`, `(3)`. Groups: the number between what dresses it. */
const DRESSED = /^([[(（【〔<《·•.~—-]?\s*(?:P|p|Page|page|页)?\s*\.?\s*)(\d{1,4})(\s*[\])）】〕>》·•.~—-]?)$/u
/** Lines between two page numbers at least. */
const SHORTEST_PAGE = 8
/** Fewer dressed numbers that count upwards say nothing. */
const FEWEST_PAGES = 2

/** Dressed numbers are page numbers when those of one dress count upwards by one, a page apart, alone between blank lines or where they cut a sentence. */
function countingDresses(lines: readonly SourceLine[]): ReadonlySet<number> {
  const runs = new Map<string, { number: number; line: number; lines: number[] }[]>()
  lines.forEach((line, i) => {
    const match = DRESSED.exec(line.text.normalize('NFKC').trim())
    const alone = (lines[i - 1]?.text ?? '').trim() === '' && (lines[i + 1]?.text ?? '').trim() === ''
    if (!match || match[2] === undefined || (match[1] === '' && match[3] === '') || !(alone || breaksPage(lines, i))) return
    const dress = `${match[1] ?? ''}0${match[3] ?? ''}`
    const all = runs.get(dress) ?? []
    const number = Number(match[2])
    const run = all.find((other) => other.number === number - 1 && line.number - other.line > SHORTEST_PAGE)
    if (run) Object.assign(run, { number, line: line.number, lines: [...run.lines, line.number] })
    else all.push({ number, line: line.number, lines: [line.number] })
    runs.set(dress, all)
  })
  return new Set([...runs.values()].flat().filter((run) => run.lines.length >= FEWEST_PAGES).flatMap((run) => run.lines))
}

/** A bare number is a page number only when such lines count upwards through the text. */
function countingNumbers(lines: readonly SourceLine[]): ReadonlySet<number> {
  const bare = lines.filter((line) => /^\s*[\d０-９]{1,3}\s*$/.test(line.text)).map(({ number, text }) => ({ number, text: text.normalize('NFKC') }))
  const found = new Set<number>()
  for (let i = 0; i < bare.length; i++) {
    const value = Number(bare[i]?.text)
    const neighbours = [[bare[i - 1], -1], [bare[i + 1], 1]] as const
    const counts = neighbours.some(([b, step]) => b !== undefined && Number(b.text) - value === step && Math.abs(b.number - (bare[i]?.number ?? 0)) > 8)
    // The last page may hold a few lines only.
    const last = i === bare.length - 1 && found.has(bare[i - 1]?.number ?? 0) && Number(bare[i - 1]?.text) === value - 1 && lines.slice((bare[i]?.number ?? 0) - (lines[0]?.number ?? 1) + 1).every((line) => line.text.trim() === '')
    if ((counts || last) && bare.length >= 3) found.add(bare[i]?.number ?? 0)
  }
  return found
}

/** A running head with the page number on its line, before it or behind it. */
const NUMBERED_HEAD = /^(?:[-—·]?\s*(\d{1,3})\s*[-—·]?\s+(\D.{3,38})|(.{3,38}\D)\s+[-—·]?\s*(\d{1,3})\s*[-—·]?)$/u
const FEWEST_NUMBERED = 3

/** Running heads with a page number: the same words with numbers that grow by one or two, a page apart. */
function numberedHeads(lines: readonly SourceLine[]): ReadonlySet<number> {
  const runs = new Map<string, { number: number; line: number; lines: number[] }>()
  for (const { number: line, text } of lines) {
    if (text.length > RUNNING_HEAD_MAX_LENGTH + LONGEST_PAGE_NUMBER || text.length < 5 || !/^\s*[-—·\d]|[-—·\d]\s*$/u.test(text)) continue
    const match = NUMBERED_HEAD.exec(text.trim())
    if (!match) continue
    const words = (match[2] ?? match[3] ?? '').replace(/\s/gu, '')
    const number = Number(match[1] ?? match[4])
    const run = runs.get(words)
    const next = run && number > run.number && number - run.number <= 2 && line - run.line > SHORTEST_PAGE
    runs.set(words, { number, line, lines: next ? [...run.lines, line] : [...(run && run.lines.length >= FEWEST_NUMBERED ? run.lines : []), line] })
  }
  return new Set([...runs.values()].filter((run) => run.lines.length >= FEWEST_NUMBERED).flatMap((run) => run.lines))
}

/** The same short line, on its own between blank lines, again and again, never ending a sentence, and mostly where a page breaks. */
function runningHeads(lines: readonly SourceLine[]): ReadonlySet<string> {
  const seen = new Map<string, { count: number; breaking: number; numbered: number }>()
  lines.forEach((line, i) => {
    const text = line.text.trim()
    if (text === '' || text.length > RUNNING_HEAD_MAX_LENGTH || text.length < 4 || /[。，；：、]/.test(text)) return
    if (lines[i - 1]?.text.trim() || lines[i + 1]?.text.trim()) return
    const { count, breaking, numbered } = seen.get(text) ?? { count: 0, breaking: 0, numbered: 0 }
    const beside = markerOf(text) === null && [printedBeside(lines, i, -1), printedBeside(lines, i, 1)].some((other) => isPageNumber(other.trim()))
    seen.set(text, { count: count + 1, breaking: breaking + (breaksPage(lines, i) ? 1 : 0), numbered: numbered + (beside ? 1 : 0) })
  })
  return new Set([...seen].filter(([, { count, breaking, numbered }]) => (count >= FEWEST_PAGES && numbered === count) || (count >= RUNNING_HEAD_MIN && breaking / count >= BREAKING_SHARE)).map(([text]) => text))
}

/** The next line that is not blank, or holds a form feed. */
function printedBeside(lines: readonly SourceLine[], i: number, step: 1 | -1): string {
  let at = i + step
  while (lines[at]?.text.trim() === '' && !lines[at]?.text.includes('\f')) at += step
  return lines[at]?.text ?? ''
}

/** A page breaks at a line that stands next to a page number or a form feed, or cuts the sentence above it. */
function breaksPage(lines: readonly SourceLine[], i: number): boolean {
  const [above, below] = [printedBeside(lines, i, -1), printedBeside(lines, i, 1)]
  const marks = [above, lines[i]?.text ?? '', below].some((text) => text.includes('\f') || isPageNumber(text.trim()))
  return marks || (above.trim() !== '' && !endsClause(above.trim()) && markerOf(above.trim()) === null)
}

/** Separates page furniture from text. Both results keep the order of the source; its lines stay among the text, blank, or a form feed where a page breaks. */
export function separateFurniture(lines: readonly SourceLine[]): { text: SourceLine[]; furniture: Furniture[] } {
  const numbers = new Set([...countingNumbers(lines), ...countingDresses(lines)])
  const heads = runningHeads(lines)
  const numberedLines = numberedHeads(lines)
  const contents = contentsLines(lines)
  const text: SourceLine[] = []
  const furniture: Furniture[] = []
  for (const line of lines) {
    const trimmed = line.text.replaceAll('\f', ' ').trim()
    const rule = isPageNumber(trimmed) || numbers.has(line.number) ? 'page-number'
      : COMMENT.test(trimmed) ? 'comment'
        : trimmed.length <= LONGEST_RULE && RULE.test(trimmed) ? 'rule'
          : heads.has(trimmed) || numberedLines.has(line.number) ? 'running-head'
            : contents.has(line.number) ? 'contents'
              : null
    if (rule === null) {
      text.push(line)
    } else {
      furniture.push({ line: line.number, text: trimmed, rule })
      text.push({ number: line.number, text: PAGE_BREAKS.has(rule) ? '\f' : '' })
    }
  }
  return { text, furniture }
}
