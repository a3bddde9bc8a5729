import { lineRanges, type Report, type ReportKind } from '../../indexer/index.js'
import type { Entry } from '../search/corpus.js'
import { EMPTY_QUERY } from '../search/query.js'
import { reportLink, searchLink } from './links.js'
import type { Messages } from './messages/index.js'

/** Facts about reports and passages in the words of the pages. */

/** The kind of a report. */
export const kindLabel = (kind: ReportKind, { facts }: Messages): string => facts[kind]

/** `2021–2025` for years without a gap, else `2018、2020`; '' for none. */
export function yearsLabel(years: readonly number[], { facts }: Messages): string {
  const [first, last] = [years[0], years.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (first === last) return String(first)
  return last - first === years.length - 1 ? `${first}–${last}` : facts.listed(years.map(String))
}

/** Up to three cities by name, more by number. */
export const citiesLabel = (cities: readonly string[], { facts, shell }: Messages): string =>
  cities.length === 0 ? shell.wholeProvince : cities.length <= 3 ? facts.listed(cities) : facts.manyCities(cities.slice(0, 2), cities.length)

const FURNITURE = { 'page-number': 'pageNumber', 'running-head': 'runningHead', comment: 'comment', rule: 'rule', dirt: 'dirt', correction: 'correction' } as const

/** What a piece of furniture is, with the rule that took it out of the text. */
export const furnitureLabel = (rule: string, { facts }: Messages): string =>
  facts.furniture(facts[rule in FURNITURE ? FURNITURE[rule as keyof typeof FURNITURE] : 'other'], rule)

const MOST_RANGES = 4

/** `第 75–77 行`; for passages gathered from several places each of them, as far as they can be listed. */
export function linesLabel(entries: readonly Entry[], { facts }: Messages): string {
  const ranges = lineRanges(entries.flatMap(({ passage }) => passage.pieces)).map(([first, last]) => (first === last ? String(first) : `${first}–${last}`))
  return facts.lines(ranges.slice(0, MOST_RANGES), ranges.length > MOST_RANGES)
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
  readonly passages: string
  readonly file: string
}

export const reportCard = (report: Report, messages: Messages): ReportCard => ({
  title: report.title,
  href: reportLink(report.id),
  kind: kindLabel(report.kind, messages),
  issuer: report.issuer ?? messages.facts.issuerUnknown,
  published: report.published === null ? messages.facts.publishedUnknown : messages.facts.published(report.published),
  covers: messages.facts.covers(yearsLabel(report.covers, messages)),
  cities: citiesLabel(report.cities, messages),
  passages: messages.facts.passages(report.passages.length),
  file: report.file,
})

export interface Tag {
  readonly label: string
  readonly href: string
}

/** City (with county), years and topics of a passage, each linking to a search for it. */
export function tagsOf({ passage }: Entry, messages: Messages): { place: Tag | null; years: string; topics: Tag[] } {
  const city = passage.city
  return {
    place: city === null ? null : { label: passage.county ? `${city} · ${passage.county}` : city, href: searchLink({ ...EMPTY_QUERY, city: [city], ...(passage.county ? { county: [`${city}/${passage.county}`] } : {}) }) },
    years: yearsLabel(passage.years, messages),
    topics: passage.topics.map(({ topic }) => ({ label: topic, href: searchLink({ ...EMPTY_QUERY, topic: [topic] }) })),
  }
}
