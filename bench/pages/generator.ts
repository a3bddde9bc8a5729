import type { Damage } from './damage.js'
import { Random } from './random.js'
import { halfWidth, typeset } from './typeset.js'

/**
 * Damaged newspaper pages out of clean text, the true order known for every character. An article is set into columns of
 * equal width; its rows are read across, as the OCR of the page of 2019 did; then the damage is done. The cells of
 * some rows make one source line; a line ends where a block ends, and after a row with chance `LINE_ENDS`.
 */

export interface Article {
  readonly city: string
  readonly headline: string
  readonly paragraphs: readonly string[]
}

export interface DamagedPage {
  readonly lines: readonly string[]
  /** For the place of a character, the place of the one that the authors wrote next, where that is on the page. */
  readonly next: ReadonlyMap<number, number>
  /** Places of the last characters of printed lines whose continuation is on the page: here a join is to be made. */
  readonly joins: ReadonlySet<number>
}

/** One number for a place: line (from 1) and column. */
export const placeAt = (line: number, column: number): number => line * 100_000 + column

interface Cell {
  readonly article: number
  readonly start: number
  readonly text: string
}

type Row = readonly Cell[]

/** A heading, blocks of rows, or both, as they follow each other in the file. */
interface Part {
  readonly heading: string | null
  readonly blocks: readonly (readonly Row[])[]
}

const LINE_ENDS = 0.12
const SHORT = 6

function rowsOf({ paragraphs }: Article, article: number, damage: Damage, random: Random): Row[] {
  const count = random.int(...damage.columns)
  const lines = typeset(paragraphs.map(halfWidth), random.int(11, 17), random)
  const photo = random.chance(damage.photos)
  const photoColumns = photo ? random.int(1, Math.max(1, count - 1)) : 0
  const photoRows = photo ? random.int(2, 6) : 0
  const atTop = random.chance(0.5)
  const onLeft = random.chance(0.5)
  const depth = Math.ceil((lines.length + photoColumns * photoRows) / count)
  const rows = Array.from({ length: depth }, (): Cell[] => [])
  let used = 0
  for (let column = 0; column < count; column++) {
    const covered = onLeft ? column < photoColumns : column >= count - photoColumns
    for (const [n, row] of rows.entries()) {
      if (covered && (atTop ? n < photoRows : n >= depth - photoRows)) continue
      const line = lines[used++]
      if (!line) break
      const lost = line.endsParagraph && line.text.length < SHORT && random.chance(damage.lostEnds)
      if (!lost) row.push({ article, start: line.start, text: line.text })
    }
  }
  return rows.filter((row) => !random.chance(damage.lostRows) && row.length > 0)
}

/** Rows cut into blocks of four to nine. */
function blocksOf(rows: readonly Row[], random: Random): Row[][] {
  const blocks: Row[][] = []
  for (let at = 0; at < rows.length;) {
    const size = random.int(4, 9)
    blocks.push(rows.slice(at, at + size))
    at += size
  }
  return blocks
}

/** A page of these articles with this damage. */
export function damagedPage(articles: readonly Article[], damage: Damage, seed: number): DamagedPage {
  const random = new Random(seed)
  const parts: Part[] = []
  const strays: Row[][] = []
  for (const [number, article] of articles.entries()) {
    let blocks: (readonly Row[])[] = [rowsOf(article, number, damage, random)]
    if (random.chance(damage.shuffle)) blocks = random.shuffle(blocksOf(blocks.flat(), random))
    if (random.chance(damage.displaced)) {
      blocks = blocks.length > 1 ? blocks : blocksOf(blocks.flat(), random)
      if (blocks.length > 1) strays.push(...blocks.splice(random.int(0, blocks.length - 1), 1).map((block) => [...block]))
    }
    const heading = `${article.city}市 ${article.headline}`
    if (random.chance(damage.headings)) {
      parts.push({ heading: null, blocks })
      parts.splice(random.int(0, parts.length), 0, { heading, blocks: [] })
    } else parts.push({ heading, blocks })
  }
  for (const stray of strays) parts.splice(random.int(0, parts.length), 0, { heading: null, blocks: [stray] })
  return new Emission(damage, random).page(parts)
}

/** Writes parts as source lines, and keeps for every character where it came to stand. */
class Emission {
  private readonly lines: string[] = []
  private readonly placeOf = new Map<number, Map<number, number>>()
  private readonly lastOf = new Map<number, Set<number>>()

  constructor(private readonly damage: Damage, private readonly random: Random) {}

  page(parts: readonly Part[]): DamagedPage {
    for (const { heading, blocks } of parts) {
      if (heading !== null) this.lines.push(heading, '', '')
      for (const block of blocks) this.block(block)
      this.lines.push('')
    }
    return this.truth()
  }

  private block(rows: readonly Row[]): void {
    const line: { cell: Cell; glued: boolean }[] = []
    const torn: Cell[] = []
    for (const row of rows) {
      for (const [i, cell] of row.entries()) {
        const glued = i + 1 < row.length && this.random.chance(this.damage.missingSpaces)
        if (!glued && this.random.chance(this.damage.torn)) torn.push(cell)
        else line.push({ cell, glued })
      }
      if (this.random.chance(LINE_ENDS)) {
        if (this.random.chance(0.5)) line.push(...torn.splice(0).map((cell) => ({ cell, glued: false })))
        this.line(line.splice(0))
      }
    }
    this.line(line)
    for (const cell of torn) this.line([{ cell, glued: false }])
  }

  private line(cells: readonly { cell: Cell; glued: boolean }[]): void {
    if (cells.length === 0) return
    const number = this.lines.length + 1
    let text = ''
    for (const { cell: { article, start, text: printed }, glued } of cells) {
      const places = entry(this.placeOf, article, () => new Map<number, number>())
      const cut = this.random.chance(this.damage.cuts)
      const lettered = cut && this.random.chance(0.2)
      for (let i = 0; i < printed.length; i++) {
        const atDigits = /[0-9.%]/u.test(printed.charAt(i)) !== /[0-9.%]/u.test(printed.charAt(i - 1))
        if (i > 0 && (lettered || (cut && atDigits))) text += ' '
        places.set(start + i, placeAt(number, text.length))
        text += printed.charAt(i)
      }
      entry(this.lastOf, article, () => new Set<number>()).add(start + printed.length - 1)
      if (!glued) text += ' '
    }
    this.lines.push(text.trimEnd(), '')
  }

  private truth(): DamagedPage {
    const next = new Map<number, number>()
    const joins = new Set<number>()
    for (const [article, places] of this.placeOf) {
      for (const [ordinal, place] of places) {
        const following = places.get(ordinal + 1)
        if (following === undefined) continue
        next.set(place, following)
        if (this.lastOf.get(article)?.has(ordinal)) joins.add(place)
      }
    }
    return { lines: this.lines, next, joins }
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
