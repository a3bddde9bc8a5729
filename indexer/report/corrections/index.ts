import type { Problem } from '../../errors.js'
import { lineIndex, sliceOf } from '../../text/paragraph.js'
import type { Correction, CorrectionsFile, Furniture, Piece, RawCorrection, SourceLine } from '../../types.js'
import type { Block } from '../sections.js'
import { perform, touches, type CorrectedBlock, type Performed } from './perform.js'
import { BREAK, holds, overlaps, piecesOf, PLACE, resolve, type Action } from './resolve.js'

export type { CorrectedBlock } from './perform.js'

/**
 * Editor's corrections: what no algorithm can know, put right by a person who says by what evidence. Each names what it
 * found in the source; one that is no longer found there is refused, so that a re-scanned source cannot be spoilt.
 */

/** What a correction reads like: found, becomes. */
function describe(raw: RawCorrection): Pick<Correction, 'found' | 'becomes'> {
  const text = (place: string | undefined): string => PLACE.exec(place ?? '')?.[3] ?? ''
  switch (raw.kind) {
    case 'order': return { found: '次序错乱', becomes: `按 ${(raw.paragraphs ?? []).flat().filter((part) => part !== BREAK).length} 个片段重排` }
    case 'join': return { found: `“${text(raw.at)}”另起一段`, becomes: '与上一段相连' }
    case 'split': return { found: `“${text(raw.at)}”与上文相连`, becomes: '另起一段' }
    case 'omit': return { found: text(raw.at), becomes: '不是正文，略去' }
    case 'city': return { found: text(raw.at), becomes: raw.city ?? '不属某市' }
    default: return { found: text(raw.at), becomes: raw.becomes ?? '' }
  }
}

/** Share, 0 … 1, of the visible characters of the lines that the corrections put in order; 0 of no text. */
export function shareInOrder({ corrections }: CorrectionsFile, lines: readonly SourceLine[]): number {
  const index = lineIndex(lines)
  const visible = (text: string): number => text.replace(/\s+/gu, '').length
  const ordered = corrections.map((raw) => (raw.kind === 'order' ? resolve(raw, index) : '')).reduce((sum, action) => sum + (
    typeof action === 'string' || action.kind !== 'order' ? 0 : placesOf(action).reduce((length, at) => length + visible(sliceOf(at, index)), 0)), 0)
  const all = lines.reduce((sum, { text }) => sum + visible(text), 0)
  return all === 0 ? 0 : ordered / all
}

/** Everything that an order correction takes up. */
const placesOf = ({ headline, paragraphs }: Action & { kind: 'order' }): Piece[] => [...(headline ? [headline] : []), ...piecesOf(paragraphs.flat())]

/** What corrections make of a report. */
export interface Corrected {
  readonly blocks: CorrectedBlock[]
  /** What is not text, without what a correction put back and with what it took out. */
  readonly furniture: Furniture[]
  /** Those that fitted, in the order of their file. */
  readonly corrections: Correction[]
  readonly problems: Problem[]
}

/**
 * Applies corrections to the paragraphs and headlines of a report, in the order of their file; tables stay where they are.
 * One that does not fit its source, one that is given twice and one that names a city that the report (`cities`) does not speak of is a problem with its line, and
 * the others are applied all the same.
 */
export function applyCorrections(blocks: readonly Block[], furniture: readonly Furniture[], file: CorrectionsFile, lines: readonly SourceLine[], cities: readonly string[]): Corrected {
  const index = lineIndex(lines)
  const corrections: Correction[] = []
  const problems: Problem[] = []
  let state: Pick<Corrected, 'blocks' | 'furniture'> = { blocks: [...blocks], furniture: [...furniture] }
  const changed: Changed = new Map()
  for (const raw of file.corrections) {
    const action = resolve(raw, index)
    const applied = typeof action === 'string' ? action : (unfit(raw, action, changed, cities) ?? applyOne(state, action, corrections.length, index))
    if (typeof applied === 'string') {
      problems.push({
        code: 'correction/stale', place: { file: file.path, line: raw.line }, found: applied, expected: '与原文相符的校正', remedy: '原文或校正已有变动：请核对后改正或删去这一条。',
      })
      continue
    }
    state = applied
    if (typeof action !== 'string') for (const at of changedBy(action)) changed.set(at.line, [...(changed.get(at.line) ?? []), { at, kind: action.kind, line: raw.line }])
    corrections.push({ kind: raw.kind as Correction['kind'], line: raw.line, by: raw.by, evidence: raw.evidence, ...describe(raw) })
  }
  return { ...state, corrections, problems }
}

/** What the corrections that were applied have changed, by source line. */
type Changed = Map<number, { readonly at: Piece; readonly kind: Action['kind']; readonly line: number }[]>

const changedBy = (action: Action): readonly Piece[] => (action.kind === 'order' ? placesOf(action) : [action.at])

/** Characters are put right or left out once; of every other kind one correction speaks of a place. */
const clashes = (a: Action['kind'], b: Action['kind']): boolean => a === b || [a, b].every((kind) => kind === 'characters' || kind === 'omit')

/** Why a correction does not go with the report or with those before it; `null` when it does. */
function unfit({ city }: RawCorrection, action: Action, changed: Changed, cities: readonly string[]): string | null {
  if (city != null && !cities.includes(city)) return `city：报告不涉及“${city}”，目录中有 ${cities.join('、') || '（无）'}`
  for (const at of changedBy(action)) {
    const before = changed.get(at.line)?.find((other) => clashes(other.kind, action.kind) && overlaps(other.at, at))
    if (before) return `与第 ${before.line} 行的校正重叠，改的是同一处文字（原文第 ${at.line} 行）`
  }
  return null
}

/** What stands as furniture is not lost to an editor, who may say that it is text after all. */
function applyOne({ blocks, furniture }: Pick<Corrected, 'blocks' | 'furniture'>, action: Action, index: number, lines: ReadonlyMap<number, string>): Pick<Corrected, 'blocks' | 'furniture'> | string {
  const asPiece = ({ line, text, from = lines.get(line)?.indexOf(text) ?? 0 }: Furniture): Piece => ({ line, from, to: from + text.length })
  const taken = action.kind === 'order' ? placesOf(action) : []
  const returned = furniture.filter((item) => taken.some((at) => holds(at, asPiece(item))))
  const stray = taken.find((at) => !blocks.some((block) => touches(block, at)) && !returned.some((item) => holds(at, asPiece(item))))
  if (stray) return `所指的位置不在正文中：第 ${stray.line} 行“${sliceOf(stray, lines)}”`
  const performed: Performed = perform(blocks, action, index, lines)
  if (typeof performed === 'string') return performed
  const omitted = performed.omitted ? [{ line: performed.omitted.line, from: performed.omitted.from, text: sliceOf(performed.omitted, lines), rule: 'correction' }] : []
  return { blocks: performed.blocks, furniture: [...furniture.filter((item) => !returned.includes(item)), ...omitted] }
}
