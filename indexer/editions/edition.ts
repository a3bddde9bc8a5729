import { shortHash } from '../report/anchors.js'
import type { AnchorMove, Edition, KeptPassage } from '../types.js'
import { align } from './align.js'
import { itemsOf, type Item } from './item.js'

/** How many passages that have gone are still looked for in a new edition; of more the latest. */
const MOST_LOST = 2000

/** Hash of what an edition holds: two processings that give the same passages give the same id. */
export const editionId = (passages: readonly KeptPassage[]): string =>
  shortHash(passages.map(({ anchor, text, headings }) => [anchor, text, ...headings].join('\u0000')).join('\u0001'))

/**
 * The edition that these passages make after the known ones (oldest first), or `null` when they are those of the last one.
 * Every anchor that any edition has had is looked for in it: what was gone may have come back.
 */
export function nextEdition(known: readonly Edition[], title: string, passages: readonly KeptPassage[], recorded: string): Edition | null {
  const id = editionId(passages)
  if (known.at(-1)?.id === id) return null
  return { id, recorded, title, passages, moves: movesTo(known, passages) }
}

/** Where the passages of earlier editions are among these, as far as they are not under their own anchors. */
export function movesTo(known: readonly Edition[], passages: readonly KeptPassage[]): AnchorMove[] {
  const olds = living(known)
  if (olds.length === 0) return []
  const news = itemsOf(passages)
  return align(olds, news).flatMap((placement, i) => {
    const from = olds[i]?.anchor ?? ''
    if (!placement || placement.by === 'id' || from === '') return []
    return [{ from, to: [...new Set(placement.to.flatMap((n) => passages[news[n]?.home ?? -1]?.anchor ?? []))] }]
  })
}

/** The passages of the last edition with its headings, and the passages of older ones that had gone before it. */
function living(known: readonly Edition[]): Item[] {
  const last = known.at(-1)
  if (!last) return []
  const lost = new Map<string, Item>()
  known.forEach((edition, i) => {
    const next = known[i + 1]
    if (!next) return
    for (const { from } of next.moves) lost.delete(from)
    const there = new Set(next.passages.map(({ anchor }) => anchor))
    const placed = new Set(next.moves.map(({ from }) => from))
    for (const anchor of there) lost.delete(anchor)
    const gone = edition.passages.filter(({ anchor }) => !there.has(anchor) && !placed.has(anchor))
    if (gone.length === 0) return
    const wanted = new Set(gone.map(({ anchor }) => anchor))
    for (const item of itemsOf(edition.passages)) if (item.anchor !== '' && wanted.has(item.anchor)) lost.set(item.anchor, item)
  })
  return [...itemsOf(last.passages), ...[...lost.values()].slice(-MOST_LOST).map((item) => ({ ...item, home: -1 }))]
}
