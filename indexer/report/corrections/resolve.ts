import type { Piece, RawCorrection } from '../../types.js'

/** What a correction does, with its places found in the source. */
export type Action =
  | { readonly kind: 'characters'; readonly at: Piece; readonly becomes: string }
  | { readonly kind: 'order'; readonly headline: Piece | null; readonly paragraphs: readonly (readonly (Piece | typeof BREAK)[])[]; readonly before: Piece | null; readonly city: string | null | undefined }
  | { readonly kind: 'omit'; readonly at: Piece }
  | { readonly kind: 'join' | 'split'; readonly at: Piece }
  | { readonly kind: 'city'; readonly at: Piece; readonly city: string | null }

/** `line: text`; `line@column: text` where the text stands more than once in its line (columns in characters, from 1). */
export const PLACE = /^(\d+)(?:@(\d+))?\s*:\s?(.+)$/su
/** In a list of fragments: here a paragraph of the print begins, within one passage. */
export const BREAK = '¶'
const KINDS = ['characters', 'order', 'join', 'split', 'omit', 'city']

/** Finds the place that a key names in the source: without a column the text has to stand in its line exactly once. */
function locate(key: string, place: string | undefined, lines: ReadonlyMap<number, string>): Piece | string {
  const found = located(place, lines)
  return typeof found === 'string' ? `${key}：${found}` : found
}

function located(place: string | undefined, lines: ReadonlyMap<number, string>): Piece | string {
  const match = PLACE.exec(place ?? '')
  const [line, column, text] = [Number(match?.[1]), match?.[2], match?.[3] ?? '']
  if (!match) return `${JSON.stringify(place ?? null)} 不是“行号: 文字”`
  const source = lines.get(line)
  if (source === undefined) return `原文没有第 ${line} 行（共 ${lines.size} 行）`
  if (column !== undefined) {
    const from = [...source].slice(0, Number(column) - 1).join('').length
    return source.startsWith(text, from) ? { line, from, to: from + text.length } : `第 ${line} 行第 ${column} 字起不是“${text}”`
  }
  const from = source.indexOf(text)
  if (from === -1) return `第 ${line} 行没有“${text}”，该行是“${source.trim().slice(0, 40)}”`
  if (source.includes(text, from + 1)) return `第 ${line} 行有不止一处“${text}”，请写成“${line}@第几字: ${text}”`
  return { line, from, to: from + text.length }
}

/** Finds a correction's places; a sentence for the editor when one of them is not there. */
export function resolve(raw: RawCorrection, lines: ReadonlyMap<number, string>): Action | string {
  if (raw.kind === 'order') return resolveOrder(raw, lines)
  if (!KINDS.includes(raw.kind)) return `不认识的校正 ${raw.kind}，只有 ${KINDS.join('、')}`
  const at = locate('at', raw.at, lines)
  if (typeof at === 'string') return at
  if (raw.kind === 'characters' && lines.get(at.line)?.slice(at.from, at.to) === raw.becomes) return `第 ${at.line} 行本来就是“${raw.becomes}”，没有改动`
  if (raw.kind === 'characters') return { kind: 'characters', at, becomes: raw.becomes ?? '' }
  if (raw.kind === 'omit') return { kind: 'omit', at }
  if (raw.kind === 'join' || raw.kind === 'split') return { kind: raw.kind, at }
  return { kind: 'city', at, city: raw.city ?? null }
}

function resolveOrder(raw: RawCorrection, lines: ReadonlyMap<number, string>): Action | string {
  const paragraphs: (Piece | typeof BREAK)[][] = []
  for (const fragments of raw.paragraphs ?? []) {
    const pieces: (Piece | typeof BREAK)[] = []
    for (const fragment of fragments) {
      const piece = fragment === BREAK ? BREAK : locate('paragraphs', fragment, lines)
      if (typeof piece === 'string' && piece !== BREAK) return piece
      pieces.push(piece)
    }
    paragraphs.push(pieces)
  }
  const headline = raw.headline === undefined ? null : locate('headline', raw.headline, lines)
  if (typeof headline === 'string') return headline
  const before = raw.before === undefined ? null : locate('before', raw.before, lines)
  if (typeof before === 'string') return before
  const taken = [...(headline ? [headline] : []), ...piecesOf(paragraphs.flat())]
  const twice = taken.find((piece, i) => taken.some((other, j) => j < i && overlaps(piece, other)))
  if (twice) return `第 ${twice.line} 行的文字用了两次：“${lines.get(twice.line)?.slice(twice.from, twice.to) ?? ''}”`
  return { kind: 'order', headline, paragraphs, before, city: raw.city }
}

/** Whether two places share a character. */
export const overlaps = (a: Piece, b: Piece): boolean => a.line === b.line && a.from < b.to && b.from < a.to
/** Whether one place holds the other. */
export const holds = (outer: Piece, inner: Piece): boolean => outer.line === inner.line && outer.from <= inner.from && inner.to <= outer.to
/** The fragments of a list, without its paragraph marks. */
export const piecesOf = (parts: readonly (Piece | typeof BREAK)[]): Piece[] => parts.filter((part) => part !== BREAK)
