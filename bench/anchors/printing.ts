import type { Passage, Piece, Report, Section } from '../../indexer/index.js'

/** A text as lines whose every character knows which character of the first printing it is. */
export interface Line {
  readonly text: string
  /** Per code unit: its number in the first printing, or -1 for one that is new. */
  readonly origins: readonly number[]
  /** A sentence, or a heading, goes on in the next line of text. */
  readonly runsOn?: boolean
  /** Page numbers and the like: no text. */
  readonly aside?: boolean
}

/** Numbers the characters of a first printing. */
export function firstPrinting(lines: readonly string[]): Line[] {
  let at = 0
  return lines.map((text) => ({ text, origins: Array.from({ length: text.length }, () => at++) }))
}

/** A line of which no character stood in the first printing. */
export const newLine = (text: string): Line => ({ text, origins: Array.from({ length: text.length }, () => -1) })

export const joinLines = (...lines: readonly Line[]): Line =>
  ({ text: lines.map(({ text }) => text).join(''), origins: lines.flatMap(({ origins }) => origins), runsOn: lines.at(-1)?.runsOn ?? false, aside: lines.length > 0 && lines.every(({ aside }) => aside) })

export const cutLine = ({ text, origins, runsOn = false, aside = false }: Line, start: number, end = text.length): Line =>
  ({ text: text.slice(start, end), origins: origins.slice(start, end), runsOn: runsOn && end >= text.length, aside })

/** The lines with word which of them run on and which hold no text, as the report was read from them. */
export function markedLines(report: Report, lines: readonly Line[]): Line[] {
  const runsOn = new Set<number>()
  const text = new Set<number>()
  const mark = (pieces: readonly Piece[]): void => {
    pieces.forEach((piece, i) => {
      text.add(piece.line)
      const next = pieces[i + 1]
      const [here, below] = [lines[piece.line - 1]?.text ?? '', lines[(next?.line ?? 0) - 1]?.text ?? '']
      if (next && next.line > piece.line && here.slice(piece.to).trim() === '' && below.slice(0, next.from).trim() === '') runsOn.add(piece.line)
    })
  }
  const walk = (section: Section): void => {
    mark(section.pieces)
    section.sections.forEach(walk)
  }
  report.sections.forEach(walk)
  for (const { pieces } of report.passages) mark(pieces)
  return lines.map((line, i) => ({ ...line, runsOn: runsOn.has(i + 1), aside: !text.has(i + 1) && line.text.trim() !== '' }))
}

/** The lines before which no passage and no heading goes on: what stands between two of them can come, go and move as a whole. */
export function openingLines(report: Report, lines: readonly Line[]): Set<Line> {
  const within = new Set<number>()
  const span = (pieces: readonly Piece[]): void => {
    const numbers = pieces.map(({ line }) => line)
    for (let line = Math.min(...numbers) + 1; line <= Math.max(...numbers); line++) within.add(line)
  }
  const walk = (section: Section): void => {
    span(section.kind === 'table' ? [...section.pieces, ...section.passages.flatMap((i) => report.passages[i]?.pieces ?? [])] : section.pieces)
    section.sections.forEach(walk)
  }
  report.sections.forEach(walk)
  for (const { pieces } of report.passages) span(pieces)
  return new Set(lines.filter((_, i) => !within.has(i + 1)))
}

/** The characters of the first printing that a passage holds, white space aside. */
function originsOf(pieces: readonly Piece[], lines: readonly Line[]): number[] {
  return pieces.flatMap(({ line, from, to }) => {
    const source = lines[line - 1]
    if (!source) return []
    return source.origins.slice(from, to).filter((origin, i) => origin !== -1 && !/\s/.test(source.text[from + i] ?? ' '))
  })
}

/** For each old passage the new one that holds most of its characters (or opens below the heading that does), -1 where fewer than `least` of them are left anywhere. */
export function truth(olds: readonly Passage[], first: readonly Line[], now: Report, second: readonly Line[], least = 0.3): number[] {
  const home = new Map<number, number>()
  // A heading's place is the first passage below it.
  const walk = (section: Section, next: number): number => {
    const first = firstBelow(section)
    for (const origin of originsOf(section.pieces, second)) home.set(origin, first ?? next)
    return section.sections.reduce((after, child) => walk(child, after), first ?? next)
  }
  now.sections.reduce((next, section) => walk(section, next), 0)
  now.passages.forEach(({ pieces }, i) => originsOf(pieces, second).forEach((origin) => home.set(origin, i)))
  return olds.map((passage) => {
    const own = originsOf(passage.pieces, first)
    const votes = new Map<number, number>()
    for (const origin of own) {
      const i = home.get(origin)
      if (i !== undefined) votes.set(i, (votes.get(i) ?? 0) + 1)
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const left = [...votes.values()].reduce((sum, n) => sum + n, 0)
    return best && left >= own.length * least ? best[0] : -1
  })
}

const firstBelow = (section: Section): number | undefined => section.passages[0] ?? section.sections.map(firstBelow).find((first) => first !== undefined)
