import type { Item } from './item.js'

/**
 * Finds a quote that still stands word for word, whatever the bounds of the passages have become: in the middle of a longer
 * one, or over the end of one and the beginning of the next.
 */

/** Units that a quote needs, its surroundings included, to be sought as it stands. */
const LEAST_SOUGHT = 8
/** Units of what stood before or behind a quote that are sought with it, until it stands alone: the items of two lists may be the same for long. */
const SURROUNDINGS = [32, 128, 512] as const
/** Units of the quote, or share of a shorter one, that a passage must hold to be named. */
const LEAST_HELD = 8

/** The texts of some items, one behind the other. */
interface Stream {
  readonly text: string
  /** Where each item begins. */
  readonly starts: readonly number[]
}

function streamOf(items: readonly Item[]): Stream {
  const starts: number[] = []
  let at = 0
  for (const { text } of items) {
    starts.push(at)
    at += text.length
  }
  return { text: items.map(({ text }) => text).join(''), starts }
}

/** Where a text stands, when it stands there alone; -1 otherwise. */
function sole(sought: string, { text }: Stream): number {
  const at = text.indexOf(sought)
  return at !== -1 && text.indexOf(sought, at + 1) === -1 ? at : -1
}

/** How often a text stands in a stream. */
function occurrences(sought: string, { text }: Stream): number {
  let count = 0
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + 1)) count++
  return count
}

/**
 * The new items in which an old one stands word for word, the one that holds most of it first. Only where the quote, alone
 * or with what stood before or behind it, stands once in both editions, and no copy of it has gone: a twin is not taken for
 * one that was deleted.
 */
export class Verbatim {
  readonly #olds: Stream
  readonly #news: Stream
  readonly #items: readonly Item[]

  /** `olds`: those of one edition, in its order. */
  constructor(olds: readonly Item[], news: readonly Item[]) {
    this.#olds = streamOf(olds)
    this.#news = streamOf(news)
    this.#items = news
  }

  /** Empty when it stands nowhere, or not in one place alone. */
  holders(old: Item, i: number): number[] {
    const begin = this.#olds.starts[i] ?? 0
    const end = begin + old.text.length
    // A row of a table opens with its merged cell, which is printed once for many rows.
    const start = begin + old.label
    const own = old.text.slice(old.label)
    if (own === '' || occurrences(own, this.#olds) !== occurrences(own, this.#news)) return []
    for (const [before, behind] of [[0, 0], ...SURROUNDINGS.flatMap((units) => [[units, 0], [0, units]] as const)] as const) {
      const from = Math.max(0, start - before)
      const sought = this.#olds.text.slice(from, end + behind)
      if (sought.length < LEAST_SOUGHT || sole(sought, this.#olds) === -1) continue
      const at = sole(sought, this.#news)
      if (at !== -1) return this.#within(at + start - from, at + end - from)
    }
    return []
  }

  /** The items between two places of the stream; a heading counts for the passage below it. */
  #within(from: number, to: number): number[] {
    const held = new Map<number, { i: number; most: number; length: number }>()
    this.#items.forEach(({ text, home }, i) => {
      const start = this.#news.starts[i] ?? 0
      const length = Math.min(to, start + text.length) - Math.max(from, start)
      if (length <= 0) return
      const known = held.get(home)
      const most = Math.max(length, known?.most ?? 0)
      held.set(home, { i: known && known.most >= length ? known.i : i, most, length: length + (known?.length ?? 0) })
    })
    return [...held.values()].sort((a, b) => b.length - a.length || a.i - b.i)
      .filter(({ length }, rank) => rank === 0 || length >= Math.min(LEAST_HELD, (to - from) / 2)).map(({ i }) => i)
  }
}
