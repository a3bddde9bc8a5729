/** What a language knows about two characters standing side by side: words and character n-grams. */
import { fold, HAN } from './fold.js'

const ORDER = 4
/** The second and third character after a join tell a little more than the first; learned from clean text. */
const LATER = 1.15
const ALPHABET = 6000

interface Context {
  total: number
  types: number
}

/** Character n-gram counts with Witten-Bell interpolation. */
export class Ngrams {
  private readonly counts = new Map<string, number>()
  private readonly contexts = new Map<string, Context>()
  private readonly surprises = new Map<string, number>()

  /** Counts every n-gram of an already folded text. */
  add(folded: string, weight = 1): void {
    this.surprises.clear()
    for (let end = 1; end <= folded.length; end++) {
      for (let n = 1; n <= ORDER && n <= end; n++) {
        this.count(folded.slice(end - n, end), weight)
      }
    }
  }

  /** Counts the n-grams that cross a join of two folded texts. */
  addJoin(tail: string, head: string, weight = 1): void {
    this.surprises.clear()
    const left = tail.slice(1 - ORDER)
    const text = left + head.slice(0, ORDER - 1)
    for (let end = left.length + 1; end <= text.length; end++) {
      for (let n = end - left.length + 1; n <= ORDER && n <= end; n++) this.count(text.slice(end - n, end), weight)
    }
  }

  private count(gram: string, weight: number): void {
    const before = this.counts.get(gram) ?? 0
    this.counts.set(gram, before + weight)
    const key = gram.slice(0, -1)
    const context = this.contexts.get(key)
    const types = Math.min(1, before + weight) - Math.min(1, before)
    if (context === undefined) this.contexts.set(key, { total: weight, types })
    else {
      context.total += weight
      context.types += types
    }
  }

  copy(): Ngrams {
    const twin = new Ngrams()
    for (const [gram, count] of this.counts) twin.counts.set(gram, count)
    for (const [key, { total, types }] of this.contexts) twin.contexts.set(key, { total, types })
    return twin
  }

  seen(gram: string): boolean {
    return this.counts.has(gram)
  }

  /** P(char | context); the context's last characters count. */
  probability(context: string, char: string): number {
    let p = 1 / ALPHABET
    const longest = Math.min(ORDER - 1, context.length)
    for (let n = 0; n <= longest; n++) {
      const key = n === 0 ? '' : context.slice(-n)
      const known = this.contexts.get(key)
      if (known === undefined) break
      const count = this.counts.get(key + char) ?? 0
      p = (count + known.types * p) / (known.total + known.types)
    }
    return p
  }

  /** log P(head | tail) - log P(head): what standing side by side explains, in nats. */
  affinity(tail: string, head: string): number {
    const first = head.charAt(0)
    if (first === '' || tail === '') return 0
    if (!this.seen(tail.slice(-1) + first)) return this.surprise(tail)
    let score = 0
    const reach = Math.min(ORDER - 1, head.length)
    for (let k = 0; k < reach; k++) {
      const char = head.charAt(k)
      const inside = head.slice(0, k)
      const gain = Math.log(this.probability(tail + inside, char) / this.probability(inside, char))
      score += k === 0 ? gain : LATER * gain
    }
    return score
  }

  /** What it costs when a character follows that was never seen after this tail. */
  private surprise(tail: string): number {
    const key = tail.slice(1 - ORDER)
    const before = this.surprises.get(key)
    if (before !== undefined) return before
    let score = 0
    for (let n = 1; n <= key.length; n++) {
      const known = this.contexts.get(key.slice(-n))
      if (known === undefined) break
      score += Math.log(known.types / (known.total + known.types))
    }
    this.surprises.set(key, score)
    return score
  }
}

const LONGEST_WORD = 5
const WINDOW = 8

/** Scores of the best segmentations of a fragment's end and start, ready to be joined with another's. */
export interface WordEdges {
  readonly tail: string
  readonly head: string
  /** `tailScores[k]`: best segmentation of the first k characters of the tail. */
  readonly tailScores: Float64Array
  /** `headScores[k]`: best segmentation of the head from its k-th character on. */
  readonly headScores: Float64Array
}

/** Words with their frequencies; says how much better two texts are cut into words together than apart. */
export class Lexicon {
  private readonly logTotal: number
  private readonly unknown: number

  /** Every two characters that stand side by side in some word. */
  private readonly pairs = new Set<string>()

  constructor(private readonly words: ReadonlyMap<string, number>) {
    let total = 0
    for (const [word, frequency] of words) {
      total += frequency
      if (word.length <= LONGEST_WORD) for (let i = 0; i + 1 < word.length; i++) this.pairs.add(word.slice(i, i + 2))
    }
    this.logTotal = Math.log(Math.max(2, total))
    this.unknown = -this.logTotal - 1
  }

  private score(word: string): number | null {
    const frequency = this.words.get(word)
    if (frequency !== undefined) return Math.log(Math.max(1, frequency)) - this.logTotal
    return word.length === 1 ? this.unknown : null
  }

  edges(folded: string): WordEdges {
    const tail = trailing(folded)
    const head = leading(folded)
    const tailScores = new Float64Array(tail.length + 1).fill(-Infinity)
    tailScores[0] = 0
    for (let end = 1; end <= tail.length; end++) {
      for (let n = 1; n <= LONGEST_WORD && n <= end; n++) {
        const score = this.score(tail.slice(end - n, end))
        if (score !== null) tailScores[end] = Math.max(tailScores[end]!, tailScores[end - n]! + score)
      }
    }
    const headScores = new Float64Array(head.length + 1).fill(-Infinity)
    headScores[head.length] = 0
    for (let start = head.length - 1; start >= 0; start--) {
      for (let n = 1; n <= LONGEST_WORD && start + n <= head.length; n++) {
        const score = this.score(head.slice(start, start + n))
        if (score !== null) headScores[start] = Math.max(headScores[start]!, headScores[start + n]! + score)
      }
    }
    return { tail, head, tailScores, headScores }
  }

  /** Gain, in nats, of the best word that spans the join; 0 when none does. */
  spanning(a: WordEdges, b: WordEdges): number {
    if (!this.pairs.has(a.tail.slice(-1) + b.head.charAt(0))) return 0
    const apart = a.tailScores[a.tail.length]! + b.headScores[0]!
    let best = apart
    const mostLeft = Math.min(LONGEST_WORD - 1, a.tail.length)
    for (let left = 1; left <= mostLeft; left++) {
      const start = a.tail.slice(a.tail.length - left)
      const before = a.tailScores[a.tail.length - left]!
      const mostRight = Math.min(LONGEST_WORD - left, b.head.length)
      for (let right = 1; right <= mostRight; right++) {
        const frequency = this.words.get(start + b.head.slice(0, right))
        if (frequency === undefined) continue
        const joined = before + Math.log(Math.max(1, frequency)) - this.logTotal + b.headScores[right]!
        if (joined > best) best = joined
      }
    }
    return best - apart
  }
}

function trailing(folded: string): string {
  let start = folded.length
  while (start > 0 && folded.length - start < WINDOW && HAN.test(folded.charAt(start - 1))) start--
  return folded.slice(start)
}

function leading(folded: string): string {
  let end = 0
  while (end < folded.length && end < WINDOW && HAN.test(folded.charAt(end))) end++
  return folded.slice(0, end)
}

/** Everything a page can be judged by, apart from the page itself. */
export interface Evidence {
  readonly lexicon: Lexicon
  readonly ngrams: Ngrams
  /** Hides names that stand for one another, so that what is said of one place is expected of any. */
  readonly mask: (folded: string) => string
}

/** Sign that stands for any of the interchangeable names. */
const NAME = '\u25cb'

/** Evidence from a dictionary with frequencies, the text of other reports, and names (of cities) that stand for one another. */
export function evidenceFrom(dictionary: ReadonlyMap<string, number>, texts: readonly string[], names: readonly string[] = []): Evidence {
  const pattern =
    names.length === 0
      ? null
      : new RegExp(
          names
            .map((name) => name.replace(/[^\p{L}]/gu, ''))
            .filter((name) => name.length > 1)
            .join('|'),
          'gu',
        )
  const mask = (folded: string): string => (pattern === null ? folded : folded.replace(pattern, NAME))
  const ngrams = new Ngrams()
  for (const text of texts) ngrams.add(mask(fold(text)))
  return { lexicon: new Lexicon(dictionary), ngrams, mask }
}
