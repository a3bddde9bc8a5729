import { printedWidth } from '../text/character.js'
import type { Part, Quality } from './quality.js'

/** The quality of some reports as lines for a terminal: a table, and below it the places to look at. */

export interface MeasuredReport {
  readonly id: string
  readonly quality: Quality
}

const count = (n: number): string => n.toLocaleString('en-US')

/** `98%`; less than a half of a percent, but not nothing, is `<1%`, and what falls short of all is never `100%`. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100)
  if (share > 0 && rounded === 0) return '<1%'
  return share < 1 && rounded === 100 ? '>99%' : `${rounded}%`
}

const part = ({ characters, share }: Part): string => (characters === 0 ? '0' : `${count(characters)} ${percent(share)}`)

/** Columns: what a reader of Chinese, then what a reader of English calls them, and what stands in them. */
const COLUMNS: readonly { readonly zh: string; readonly en: string; readonly cell: (report: MeasuredReport) => string }[] = [
  { zh: '报告', en: 'report', cell: ({ id }) => id },
  { zh: '字数', en: 'chars', cell: ({ quality }) => count(quality.characters) },
  { zh: '段', en: 'passages', cell: ({ quality }) => count(quality.passages) },
  { zh: '重排', en: 'reordered', cell: ({ quality }) => part(quality.reordered) },
  { zh: '拼接', en: 'joined', cell: ({ quality }) => part(quality.joined) },
  { zh: '校正', en: 'corrected', cell: ({ quality }) => part(quality.corrected) },
  { zh: '存疑', en: 'doubtful', cell: ({ quality }) => part(quality.doubtful) },
  { zh: '无城市', en: 'no city', cell: ({ quality }) => part(quality.withoutCity) },
  { zh: '略去', en: 'left out', cell: ({ quality }) => part(quality.account.furniture) },
  { zh: '入账', en: 'accounted', cell: ({ quality }) => percent(1 - quality.account.unaccounted.share) },
  { zh: '待查', en: 'to check', cell: ({ quality }) => count(quality.toCheck) },
]
const GAP = '  '

/** Most lines of a source that are named for one rule. */
const MOST_LINES = 12

function pad(text: string, width: number, left: boolean): string {
  const space = ' '.repeat(Math.max(0, width - printedWidth(text)))
  return left ? text + space : space + text
}

/** The table: two lines of heads, a line for each report, counts in characters with their shares; the first column flush left, the others right. */
export function qualityTable(reports: readonly MeasuredReport[]): string[] {
  const rows = [COLUMNS.map(({ zh }) => zh), COLUMNS.map(({ en }) => en), ...reports.map((report) => COLUMNS.map(({ cell }) => cell(report)))]
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => printedWidth(row[i] ?? ''))))
  const lines = rows.map((row) => row.map((cell, i) => pad(cell, widths[i] ?? 0, i === 0)).join(GAP).trimEnd())
  lines.splice(2, 0, widths.map((width) => '-'.repeat(width)).join(GAP))
  return lines
}

const linesOf = (lines: readonly (number | null)[]): string => {
  const known = [...new Set(lines.filter((line) => line !== null))]
  return known.length === 0 ? '' : `：第 ${known.slice(0, MOST_LINES).join('、')} 行${known.length > MOST_LINES ? ` 等 ${known.length} 行` : ''}`
}

/** For each report with something to look at: what was left out, what is not accounted for, and the diagnostics by rule, with their lines. */
export function placesToCheck(reports: readonly MeasuredReport[]): string[] {
  return reports.flatMap(({ id, quality: { furniture, unaccounted, diagnostics } }) => {
    const rules = [...new Set(furniture.map(({ rule }) => rule))]
    const found = [
      ...rules.map((rule) => [`略去 left out [${rule}]`, furniture.filter((piece) => piece.rule === rule).map(({ line }) => line)] as const),
      ...(unaccounted.length > 0 ? [['未入账 unaccounted', unaccounted.map(({ line }) => line)] as const] : []),
      ...diagnostics.map(({ rule, at }) => [`存疑 doubtful [${rule}]`, at.map(({ line }) => line)] as const),
    ]
    return found.length === 0 ? [] : [id, ...found.map(([what, lines]) => `${GAP}${what} ${lines.length} 处${linesOf(lines)}`)]
  })
}
