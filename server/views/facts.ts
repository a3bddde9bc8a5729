import { lineRanges, type Report, type ReportKind } from '../../indexer/index.js'
import type { Entry } from '../search/corpus.js'
import { EMPTY_QUERY } from '../search/query.js'
import { reportLink, searchLink } from './links.js'

/** Facts about reports and passages in the words of the pages. */

const KIND_LABELS: Readonly<Record<ReportKind, string>> = { newspaper: '报纸版面', report: '工作报告', plan: '规划', feature: '专题报道' }

export const kindLabel = (kind: ReportKind): string => KIND_LABELS[kind]

/** `2021–2025` for years without a gap, else `2018、2020`; '' for none. */
export function yearsLabel(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (first === last) return String(first)
  return last - first === years.length - 1 ? `${first}–${last}` : years.join('、')
}

/** Up to three cities by name, more by number. */
export const citiesLabel = (cities: readonly string[]): string =>
  cities.length === 0 ? '全省' : cities.length <= 3 ? cities.join('、') : `${cities.slice(0, 2).join('、')}等 ${cities.length} 市`

const FURNITURE_LABELS: Readonly<Record<string, string>> = { 'page-number': '页码', 'running-head': '页眉', comment: '注释', rule: '分隔线', dirt: '污痕', correction: '编辑略去' }

/** What a piece of furniture is, with the rule that took it out of the text. */
export const furnitureLabel = (rule: string): string => `版面文字：${FURNITURE_LABELS[rule] ?? '其他'}（${rule}），未入正文`

const MOST_RANGES = 4

/** `第 75–77 行`; for a passage gathered from several places each of them, as far as they can be listed. */
export function linesLabel({ passage }: Entry): string {
  const ranges = lineRanges(passage.pieces).map(([first, last]) => (first === last ? String(first) : `${first}–${last}`))
  return `第 ${ranges.slice(0, MOST_RANGES).join('、')}${ranges.length > MOST_RANGES ? ' 等' : ''} 行`
}

/** A report as lists show it. */
export interface ReportCard {
  readonly title: string
  readonly href: string
  readonly kind: string
  readonly issuer: string
  readonly published: string
  readonly covers: string
  readonly cities: string
  readonly passages: number
  readonly file: string
}

export const reportCard = (report: Report): ReportCard => ({
  title: report.title,
  href: reportLink(report.id),
  kind: kindLabel(report.kind),
  issuer: report.issuer ?? '发布机构不详',
  published: report.published === null ? '发布年份不详' : `${report.published} 年发布`,
  covers: yearsLabel(report.covers),
  cities: citiesLabel(report.cities),
  passages: report.passages.length,
  file: report.file,
})

export interface Tag {
  readonly label: string
  readonly href: string
}

/** City (with county), years and topics of a passage, each linking to a search for it. */
export function tagsOf({ passage }: Entry): { place: Tag | null; years: string; topics: Tag[] } {
  const city = passage.city
  return {
    place: city === null ? null : { label: passage.county ? `${city} · ${passage.county}` : city, href: searchLink({ ...EMPTY_QUERY, city: [city] }) },
    years: yearsLabel(passage.years),
    topics: passage.topics.map(({ topic }) => ({ label: topic, href: searchLink({ ...EMPTY_QUERY, topic: [topic] }) })),
  }
}
