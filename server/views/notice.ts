import { frameOf, type Frame, type Site } from './frame.js'
import { HOME, REPORTS } from './links.js'

/** A page that says what went wrong and what to do: bad request, not found, failure. */
export interface NoticeView {
  readonly frame: Frame
  readonly heading: string
  readonly message: string
  /** What the reader typed, so that nothing is lost. */
  readonly q: string
  readonly home: string
  readonly reports: string
}

export const noticeView = (heading: string, message: string, q: string, site: Site): NoticeView => ({
  frame: frameOf(site, { title: heading, description: message, path: HOME, q, headSearch: false, indexed: false }),
  heading, message, q, home: HOME, reports: REPORTS,
})
