/** Which characters follow one another, as clean text and the page itself show. */

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
  /** Pairs of characters that were counted, each as one number. */
  private readonly pairs = new Set<number>()

  /** What `base` has counted counts here as well; nothing may be added to it any more. */
  constructor(private readonly base: Ngrams | null = null) {}

  /** Counts every n-gram of an already folded text. */
  add(folded: string): void {
    this.surprises.clear()
    for (let end = 1; end <= folded.length; end++) {
      for (let n = 1; n <= ORDER && n <= end; n++) {
        this.count(folded.slice(end - n, end))
      }
    }
  }

  /** Counts the n-grams that cross a join of two folded texts. */
  addJoin(tail: string, head: string): void {
    this.surprises.clear()
    const left = tail.slice(1 - ORDER)
    const text = left + head.slice(0, ORDER - 1)
    for (let end = left.length + 1; end <= text.length; end++) {
      for (let n = end - left.length + 1; n <= ORDER && n <= end; n++) this.count(text.slice(end - n, end))
    }
  }

  private count(gram: string): void {
    const before = this.countOf(gram)
    if (before === 0 && gram.length === 2) this.pairs.add(pairCode(gram, 0, gram, 1))
    this.counts.set(gram, before + 1)
    const key = gram.slice(0, -1)
    const own = this.contexts.get(key)
    const types = before === 0 ? 1 : 0
    if (own === undefined) {
      const known = this.base?.contextOf(key)
      this.contexts.set(key, { total: (known?.total ?? 0) + 1, types: (known?.types ?? 0) + types })
    } else {
      own.total++
      own.types += types
    }
  }

  private countOf(gram: string): number {
    return this.counts.get(gram) ?? this.base?.countOf(gram) ?? 0
  }

  private hasPair(code: number): boolean {
    return this.pairs.has(code) || (this.base?.hasPair(code) ?? false)
  }

  private contextOf(key: string): Context | undefined {
    return this.contexts.get(key) ?? this.base?.contextOf(key)
  }

  /** P(char | context); the context's last characters count. */
  probability(context: string, char: string): number {
    let p = 1 / ALPHABET
    const longest = Math.min(ORDER - 1, context.length)
    for (let n = 0; n <= longest; n++) {
      const key = n === 0 ? '' : context.slice(-n)
      const known = this.contextOf(key)
      if (known === undefined) break
      const count = this.countOf(key + char)
      p = (count + known.types * p) / (known.total + known.types)
    }
    return p
  }

  /** log P(head | tail) - log P(head): what standing side by side explains, in nats. */
  affinity(tail: string, head: string): number {
    const first = head.charAt(0)
    if (first === '' || tail === '') return 0
    if (!this.hasPair(pairCode(tail, tail.length - 1, head, 0))) return this.surprise(tail)
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
      const known = this.contextOf(key.slice(-n))
      if (known === undefined) break
      score += Math.log(known.types / (known.total + known.types))
    }
    this.surprises.set(key, score)
    return score
  }
}

/** One number for two characters. */
const pairCode = (left: string, at: number, right: string, place: number): number => left.charCodeAt(at) * 65_536 + right.charCodeAt(place)
