import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import type { Problem } from '../errors.js'
import type { CorrectionsFile, RawCorrection } from '../types.js'

/** Folder of the corrections within the seeds folder; the file is named after the report's id. */
export const CORRECTIONS_FOLDER = 'corrections'

/** What each key has to hold, for the editor, and whether a value does. */
const KEYS: Readonly<Record<string, { readonly expected: string; readonly holds: (value: unknown) => boolean }>> = {
  kind: { expected: 'characters、order、join、split、omit、city 之一', holds: (value) => typeof value === 'string' && KINDS.has(value) },
  at: { expected: '文字，如 \'7: and\'（行号: 原文）', holds: isText },
  becomes: { expected: '文字：应读作什么', holds: isText },
  before: { expected: '文字，如 \'7: and\'（行号: 原文）', holds: isText },
  headline: { expected: '文字，如 \'7: and\'（行号: 原文）', holds: isText },
  city: { expected: '城市名，或 null（不属某市）', holds: (value) => value === null || isText(value) },
  paragraphs: { expected: '各段的列表，每段是“行号: 原文”的列表', holds: (value) => Array.isArray(value) && value.length > 0 && value.every((part) => Array.isArray(part) && part.every((item) => typeof item === 'string')) },
  by: { expected: '文字，不可空：谁校正的', holds: isText },
  evidence: { expected: '文字，不可空：凭什么', holds: isText },
}
const KINDS: ReadonlySet<string> = new Set(['characters', 'order', 'join', 'split', 'omit', 'city'])
/** The keys that each kind cannot do without, beside `by` and `evidence`. */
const NEEDED: Readonly<Record<string, readonly string[]>> = { characters: ['at', 'becomes'], order: ['paragraphs'], join: ['at'], split: ['at'], omit: ['at'], city: ['at', 'city'] }

/** Said in words: no number, nothing empty. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

interface Fault {
  /** Offset in the file. */
  readonly at: number
  readonly found: string
  readonly expected: string
}

const printed = (value: unknown): string => JSON.stringify(value).slice(0, 80)

/** What is wrong with an entry, at the very key; the first fault of each key. */
function faultsOf(entry: YAMLMap): Fault[] {
  const own = entry.range?.[0] ?? 0
  const values = entry.toJSON() as Record<string, unknown>
  const faults = entry.items.flatMap(({ key, value }): Fault[] => {
    const name = isScalar(key) ? String(key.value) : printed(key)
    const at = isScalar(key) ? (key.range?.[0] ?? own) : own
    const known = KEYS[name]
    if (!known) return [{ at, found: `不认识的键 ${name}`, expected: Object.keys(KEYS).join('、') }]
    return known.holds(values[name]) ? [] : [{ at: isScalar(value) ? (value.range?.[0] ?? at) : at, found: `${name} 为 ${printed(values[name] ?? null)}`, expected: `${name}：${known.expected}` }]
  })
  const needed = ['kind', ...(NEEDED[String(values.kind)] ?? []), 'by', 'evidence']
  const missing = needed.filter((name) => !(name in values))
  return [...faults, ...missing.map((name) => ({ at: own, found: `缺少键 ${name}`, expected: `${name}：${KEYS[name]?.expected ?? ''}` }))]
}

/** Corrections text -> raw corrections and problems. Every entry has to say who corrected it and by what evidence. Pure. */
export function parseCorrections(text: string, path: string): { file: CorrectionsFile; problems: Problem[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const problems: Problem[] = []
  const corrections: RawCorrection[] = []
  const refuse = (line: number, found: string, expected: string): void => {
    problems.push({ code: 'correction/syntax', place: { file: path, line }, found, expected, remedy: '请改正后重新建立索引；其余校正照用。' })
  }
  const lineAt = (offset: number): number => counter.linePos(offset).line
  const syntax = document.errors[0]
  const list = isMap(document.contents) ? document.contents.get('corrections', true) : null
  if (syntax) refuse(lineAt(syntax.pos[0]), `YAML 语法错误（${syntax.message}）`, '合语法的 YAML')
  else if (!isSeq(list)) refuse(1, '没有 corrections 列表', 'corrections: 下的条目')
  else {
    for (const node of list.items) {
      if (!isMap(node)) {
        refuse(isScalar(node) ? lineAt(node.range?.[0] ?? 0) : lineAt(list.range?.[0] ?? 0), `${printed(isScalar(node) ? node.value : null)} 不是一条校正`, 'kind、by、evidence 等键')
        continue
      }
      const faults = faultsOf(node)
      for (const { at, found, expected } of faults) refuse(lineAt(at), found, expected)
      if (faults.length > 0) continue
      // Each value has been found to be what its key asks for.
      const { kind, by, evidence, ...rest } = node.toJSON() as Omit<RawCorrection, 'line'>
      corrections.push({ kind, by, evidence, line: lineAt(node.range?.[0] ?? 0), ...rest })
    }
  }
  return { file: { path, corrections }, problems }
}
