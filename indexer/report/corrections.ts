import { fail, ok, type Problem, type Result } from '../errors.js'
import { cutParagraph, lineIndex, paragraphOf, pieceLength, type Paragraph } from '../text/paragraph.js'
import type { Correction, CorrectionsFile, Piece, RawCorrection, SourceLine } from '../types.js'
import type { Block } from './sections.js'

/**
 * Editor's corrections: what no algorithm can know, put right by a person who says by what evidence. Each names what it
 * found in the source; one that is no longer found there is refused, so that a re-scanned source cannot be spoilt.
 */

type Action =
  | { readonly kind: 'characters'; readonly at: Piece; readonly becomes: string }
  | { readonly kind: 'order'; readonly paragraphs: readonly (readonly Piece[])[]; readonly before: Piece | null; readonly city: string | null | undefined }
  | { readonly kind: 'join' | 'split'; readonly at: Piece }
  | { readonly kind: 'city'; readonly at: Piece; readonly city: string | null }

const PLACE = /^(\d+)\s*:\s?(.+)$/su
const KINDS = ['characters', 'order', 'join', 'split', 'city']

/** Finds `line: text` in the source: the text has to stand in that line exactly once. */
function locate(place: string | undefined, lines: ReadonlyMap<number, string>): Piece | string {
  const match = PLACE.exec(place ?? '')
  const [line, text] = [Number(match?.[1]), match?.[2] ?? '']
  if (!match) return `${JSON.stringify(place ?? null)} 不是“行号: 文字”`
  const source = lines.get(line)
  if (source === undefined) return `原文没有第 ${line} 行`
  const from = source.indexOf(text)
  if (from === -1) return `第 ${line} 行没有“${text}”`
  if (source.includes(text, from + 1)) return `第 ${line} 行有不止一处“${text}”`
  return { line, from, to: from + text.length }
}

function resolve(raw: RawCorrection, lines: ReadonlyMap<number, string>): Action | string {
  if (raw.kind === 'order') {
    const paragraphs: Piece[][] = []
    for (const fragments of raw.paragraphs ?? []) {
      const pieces: Piece[] = []
      for (const fragment of fragments) {
        const piece = locate(fragment, lines)
        if (typeof piece === 'string') return piece
        pieces.push(piece)
      }
      paragraphs.push(pieces)
    }
    const before = raw.before === undefined ? null : locate(raw.before, lines)
    return typeof before === 'string' ? before : { kind: 'order', paragraphs, before, city: raw.city }
  }
  const at = locate(raw.at, lines)
  if (typeof at === 'string') return at
  if (raw.kind === 'characters') return { kind: 'characters', at, becomes: raw.becomes ?? '' }
  if (raw.kind === 'join' || raw.kind === 'split') return { kind: raw.kind, at }
  if (raw.kind === 'city') return { kind: 'city', at, city: raw.city ?? null }
  return `不认识的校正 ${raw.kind}，只有 ${KINDS.join('、')}`
}

const overlaps = (a: Piece, b: Piece): boolean => a.line === b.line && a.from < b.to && b.from < a.to
const holds = (outer: Piece, inner: Piece): boolean => outer.line === inner.line && outer.from <= inner.from && inner.to <= outer.to

/** A paragraph and the city that an editor gave it; `undefined` where none did. */
interface Draft {
  readonly paragraph: Paragraph
  readonly city: string | null | undefined
}

const touched = (paragraph: Paragraph, index: number): Paragraph => ({ ...paragraph, corrections: [...(paragraph.corrections ?? []), index] })

/** Offset in the paragraph at which a place of the source stands; -1 when it does not. */
function offsetOf(paragraph: Paragraph, at: Piece): number {
  let offset = 0
  for (const piece of paragraph.pieces) {
    if (piece.reads === undefined && holds(piece, { ...at, to: at.from + 1 })) return offset + at.from - piece.from
    offset += pieceLength(piece)
  }
  return -1
}

/** Takes the given places out of a paragraph; what is left on either side of a gap stands apart. */
function without(draft: Draft, taken: readonly Piece[]): Draft[] {
  const { paragraph } = draft
  if (!paragraph.pieces.some((piece) => taken.some((t) => overlaps(piece, t)))) return [draft]
  const parts: { start: number; end: number }[] = []
  let offset = 0
  let open: number | null = null
  for (const piece of paragraph.pieces) {
    for (let column = piece.from; column < piece.to; column++, offset++) {
      const gone = taken.some((t) => t.line === piece.line && t.from <= column && column < t.to)
      if (gone && open !== null) parts.push({ start: open, end: offset })
      if (gone) open = null
      else open ??= offset
    }
  }
  if (open !== null) parts.push({ start: open, end: offset })
  return parts.map(({ start, end }) => ({ ...draft, paragraph: cutParagraph(paragraph, start, end) })).filter((part) => part.paragraph.text.trim() !== '')
}

function perform(drafts: readonly Draft[], action: Action, index: number, lines: ReadonlyMap<number, string>): Draft[] | string {
  switch (action.kind) {
    case 'characters': {
      const { at, becomes } = action
      const target = drafts.findIndex(({ paragraph }) => paragraph.pieces.some((piece) => piece.reads === undefined && holds(piece, at)))
      const draft = drafts[target]
      if (!draft) return '这些字不在同一段连续的正文中'
      const pieces = draft.paragraph.pieces.flatMap((piece): Piece[] =>
        piece.reads !== undefined || !holds(piece, at) ? [piece]
          : [{ ...piece, to: at.from }, { ...at, reads: becomes }, { ...piece, from: at.to }].filter((part) => part.reads !== undefined || part.from < part.to))
      const corrected = touched({ ...draft.paragraph, ...paragraphOf(pieces, lines) }, index)
      return drafts.map((d, i) => (i === target ? { ...d, paragraph: corrected } : d))
    }
    case 'order': {
      const taken = action.paragraphs.flat()
      const where = action.before ?? taken[0]
      const target = where ? drafts.findIndex(({ paragraph }) => paragraph.pieces.some((piece) => overlaps(piece, where))) : -1
      const placed = action.paragraphs.map((pieces): Draft => ({ paragraph: touched(paragraphOf(pieces, lines), index), city: action.city }))
      if (target === -1) return '所指的位置不在正文中'
      return [...drafts.slice(0, target).flatMap((draft) => without(draft, taken)), ...placed, ...drafts.slice(target).flatMap((draft) => without(draft, taken))]
    }
    case 'join':
    case 'split':
    case 'city': {
      const target = drafts.findIndex(({ paragraph }) => offsetOf(paragraph, action.at) !== -1)
      const draft = drafts[target]
      if (!draft) return '所指的位置不在正文中'
      const offset = offsetOf(draft.paragraph, action.at)
      if (action.kind === 'city') return drafts.map((d, i) => (i === target ? { paragraph: touched(d.paragraph, index), city: action.city } : d))
      if (action.kind === 'split') {
        const parts = [cutParagraph(draft.paragraph, 0, offset), cutParagraph(draft.paragraph, offset, draft.paragraph.text.length)]
        return [...drafts.slice(0, target), ...parts.filter((p) => p.text !== '').map((p) => ({ ...draft, paragraph: touched(p, index) })), ...drafts.slice(target + 1)]
      }
      const previous = drafts[target - 1]
      if (!previous || offset !== 0) return '这里不是一段的开头，或前面没有段落'
      const joined = touched(paragraphOf([...previous.paragraph.pieces, ...draft.paragraph.pieces], lines), index)
      return [...drafts.slice(0, target - 1), { ...previous, paragraph: joined }, ...drafts.slice(target + 1)]
    }
  }
}

/** What a correction reads like: found, becomes. */
function describe(raw: RawCorrection): Pick<Correction, 'found' | 'becomes'> {
  const text = (place: string | undefined): string => PLACE.exec(place ?? '')?.[2] ?? ''
  switch (raw.kind) {
    case 'order': return { found: '次序错乱', becomes: `按 ${(raw.paragraphs ?? []).flat().length} 个片段重排` }
    case 'join': return { found: `“${text(raw.at)}”另起一段`, becomes: '与上一段相连' }
    case 'split': return { found: `“${text(raw.at)}”与上文相连`, becomes: '另起一段' }
    case 'city': return { found: text(raw.at), becomes: raw.city ?? '不属某市' }
    default: return { found: text(raw.at), becomes: raw.becomes ?? '' }
  }
}

/** A paragraph block to which an editor has given its city. */
export type CorrectedBlock = Block & { readonly city?: string | null }

/**
 * Applies corrections to the paragraphs of a report, in the order of their file; tables stay where they are.
 * One that does not fit its source is a problem with its line, and the others are applied all the same.
 */
export function applyCorrections(blocks: readonly Block[], file: CorrectionsFile, lines: readonly SourceLine[]): { blocks: CorrectedBlock[]; corrections: Correction[]; problems: Problem[] } {
  const index = lineIndex(lines)
  const corrections: Correction[] = []
  const problems: Problem[] = []
  let rest = [...blocks]
  for (const raw of file.corrections) {
    const result = applyOne(rest, raw, corrections.length, file.path, index)
    if (result.ok) {
      rest = result.value
      corrections.push({ kind: raw.kind as Correction['kind'], line: raw.line, by: raw.by, evidence: raw.evidence, ...describe(raw) })
    } else {
      problems.push(result.problem)
    }
  }
  return { blocks: rest, corrections, problems }
}

/** Paragraphs between tables and headlines are corrected as one list; a correction does not reach across those. */
function applyOne(blocks: readonly CorrectedBlock[], raw: RawCorrection, index: number, path: string, lines: ReadonlyMap<number, string>): Result<CorrectedBlock[]> {
  const refuse = (found: string): Result<CorrectedBlock[]> => fail({
    code: 'correction/stale', place: { file: path, line: raw.line }, found, expected: '与原文相符的校正', remedy: '原文或校正已有变动：请核对后改正或删去这一条。',
  })
  const action = resolve(raw, lines)
  if (typeof action === 'string') return refuse(action)
  let reason = '所指的位置不在正文中'
  for (let start = 0; start < blocks.length;) {
    const length = blocks.slice(start).findIndex((block) => block.kind !== 'paragraph')
    const end = length === -1 ? blocks.length : start + length
    const drafts = blocks.slice(start, end).flatMap((block) => (block.kind === 'paragraph' ? [{ paragraph: block.paragraph, city: block.city }] : []))
    const changed = perform(drafts, action, index, lines)
    if (typeof changed !== 'string') {
      const corrected = changed.map(({ paragraph, city }): CorrectedBlock => ({ kind: 'paragraph', paragraph, ...(city === undefined ? {} : { city }) }))
      return ok([...blocks.slice(0, start), ...corrected, ...blocks.slice(end)])
    }
    reason = changed
    start = end + 1
  }
  return refuse(reason)
}
