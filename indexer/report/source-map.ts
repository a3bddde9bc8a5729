import { Columns } from '../text/columns.js'
import { pieceLength } from '../text/paragraph.js'
import type { Passage, Piece, Report, Section } from '../types.js'

/** A place in a source file as readers count it: line and column from 1, the column in characters (code points). */
export interface SourcePlace {
  readonly line: number
  readonly column: number
}

/** What a stretch of a source line is read as. */
export type Reading =
  | { readonly kind: 'passage'; /** Index into `Report.passages`. */ readonly passage: number; /** Offset in its text. */ readonly offset: number; /** What a correction reads there instead. */ readonly reads?: string }
  | { readonly kind: 'heading'; /** Id of the section that it heads. */ readonly section: string }
  | { readonly kind: 'label'; /** The first row that stands under this merged cell. */ readonly passage: number; /** How many rows stand under it; the text of each opens with it. */ readonly rows: number; /** Offset in their texts. */ readonly offset: number }
  | { readonly kind: 'furniture'; readonly rule: string }

/** A stretch `[from, to)` of a source line, in UTF-16 columns from 0, with what it is read as. */
export interface SourceSegment {
  readonly from: number
  /** One past the line's length when the passage reads the line end as a space. */
  readonly to: number
  readonly reading: Reading
}

/** Where a stretch of a passage's text comes from. */
export interface PassageOrigin extends SourcePlace {
  /** The stretch `[start, end)` of the text. */
  readonly start: number
  readonly end: number
  /** The column behind its last character. */
  readonly endColumn: number
  /** What the text reads there instead of the source's own characters. */
  readonly reads?: string
}

const allSections = (sections: readonly Section[]): Section[] => sections.flatMap((section) => [section, ...allSections(section.sections)])

/**
 * The way between a report's passages and its source, both ways: offset in a passage <-> line and column. Every character
 * that is not corrected leads there and back to itself; a corrected stretch leads as a whole to the stretch that it replaces.
 * Building it is linear in the report's pieces.
 */
export class SourceMap {
  readonly #report: Report
  readonly #segments = new Map<number, SourceSegment[]>()
  readonly #columns = new Map<number, Columns>()

  constructor(report: Report) {
    this.#report = report
    const add = (piece: Piece, reading: Reading): void => {
      const list = this.#segments.get(piece.line)
      if (list) list.push({ from: piece.from, to: piece.to, reading })
      else this.#segments.set(piece.line, [{ from: piece.from, to: piece.to, reading }])
    }
    report.passages.forEach(({ pieces, label }, passage) => {
      let offset = 0
      for (const piece of pieces) {
        // A merged cell stands in each of its rows; in the source it is the first one's.
        if (label !== null && offset < label.length) {
          if (!underOneCell(report.passages[passage - 1], report.passages[passage])) add(piece, { kind: 'label', passage, rows: rowsUnder(report.passages, passage), offset })
          offset += pieceLength(piece)
          continue
        }
        add(piece, { kind: 'passage', passage, offset, ...(piece.reads === undefined ? {} : { reads: piece.reads }) })
        offset += pieceLength(piece)
      }
    })
    for (const { id, pieces } of allSections(report.sections)) {
      for (const piece of pieces) add(piece, { kind: 'heading', section: id })
    }
    for (const list of this.#segments.values()) list.sort((a, b) => a.from - b.from || a.to - b.to)
    this.#addFurniture()
  }

  /** Furniture that is a part of its line may name its column; else where it stands is looked up beside what is read there. */
  #addFurniture(): void {
    for (const { line, from: start, text, rule } of this.#report.furniture) {
      const source = this.#report.source[line - 1] ?? ''
      const list = this.#segments.get(line) ?? []
      const whole = list.length === 0
      const [from, to] = start !== undefined ? [start, start + text.length] : whole ? [source.length - source.trimStart().length, source.trimEnd().length] : gapWith(text, source, list)
      if (from >= to) continue
      list.push({ from, to, reading: { kind: 'furniture', rule } })
      this.#segments.set(line, list.sort((a, b) => a.from - b.from))
    }
  }

  #columnsOf(line: number): Columns {
    const known = this.#columns.get(line)
    if (known) return known
    const columns = new Columns(this.#report.source[line - 1] ?? '')
    this.#columns.set(line, columns)
    return columns
  }

  /** What a source line is read as, from left to right; white space that is not part of the text belongs to no segment. */
  segments(line: number): readonly SourceSegment[] {
    return this.#segments.get(line) ?? []
  }

  /** Where the text of a passage comes from, stretch by stretch in the order of the text. */
  origins({ pieces }: Passage): PassageOrigin[] {
    let start = 0
    return pieces.map((piece) => {
      const columns = this.#columnsOf(piece.line)
      const end = start + pieceLength(piece)
      const origin = {
        start, end, line: piece.line, column: columns.column(piece.from), endColumn: columns.column(piece.to),
        ...(piece.reads === undefined ? {} : { reads: piece.reads }),
      }
      start = end
      return origin
    })
  }

  /**
   * The place of the character at an offset of a passage's text; at the end of the text, the place behind its last character.
   * An offset outside the text is clamped. `null` for a passage without pieces.
   */
  placeOf({ pieces, text }: Passage, offset: number): SourcePlace | null {
    const at = Math.min(Math.max(offset, 0), text.length)
    let start = 0
    for (const piece of pieces) {
      const length = pieceLength(piece)
      if (at < start + length) return { line: piece.line, column: this.#columnsOf(piece.line).column(piece.reads === undefined ? piece.from + at - start : piece.from) }
      start += length
    }
    const last = pieces.at(-1)
    return last ? { line: last.line, column: this.#columnsOf(last.line).column(last.to) } : null
  }

  /** What stands at a place of the source: `null` between the fragments of a line, and outside the file. */
  readingAt({ line, column }: SourcePlace): Reading | null {
    if (column < 1) return null
    const at = this.#columnsOf(line).index(column)
    const found = this.segments(line).find(({ from, to }) => from <= at && at < to)
    if (!found) return null
    const { from, reading } = found
    return (reading.kind === 'passage' && reading.reads === undefined) || reading.kind === 'label' ? { ...reading, offset: reading.offset + at - from } : reading
  }

  /** The passage and the offset in its text that a place of the source is read at, for a merged cell the first of its rows; `null` where no passage is read. */
  passageAt(place: SourcePlace): { readonly passage: number; readonly offset: number } | null {
    const reading = this.readingAt(place)
    return reading?.kind === 'passage' || reading?.kind === 'label' ? { passage: reading.passage, offset: reading.offset } : null
  }
}

/** Whether two rows stand under the same merged cell, and not under two that say the same. */
const underOneCell = (one: Passage | undefined, other: Passage | undefined): boolean => {
  const [a, b] = [one?.pieces[0], other?.pieces[0]]
  return typeof one?.label === 'string' && one.label === other?.label && a?.line === b?.line && a?.from === b?.from
}

/** How many passages from this one on stand under the merged cell that it stands under. */
function rowsUnder(passages: readonly Passage[], first: number): number {
  const behind = passages.findIndex((passage, i) => i > first && !underOneCell(passages[first], passage))
  return (behind === -1 ? passages.length : behind) - first
}

/** The first place of a text in a line beside the given segments; an empty range when there is none. */
function gapWith(text: string, source: string, taken: readonly SourceSegment[]): [number, number] {
  if (text === '') return [0, 0]
  for (let from = source.indexOf(text); from !== -1; from = source.indexOf(text, from + 1)) {
    const to = from + text.length
    if (!taken.some((segment) => segment.from < to && from < segment.to)) return [from, to]
  }
  return [0, 0]
}
