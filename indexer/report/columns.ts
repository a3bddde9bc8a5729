import type { Diagnostic } from '../errors.js'
import { lineIndex, paragraphOf, pieceLength, type Paragraph } from '../text/paragraph.js'
import { restoreReadingOrder, type Doubt, type Evidence, type Fragment, type Role, type Run } from '../text/reading-order/index.js'
import { textPieces } from '../text/spacing.js'
import type { City, Furniture, Piece, SourceLine } from '../types.js'
import type { CorrectedBlock } from './corrections/index.js'
import { doubtfulJoins, type DoubtfulJoins } from './doubts.js'

/** A page whose columns were interleaved, as blocks in reading order, city by city. */
export interface ColumnPage {
  readonly blocks: readonly CorrectedBlock[]
  readonly furniture: readonly Furniture[]
  readonly diagnostics: readonly Diagnostic[]
  readonly doubtful: DoubtfulJoins
}

/** Fragments of a column are about this long, in characters: narrower than any line of running text. */
const COLUMN_MIN = 6
const COLUMN_MAX = 22
/** Share of a text's characters in lines of such fragments from which it is worth asking whether it is interleaved. */
const SUSPECT_SHARE = 0.15

/** A cheap question before the dear one: does much of the text stand in lines of column-wide fragments? */
export function mayBeInterleaved(lines: readonly SourceLine[]): boolean {
  let columnar = 0
  let all = 0
  for (const { text } of lines) {
    const fragments = text.split(/\s+/).filter((fragment) => fragment !== '')
    const length = fragments.reduce((sum, fragment) => sum + fragment.length, 0)
    const narrow = fragments.filter((fragment) => fragment.length >= COLUMN_MIN && fragment.length <= COLUMN_MAX)
    all += length
    if (fragments.length >= 2 && narrow.length / fragments.length >= 0.6) columnar += length
  }
  return all > 0 && columnar / all >= SUSPECT_SHARE
}

/** Inside a column every space is the typesetter's; a headline and a speaker's line keep theirs. */
function piecesOf({ line, from, text }: Fragment, role: Role): Piece[] {
  if (role === 'body') return [...text.matchAll(/\S+/gu)].map((word) => ({ line, from: from + word.index, to: from + word.index + word[0].length }))
  return textPieces({ number: line, text }).map((piece) => ({ ...piece, from: piece.from + from, to: piece.to + from }))
}

/** A run as one torn paragraph, with the places where a paragraph of the print begins. */
function paragraphFrom({ fragments, role, paragraphBreaks }: Run, lines: ReadonlyMap<number, string>): Paragraph {
  const parts = fragments.map((fragment) => piecesOf(fragment, role))
  const ends: number[] = []
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.reduce((sum, piece) => sum + pieceLength(piece), 0))
  const breaks = paragraphBreaks.flatMap((i) => ends[i - 1] ?? [])
  return { ...paragraphOf(parts.flat(), lines), torn: true, ...(breaks.length > 0 ? { breaks } : {}) }
}

const firstLine = (run: Run): number => run.fragments[0]?.line ?? 0

/** Lines before the columns; runs of the page itself, then city by city in the order of their headlines; within a city the headline, the speaker, the runs as the file has them. */
function inOrder(runs: readonly Run[]): Run[] {
  const rank = { heading: 0, speaker: 1, body: 2, furniture: 3, printed: 4 } as const
  const columns = Math.min(...runs.filter(({ role }) => role !== 'printed').map(firstLine))
  const headline = new Map<string, number>()
  for (const run of runs) {
    if (run.city !== null && run.role === 'heading') headline.set(run.city, Math.min(firstLine(run), headline.get(run.city) ?? Infinity))
  }
  const place = ({ city, role, fragments: [first] }: Run): number =>
    role === 'printed' ? ((first?.line ?? 0) < columns ? -Infinity : Infinity) : (city === null ? -1 : (headline.get(city) ?? Number.MAX_SAFE_INTEGER))
  return [...runs].sort((a, b) => place(a) - place(b) || (a.city ?? '').localeCompare(b.city ?? '', 'zh') || rank[a.role] - rank[b.role] || firstLine(a) - firstLine(b))
}

const DOUBTS: Readonly<Record<Doubt['rule'], string>> = {
  'doubtful-join': '上下文相连（把握不大）', 'doubtful-city': '所属城市（把握不大）', 'torn-start': '有上文', 'torn-end': '有下文',
}

/**
 * Restores the reading order of an interleaved page; `null` for a text that is not interleaved. Lines outside the columns are
 * read by `printed`, as those of any other report. A run is a passage: where
 * a paragraph ends in a torn column is not known well enough to cut a quotation there.
 */
export function readColumns(lines: readonly SourceLine[], file: string, evidence: Evidence, cities: readonly City[], printed: (lines: readonly SourceLine[]) => CorrectedBlock[]): ColumnPage | null {
  const places = cities.map(({ name, counties, ambiguous }) => ({ name, counties: [...counties.keys()].filter((county) => !ambiguous.has(county)) }))
  const { interleaved, runs, diagnostics } = restoreReadingOrder(lines.map(({ text }) => text), evidence, places)
  if (!interleaved) return null
  const index = lineIndex(lines)
  const text = (run: Run): Paragraph => paragraphFrom(run, index)
  return {
    blocks: inOrder(runs).filter(({ role }) => role !== 'furniture').flatMap((run): CorrectedBlock[] => {
      if (run.role === 'printed') return printed(lines.slice(firstLine(run) - 1, run.fragments.at(-1)?.line))
      return [run.role === 'heading' ? { kind: 'article', paragraph: text(run), city: run.city } : { kind: 'paragraph', paragraph: text(run), city: run.city }]
    }).filter((block) => block.kind === 'table' || block.paragraph.text !== ''),
    furniture: runs.filter(({ role }) => role === 'furniture').flatMap(({ fragments }) => fragments.map(({ line, from, text }) => ({ line, from, text, rule: 'dirt' }))),
    diagnostics: diagnostics.map(({ line, rule, found }) => ({ rule, place: { file, line }, found: found.slice(0, 60), expected: DOUBTS[rule] })),
    doubtful: doubtfulJoins(runs),
  }
}
