/** How much of each kind of damage a page gets; the kinds are those of the interleaved newspaper page of 2019. */
export interface Damage {
  /** Fewest and most columns of an article. */
  readonly columns: readonly [number, number]
  /** Share of articles with a photo that shortens some columns. */
  readonly photos: number
  /** Share of rows that are lost as a whole: the gap falls at the same place in all columns. */
  readonly lostRows: number
  /** Share of short last lines of paragraphs that are lost. */
  readonly lostEnds: number
  /** Share of spaces between columns that are missing. */
  readonly missingSpaces: number
  /** Share of articles whose rows are cut into blocks and shuffled. */
  readonly shuffle: number
  /** Share of articles with a block that stands elsewhere on the page. */
  readonly displaced: number
  /** Share of headings that stand elsewhere on the page. */
  readonly headings: number
  /** Share of cells torn off to a line of their own, or pushed to the end of another line. */
  readonly torn: number
  /** Share of cells cut by spaces, at digits or at justified letter spacing. */
  readonly cuts: number
}

const NONE: Damage = { columns: [2, 3], photos: 0, lostRows: 0, lostEnds: 0, missingSpaces: 0, shuffle: 0, displaced: 0, headings: 0, torn: 0, cuts: 0 }

/** One class for every kind of damage, and one in which all meet, as on the page of 2019. */
export const DAMAGE_CLASSES = {
  plain: NONE,
  columns: { ...NONE, columns: [2, 5] },
  photos: { ...NONE, photos: 0.8 },
  lostRows: { ...NONE, lostRows: 0.06, lostEnds: 0.3 },
  missingSpaces: { ...NONE, missingSpaces: 0.08 },
  blocks: { ...NONE, shuffle: 0.8, displaced: 0.3 },
  headings: { ...NONE, headings: 0.5, displaced: 0.3 },
  torn: { ...NONE, torn: 0.03, cuts: 0.08 },
  everything: { columns: [2, 4], photos: 0.4, lostRows: 0.03, lostEnds: 0.15, missingSpaces: 0.03, shuffle: 0.4, displaced: 0.2, headings: 0.2, torn: 0.01, cuts: 0.03 },
} as const satisfies Record<string, Damage>

export type DamageClass = keyof typeof DAMAGE_CLASSES
