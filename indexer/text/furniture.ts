import { endsClause, markerOf } from './outline.js'
import type { Furniture, SourceLine } from '../types.js'

/** `- 37 -`, `— 3 —`, `·3·`, `第 5 页`, `第三页`, `第3页 共20页`, `3/20`: page numbers as PDF extraction leaves them. */
const PAGE_NUMBER = /^(?:[-—–―－~～·•]\s*\d{1,4}\s*[-—–―－~～·•]|第\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页(?:\s*[,，/／]?\s*共\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页)?|\d{1,4}\s*\/\s*\d{1,4}|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)$/iu
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
  const bare = lines.filter((line) => /^\s*\d{1,3}\s*$/.test(line.text))
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

/** The same short line, on its own between blank lines, again and again, never ending a sentence, and mostly where a page breaks. */
function runningHeads(lines: readonly SourceLine[]): ReadonlySet<string> {
  const seen = new Map<string, { count: number; breaking: number }>()
  lines.forEach((line, i) => {
    const text = line.text.trim()
    if (text === '' || text.length > RUNNING_HEAD_MAX_LENGTH || text.length < 4 || /[。，；：、]/.test(text)) return
    if (lines[i - 1]?.text.trim() || lines[i + 1]?.text.trim()) return
    const { count, breaking } = seen.get(text) ?? { count: 0, breaking: 0 }
    seen.set(text, { count: count + 1, breaking: breaking + (breaksPage(lines, i) ? 1 : 0) })
  })
  return new Set([...seen].filter(([, { count, breaking }]) => count >= RUNNING_HEAD_MIN && breaking / count >= BREAKING_SHARE).map(([text]) => text))
}

/** A page breaks at a line that stands next to a page number or a form feed, or cuts the sentence above it. */
function breaksPage(lines: readonly SourceLine[], i: number): boolean {
  const printed = (step: 1 | -1): string => {
    let at = i + step
    while (lines[at]?.text.trim() === '' && !lines[at]?.text.includes('\f')) at += step
    return lines[at]?.text ?? ''
  }
  const [above, below] = [printed(-1), printed(1)]
  const marks = [above, lines[i]?.text ?? '', below].some((text) => text.includes('\f') || PAGE_NUMBER.test(text.trim()))
  return marks || (above.trim() !== '' && !endsClause(above.trim()) && markerOf(above.trim()) === null)
}

/** Separates page furniture from text. Both results keep the order of the source; its lines stay among the text, blank, or a form feed where a page breaks. */
export function separateFurniture(lines: readonly SourceLine[]): { text: SourceLine[]; furniture: Furniture[] } {
  const numbers = new Set([...countingNumbers(lines), ...countingDresses(lines)])
  const heads = runningHeads(lines)
  const text: SourceLine[] = []
  const furniture: Furniture[] = []
  for (const line of lines) {
    const trimmed = line.text.replaceAll('\f', ' ').trim()
    const rule = PAGE_NUMBER.test(trimmed) || numbers.has(line.number) ? 'page-number'
      : COMMENT.test(trimmed) ? 'comment'
        : trimmed.length <= LONGEST_RULE && RULE.test(trimmed) ? 'rule'
          : heads.has(trimmed) ? 'running-head'
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
