/** Which words, of which parts of speech, follow one another: a class bigram model over the dictionary (Brown et al. 1992, with tags for classes). */

/** A dictionary with the statistics of the text it was made from. */
export interface Dictionary {
  /** Words with their frequency, and the part of speech that they have most often. */
  readonly words: ReadonlyMap<string, { readonly frequency: number; readonly tag: string }>
  /** Probability of the next word's tag after a word's tag; an empty tag stands for the start of a clause. */
  readonly following: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** What a fragment's end and start tell, ready to be joined with another's. */
export interface WordEdges {
  readonly tail: string
  readonly head: string
  /** The tags that the tail's last word can have, and the probability of the tail with each. */
  readonly endingTags: readonly number[]
  readonly ending: readonly number[]
  /** `opening[n]`: the same without its last n characters, by the tag of the word to come; null beyond its start. */
  readonly opening: readonly (Float64Array | null)[]
  /** `rest[n]`: probability of the head without its first n characters, by the tag of the word before it. */
  readonly rest: readonly Float64Array[]
  /** Logarithm of the probability of the tail and of the head by themselves. */
  readonly tailAlone: number
  readonly headAlone: number
}

const LONGEST_WORD = 5
const LONGEST_PART = 4
const WINDOW = 10
/** What any tag may be followed by, whatever the statistics say. */
const SMOOTH = 0.1
const HAN = /\p{Script=Han}/u
const CLAUSE = ''
const NUMBER = 'm'
const LATIN = 'eng'
const UNKNOWN = 'n'

interface Emission {
  readonly tag: number
  readonly probability: number
}

export class WordModel {
  private readonly tags: readonly string[]
  private readonly clause: number
  private readonly prior: Float64Array
  /** `follows[x * size + y]`: probability of tag y after tag x. */
  private readonly follows: Float64Array
  private readonly emissions = new Map<string, Emission>()
  /** Probability that a word was cut with this before, or after, the cut. */
  private readonly starts = new Map<string, number>()
  private readonly ends = new Map<string, number>()
  /** Every two characters that stand side by side in some word. */
  private readonly pairs = new Set<number>()
  private readonly number: Emission
  private readonly latin: Emission
  private readonly unknown: Emission

  constructor({ words, following }: Dictionary) {
    const seen = new Set<string>([CLAUSE, NUMBER, LATIN, UNKNOWN])
    const totals = new Map<string, number>()
    let total = 0
    for (const { tag, frequency } of words.values()) {
      totals.set(tag, (totals.get(tag) ?? 0) + frequency)
      total += frequency
    }
    for (const tag of totals.keys()) seen.add(tag)
    this.tags = [...seen]
    const index = new Map(this.tags.map((tag, i) => [tag, i]))
    this.clause = index.get(CLAUSE) ?? 0
    this.prior = Float64Array.from(this.tags, (tag) => (totals.get(tag) ?? 0) / Math.max(1, total))
    this.follows = this.transitions(following, index)
    for (const [word, { tag, frequency }] of words) {
      this.emissions.set(word, { tag: index.get(tag) ?? 0, probability: frequency / (totals.get(tag) ?? 1) })
      this.learnParts(word, frequency / total)
    }
    this.number = { tag: index.get(NUMBER) ?? 0, probability: 0.3 }
    this.latin = { tag: index.get(LATIN) ?? 0, probability: 0.1 }
    this.unknown = { tag: index.get(UNKNOWN) ?? 0, probability: 3 / Math.max(3, total) }
  }

  private transitions(following: Dictionary['following'], index: ReadonlyMap<string, number>): Float64Array {
    const size = this.tags.length
    const follows = new Float64Array(size * size)
    for (const [x, tag] of this.tags.entries()) {
      const row = follows.subarray(x * size, (x + 1) * size)
      let sum = 0
      for (const [next, probability] of following.get(tag) ?? []) {
        const y = index.get(next)
        if (y === undefined) continue
        row[y]! += probability
        sum += probability
      }
      for (let y = 0; y < size; y++) row[y] = sum > 0 ? ((1 - SMOOTH) * row[y]!) / sum + SMOOTH * this.prior[y]! : this.prior[y]!
    }
    return follows
  }

  private learnParts(word: string, probability: number): void {
    for (let n = 1; n <= LONGEST_PART && n < word.length; n++) {
      const start = word.slice(0, n)
      const end = word.slice(-n)
      this.starts.set(start, (this.starts.get(start) ?? 0) + probability)
      this.ends.set(end, (this.ends.get(end) ?? 0) + probability)
    }
    if (word.length <= LONGEST_WORD) for (let i = 0; i + 1 < word.length; i++) this.pairs.add(pairCode(word, i, word, i + 1))
  }

  /** A word's tag and probability; null where there is no such word. Marks are the start of a clause. */
  private emission(word: string): Emission | null {
    const known = this.emissions.get(word)
    if (known !== undefined) return known
    if (word.length > 1) return null
    if (HAN.test(word)) return this.unknown
    if (word === '0') return this.number
    return /\p{L}/u.test(word) ? this.latin : { tag: this.clause, probability: 1 }
  }

  /** Probability of the next word's tag, from that of the last one's. */
  private step(last: Float64Array): Float64Array {
    const size = this.tags.length
    const next = new Float64Array(size)
    for (let x = 0; x < size; x++) {
      const weight = last[x]!
      if (weight === 0) continue
      for (let y = 0; y < size; y++) next[y]! += weight * this.follows[x * size + y]!
    }
    return next
  }

  /** What a folded text's last and first characters tell. */
  edges(folded: string): WordEdges {
    const tail = folded.slice(-WINDOW)
    const head = folded.slice(0, WINDOW)
    return { tail, head, ...this.forward(tail), ...this.backward(head) }
  }

  private forward(tail: string): Pick<WordEdges, 'endingTags' | 'ending' | 'opening' | 'tailAlone'> {
    const length = tail.length
    const last: Float64Array[] = [this.prior]
    const next: Float64Array[] = [this.prior]
    for (let end = 1; end <= length; end++) {
      const here = new Float64Array(this.tags.length)
      for (let n = 1; n <= LONGEST_WORD && n <= end; n++) {
        const word = this.emission(tail.slice(end - n, end))
        if (word === null) continue
        here[word.tag]! += word.probability * (word.tag === this.clause ? sum(last[end - n]!) : next[end - n]![word.tag]!)
      }
      const cut = end <= LONGEST_PART ? (this.ends.get(tail.slice(0, end)) ?? 0) : 0
      if (cut > 0) for (let x = 0; x < here.length; x++) here[x]! += cut * this.prior[x]!
      last.push(here)
      next.push(this.step(here))
    }
    let alone = sum(last[length]!)
    for (let n = 1; n <= LONGEST_PART && n <= length; n++) alone += (this.starts.get(tail.slice(-n)) ?? 0) * sum(last[length - n]!)
    const opening = Array.from({ length: LONGEST_WORD }, (_, n) => (n <= length ? next[length - n]! : null))
    const ending = last[length]!
    const endingTags = [...ending.keys()].filter((tag) => ending[tag]! > 0)
    return { endingTags, ending: endingTags.map((tag) => ending[tag]!), opening, tailAlone: Math.log(alone) }
  }

  private backward(head: string): Pick<WordEdges, 'rest' | 'headAlone'> {
    const size = this.tags.length
    const rest: Float64Array[] = []
    rest[head.length] = new Float64Array(size).fill(1)
    for (let start = head.length - 1; start >= 0; start--) {
      const first = new Float64Array(size)
      let mark = 0
      for (let n = 1; n <= LONGEST_WORD && start + n <= head.length; n++) {
        const word = this.emission(head.slice(start, start + n))
        if (word === null) continue
        const value = word.probability * rest[start + n]![word.tag]!
        if (word.tag === this.clause) mark += value
        else first[word.tag]! += value
      }
      const here = new Float64Array(size)
      for (let x = 0; x < size; x++) {
        let value = mark
        for (let y = 0; y < size; y++) value += this.follows[x * size + y]! * first[y]!
        here[x] = value
      }
      rest[start] = here
    }
    const average = (values: Float64Array): number => values.reduce((all, value, x) => all + value * this.prior[x]!, 0)
    let alone = average(rest[0]!)
    for (let n = 1; n <= LONGEST_PART && n <= head.length; n++) alone += (this.ends.get(head.slice(0, n)) ?? 0) * average(rest[n]!)
    return { rest: rest.slice(0, LONGEST_WORD), headAlone: Math.log(alone) }
  }

  /** log P(tail head) - log P(tail) - log P(head), in nats: what standing side by side explains. 0 where one of them is empty. */
  affinity(a: WordEdges, b: WordEdges): number {
    if (a.tail === '' || b.head === '') return 0
    let together = 0
    const after = b.rest[0]!
    for (let k = 0; k < a.ending.length; k++) together += a.ending[k]! * after[a.endingTags[k]!]!
    if (this.pairs.has(pairCode(a.tail, a.tail.length - 1, b.head, 0))) {
      for (let left = 1; left < LONGEST_WORD && left <= a.tail.length; left++) {
        const start = a.tail.slice(-left)
        for (let right = 1; left + right <= LONGEST_WORD && right <= b.head.length; right++) {
          const word = this.emissions.get(start + b.head.slice(0, right))
          if (word !== undefined) together += word.probability * (a.opening[left]?.[word.tag] ?? 0) * (b.rest[right]?.[word.tag] ?? 1)
        }
      }
    }
    return together > 0 ? Math.log(together) - a.tailAlone - b.headAlone : 0
  }
}

/** One number for two characters. */
const pairCode = (left: string, at: number, right: string, place: number): number => left.charCodeAt(at) * 65_536 + right.charCodeAt(place)

function sum(values: Float64Array): number {
  let all = 0
  for (const value of values) all += value
  return all
}
