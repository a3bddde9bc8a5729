import type { Paragraph } from '../text/paragraph.js'
import type { PassageKind, SectionKind } from '../types.js'
import type { FlatTable } from './flat-table.js'

/** A report on its way: blocks in reading order, and the sections and passages they become. */

/** What stands in a report, in reading order. */
export type Block =
  | { readonly kind: 'paragraph'; readonly paragraph: Paragraph }
  | { readonly kind: 'table'; readonly table: FlatTable }
  | { readonly kind: 'article'; readonly paragraph: Paragraph; readonly city: string | null }

/** A passage before it has anchor, city or topics. */
export interface DraftPassage {
  readonly kind: PassageKind
  readonly paragraph: Paragraph
  /** For a row: the merged cell that it stands under. */
  readonly label?: Paragraph
}

export interface DraftSection {
  readonly kind: SectionKind
  readonly level: number
  /** What the source prints of the heading outside the passages; of one that is a passage itself, its Markdown marks only. */
  readonly heading: Paragraph | null
  /** Heading text; differs from `heading` when it is run in at the head of the first passage. */
  readonly title: string
  readonly city: string | null
  readonly passages: DraftPassage[]
  readonly sections: DraftSection[]
}
