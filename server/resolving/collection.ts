import type { Report } from '../../indexer/index.js'
import type { Corpus } from '../search/corpus.js'
import type { Editions } from './archive.js'
import { resolvePassage, type Resolution } from './resolve.js'

/** Passages that a reader has put aside, in an order of his own. Nothing is kept here: the list travels in a cookie or an address. */

export interface CollectedItem {
  readonly report: string
  readonly anchor: string
  /** The edition that it was taken from; `null` for a list written by hand: then the first one counts. */
  readonly edition: string | null
}

export const MOST_ITEMS = 60
/** A cookie holds 4096 bytes with its name and attributes. */
const MOST_CHARACTERS = 3600

const ITEM = /^([a-z0-9][a-z0-9-]*)~([0-9a-hjkmnp-tv-z]{8})(?:~([0-9a-hjkmnp-tv-z]{8}))?$/u

export const isSame = (a: CollectedItem, b: CollectedItem): boolean => a.report === b.report && a.anchor === b.anchor

/** `report~anchor~edition`, joined by commas: what an address and a cookie hold. */
export const printItem = ({ report, anchor, edition }: CollectedItem): string => [report, anchor, ...(edition === null ? [] : [edition])].join('~')
export const printItems = (items: readonly CollectedItem[]): string => items.map(printItem).join(',')

/** Reads what `printItems` wrote. What is not an item is passed over, a passage counts once, and no more are taken than a list may hold. */
export function readItems(text: string): CollectedItem[] {
  const items: CollectedItem[] = []
  let characters = 0
  for (const part of text.split(',')) {
    const [, report, anchor, edition = null] = ITEM.exec(part) ?? []
    if (report === undefined || anchor === undefined) continue
    const item = { report, anchor, edition }
    characters += part.length + 1
    if (items.length >= MOST_ITEMS || characters > MOST_CHARACTERS) break
    if (!items.some((other) => isSame(other, item))) items.push(item)
  }
  return items
}

export const MOVES = ['up', 'down'] as const
export type Move = (typeof MOVES)[number]

/** Puts an item one place up or down; at an end, and when it is not there, nothing changes. */
export function moved(items: readonly CollectedItem[], item: CollectedItem, move: Move): CollectedItem[] {
  const at = items.findIndex((other) => isSame(other, item))
  const to = move === 'up' ? at - 1 : at + 1
  const [here, there] = [items[at], items[to]]
  return here && there ? items.map((other, i) => (i === at ? there : i === to ? here : other)) : [...items]
}

/** An item with what stands at its address today; `null` where there is no such report, or it never had the passage. */
export interface CollectedPassage {
  readonly item: CollectedItem
  readonly found: { readonly report: Report; readonly resolution: Resolution } | null
}

/** Looks all items up, beside the edition that each was taken from as long as the archive has it. */
export const resolveItems = (items: readonly CollectedItem[], editions: Editions, corpus: Corpus): Promise<CollectedPassage[]> => Promise.all(items.map(async (item) => {
  const report = corpus.report(item.report)
  if (!report) return { item, found: null }
  const known = await editions.of(report)
  const resolution = resolvePassage(report, item.anchor, item.edition, known, corpus) ?? resolvePassage(report, item.anchor, null, known, corpus)
  return { item, found: resolution && { report, resolution } }
}))
