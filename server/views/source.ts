import type { Report } from '../../indexer/index.js'
import type { Entry } from '../search/corpus.js'
import { linesLabel } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { passageVisit, reportLink, sourceLine, sourceLink } from './links.js'

export interface SourceLineView {
  readonly element: string
  readonly number: number
  readonly text: string
  readonly marked: boolean
  readonly blank: boolean
  /** Where the line is read; `null` for white space and furniture. */
  readonly passage: string | null
  /** Why the line is not in the text. */
  readonly furniture: string
}

export interface SourceView {
  readonly frame: Frame
  readonly title: string
  readonly file: string
  readonly sha256: string
  readonly report: string
  readonly lines: readonly SourceLineView[]
  readonly passage: { readonly text: string; readonly lines: string; readonly back: string; readonly jump: string } | null
}

const FURNITURE_LABELS: Readonly<Record<string, string>> = { 'page-number': '页码', 'running-head': '页眉', comment: '注释', rule: '分隔线', dirt: '污痕', correction: '编辑略去' }

/** The source as it is, line by line; every line leads to the passage that it is read in. */
export function sourceView(report: Report, focus: Entry | null, site: Site): SourceView {
  const passageOf = new Map<number, string>()
  for (const { anchor, pieces } of report.passages) {
    for (const { line } of pieces) if (!passageOf.has(line)) passageOf.set(line, anchor)
  }
  const marked = new Set(focus?.passage.pieces.map(({ line }) => line))
  const furniture = new Map(report.furniture.map(({ line, rule }) => [line, FURNITURE_LABELS[rule] ?? rule]))
  return {
    frame: frameOf(site, { title: `原文：${report.title}`, description: `${report.file} 的原始文本`, path: sourceLink(report.id), current: 'reports', indexed: false }),
    title: report.title, file: report.file, sha256: report.sha256,
    report: reportLink(report.id),
    lines: report.source.map((text, i) => {
      const number = i + 1
      const anchor = passageOf.get(number)
      return {
        element: sourceLine(number), number, text, marked: marked.has(number), blank: text.trim() === '',
        passage: anchor === undefined ? null : passageVisit(report.id, anchor),
        furniture: furniture.get(number) ?? '',
      }
    }),
    passage: focus ? { text: focus.passage.text, lines: linesLabel(focus), back: passageVisit(report.id, focus.passage.anchor), jump: `#${sourceLine(focus.lines[0])}` } : null,
  }
}
