import type { Entry } from '../search/corpus.js'
import type { Engine, Hit, Results } from '../search/engine.js'
import { DIMENSIONS, EMPTY_QUERY, isFiltered, SORTS, type Dimension, type Query } from '../search/query.js'
import { collectView, type CollectView } from './collect.js'
import { kindLabel, linesLabel, tagsOf, yearsLabel, type Tag } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { feedLink, overviewLink, passageVisit, reportLink, REPORTS, searchApiLink, searchLink, sourceLink } from './links.js'
import { clipNotes, Html, type Phrase } from './markup.js'
import type { Locale, Messages } from './messages/index.js'
import { notesOf } from './passage-text.js'
import { missingIn, whyOf } from './match-kinds.js'
import { understandingOf, type Understanding } from './understanding.js'

export interface FacetView {
  readonly name: Dimension
  readonly label: string
  readonly chosen: number
  readonly open: boolean
  readonly values: readonly FacetValueView[]
  /** Values beyond the first ones, folded away. */
  readonly rest: readonly FacetValueView[]
  readonly restCount: number
}

export interface FacetValueView {
  readonly id: string
  readonly name: Dimension
  readonly value: string
  readonly label: string
  readonly count: number
  readonly selected: boolean
}

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
  readonly range: { readonly from: string; readonly to: string }
  readonly sorts: readonly { readonly label: string; readonly href: string; readonly current: boolean }[]
  readonly hits: readonly HitView[]
  readonly beyond: string | null
  readonly pages: PagesView | null
  readonly empty: EmptyView | null
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

export interface EmptyView {
  readonly drop: readonly { readonly label: string; readonly href: string; readonly count: number }[]
  readonly withoutFilters: { readonly href: string; readonly count: number } | null
}

/** Values shown before 更多; chosen ones are always among them. */
const FIRST_VALUES = 8

const first = (query: Query): Query => ({ ...query, page: 1 })

/** The query without one value of one dimension. */
const without = (query: Query, dimension: Dimension, value: string): Query =>
  first({ ...query, [dimension]: query[dimension].filter((chosen) => String(chosen) !== value) })

const label = (dimension: Dimension, value: string, { facts }: Messages): string => (dimension === 'year' ? facts.year(value) : value)

function facetViews({ facets, query }: Results, messages: Messages): FacetView[] {
  return DIMENSIONS.filter((name) => facets[name].length > 0).map((name) => {
    const all = facets[name].map(({ value, count, selected }, i) => ({ id: `f-${name}-${i}`, name, value, label: label(name, value, messages), count, selected }))
    const shown = [...all].sort((a, b) => Number(b.selected) - Number(a.selected) || (name === 'city' ? b.count - a.count : 0))
    const cut = Math.max(FIRST_VALUES, shown.filter((value) => value.selected).length)
    const chosen = query[name].length
    return {
      name, label: messages.results[name], chosen, open: true,
      values: shown.slice(0, cut), rest: shown.slice(cut), restCount: Math.max(0, shown.length - cut),
    }
  })
}

const ARROW = ' › '

/** What a passage is called in a list: its theme, else the heading above it, else its opening words. */
export function titleOf({ passage, headings }: Entry): string {
  if (passage.theme) return passage.text.slice(passage.theme.start, passage.theme.end)
  const heading = headings.at(-1)
  const isCity = passage.city !== null && heading !== undefined && heading.replace(/市$/, '') === passage.city
  if (heading !== undefined && !isCity && passage.kind !== 'row') return heading
  const text = passage.text.replace(/^[-*•●]\s+/u, '')
  const opening = /^[^，。；：]{4,28}/u.exec(text)?.[0] ?? text.slice(0, 24)
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
    lines: linesLabel(entry, messages), reordered: passage.reordered, corrected: passage.corrections.length > 0, doubts: passage.doubts?.length ?? 0, partial,
    collect: collectView(entry, site), source: sourceLink(report.id, passage.anchor, lines[0]),
    why: whyOf(match, messages), missing: missingIn(match, messages),
  }
}

/** Told at the last hit of a report on the page: how many passages of it are not on this page. */
function moreOf({ query, hits, reports }: Results): (HitView['more'])[] {
  const shown = new Map<string, number>()
  for (const { entry } of hits) shown.set(entry.report.id, (shown.get(entry.report.id) ?? 0) + 1)
  return hits.map(({ entry: { report } }, i) => {
    const count = (reports.get(report.id) ?? 0) - (shown.get(report.id) ?? 0)
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

/** For an empty result: which single filter to drop, and how much that gives. */
function emptyView(results: Results, engine: Engine, messages: Messages): EmptyView | null {
  const { query, total } = results
  if (total > 0) return null
  const count = (changed: Query): number => engine.search({ ...changed, size: 1 }).total
  const candidates = DIMENSIONS.filter((d) => query[d].length > 0).map((d) => ({ dimension: d, changed: first({ ...query, [d]: [] }) }))
  const bare: Query = { ...EMPTY_QUERY, q: query.q, off: query.off }
  const free = isFiltered(query) ? count(bare) : 0
  return {
    drop: candidates.map(({ dimension, changed }) => ({ label: messages.results[dimension], href: searchLink(changed), count: count(changed) })).filter((d) => d.count > 0),
    withoutFilters: free > 0 ? { href: searchLink(bare), count: free } : null,
  }
}

/** What a sentence for the page's title says of the filters: 开封 · 2020–2021. */
export const filtersLabel = (query: Query, messages: Messages): string =>
  [messages.facts.listed(query.city), yearsLabel(query.year, messages), messages.facts.listed(query.topic)].filter((part) => part !== '').join(' · ')

export function resultsView(results: Results, engine: Engine, site: Site): ResultsView {
  const { query, total } = results
  const { messages } = site
  const { facts, results: says } = messages
  const more = moreOf(results)
  const filters = filtersLabel(query, messages)
  const subject = query.q === '' ? (filters === '' ? says.all : filters) : query.q
  const chips = DIMENSIONS.flatMap((d) => query[d].map((value) => ({ label: label(d, String(value), messages), href: searchLink(without(query, d, String(value))) })))
  for (const id of query.report) {
    chips.push({ label: engine.corpus.report(id)?.title ?? id, href: searchLink(first({ ...query, report: query.report.filter((r) => r !== id) })) })
  }
  if (query.from !== null || query.to !== null) {
    chips.push({ label: facts.years(String(query.from ?? ''), String(query.to ?? '')), href: searchLink(first({ ...query, from: null, to: null })) })
  }
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
    clear: isFiltered(query) ? searchLink({ ...EMPTY_QUERY, q: query.q, off: query.off, sort: query.sort }) : null,
    facets: facetViews(results, messages),
    hidden: [
      ...(query.sort === 'relevance' ? [] : [{ name: 'sort', value: query.sort }]),
      ...query.report.map((value) => ({ name: 'report', value })),
      ...query.off.map((value) => ({ name: 'off', value })),
    ],
    range: { from: query.from === null ? '' : String(query.from), to: query.to === null ? '' : String(query.to) },
    sorts: SORTS.map((sort) => ({ label: says[sort], href: searchLink(first({ ...query, sort })), current: sort === query.sort })),
    hits: results.hits.map((hit, i) => hitView(hit, query.q, !results.weak && query.sort === 'relevance' && isPartial(hit) && (i === 0 || !isPartial(results.hits[i - 1])), more[i] ?? null, site)),
    beyond: total > 0 && query.page > last ? searchLink({ ...query, page: last }) : null,
    pages: pagesView(results),
    empty: emptyView(results, engine, messages),
    api: searchApiLink(query), overview: overviewLink(query), reportsList: REPORTS,
  }
}

