import { printQuery, type Query } from '../search/query.js'

/** Every address of the portal is made here. */

export const HOME = '/'
export const REPORTS = '/reports'
export const OPENSEARCH = '/opensearch.xml'
export const OPENAPI = '/openapi.json'

const withQuery = (path: string, parameters: string): string => (parameters === '' ? path : `${path}?${parameters}`)
const seeking = (q: string): string => (q === '' ? '' : new URLSearchParams({ q }).toString())

export const searchLink = (query: Query): string => withQuery('/search', printQuery(query))
export const searchApiLink = (query: Query): string => withQuery('/api/search', printQuery(query))

/** The reading view; `q` keeps the marks. */
export const reportLink = (report: string, q = ''): string => withQuery(`/r/${report}`, seeking(q))
/** The address of a section within a reading view. */
export const sectionFragment = (section: string): string => `#${section}`
/** The id of a passage's element in a reading view. */
export const passageElement = (anchor: string): string => `p-${anchor}`

/** The lasting address of a passage, as the API gives it. */
export const passageLink = (report: string, anchor: string): string => `/r/${report}/p/${anchor}`
/** The same for following from a result: keeps the marks, and scrolls to the passage. */
export const passageVisit = (report: string, anchor: string, q = ''): string =>
  `${withQuery(passageLink(report, anchor), seeking(q))}#${passageElement(anchor)}`

export const sourceLine = (line: number): string => `L${line}`
/** The source as it is; with an anchor the lines of that passage are marked, and shown first. */
export const sourceLink = (report: string, anchor?: string, line?: number): string =>
  `${withQuery(`/r/${report}/source`, anchor ? new URLSearchParams({ p: anchor }).toString() : '')}${line ? `#${sourceLine(line)}` : ''}`

/** An address as it is to be written outside the site; without a base it stays relative to the host. */
export const absolute = (base: string, path: string): string => base.replace(/\/$/, '') + path
