import type { Entry } from '../search/corpus.js'
import { printItem, printItems } from '../resolving/collection.js'
import type { Site } from './frame.js'
import { collectElement } from './links.js'

/** The button that collects passages, or that it has been collected. */
export interface CollectView {
  readonly element: string
  /** What its form sends. */
  readonly item: string
  readonly collected: boolean
}

/** For one passage, or for all of a range at once. */
export function collectView(entries: readonly Entry[], { collected }: Pick<Site, 'collected'>): CollectView {
  const items = entries.map(({ report, passage: { anchor } }) => ({ report: report.id, anchor, edition: null }))
  const [first] = items
  return { element: first ? collectElement(first.report, first.anchor) : '', item: printItems(items), collected: items.every((item) => collected.has(printItem(item))) }
}
