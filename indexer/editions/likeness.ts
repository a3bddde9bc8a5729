import { Pattern, type Fit } from './distance.js'
import { CONTEXT, type Item } from './item.js'

/** How like two passages are: 0 for nothing in common, 1 for the same. The thresholds are reported with `bench -- anchors`. */

/** Share of the quote and of its surroundings in a score (after qnop, which weighs them so). */
const QUOTE_SHARE = 0.7
/** Share of the better side, of the worse side and of the headings in the likeness of the surroundings: a neighbour may have gone. */
const BETTER_SIDE = 0.5
const WORSE_SIDE = 0.3
const HEADINGS = 0.2
/** Headings with this likeness are the same, misread. */
const SAME_PATH = 0.7
/** A skeleton is sure to be of this passage only when so much of it is text. */
const SURE_SKELETON = 4
/** What a likeness without regard to numbers falls behind one with it. */
const NUMBERS_APART = 0.02

/** An item with its patterns, each made once. */
export class Sought {
  readonly item: Item
  #body: Pattern | undefined
  #skeleton: Pattern | undefined
  #prefix: Pattern | undefined
  #suffix: Pattern | undefined
  readonly #paths = new Map<string, number>()

  constructor(item: Item) {
    this.item = item
  }

  get body(): Pattern {
    return (this.#body ??= new Pattern(this.item.body))
  }

  /** Likeness of what is said, numbers aside where enough else is said. */
  quote(other: Item): number {
    const { body, skeleton } = this.item
    if (body === other.body) return 1
    const printed = this.body.similarity(other.body)
    const sure = skeleton.replaceAll('#', '').length >= SURE_SKELETON
    if (!sure && skeleton !== other.skeleton) return printed
    this.#skeleton ??= new Pattern(skeleton)
    const apart = this.#skeleton.similarity(other.skeleton) - NUMBERS_APART
    return Math.max(printed, sure ? apart : Math.min(apart, SHORT_SKELETON))
  }

  /** Likeness of what stands before, behind and above. */
  context(before: string, behind: string, path: string): number {
    const { item } = this
    this.#prefix ??= new Pattern(item.prefix)
    this.#suffix ??= new Pattern(item.suffix)
    const left = side(this.#prefix, item.prefix, before.slice(-CONTEXT))
    const right = side(this.#suffix, item.suffix, behind.slice(0, CONTEXT))
    return BETTER_SIDE * Math.max(left, right) + WORSE_SIDE * Math.min(left, right) + HEADINGS * this.#path(path)
  }

  #path(path: string): number {
    if (path === this.item.path) return 1
    const known = this.#paths.get(path)
    if (known !== undefined) return known
    const likeness = new Pattern(this.item.path).similarity(path)
    const same = likeness >= SAME_PATH ? 1 : 0
    this.#paths.set(path, same)
    return same
  }

  /** Score of a whole passage for this one. */
  whole(other: Item): { quote: number; context: number; score: number } {
    return scored(this.quote(other), this.context(other.prefix, other.suffix, other.path))
  }

  /** Score of the part of a longer passage that this one fits best. */
  within(other: Item): { quote: number; context: number; score: number; fit: Fit } {
    const fit = this.body.fit(other.body)
    const context = this.context(other.prefix + other.body.slice(0, fit.start), other.body.slice(fit.end) + other.suffix, other.path)
    return { ...scored(1 - fit.errors / Math.max(1, this.body.length), context), fit }
  }

  /** Score of this one for holding the whole of a shorter passage. */
  around(other: Item): { quote: number; context: number; score: number; fit: Fit } {
    const pattern = new Pattern(other.body)
    const fit = pattern.fit(this.item.body)
    const { body, prefix, suffix } = this.item
    const before = new Pattern((prefix + body.slice(0, fit.start)).slice(-CONTEXT))
    const behind = new Pattern((body.slice(fit.end) + suffix).slice(0, CONTEXT))
    const left = before.similarity(other.prefix)
    const right = behind.similarity(other.suffix)
    const context = BETTER_SIDE * Math.max(left, right) + WORSE_SIDE * Math.min(left, right) + HEADINGS * this.#path(other.path)
    return { ...scored(1 - fit.errors / Math.max(1, other.body.length), context), fit }
  }
}

/** Likeness that two passages with the same short skeleton have at most: their place must decide. */
const SHORT_SKELETON = 0.75

const side = (pattern: Pattern, expected: string, found: string): number => (expected === found ? 1 : pattern.similarity(found))

const scored = (quote: number, context: number): { quote: number; context: number; score: number } =>
  ({ quote, context, score: QUOTE_SHARE * quote + (1 - QUOTE_SHARE) * context })

/** Finds the items that share most with a given one, by the pairs of neighbouring characters of their skeletons. */
export class Shortlist {
  readonly #postings = new Map<string, number[]>()
  readonly #sizes: readonly number[]
  readonly #counts: Uint16Array

  constructor(items: readonly Item[]) {
    this.#sizes = items.map(({ skeleton }, i) => {
      const grams = gramsOf(skeleton)
      for (const gram of grams) {
        const postings = this.#postings.get(gram)
        if (postings) postings.push(i)
        else this.#postings.set(gram, [i])
      }
      return grams.size
    })
    this.#counts = new Uint16Array(items.length)
  }

  /** Up to `limit` indices each of the items most like this one as wholes, and of those that hold most of it or are held by it. */
  near(item: Item, limit: number): number[] {
    const grams = gramsOf(item.skeleton)
    const touched: number[] = []
    for (const gram of grams) {
      for (const i of this.#postings.get(gram) ?? []) {
        if (this.#counts[i] === 0) touched.push(i)
        this.#counts[i] = (this.#counts[i] ?? 0) + 1
      }
    }
    const rated = touched.map((i) => {
      const shared = this.#counts[i] ?? 0
      const size = this.#sizes[i] ?? 1
      return { i, whole: shared / (grams.size + size - shared), part: shared / Math.min(grams.size, size) }
    })
    for (const i of touched) this.#counts[i] = 0
    const best = (by: 'whole' | 'part', least: number): number[] =>
      rated.filter((entry) => entry[by] >= least).sort((a, b) => b[by] - a[by] || a.i - b.i).slice(0, limit).map(({ i }) => i)
    return [...new Set([...best('whole', LEAST_SHARED), ...best('part', LEAST_HELD)])]
  }
}

/** Shares of pairs below which no passage is looked at more closely. */
const LEAST_SHARED = 0.08
const LEAST_HELD = 0.4

/** Pairs of neighbouring units, the edges included, so that even one character has two. */
function gramsOf(text: string): Set<string> {
  const padded = `\u0002${text}\u0003`
  const grams = new Set<string>()
  for (let i = 0; i + 1 < padded.length; i++) grams.add(padded.slice(i, i + 2))
  return grams
}
