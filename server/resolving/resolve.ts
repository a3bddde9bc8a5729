import {
  boundsChange, differencesOf, follow, inReadingOrder, numberChanges, onlyOrdinalChanged, passageIn, samePlace, standingText, stateAmong, worstState,
  type Difference, type Edition, type KeptPassage, type NumberChange, type PassageState, type Report, type Stand,
} from '../../indexer/index.js'
import type { Corpus, Entry } from '../search/corpus.js'

/** What an edition had of a passage. */
export interface HistoryEntry {
  readonly edition: string
  /** ISO 8601; '' for an edition that is served but not archived. */
  readonly recorded: string
  /** Against the quote. */
  readonly state: PassageState
  /** '' while the passage was gone. */
  readonly text: string
}

/** What has become of a quoted passage. */
export interface Resolution {
  readonly state: PassageState
  /** As first published; with a pinned edition, as that edition has it. */
  readonly quote: string
  readonly headings: readonly string[]
  /** The edition that the quote is of, and when it was recorded. */
  readonly edition: string
  readonly recorded: string
  readonly pinned: boolean
  /** What stands before and behind the quote in its edition; '' at its ends. */
  readonly before: string
  readonly behind: string
  /** Where it is now, the passage that holds most of it first; empty when it is gone. */
  readonly entries: readonly Entry[]
  /** The text that stands for it now; '' when it is gone. */
  readonly text: string
  /** The headings above it now, where they are others. */
  readonly movedTo: readonly string[] | null
  readonly differences: readonly Difference[]
  readonly numbers: readonly NumberChange[]
  /** Only the number of its place has changed: （三）, 第五条. */
  readonly ordinalOnly: boolean
  /** Every word still stands, but divided among several passages, or within a longer one. */
  readonly bounds: 'divided' | 'joined' | null
  /** For a passage that is gone: those that stood next to it, where they are now. */
  readonly nearest: readonly Entry[]
  /** The edition of the quote, and every later one in which its text or its place was another. */
  readonly history: readonly HistoryEntry[]
}

/**
 * Resolves the address of a passage. `null`: no edition has had that anchor, or not the pinned edition.
 * `editions` end with the one that is served.
 */
export function resolvePassage(report: Report, anchor: string, pinned: string | null, editions: readonly Edition[], corpus: Corpus): Resolution | null {
  const stands = follow(editions, anchor)
  const from = pinned === null ? stands[0] : stands.find(({ edition }) => edition.id === pinned)
  const last = stands.at(-1)
  const old = from?.passages[0]
  if (!from || !last || !old) return null
  const quote = standingText(old.text, inReadingOrder(from))
  const state = stateIn(quote, old, from, last)
  const standing = inReadingOrder(last)
  const text = standing.length === 0 ? '' : standingText(quote, standing)
  const now = last.passages[0]
  const at = from.edition.passages.indexOf(old)
  return {
    state, quote, headings: old.headings, edition: from.edition.id, recorded: from.edition.recorded, pinned: pinned !== null,
    before: from.edition.passages[at - 1]?.text ?? '', behind: from.edition.passages[at + from.passages.length]?.text ?? '',
    entries: entriesOf(report, last.passages, corpus), text,
    movedTo: now && !samePlace(old.headings, now.headings) ? now.headings : null,
    differences: state === 'changed' || state === 'number-changed' ? differencesOf(quote, text) : [],
    numbers: state === 'number-changed' ? numberChanges(quote, text) : [],
    ordinalOnly: state === 'number-changed' && onlyOrdinalChanged(quote, text),
    bounds: state === 'changed' ? boundsChange(quote, standing) : null,
    nearest: state === 'gone' ? nearestOf(report, old, from.edition, editions, corpus) : [],
    history: historyOf(quote, old, from, stands),
  }
}

const entriesOf = (report: Report, passages: readonly KeptPassage[], corpus: Corpus): Entry[] =>
  passages.flatMap(({ anchor }) => corpus.entry(report.id, anchor) ?? [])

function stateIn(quote: string, old: KeptPassage, from: Stand, stand: Stand): PassageState {
  const now = stand.passages[0]
  return stateAmong(quote, from.passages.length, inReadingOrder(stand), now !== undefined && hasMoved(old, from.edition, now, stand.edition))
}

/** Under other headings, or past the passages that stood next to it under the same ones. */
function hasMoved(old: KeptPassage, before: Edition, now: KeptPassage, after: Edition): boolean {
  if (before === after) return false
  if (!samePlace(old.headings, now.headings)) return true
  const i = before.passages.indexOf(old)
  const j = after.passages.indexOf(now)
  const neighbour = (step: 1 | -1): number | null => {
    for (let k = i + step; ; k += step) {
      const passage = before.passages[k]
      if (!passage || passage.headings.join('\n') !== old.headings.join('\n')) return null
      const there = passageIn(after, passage.anchor)
      if (there) return after.passages.indexOf(there)
    }
  }
  const [above, below] = [neighbour(-1), neighbour(1)]
  return (above !== null && above > j) || (below !== null && below < j)
}

function nearestOf(report: Report, old: KeptPassage, edition: Edition, editions: readonly Edition[], corpus: Corpus): Entry[] {
  const at = edition.passages.indexOf(old)
  const look = (order: readonly KeptPassage[]): Entry[] => {
    for (const { anchor } of order) {
      const [entry] = entriesOf(report, follow(editions, anchor).at(-1)?.passages ?? [], corpus)
      if (entry) return [entry]
    }
    return []
  }
  return [...new Set([...look(edition.passages.slice(0, at).reverse()), ...look(edition.passages.slice(at + 1))])]
}

function historyOf(quote: string, old: KeptPassage, from: Stand, stands: readonly Stand[]): HistoryEntry[] {
  const history: HistoryEntry[] = []
  for (const stand of stands.slice(stands.indexOf(from))) {
    const text = stand.passages.length === 0 ? '' : standingText(quote, inReadingOrder(stand))
    const state = stateIn(quote, old, from, stand)
    const previous = history.at(-1)
    if (previous?.text !== text || previous.state !== state) history.push({ edition: stand.edition.id, recorded: stand.edition.recorded, state, text })
  }
  return history
}

/** Passages from one to another, both included. */
export interface RangeResolution {
  /** The worst of its passages; `changed` when only some of them are gone, or others have come between. */
  readonly state: PassageState
  readonly quote: string
  readonly parts: readonly Resolution[]
  /** In the order in which they stand now. */
  readonly entries: readonly Entry[]
}

/**
 * Resolves a range: the passages that stood from the one to the other in the first edition that has both, in either order.
 * `null`: there is no such edition.
 */
export function resolveRange(report: Report, ends: readonly [string, string], pinned: string | null, editions: readonly Edition[], corpus: Corpus): RangeResolution | null {
  const first = editions.find((edition) => (pinned === null || edition.id === pinned) && ends.every((anchor) => passageIn(edition, anchor)))
  if (!first) return null
  const [start = 0, end = 0] = ends.map((anchor) => first.passages.findIndex((passage) => passage.anchor === anchor)).sort((a, b) => a - b)
  const quoted = first.passages.slice(start, end + 1)
  const since = editions.slice(editions.indexOf(first))
  const parts = quoted.flatMap(({ anchor }) => resolvePassage(report, anchor, pinned, since, corpus) ?? [])
  const entries = [...new Set(parts.flatMap((part) => part.entries))].sort((a, b) => a.ordinal - b.ordinal)
  const left = parts.map(({ state }) => state).filter((state) => state !== 'gone')
  const between = (entries.at(-1)?.ordinal ?? 0) - (entries[0]?.ordinal ?? 0) >= entries.length
  const state = left.length === 0 ? 'gone' : worstState(left.length < parts.length || between ? [...left, 'changed'] : left)
  return { state, quote: quoted.map(({ text }) => text).join('\n'), parts, entries }
}
