import type { Entry } from '../search/corpus.js'
import { printItem } from '../resolving/collection.js'
import type { Site } from './frame.js'
import { collectElement } from './links.js'

/** The button that collects a passage, or that it has been collected. */
export interface CollectView {
  readonly element: string
  /** What its form sends. */
  readonly item: string
  readonly collected: boolean
}

export function collectView({ report, passage: { anchor } }: Entry, { collected }: Pick<Site, 'collected'>): CollectView {
  const item = printItem({ report: report.id, anchor, edition: null })
  return { element: collectElement(report.id, anchor), item, collected: collected.has(item) }
}
