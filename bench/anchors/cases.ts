import { follow, inReadingOrder, keptPassages, nextEdition, readReport, stateAmong, type Edition, type Knowledge, type PassageState, type Report } from '../../indexer/index.js'
import type { Chance } from '../chance.js'
import { boundsMoved, digitsChanged, misread, otherHeadingNumbers, otherLineBreaks, paragraphsInserted, paragraphsRemoved, sectionsShuffled, type Change } from './changes.js'
import { firstPrinting, markedLines, newLine, openingLines, truth, type Line } from './printing.js'

/** A report as its source has it. */
export interface Document {
  readonly id: string
  readonly text: string
}

/** What became of the addresses of one document in one case. */
export interface Tally {
  passages: number
  right: number
  /** Led to another passage than the one that holds most of the quote. */
  wrong: number
  /** Counted as gone though the passage is there. */
  lost: number
  /** Passages that are not there any more, and of them those that were led somewhere. */
  removed: number
  attached: number
  states: Record<PassageState, number>
  examples: string[]
}

export const emptyTally = (): Tally =>
  ({ passages: 0, right: 0, wrong: 0, lost: 0, removed: 0, attached: 0, states: { exact: 0, moved: 0, changed: 0, 'number-changed': 0, gone: 0 }, examples: [] })

export const CASES = {
  'line-breaks': otherLineBreaks,
  'heading-numbers': otherHeadingNumbers,
  'paragraphs-inserted': paragraphsInserted,
  'paragraphs-removed': paragraphsRemoved,
  'sections-shuffled': sectionsShuffled,
  'bounds-moved': boundsMoved,
  'all-of-these': (lines, chance, strangers, opening) => [sectionsShuffled, paragraphsInserted, paragraphsRemoved, otherHeadingNumbers, otherLineBreaks].reduce<readonly Line[]>((now, change) => change(now, chance, strangers, opening), lines) as Line[],
  'edited-6%': misread(0.06),
  'digits-changed': digitsChanged,
} as const satisfies Record<string, Change>

/** One processing: the text read as a report. */
export const process = (id: string, lines: readonly Line[], knowledge: Knowledge): Report =>
  readReport({ file: `${id}.txt`, id, title: id, kind: 'report', issuer: null, published: null, covers: [2020], cities: [], sha256: '' }, lines.map(({ text }) => text).join('\n'), knowledge).report

interface First {
  readonly lines: readonly Line[]
  readonly opening: ReadonlySet<Line>
  readonly report: Report
  readonly edition: Edition
}

export function firstEdition({ id, text }: Document, knowledge: Knowledge): First | null {
  const plain = firstPrinting(text.split(/\r?\n/))
  const report = process(id, plain, knowledge)
  const lines = markedLines(report, plain)
  const edition = nextEdition([], id, keptPassages(report), '2026-01-01T00:00:00.000Z')
  return edition ? { lines, opening: openingLines(report, lines), report, edition } : null
}

/** Processes a changed printing and resolves the addresses of the first one in it. */
export function tally(first: First, lines: readonly Line[], knowledge: Knowledge, into: Tally, only: (passage: number) => boolean = () => true): void {
  const report = process(first.report.id, lines, knowledge)
  const homes = truth(first.report.passages, first.lines, report, lines)
  const second = nextEdition([first.edition], first.edition.title, keptPassages(report), '2026-02-01T00:00:00.000Z')
  const editions = second ? [first.edition, second] : [first.edition]
  const places = new Map(report.passages.map(({ anchor }, i) => [anchor, i]))
  first.report.passages.forEach(({ anchor, text }, i) => {
    if (!only(i)) return
    const stand = follow(editions, anchor).at(-1)
    const found = stand?.passages ?? []
    const main = found[0]
    const now = main ? (places.get(main.anchor) ?? -1) : -1
    const home = homes[i] ?? -1
    into.states[stateAmong(text, 1, stand ? inReadingOrder(stand) : [], false)]++
    const say = (what: string): void => {
      into.examples.push(`${first.report.id} ${what}: 「${text}」 -> 「${main?.text ?? ''}」 应为「${report.passages[home]?.text ?? ''}」`)
    }
    if (home === -1) {
      into.removed++
      if (main) {
        into.attached++
        say('attached')
      }
      return
    }
    into.passages++
    if (now === home) into.right++
    else if (main) {
      into.wrong++
      say('wrong')
    } else {
      into.lost++
      say('lost')
    }
  })
}

/** The printing without some passages, and which these are: one in ten, no two of the same text. */
export function deleteCited({ report, lines }: First, chance: Chance): { lines: Line[]; deleted: ReadonlySet<number> } {
  const deleted = new Set(report.passages.flatMap(({ kind, text }, i) => (kind !== 'heading' && text.length >= 8 && chance.next() < 0.1 ? [i] : [])))
  const holes = new Map<number, [number, number][]>()
  for (const i of deleted) for (const { line, from, to } of report.passages[i]?.pieces ?? []) holes.set(line, [...(holes.get(line) ?? []), [from, to]])
  const left = lines.map((line, i): Line => {
    const gone = holes.get(i + 1)
    if (!gone) return line
    const keep = Array.from({ length: line.text.length }, (_, at) => !gone.some(([from, to]) => at >= from && at < to))
    return keep.some(Boolean) ? { text: [...Array(line.text.length).keys()].filter((at) => keep[at]).map((at) => line.text[at] ?? '').join(''), origins: line.origins.filter((_, at) => keep[at]) } : newLine('')
  })
  return { lines: left, deleted }
}
