import type { Entry } from '../search/corpus.js'
import type { Corpus } from '../search/corpus.js'
import type { Engine, Hit, Results } from '../search/engine.js'
import { DIMENSIONS, EMPTY_QUERY, isFiltered, SORTS, type Query } from '../search/query.js'
import { collectView, type CollectView } from './collect.js'
import { kindLabel, linesLabel, tagsOf, yearsLabel, type Tag } from './facts.js'
import { emptyView, type EmptyView } from './empty.js'
import { countyLabel, facetViews, filtersOf, first, toResults, type FacetView } from './facets.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { feedLink, overviewLink, passageVisit, reportLink, REPORTS, RESULTS_ELEMENT, searchApiLink, searchLink, sourceLink } from './links.js'
import { clipNotes, Html, type Phrase } from './markup.js'
import type { Locale, Messages } from './messages/index.js'
import { notesOf } from './passage-text.js'
import { missingIn, whyOf } from './match-kinds.js'
import { understandingOf, type Understanding } from './understanding.js'

export interface HitView {
  readonly title: string
  readonly href: string
  readonly report: { readonly label: string; readonly href: string }
  readonly kind: string
  readonly path: string
  readonly snippet: Html
  readonly cutBefore: boolean
  readonly cutAfter: boolean
  /** A second excerpt of the same passage. */
  readonly further: readonly { readonly excerpt: Html }[]
  /** How many more passages of the same report were found, told at its last hit on the page. */
  readonly more: { readonly count: number; readonly href: string } | null
  readonly place: Tag | null
  readonly years: string
  readonly topics: readonly Tag[]
  readonly lines: string
  readonly reordered: boolean
  readonly corrected: boolean
  /** How many of its joins are doubtful. */
  readonly doubts: number
  /** The first hit that meets the query in part only; those behind it do too. */
  readonly partial: boolean
  readonly collect: CollectView
  readonly source: string
  readonly why: Phrase
  /** Words of the query that the passage does not have. */
  readonly missing: string
}

export interface ResultsView {
  readonly frame: Frame
  readonly heading: string
  /** Typed words and filters are Chinese. */
  readonly headingLang: Locale
  readonly total: number
  readonly reports: number
  readonly q: string
  readonly weak: boolean
  readonly understood: Understanding
  /** Passages that write of the filtered year in reports of other years. */
  readonly stated: { readonly label: string; readonly href: string; readonly count: number } | null
  readonly chips: readonly { readonly label: string; readonly href: string }[]
  readonly clear: string | null
  readonly facets: readonly FacetView[]
  /** What the facet form has to carry along. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  /** As filled in, and the first and last year that there is, as examples. */
  readonly range: { readonly from: string; readonly to: string; readonly least: string; readonly most: string }
  readonly sorts: readonly { readonly label: string; readonly href: string; readonly current: boolean }[]
  readonly hits: readonly HitView[]
  readonly beyond: string | null
  readonly pages: PagesView | null
  readonly empty: EmptyView | null
  /** Of the heading, to which the focus goes after filtering. */
  readonly element: string
  readonly action: string
  readonly api: string
  readonly overview: string
  readonly reportsList: string
}

export interface PagesView {
  readonly previous: string | null
  readonly next: string | null
  readonly here: number
  readonly last: number
}

const ARROW = ' › '

/** What a passage is called in a list: its theme, else the heading above it, else its opening words. */
export function titleOf({ passage, headings }: Entry): string {
  if (passage.theme) return passage.text.slice(passage.theme.start, passage.theme.end)
  const heading = headings.at(-1)
  const isCity = passage.city !== null && heading !== undefined && heading.replace(/市$/, '') === passage.city
  if (heading !== undefined && !isCity && passage.kind !== 'row') return heading
  const text = passage.text.replace(/^[-*•●]\s+/u, '')
  // A date alone says nothing of what follows.
  const opening = /^(?:\d[^，。；：]{0,9}，)?[^，。；：]{4,28}/u.exec(text)?.[0] ?? text.slice(0, 24)
  return opening.length < text.length ? `${opening}…` : opening
}

function hitView(hit: Hit, q: string, partial: boolean, more: HitView['more'], site: Site): HitView {
  const { messages } = site
  const { entry, snippet, match } = hit
  const { report, passage, headings, lines } = entry
  const { place, years, topics } = tagsOf(entry, messages)
  const own = titleOf(entry)
  return {
    title: own,
    href: passageVisit(report.id, passage.anchor, q),
    report: { label: report.title, href: reportLink(report.id, q) },
    kind: kindLabel(report.kind, messages),
    path: headings.filter((heading) => heading !== own).join(ARROW),
    snippet: Html.marked(snippet.text, snippet.marks, clipNotes(notesOf(report, passage, null, messages), snippet.start, snippet.start + snippet.text.length)),
    cutBefore: snippet.start > 0,
    cutAfter: snippet.start + snippet.text.length < passage.text.length,
    further: hit.further.map(({ text, marks }) => ({ excerpt: Html.marked(text, marks) })), more,
    place, years, topics: topics.slice(0, 3),
    lines: linesLabel([entry], messages), reordered: passage.reordered, corrected: passage.corrections.length > 0, doubts: passage.doubts?.length ?? 0, partial,
    collect: collectView([entry], site), source: sourceLink(report.id, passage.anchor, lines[0]),
    why: whyOf(match, messages), missing: missingIn(match, messages),
  }
}

/** Told at the last hit of a report on the page: how many passages of it are not on this page. */
function moreOf({ query, hits, reports }: Results, { columns }: Pick<Corpus, 'columns'>): (HitView['more'])[] {
  const shown = new Map<string, number>()
  for (const { entry } of hits) shown.set(entry.report.id, (shown.get(entry.report.id) ?? 0) + 1)
  return hits.map(({ entry: { ordinal, report } }, i) => {
    const count = reports.at(columns.reportOf[ordinal] ?? -1) - (shown.get(report.id) ?? 0)
    const isLast = !hits.slice(i + 1).some(({ entry }) => entry.report.id === report.id)
    return isLast && count > 0 && query.q !== '' && query.report.length !== 1 ? { count, href: searchLink(first({ ...query, report: [report.id] })) } : null
  })
}

/** The year filter goes by the years that a report covers; passages of other reports that write of the year are offered beside it. */
function statedView({ query }: Results, engine: Engine, { facts }: Messages): ResultsView['stated'] {
  const [year] = query.year
  if (query.q === '' || query.year.length !== 1 || year === undefined || query.q.includes('年份')) return null
  const covered = engine.search({ ...query, size: 1 }).total
  const changed = first({ ...query, year: [], q: `${query.q} 年份:${year}` })
  const count = engine.search({ ...changed, size: 1 }).total - covered
  return count > 0 ? { label: facts.year(String(year)), href: searchLink(changed), count } : null
}

function pagesView({ query, total }: Results): PagesView | null {
  const last = Math.max(1, Math.ceil(total / query.size))
  if (query.page > last || last === 1) return null
  const at = (page: number): string => searchLink({ ...query, page })
  return {
    previous: query.page > 1 ? at(Math.min(query.page - 1, last)) : null,
    next: query.page < last ? at(query.page + 1) : null,
    here: query.page, last,
  }
}

/** Whether a hit meets less than half of what was asked. */
const isPartial = (hit: Hit | undefined): boolean => (hit?.match?.coverage ?? 1) < 0.5

/** What a sentence for the page's title says of the filters: 开封 · 2020–2021. */
const filtersLabel = (query: Query, messages: Messages): string =>
  [messages.facts.listed(query.city), messages.facts.listed(query.county.map(countyLabel)), yearsLabel(query.year, messages), messages.facts.listed(query.topic)].filter((part) => part !== '').join(' · ')

export function resultsView(results: Results, engine: Engine, site: Site): ResultsView {
  const { query, total } = results
  const { messages } = site
  const { results: says } = messages
  const more = moreOf(results, engine.corpus)
  const filters = filtersLabel(query, messages)
  const subject = query.q === '' ? (filters === '' ? says.all : filters) : query.q
  const chips = filtersOf(query, engine, messages).map((filter) => ({ label: filter.label, href: toResults(filter.changed) }))
  const last = Math.max(1, Math.ceil(total / query.size))
  return {
    frame: frameOf(site, {
      title: query.q === '' || filters === '' ? subject : `${subject} · ${filters}`,
      description: says.description(subject, total), path: searchLink(query), q: query.q, current: 'search', indexed: false, feed: feedLink(query),
    }),
    heading: query.q === '' ? subject : says.quoted(query.q),
    headingLang: subject === says.all ? site.locale : 'zh-CN',
    total, reports: results.reports.size, q: query.q,
    weak: results.weak && total > 0,
    understood: understandingOf(results, engine, messages), stated: statedView(results, engine, messages),
    chips,
    clear: isFiltered(query) ? toResults({ ...EMPTY_QUERY, q: query.q, off: query.off, sort: query.sort }) : null,
    facets: facetViews(results, engine, messages),
    hidden: [
      ...(query.sort === 'relevance' ? [] : [{ name: 'sort', value: query.sort }]),
      ...query.report.map((value) => ({ name: 'report', value })),
      ...DIMENSIONS.flatMap((d) => query.not[d].map((value) => ({ name: `-${d}`, value: String(value) }))),
      ...query.off.map((value) => ({ name: 'off', value })),
    ],
    range: { from: query.from === null ? '' : String(query.from), to: query.to === null ? '' : String(query.to), least: engine.valuesOf('year').at(-1) ?? '', most: engine.valuesOf('year')[0] ?? '' },
    sorts: SORTS.map((sort) => ({ label: says[sort], href: toResults(first({ ...query, sort })), current: sort === query.sort })),
    hits: results.hits.map((hit, i) => hitView(hit, query.q, !results.weak && query.sort === 'relevance' && isPartial(hit) && (i === 0 || !isPartial(results.hits[i - 1])), more[i] ?? null, site)),
    beyond: total > 0 && query.page > last ? searchLink({ ...query, page: last }) : null,
    pages: pagesView(results),
    empty: emptyView(results, engine, messages),
    element: RESULTS_ELEMENT, action: `/search#${RESULTS_ELEMENT}`, api: searchApiLink(query), overview: overviewLink(query), reportsList: REPORTS,
  }
}

