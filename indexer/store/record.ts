import type { JoinDoubt, Passage, PassageKind, Piece, TopicEvidence } from '../types.js'
import { ByteReader, type ByteWriter } from './bytes.js'
import { Numbering } from './numbering.js'

/**
 * A passage as some fifteen bytes: what follows from the source is not kept (its text is what its pieces make), what passages of its report share is a number of the report's
 * table, and what few passages have stands as JSON behind the rest.
 */

/** What records of one report name by number. */
export interface NameTables {
  /** Labels and counties. */
  readonly names: readonly string[]
  readonly evidence: readonly (readonly TopicEvidence[])[]
}

/** What stands in columns and not in the record. */
export interface ColumnValues {
  readonly city: string | null
  readonly years: readonly number[]
}

/** What only few passages have. */
interface Rare {
  readonly anchor?: string
  readonly end?: number
  /** A text that its pieces do not make. */
  readonly text?: string
  readonly repeats?: string
  readonly corrections?: readonly number[]
  readonly doubts?: readonly JoinDoubt[]
  readonly breaks?: readonly number[]
}

const KINDS: readonly PassageKind[] = ['paragraph', 'item', 'row', 'heading', 'note', 'byline', 'caption']
const KIND_BITS = 3
/** Bits of the number that a record begins with, behind the kind; those that many passages have come first. */
const [HAS_EVIDENCE, HAS_THEME, HAS_LABEL, HAS_RARE, HAS_REPEATS, HAS_COUNTY, REORDERED, HAS_COUNTIES] = [8, 16, 32, 64, 128, 256, 512, 1024]

/** Anchors are forty bits in base32; any other text is kept as it is. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const ANCHOR = /^[0-9a-hjkmnp-tv-z]{8}$/u
const ANCHOR_BYTES = 5
const NO_ANCHOR = new Uint8Array(ANCHOR_BYTES)

function anchorBytes(anchor: string): Uint8Array {
  if (!ANCHOR.test(anchor)) return NO_ANCHOR
  const bytes = new Uint8Array(ANCHOR_BYTES)
  let [bits, value, at] = [0, 0, 0]
  for (const c of anchor) {
    value = (value << 5) | ALPHABET.indexOf(c)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = value >> bits
      value &= (1 << bits) - 1
    }
  }
  return bytes
}

function anchorOf(bytes: Uint8Array): string {
  let anchor = ''
  let [bits, value] = [0, 0]
  for (const byte of bytes) {
    value = (value << 8) | byte
    for (bits += 8; bits >= 5;) {
      bits -= 5
      anchor += ALPHABET[value >> bits] ?? ''
      value &= (1 << bits) - 1
    }
  }
  return anchor
}

/** Writes the records of one report. */
export class RecordWriter {
  readonly #names = new Numbering<string>()
  readonly #evidence = new Numbering<readonly TopicEvidence[]>()

  get tables(): NameTables {
    return { names: this.#names.values, evidence: this.#evidence.values }
  }

  /** `made`: what the passage's pieces make of the source. */
  write(passage: Passage, made: string, writer: ByteWriter): void {
    const { anchor, kind, span, text, theme, label, county, topics, repeats, reordered, corrections, doubts, breaks, pieces, counties } = passage
    const shortRepeats = repeats !== null && ANCHOR.test(repeats)
    const rare: Rare = {
      ...(ANCHOR.test(anchor) ? {} : { anchor }), ...(span.end === span.start + text.length ? {} : { end: span.end }), ...(made === text ? {} : { text }),
      ...(repeats === null || shortRepeats ? {} : { repeats }), ...(corrections.length === 0 ? {} : { corrections }), ...(doubts ? { doubts } : {}), ...(breaks ? { breaks } : {}),
    }
    const hasRare = Object.keys(rare).length > 0
    writer.number(KINDS.indexOf(kind) | (topics.length > 0 ? HAS_EVIDENCE : 0) | (theme ? HAS_THEME : 0) | (label === null ? 0 : HAS_LABEL) | (hasRare ? HAS_RARE : 0)
      | (shortRepeats ? HAS_REPEATS : 0) | (county === null ? 0 : HAS_COUNTY) | (reordered ? REORDERED : 0) | (counties ? HAS_COUNTIES : 0))
    writePieces(pieces, writer)
    writer.bytes(anchorBytes(anchor))
    writer.number(span.start)
    if (topics.length > 0) writer.number(this.#evidence.of(topics))
    if (theme) {
      writer.number(theme.start)
      writer.number(theme.end)
    }
    if (label !== null) writer.number(this.#names.of(label))
    if (hasRare) writer.counted(Buffer.from(JSON.stringify(rare), 'utf8'))
    if (shortRepeats) writer.bytes(anchorBytes(repeats))
    if (county !== null) writer.number(this.#names.of(county))
    if (counties) {
      writer.number(counties.length)
      for (const one of counties) writer.number(this.#names.of(one))
    }
  }
}

/** The passage of a record and its text. */
export function readRecord(record: Uint8Array, { names, evidence }: NameTables, { city, years }: ColumnValues, text: string): Passage {
  const reader = new ByteReader(record)
  const flags = reader.number()
  const has = (flag: number): boolean => (flags & flag) !== 0
  const pieces = readPieces(reader)
  const anchor = anchorOf(reader.bytes(ANCHOR_BYTES))
  const start = reader.number()
  const topics = has(HAS_EVIDENCE) ? evidence[reader.number()] ?? [] : []
  const theme = has(HAS_THEME) ? { start: reader.number(), end: reader.number() } : null
  const label = has(HAS_LABEL) ? names[reader.number()] ?? null : null
  const rare = has(HAS_RARE) ? rareOf(reader.counted()) : {}
  const repeats = has(HAS_REPEATS) ? anchorOf(reader.bytes(ANCHOR_BYTES)) : rare.repeats ?? null
  const county = has(HAS_COUNTY) ? names[reader.number()] ?? null : null
  const counties = has(HAS_COUNTIES) ? Array.from({ length: reader.number() }, () => names[reader.number()] ?? '') : null
  return {
    anchor: rare.anchor ?? anchor, kind: KINDS[flags & ((1 << KIND_BITS) - 1)] ?? 'paragraph', text, pieces, city, label, span: { start, end: rare.end ?? start + text.length },
    theme, county, ...(counties ? { counties } : {}), years, corrections: rare.corrections ?? [],
    ...(rare.breaks ? { breaks: rare.breaks } : {}), ...(rare.doubts ? { doubts: rare.doubts } : {}), reordered: has(REORDERED), topics, repeats,
  }
}

const rareOf = (bytes: Uint8Array): Rare => JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as Rare

/** What a passage is called, and what its text is made of. */
export interface Making {
  readonly anchor: string
  readonly pieces: readonly Piece[]
  /** Where it stands in the report's canonical text. */
  readonly start: number
  /** The text itself, where the pieces do not make it. */
  readonly text: string | null
}

export function readMaking(record: Uint8Array): Making {
  const reader = new ByteReader(record)
  const flags = reader.number()
  const pieces = readPieces(reader)
  const anchor = anchorOf(reader.bytes(ANCHOR_BYTES))
  const start = reader.number()
  if ((flags & HAS_RARE) === 0) return { anchor, pieces, start, text: null }
  if ((flags & HAS_EVIDENCE) !== 0) reader.number()
  if ((flags & HAS_THEME) !== 0) {
    reader.number()
    reader.number()
  }
  if ((flags & HAS_LABEL) !== 0) reader.number()
  const rare = rareOf(reader.counted())
  return { anchor: rare.anchor ?? anchor, pieces, start, text: rare.text ?? null }
}

/** By piece: how far its line is from the one before, where it begins (times two, plus one when a correction reads something else there), how long it is. */
export function writePieces(pieces: readonly Piece[], writer: ByteWriter): void {
  writer.number(pieces.length)
  let before = 0
  for (const { line, from, to, reads } of pieces) {
    writer.difference(line - before)
    writer.number(from * 2 + (reads === undefined ? 0 : 1))
    writer.difference(to - from)
    if (reads !== undefined) writer.counted(Buffer.from(JSON.stringify(reads), 'utf8'))
    before = line
  }
}

export function readPieces(reader: ByteReader): Piece[] {
  const pieces: Piece[] = []
  const count = reader.number()
  let line = 0
  for (let i = 0; i < count; i++) {
    line += reader.difference()
    const place = reader.number()
    const from = Math.floor(place / 2)
    const to = from + reader.difference()
    pieces.push(place % 2 === 0 ? { line, from, to } : { line, from, to, reads: JSON.parse(Buffer.from(reader.counted()).toString('utf8')) as string })
  }
  return pieces
}
