import type { JoinDoubt, Passage, PassageKind, Piece, TopicEvidence } from '../types.js'
import { Numbering } from './numbering.js'

/** A passage without its text, as one short JSON array: what it shares with others stands as a number of a table. */

type Flag = 0 | 1
type Head = [
  anchor: string, kind: number, start: number, end: number, pieces: readonly (number | string)[], theme: readonly [number, number] | 0, label: number, city: number, county: number,
  years: number, topics: number, repeats: string | 0, reordered: Flag, corrections: readonly number[],
]
type Record = readonly [...Head, doubts?: readonly JoinDoubt[] | 0, breaks?: readonly number[] | 0, counties?: readonly number[] | 0]

/** What records name by number. */
export interface Tables {
  readonly kinds: readonly PassageKind[]
  /** Labels, cities and counties; `null` among them. */
  readonly names: readonly (string | null)[]
  readonly yearSets: readonly (readonly number[])[]
  readonly evidence: readonly (readonly TopicEvidence[])[]
}

export class RecordWriter {
  readonly #kinds = new Numbering<PassageKind>()
  readonly #names = new Numbering<string | null>()
  readonly years = new Numbering<readonly number[]>()
  readonly #evidence = new Numbering<readonly TopicEvidence[]>()

  get tables(): Tables {
    return { kinds: this.#kinds.values, names: this.#names.values, yearSets: this.years.values, evidence: this.#evidence.values }
  }

  write(passage: Passage): string {
    const { span, theme, doubts, breaks, counties } = passage
    const head: Head = [
      passage.anchor, this.#kinds.of(passage.kind), span.start, span.end, flatPieces(passage.pieces), theme ? [theme.start, theme.end] : 0, this.#names.of(passage.label), this.#names.of(passage.city),
      this.#names.of(passage.county), this.years.of(passage.years), this.#evidence.of(passage.topics), passage.repeats ?? 0, passage.reordered ? 1 : 0, passage.corrections,
    ]
    const record: Record = counties ? [...head, doubts ?? 0, breaks ?? 0, counties.map((county) => this.#names.of(county))] : doubts || breaks ? [...head, doubts ?? 0, breaks ?? 0] : head
    return JSON.stringify(record)
  }
}

/** The passage of a record and its text. */
export function readRecord(written: string, text: string, { kinds, names, yearSets, evidence }: Tables): Passage {
  const [anchor, kind, start, end, pieces, theme, label, city, county, years, topics, repeats, reordered, corrections, doubts = 0, breaks = 0, counties = 0] = JSON.parse(written) as Record
  return {
    anchor, kind: kinds[kind] ?? 'paragraph', text, pieces: piecesOf(pieces), city: names[city] ?? null, label: names[label] ?? null, span: { start, end },
    theme: theme === 0 ? null : { start: theme[0], end: theme[1] }, county: names[county] ?? null,
    ...(counties === 0 ? {} : { counties: counties.map((one) => names[one] ?? '') }), years: yearSets[years] ?? [], corrections,
    ...(breaks === 0 ? {} : { breaks }), ...(doubts === 0 ? {} : { doubts }), reordered: reordered === 1, topics: evidence[topics] ?? [], repeats: repeats === 0 ? null : repeats,
  }
}

/** Line, from, to; behind them what a correction reads there. */
export const flatPieces = (pieces: readonly Piece[]): (number | string)[] =>
  pieces.flatMap(({ line, from, to, reads }) => (reads === undefined ? [line, from, to] : [line, from, to, reads]))

export function piecesOf(flat: readonly (number | string)[]): Piece[] {
  const pieces: Piece[] = []
  for (let i = 0; i < flat.length;) {
    const piece = { line: Number(flat[i]), from: Number(flat[i + 1]), to: Number(flat[i + 2]) }
    const reads = flat[i + 3]
    pieces.push(typeof reads === 'string' ? { ...piece, reads } : piece)
    i += typeof reads === 'string' ? 4 : 3
  }
  return pieces
}
