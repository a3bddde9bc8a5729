import type { PassageState } from '../../indexer/index.js'
import { citationRecord } from '../citing/catalogue.js'
import { COLLECTION_FORMATS, COLLECTIONS, referencesOf } from '../citing/collection.js'
import { EDITIONS } from '../citing/gbt7714.js'
import type { Excerpt } from '../citing/record.js'
import type { CitationOptions } from '../citing/text.js'
import { MOST_ITEMS, printItem, printItems, type CollectedPassage } from '../resolving/collection.js'
import { frameOf, type Frame, type Site } from './frame.js'
import type { Phrase } from './markup.js'
import { absolute, BASKET, basketFileLink, basketLink, collectedElement, passageLink, passageVisit, pinnedVisit, reportLink } from './links.js'
import { MESSAGES, type Messages } from './messages/index.js'
import { oldAndNew, numberView, type OldAndNewView } from './resolution.js'

/** Passages that a reader has collected: in his order, each with what has become of it since, to be cited and taken away. */

export interface BasketItemView {
  readonly element: string
  readonly number: number
  /** What the forms of its buttons send. */
  readonly value: string
  readonly quote: string
  readonly title: string
  readonly report: string
  readonly href: string
  readonly path: string
  /** Ordinal of its reference, from 1. */
  readonly reference: number
  readonly state: string
  readonly label: string
  readonly numbers: readonly { readonly label: Phrase }[]
  readonly compared: readonly OldAndNewView[]
  /** `null` in a list that is not the reader's own. */
  readonly tools: { readonly action: string; readonly up: boolean; readonly down: boolean } | null
}

export interface BasketView {
  readonly frame: Frame
  readonly heading: string
  /** The list stands in the address; it is not the reader's own. */
  readonly shared: boolean
  readonly action: string
  readonly all: string
  readonly count: number
  readonly most: number
  readonly items: readonly BasketItemView[]
  /** Items that lead to nothing here. */
  readonly lost: readonly { readonly value: string; readonly number: number }[]
  readonly altered: number
  readonly references: readonly { readonly text: string }[]
  readonly editions: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[]
  readonly files: readonly { readonly label: string; readonly href: string }[]
  readonly address: string
  readonly own: string
}

/** Whether the text is no longer what it was. */
const isAltered = (state: PassageState): boolean => state !== 'exact' && state !== 'moved'

/** The words as they were collected, with how to cite them, in Chinese as all citations are; a passage that cannot be found has no record. */
export const excerptsOf = (passages: readonly CollectedPassage[], site: Pick<Site, 'baseUrl'>): (Excerpt | null)[] => passages.map(({ item, found }) => {
  if (found === null) return null
  const { report, resolution: { entries: [entry], quote, headings, state, numbers } } = found
  const record = citationRecord(report, entry ? [entry] : [], absolute(site.baseUrl, passageLink(report.id, item.anchor)))
  const messages = MESSAGES['zh-CN']
  const changes = numbers.map((change) => String(numberView(change, messages).label))
  return {
    record: { ...record, id: `${report.id}-${item.anchor}`, passage: { anchor: item.anchor, headings: entry ? entry.headings : headings, place: record.passage?.place ?? null, quote } },
    caution: isAltered(state) ? messages.basket.caution(messages.states[state], changes) : '',
  }
})

function itemView({ item, found }: CollectedPassage & { readonly found: NonNullable<CollectedPassage['found']> }, i: number, reference: number, tools: BasketItemView['tools'], messages: Messages): BasketItemView {
  const { report, resolution: { state, quote, entries: [entry], headings, differences, numbers } } = found
  return {
    element: collectedElement(item.anchor), number: i + 1, value: printItem(item), quote, title: report.title, report: reportLink(report.id),
    href: isAltered(state) && item.edition !== null ? pinnedVisit(report.id, item.anchor, item.edition) : passageVisit(report.id, entry?.passage.anchor ?? item.anchor),
    path: (entry?.headings ?? headings).join(' › '), reference,
    state, label: messages.states[state], numbers: numbers.map((change) => numberView(change, messages)), compared: oldAndNew(differences),
    tools,
  }
}

/** `shared`: the list stands in the address. */
export function basketView(passages: readonly CollectedPassage[], shared: boolean, options: CitationOptions, site: Site): BasketView {
  const { basket: says, cite } = site.messages
  const { references, places } = referencesOf(passages.flatMap(({ found }) => (found ? [citationRecord(found.report, [], absolute(site.baseUrl, reportLink(found.report.id)))] : [])), options)
  let cited = 0
  const items = passages.flatMap((passage, i) => {
    const { found } = passage
    return found === null ? [] : [itemView({ ...passage, found }, i, (places[cited++] ?? 0) + 1, shared ? null : { action: BASKET, up: i > 0, down: i < passages.length - 1 }, site.messages)]
  })
  const all = printItems(passages.map(({ item }) => item))
  return {
    frame: frameOf(site, { title: shared ? says.shared : says.name, description: says.description, path: shared ? basketLink(all) : BASKET, current: 'basket', indexed: false }),
    heading: shared ? says.shared : says.own, shared, action: BASKET, all, count: passages.length, most: MOST_ITEMS,
    items,
    lost: passages.flatMap(({ item, found }, i) => (found === null ? [{ value: printItem(item), number: i + 1 }] : [])),
    altered: passages.filter(({ found }) => found !== null && isAltered(found.resolution.state)).length,
    references: references.map((text) => ({ text })),
    editions: EDITIONS.map((value) => ({ value, label: value === '2025' ? cite.edition2025 : cite.edition2015, selected: value === options.edition })),
    files: COLLECTION_FORMATS.map((format) => ({ label: format === 'txt' ? cite.plainText : COLLECTIONS[format].label, href: basketFileLink(format, shared ? all : '', options.edition === '2025' ? {} : { edition: options.edition }) })),
    address: absolute(site.baseUrl, basketLink(all)), own: BASKET,
  }
}
