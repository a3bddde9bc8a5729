import { percent, qualityOf, type Part, type Passage, type PassagePart, type PlacesPart, type Quality, type Report } from '../../indexer/index.js'
import type { Corpus } from '../search/corpus.js'
import type { Engine } from '../search/engine.js'
import { furnitureLabel } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { passageVisit, QUALITY, qualityApiLink, qualityLink, reportLink, sourceAt, sourceLink } from './links.js'
import type { CorrectionView } from './passage-text.js'

/** A measure in words: `9,002 字`, `92%`, and how many passages or places. */
export interface MeasureView {
  readonly label: string
  /** What it means, for an editor. */
  readonly meaning: string
  readonly characters: string
  readonly share: string
  /** `12 段，30 处`; '' where only characters are counted. */
  readonly extent: string
}

export interface PlaceView {
  readonly label: string
  readonly href: string
}

export interface QualityView {
  readonly frame: Frame
  readonly title: string
  readonly report: string
  readonly source: string
  readonly all: string
  readonly api: string
  readonly toCheck: string
  readonly account: readonly MeasureView[]
  readonly measures: readonly MeasureView[]
  readonly diagnostics: readonly {
    readonly rule: string
    readonly label: string
    readonly count: number
    /** Few are shown at once, many are folded. */
    readonly open: boolean
    readonly at: readonly { readonly line: string; readonly href: string; readonly found: string; readonly expected: string }[]
  }[]
  readonly doubtful: readonly (PlaceView & { readonly opening: string })[]
  readonly withoutCity: readonly (PlaceView & { readonly opening: string })[]
  readonly corrections: readonly CorrectionView[]
  readonly furniture: readonly (PlaceView & { readonly text: string; readonly rule: string })[]
  readonly unaccounted: readonly (PlaceView & { readonly text: string })[]
}

export interface QualitiesView {
  readonly frame: Frame
  readonly columns: readonly { readonly label: string }[]
  readonly rows: readonly { readonly title: string; readonly href: string; readonly cells: readonly { readonly number: string; readonly share: string }[] }[]
}

const count = (n: number): string => n.toLocaleString('en-US')
const shareLabel = (part: Part): string => (part.characters === 0 ? '—' : percent(part.share))

const RULES: Readonly<Record<string, string>> = {
  'doubtful-join': '前后相连把握不大', 'doubtful-split': '分栏把握不大', 'doubtful-city': '所属城市把握不大',
  'torn-start': '似缺上文', 'torn-end': '似缺下文', 'heading-number': '标题序号与层级不合',
}

/** Measured once for each report: a snapshot does not change. */
const measured = new WeakMap<Report, Quality>()
export function qualityIn(report: Report): Quality {
  const known = measured.get(report)
  if (known) return known
  const quality = qualityOf(report)
  measured.set(report, quality)
  return quality
}

const measure = (label: string, meaning: string, part: Part, extent = ''): MeasureView => ({ label, meaning, characters: count(part.characters), share: shareLabel(part), extent })
const passages = (part: PassagePart): string => `${count(part.passages)} 段`
const places = (part: PlacesPart): string => `${passages(part)}，${count(part.places)} 处`

const opening = (text: string): string => (text.length > 32 ? `${text.slice(0, 32)}…` : text)

/** What reading has made of one report, with the places that an editor should look at. */
export function qualityView(report: Report, corpus: Corpus, site: Site): QualityView {
  const quality = qualityIn(report)
  const { account, reordered, joined, corrected, doubtful, withoutCity } = quality
  const passageList = (chosen: (passage: Passage) => boolean): QualityView['doubtful'] => report.passages.flatMap((passage, i) => {
    const entry = chosen(passage) ? corpus.entry(report.id, passage.anchor) : undefined
    return entry ? [{ label: `第 ${i + 1} 段`, href: passageVisit(report.id, passage.anchor), opening: opening(passage.text) }] : []
  })
  return {
    frame: frameOf(site, { title: `整理质量：${report.title}`, description: `${report.title}整理的质量：重排、拼接、校正、存疑、略去`, path: qualityLink(report.id), current: 'reports', indexed: false }),
    title: report.title, report: reportLink(report.id), source: sourceLink(report.id), all: QUALITY, api: qualityApiLink(report.id),
    toCheck: count(quality.toCheck),
    account: [
      measure('段落', '读进段落、条目和表格各行', account.passages),
      measure('标题', '读作各级标题', account.headings),
      measure('合并单元格', '读作表格中跨行的单元格', account.labels),
      measure('略去', '页码、页眉、分隔线等，未入正文', account.furniture, `${count(quality.furniture.length)} 处`),
      measure('未归入', '没有着落的字，应为零', account.unaccounted, `${count(quality.unaccounted.length)} 处`),
      measure('重复归入', '同时读进两处的字，应为零', account.twice),
    ],
    measures: [
      measure('重排', '由交错的报纸分栏重新排序', reordered, passages(reordered)),
      measure('拼接', '由几行印刷行接成一段', joined, places(joined)),
      measure('校正', '经编辑按依据改正', corrected, places(corrected)),
      measure('存疑', '含有把握不大的相连之处', doubtful, places(doubtful)),
      measure('未定城市', '没有归到某个城市', withoutCity, passages(withoutCity)),
    ],
    diagnostics: quality.diagnostics.map(({ rule, count: total, at }) => ({
      rule, label: RULES[rule] ?? '其他', count: total, open: total <= MOST_OPEN,
      at: at.map(({ line, found, expected }) => ({ line: line === null ? '全文' : `第 ${line} 行`, href: line === null ? sourceLink(report.id) : sourceAt(report.id, line), found, expected })),
    })),
    doubtful: passageList(({ doubts }) => (doubts?.length ?? 0) > 0),
    withoutCity: passageList(({ city }) => city === null),
    corrections: quality.corrections.map(({ found, becomes, by, evidence }) => ({ found, becomes, by, evidence })),
    furniture: quality.furniture.map(({ line, column, text, rule }) => ({ label: `第 ${line} 行`, href: sourceAt(report.id, line, column === null ? {} : { column }), text, rule: furnitureLabel(rule) })),
    unaccounted: quality.unaccounted.map(({ line, column, text }) => ({ label: `第 ${line} 行第 ${column} 列`, href: sourceAt(report.id, line), text })),
  }
}

const MOST_OPEN = 20

/** All reports, those with most to look at first. */
export function allQualityView({ corpus }: Engine, site: Site): QualitiesView {
  const cell = (part: Part): { number: string; share: string } => ({ number: count(part.characters), share: shareLabel(part) })
  const whole = (number: number): { number: string; share: string } => ({ number: count(number), share: '' })
  const rows = corpus.reports.map((report) => ({ report, quality: qualityIn(report) })).sort((a, b) => b.quality.toCheck - a.quality.toCheck)
  return {
    frame: frameOf(site, { title: '整理质量', description: `${corpus.reports.length} 份报告整理的质量，供编辑核对`, path: QUALITY, current: 'reports', indexed: false }),
    columns: ['待查', '字数', '段落', '重排', '拼接', '校正', '存疑', '未定城市', '略去', '未归入'].map((label) => ({ label })),
    rows: rows.map(({ report, quality }) => ({
      title: report.title, href: qualityLink(report.id),
      cells: [
        whole(quality.toCheck), whole(quality.characters), whole(quality.passages),
        ...[quality.reordered, quality.joined, quality.corrected, quality.doubtful, quality.withoutCity, quality.account.furniture, quality.account.unaccounted].map(cell),
      ],
    })),
  }
}

/** The same figures as JSON. */
export const qualityJson = (report: Report) => ({ report: report.id, url: qualityLink(report.id), ...qualityIn(report) })
