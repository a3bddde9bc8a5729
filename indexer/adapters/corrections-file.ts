import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Problem } from '../errors.js'
import type { CorrectionsFile, RawCorrection } from '../types.js'

/** Folder of the corrections within the seeds folder; the file is named after the report's id. */
export const CORRECTIONS_FOLDER = 'corrections'

const FIELDS = ['kind', 'at', 'becomes', 'before', 'headline', 'city', 'paragraphs', 'by', 'evidence']

const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string')

/** Who corrected it and by what evidence is said in words. */
const isSaid = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** Corrections text -> raw corrections and problems. Every entry has to say who corrected it and by what evidence. Pure. */
export function parseCorrections(text: string, path: string): { file: CorrectionsFile; problems: Problem[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const problems: Problem[] = []
  const corrections: RawCorrection[] = []
  const refuse = (line: number, found: string, expected: string): void => {
    problems.push({ code: 'correction/syntax', place: { file: path, line }, found, expected, remedy: '请改正这一条后重新建立索引。' })
  }
  const syntax = document.errors[0]
  const list = isMap(document.contents) ? document.contents.get('corrections', true) : null
  if (syntax) refuse(counter.linePos(syntax.pos[0]).line, syntax.message, 'YAML')
  else if (!isSeq(list)) refuse(1, '没有 corrections 列表', 'corrections: 下的条目')
  else {
    for (const node of list.items) {
      const line = counter.linePos(isMap(node) ? (node.range?.[0] ?? 0) : 0).line
      const raw = isMap(node) ? (node.toJSON() as Record<string, unknown>) : {}
      const { kind, by, evidence, at, becomes, before, headline, city, paragraphs } = raw
      const sound = Object.keys(raw).every((key) => FIELDS.includes(key))
        && (kind !== 'characters' || becomes !== undefined) && (kind !== 'city' || city !== undefined) && (kind !== 'order' || paragraphs !== undefined)
        && typeof kind === 'string' && isSaid(by) && isSaid(evidence)
        && [at, becomes, before, headline].every((value) => value === undefined || typeof value === 'string')
        && (city == null || typeof city === 'string')
        && (paragraphs === undefined || (Array.isArray(paragraphs) && paragraphs.every(isStrings)))
      if (!sound) {
        refuse(line, JSON.stringify(raw).slice(0, 120), 'kind、by、evidence 与位置（at 或 paragraphs），均为文字，by 与 evidence 不可空')
        continue
      }
      corrections.push({
        kind, by, evidence, line,
        ...(at === undefined ? {} : { at: at as string }), ...(becomes === undefined ? {} : { becomes: becomes as string }),
        ...(before === undefined ? {} : { before: before as string }), ...(headline === undefined ? {} : { headline: headline as string }), ...(city === undefined ? {} : { city: city }),
        ...(paragraphs === undefined ? {} : { paragraphs: paragraphs }),
      })
    }
  }
  return { file: { path, corrections }, problems }
}
