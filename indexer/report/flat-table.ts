import type { Paragraph } from '../text/paragraph.js'
import type { Piece, SourceLine } from '../types.js'

/** A table that extraction flattened into loose lines. */
export interface FlatTable {
  /** The first and the last source line of the table, both inclusive. */
  readonly from: number
  readonly to: number
  /** The line above the header, when it reads as a title. */
  readonly title: Paragraph | null
  /** Between title and header: in what units the figures are. */
  readonly unit?: Paragraph
  readonly header: Paragraph | null
  readonly groups: readonly TableGroup[]
  /** Lines of the header that stand again where a page breaks. */
  readonly repeated?: readonly SourceLine[]
}

/** Rows under one merged cell; `label` is empty for rows before any label. */
export interface TableGroup {
  readonly label: Paragraph
  readonly rows: readonly Paragraph[]
}

/** A line of the print without the white space around it. */
export interface PrintedLine {
  readonly line: SourceLine
  readonly text: string
}

/** All that is visible of a line. */
export const wholeLine = ({ line, text }: PrintedLine): Piece => {
  const from = line.text.indexOf(text)
  return { line: line.number, from, to: from + text.length }
}
