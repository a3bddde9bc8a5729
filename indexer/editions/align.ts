import { Pattern, type Fit } from './distance.js'
import type { Item } from './item.js'
import { Shortlist, Sought } from './likeness.js'
import { Verbatim } from './verbatim.js'

/**
 * Where the passages of older editions are in a newer one. A passage is claimed by one old passage only; what its own
 * old passage claims is not open to a look-alike. Nothing is guessed: without evidence a passage counts as gone.
 */

/** Where an old passage is now. */
export interface Placement {
  /** Indices of new items: the one that holds most of it, then the others that hold the rest. */
  readonly to: readonly number[]
  /** `id`: under the same anchor with the same text; for a heading, with the same text. */
  readonly by: 'id' | 'whole' | 'part'
}

/** The guard of a likeness: score, lead over the runner-up, likeness of the quote alone, ratio of lengths. */
const LEAST_SCORE = 0.75
const LEAST_LEAD = 0.05
const LEAST_QUOTE = 0.6
const MOST_RATIO = 1.5
/** Lengths that differ by so few units are alike whatever their ratio. */
const LEAST_DIFFERENCE = 3
/** A quote of this length that is so like needs no surroundings. */
const LONG_QUOTE = 12
const SURE_QUOTE = 0.8
/** What it adds to a score to stand between the same passages as before: it decides between twins, and lets nothing else pass. */
const IN_PLACE = 0.06
/** Likeness of a quote that its enclosing neighbours vouch for: a short one is misread by half with a few characters. */
const ENCLOSED_QUOTE = 0.5
/** A part: likeness of the quote, least length without surroundings, likeness of the surroundings otherwise. */
const LEAST_PART = 0.75
const LONG_PART = 16
const PART_CONTEXT = 0.5
/** Length from which a part may be known by its place alone. */
const LEAST_IN_PLACE = 4
/** How much of a part another passage may claim. */
const MOST_SHARED = 0.3
/** How much of a quote its parts must hold together. */
const LEAST_COVERED = 0.5
/** A new passage this much shorter than its old one may have lost a part to another passage. */
const SHORTENED = 0.9
/** How many new passages are looked at closely for each old one, as wholes and as parts. */
const CANDIDATES = 12

interface Pair {
  readonly old: number
  readonly now: number
  readonly score: number
}

const similarLength = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a.length, b.length] : [b.length, a.length]
  return long - short <= LEAST_DIFFERENCE || long <= short * MOST_RATIO
}

/** Places every old item, in the order of `olds`; `null` for one that is gone. */
export function align(olds: readonly Item[], news: readonly Item[]): (Placement | null)[] {
  const placed: (Placement | null)[] = olds.map(() => null)
  const claimants = news.map((): number[] => [])
  const nameOf = ({ anchor, body }: Item): string => (anchor === '' ? `#${body}` : anchor)
  const byName = new Map(news.map((item, i) => [nameOf(item), i]))
  olds.forEach((old, i) => {
    const same = byName.get(nameOf(old))
    if (same === undefined || news[same]?.body !== old.body) return
    placed[i] = { to: [same], by: 'id' }
    claimants[same]?.push(i)
  })
  const place = (old: number, to: readonly number[], by: Placement['by']): void => {
    placed[old] = { to, by }
    for (const now of to) if (!claimants[now]?.includes(old)) claimants[now]?.push(old)
  }
  const twins = twinsAmong(olds)
  for (const { old, now } of soleLookAlikes(olds, news, placed, claimants, twins)) place(old, [now], 'whole')
  // What holds a quote among other words is still open to whose words these are.
  const open = news.flatMap((_, i) => (claimants[i]?.length === 0 ? [i] : []))
  for (const { old, to } of standing(olds, news, placed)) place(old, to, 'part')
  const lost = olds.flatMap((_, i) => (placed[i] ? [] : [i]))
  if (open.length === 0 || lost.length === 0) return placed

  const shortlist = new Shortlist(open.flatMap((i) => news[i] ?? []))
  const sought = new Map<number, Sought>()
  const near = new Map<number, number[]>()
  for (const i of lost) {
    const item = olds[i]
    if (!item) continue
    sought.set(i, new Sought(item))
    near.set(i, shortlist.near(item, CANDIDATES).flatMap((n) => open[n] ?? []))
  }

  // Those that say what no other says are placed first; twins, then, between them. What an old passage said is not another one's changed text.
  const said = new Set(olds.map(({ body }) => body))
  for (const twin of [false, true]) {
    const some = new Map([...sought].filter(([i]) => twins.has(i) === twin))
    const gaps = gapsOf(olds, placed, twins)
    const pairs = wholePairs(some, near, news, gaps, twin).filter(({ old, now }) => olds[old]?.body === news[now]?.body || !said.has(news[now]?.body ?? ''))
    for (const { old, now } of leading(matched(pairs), pairs)) place(old, [now], 'whole')
    for (const { old, now } of enclosed(some, news, placed, claimants)) place(old, [now], 'whole')
  }
  const gaps = gapsOf(olds, placed, twins)
  for (const [i, one] of sought) {
    const others = near.get(i) ?? []
    const main = placed[i]?.to[0]
    if (main === undefined) {
      placed[i] = mergedInto(one, others, news, claimants, olds, gaps[i] ?? null) ?? splitInto(one, others.filter((n) => claimants[n]?.length === 0), news)
    } else if ((news[main]?.body.length ?? 0) < one.item.body.length * SHORTENED) {
      const rest = partsOf(one, others.filter((n) => claimants[n]?.length === 0), news).map(({ now }) => now)
      if (rest.length > 0) placed[i] = { to: [main, ...rest], by: 'part' }
    }
    for (const n of placed[i]?.to ?? []) if (!claimants[n]?.includes(i)) claimants[n]?.push(i)
  }
  return placed
}

/** Lost passages of the last edition that stand word for word in others now. */
function standing(olds: readonly Item[], news: readonly Item[], placed: readonly (Placement | null)[]): { old: number; to: readonly number[] }[] {
  const last = olds.filter(({ home }) => home !== -1)
  if (last.every((_, i) => placed[i])) return []
  const verbatim = new Verbatim(last, news)
  return last.flatMap((item, old) => {
    const to = placed[old] ? [] : verbatim.holders(item, old)
    return to.length > 0 ? [{ old, to }] : []
  })
}

/** The items that say what another one of their edition says too. */
function twinsAmong(olds: readonly Item[]): Set<number> {
  const groups = new Map<string, number[]>()
  olds.forEach(({ body, home }, i) => {
    if (home !== -1) groups.set(body, [...(groups.get(body) ?? []), i])
  })
  return new Set([...groups.values()].filter(({ length }) => length > 1).flat())
}

/** Lost passages, none of them a twin, and free ones that say the same, where no other of either kind says it: a heading that had no text below it and has some now. */
function soleLookAlikes(olds: readonly Item[], news: readonly Item[], placed: readonly (Placement | null)[], claimants: readonly (readonly number[])[], twins: ReadonlySet<number>): { old: number; now: number }[] {
  const free = soleBodies(news, (i) => claimants[i]?.length === 0)
  return [...soleBodies(olds, (i) => placed[i] === null)].flatMap(([body, old]) => {
    const now = free.get(body)
    return now !== undefined && !twins.has(old) && /\p{L}/u.test(body) ? [{ old, now }] : []
  })
}

/** The bodies that one of the wanted items has and no other of them, with its index. */
function soleBodies(items: readonly Item[], wanted: (i: number) => boolean): Map<string, number> {
  const found = new Map<string, number>()
  const repeated = new Set<string>()
  items.forEach(({ body }, i) => {
    if (!wanted(i)) return
    if (found.has(body)) repeated.add(body)
    found.set(body, i)
  })
  for (const body of repeated) found.delete(body)
  return found
}

/** Where an old passage must be now if nothing has moved by itself: `both`, between the places of its placed neighbours; `either`, next to one of them, as where sections have changed places. */
interface Gap {
  readonly both: (now: number) => boolean
  readonly either: (now: number) => boolean
}

/** The gap of each old passage between the nearest ones, before and behind it, that are placed and no twins; `null` where there are none, or its place says nothing. */
function gapsOf(olds: readonly Item[], placed: readonly (Placement | null)[], twins: ReadonlySet<number>): (Gap | null)[] {
  const sure = placed.map((placement, i) => (twins.has(i) || olds[i]?.home === -1 ? undefined : placement?.to[0]))
  const taken = [...new Set(sure.filter((now) => now !== undefined))].sort((a, b) => a - b)
  const rank = new Map(taken.map((now, i) => [now, i]))
  const nearest = (order: readonly number[]): number[] => {
    const found: number[] = []
    let last = -1
    for (const i of order) {
      found[i] = last
      last = sure[i] ?? last
    }
    return found
  }
  const forward = olds.map((_, i) => i)
  const [before, behind] = [nearest(forward), nearest([...forward].reverse())]
  return olds.map(({ home }, i) => {
    const [above, below] = [before[i] ?? -1, behind[i] ?? -1]
    if (home === -1 || (above === -1 && below === -1)) return null
    const end = taken[(rank.get(above) ?? -1) + 1] ?? Infinity
    const start = below === -1 ? (taken.at(-1) ?? -1) : (taken[(rank.get(below) ?? 0) - 1] ?? -1)
    const bottom = below === -1 ? Infinity : below
    return { both: (now) => now > above && now < bottom, either: (now) => (now > above && now < end) || (now > start && now < bottom) }
  })
}

/** All pairs that pass the guard, its lead aside, or say the same in the same place; a twin's only with what stands where it stood. */
function wholePairs(sought: ReadonlyMap<number, Sought>, near: ReadonlyMap<number, readonly number[]>, news: readonly Item[], gaps: readonly (Gap | null)[], twins: boolean): Pair[] {
  const pairs: Pair[] = []
  for (const [old, one] of sought) {
    const gap = gaps[old]
    for (const now of near.get(old) ?? []) {
      const other = news[now]
      if (!other || !similarLength(one.item.skeleton, other.skeleton) || (twins && gap?.either(now) === false)) continue
      const { quote, score } = one.whole(other)
      const sure = quote >= SURE_QUOTE && one.item.body.length >= LONG_QUOTE
      const stands = quote === 1 && gap?.both(now) === true
      if (stands || (quote >= LEAST_QUOTE && (score >= LEAST_SCORE || sure))) pairs.push({ old, now, score: score + (gap?.both(now) ? IN_PLACE : 0) })
    }
  }
  return pairs.sort((a, b) => b.score - a.score || a.old - b.old || a.now - b.now)
}

/** The best pairs first, each old and each new passage once: a stable matching. */
function matched(pairs: readonly Pair[]): Pair[] {
  const taken = { old: new Set<number>(), now: new Set<number>() }
  return pairs.filter(({ old, now }) => {
    if (taken.old.has(old) || taken.now.has(now)) return false
    taken.old.add(old)
    taken.now.add(now)
    return true
  })
}

/** Those that lead over every pair that could take their place: one with the same old and a free new passage, or the reverse. */
function leading(chosen: readonly Pair[], pairs: readonly Pair[]): Pair[] {
  const olds = new Set(chosen.map(({ old }) => old))
  const news = new Set(chosen.map(({ now }) => now))
  const best = { old: new Map<number, number>(), now: new Map<number, number>() }
  for (const { old, now, score } of pairs) {
    if (!news.has(now)) best.old.set(old, Math.max(score, best.old.get(old) ?? 0))
    if (!olds.has(old)) best.now.set(now, Math.max(score, best.now.get(now) ?? 0))
  }
  return chosen.filter(({ old, now, score }) => score - Math.max(best.old.get(old) ?? 0, best.now.get(now) ?? 0) >= LEAST_LEAD)
}

/** Lost passages that alone stood between two that are placed, where one free passage stands alone between these now and says much the same. */
function enclosed(sought: ReadonlyMap<number, Sought>, news: readonly Item[], placed: readonly (Placement | null)[], claimants: readonly (readonly number[])[]): { old: number; now: number }[] {
  return [...sought].flatMap(([old, one]) => {
    const before = old === 0 ? -1 : placed[old - 1]?.to[0]
    const behind = placed[old + 1]?.to[0]
    if (placed[old] || one.item.home === -1 || before === undefined || behind !== before + 2) return []
    const other = news[before + 1]
    const free = claimants[before + 1]?.length === 0
    return other && free && similarLength(one.item.skeleton, other.skeleton) && one.quote(other) >= ENCLOSED_QUOTE ? [{ old, now: before + 1 }] : []
  })
}

/** The longer passage that a lost one has become part of. */
function mergedInto(one: Sought, others: readonly number[], news: readonly Item[], claimants: readonly (readonly number[])[], olds: readonly Item[], gap: Gap | null): Placement | null {
  const { body } = one.item
  const found = others.flatMap((now) => {
    const other = news[now]
    if (!other || other.body.length <= body.length) return []
    const { quote, context, score, fit } = one.within(other)
    const long = body.length >= LONG_PART
    // Word for word at the head or the end of what stands between its old neighbours.
    const inPlace = quote === 1 && body.length >= LEAST_IN_PLACE && gap?.both(now) === true && (fit.start === 0 || fit.end === other.body.length)
    if (!inPlace && (quote < LEAST_PART || (score < LEAST_SCORE && !(long && quote === 1)) || (!long && context < PART_CONTEXT))) return []
    // What a passage that came here itself had already said is not this one's.
    const known = (claimants[now] ?? []).some((i) => overlap(new Pattern(olds[i]?.body ?? '').fit(other.body), fit) > MOST_SHARED * body.length)
    return known ? [] : [{ now, score, length: fit.end - fit.start }]
  }).sort((a, b) => b.score - a.score || a.now - b.now)
  const [best, next] = found
  return best && best.score - (next?.score ?? 0) >= LEAST_LEAD ? { to: [best.now], by: 'part' } : null
}

const overlap = (a: Fit, b: Fit): number => Math.min(a.end, b.end) - Math.max(a.start, b.start)

/** Free passages that are parts of a lost one, the longest first. */
function partsOf(one: Sought, free: readonly number[], news: readonly Item[]): { now: number; length: number }[] {
  const parts = free.flatMap((now) => {
    const other = news[now]
    if (!other || other.body.length >= one.item.body.length) return []
    const { quote, context, fit } = one.around(other)
    const sure = other.body.length >= LONG_PART || context >= PART_CONTEXT
    return quote >= LEAST_PART && sure ? [{ now, size: other.text.length, start: fit.start, length: fit.end - fit.start }] : []
  }).sort((a, b) => b.size - a.size || a.now - b.now)
  // Of two that say the same part the longer is kept.
  return parts.filter((part, i) => parts.slice(0, i).every((longer) => part.start >= longer.start + longer.length - 1 || part.start + part.length <= longer.start + 1))
}

/** The passages that a lost one has been split into. */
function splitInto(one: Sought, free: readonly number[], news: readonly Item[]): Placement | null {
  const parts = partsOf(one, free, news)
  const covered = parts.reduce((sum, { length }) => sum + length, 0) / Math.max(1, one.item.body.length)
  return parts.length > 0 && covered >= LEAST_COVERED ? { to: parts.map(({ now }) => now), by: 'part' } : null
}
