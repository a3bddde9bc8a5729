import { DEFAULT_PAGE_SIZE, printQuery, type Query } from '../search/query.js'

/** Every address of the portal is made here. */

export const HOME = '/'
export const REPORTS = '/reports'
export const OPENSEARCH = '/opensearch.xml'
export const OPENAPI = '/openapi.json'
export const SETTINGS_PATH = '/settings'

const withQuery = (path: string, parameters: string): string => (parameters === '' ? path : `${path}?${parameters}`)
const seeking = (q: string): string => (q === '' ? '' : new URLSearchParams({ q }).toString())

export const searchLink = (query: Query): string => withQuery('/search', printQuery(query))
export const searchApiLink = (query: Query): string => withQuery('/api/search', printQuery(query))

/** An address of the site in one language, whatever the reader's browser prefers. */
export function inLocale(address: string, lang: string): string {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/su.exec(address) ?? []
  const others = query.split('&').filter((part) => part !== '' && !/^lang(?:=|$)/u.test(part))
  return `${path}?${[`lang=${lang}`, ...others].join('&')}${fragment}`
}
/** A search as an Atom feed; its order and its pages are the feed's own. */
export const feedLink = (query: Query): string => withQuery('/feed.atom', printQuery({ ...query, page: 1, size: DEFAULT_PAGE_SIZE, sort: 'relevance' }))
export const ACCESSIBILITY = '/accessibility'
export const SITEMAP = '/sitemap.xml'
export const MANIFEST = '/manifest.webmanifest'

/** What the overview is asked beside a query: which table, measured how, the distinctive words of what; `csv` is its data as a file. */
export interface OverviewParameters {
  readonly table?: string
  readonly measure?: string
  /** `city:开封` or `year:2020`. */
  readonly of?: string
}
export const OVERVIEW = '/overview'
export const overviewLink = (query: Query, parameters: OverviewParameters = {}): string => withQuery(OVERVIEW, overviewQuery(query, parameters))
export const overviewCsvLink = (query: Query, part: string, parameters: OverviewParameters = {}): string =>
  withQuery(`${OVERVIEW}.csv`, [overviewQuery(query, parameters), part === 'table' ? '' : `part=${part}`].filter((one) => one !== '').join('&'))
const overviewQuery = (query: Query, parameters: OverviewParameters): string =>
  [printQuery({ ...query, page: 1, size: DEFAULT_PAGE_SIZE, sort: 'relevance' }), new URLSearchParams({ ...parameters }).toString()].filter((one) => one !== '').join('&')

/** The reader's own collection, one that an address lists, and either as a file. Commas and tildes are legal in a query as they are. */
export const BASKET = '/basket'
export const basketLink = (items: string): string => withQuery(BASKET, items === '' ? '' : `p=${items}`)
export const basketFileLink = (format: string, items: string, parameters: Readonly<Record<string, string>> = {}): string =>
  withQuery(`${BASKET}.${format}`, [items === '' ? '' : `p=${items}`, new URLSearchParams(parameters).toString()].filter((one) => one !== '').join('&'))
/** The element of the button that collects a passage. */
export const collectElement = (report: string, anchor: string): string => `collect-${report}-${anchor}`
/** The same above a report, for the passage that the address is of. */
export const COLLECT_CITED = 'collect-cited'
/** The element of a collected passage. */
export const collectedElement = (anchor: string): string => `item-${anchor}`

/** The heading of a result page. */
export const RESULTS_ELEMENT = 'results'

/** The reading view; `q` keeps the marks. */
export const reportLink = (report: string, q = ''): string => withQuery(`/r/${report}`, seeking(q))
/** The address of a section within a reading view. */
export const sectionFragment = (section: string): string => `#${section}`
/** The id of a passage's element in a reading view. */
export const passageElement = (anchor: string): string => `p-${anchor}`

/** The id of the nth hit in a reading view, from 1. */
export const hitElement = (number: number): string => `hit-${number}`

/** The lasting address of a passage, as the API gives it. */
export const passageLink = (report: string, anchor: string): string => `/r/${report}/p/${anchor}`
/** The same for following from a result: keeps the marks, and scrolls to the passage. */
export const passageVisit = (report: string, anchor: string, q = ''): string =>
  `${withQuery(passageLink(report, anchor), seeking(q))}#${passageElement(anchor)}`

/** The ids of a stretch of a passage in its source, and of the same stretch in the restored text beside it. */
export const sourceElement = (stretch: number): string => `s-${stretch}`
export const stretchElement = (stretch: number): string => `t-${stretch}`

/** The same at one edition, with the state of the text today. */
export const pinnedVisit = (report: string, anchor: string, edition: string, q = ''): string =>
  withQuery(passageLink(report, anchor), new URLSearchParams({ v: edition, ...(q === '' ? {} : { q }) }).toString())

/** Where a passage is read in a form for print: `/c/{short}`. */
export const shortLink = (short: string): string => `/c/${short}`
/** The same as a QR code. */
export const qrLink = (short: string): string => `/c/${short}.svg`

/** A citation of a report or, with an anchor, of a passage, as a file. */
export const citeLink = (report: string, anchor: string | null, format: string, parameters: Readonly<Record<string, string>> = {}): string =>
  withQuery(`${anchor === null ? reportLink(report) : passageLink(report, anchor)}/cite.${format}`, new URLSearchParams(parameters).toString())
/** The element of a reading view that shows how to cite it. */
export const CITE_ELEMENT = 'cite'

export const sourceLine = (line: number): string => `L${line}`
/** The source as it is; with an anchor the lines of that passage are marked, and shown first. */
export const sourceLink = (report: string, anchor?: string, line?: number): string =>
  `${withQuery(`/r/${report}/source`, anchor ? new URLSearchParams({ p: anchor }).toString() : '')}${line ? `#${sourceLine(line)}` : ''}`

/** The source at one of its lines, wherever that is in a long file; with an anchor that passage is marked, else the one at the column is. */
export const sourceAt = (report: string, line: number, options: { readonly anchor?: string; readonly column?: number } = {}): string => {
  const { anchor, column } = options
  const parameters = new URLSearchParams({ ...(anchor === undefined ? {} : { p: anchor }), line: String(line), ...(column === undefined ? {} : { column: String(column) }) })
  return `/r/${report}/source?${parameters.toString()}#${sourceLine(line)}`
}

/** What reading has made of the sources: of all of them, and of one. */
export const QUALITY = '/quality'
export const qualityLink = (report: string): string => `/r/${report}/quality`
export const qualityApiLink = (report: string): string => `/api/reports/${report}/quality`

/** An address as it is to be written outside the site; without a base it stays relative to the host. */
export const absolute = (base: string, path: string): string => base.replace(/\/$/, '') + path
