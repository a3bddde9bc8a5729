import type { Topic, TopicEvidence } from '../types.js'

const WEAK_NEEDED = 2

/** Width and quotation marks do not tell words apart. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[“”]/g, '"')

/** A topic with its words as places in the list of all words. */
interface Words {
  readonly name: string
  readonly strong: readonly number[]
  readonly weak: readonly number[]
}

/** The words of a vocabulary as they are sought: all in one pass over a text, by their first two code units. */
class TopicWords {
  readonly topics: readonly Words[]
  /** By word: the topics that it speaks for, ascending. */
  readonly #topicsOf: number[][] = []
  readonly written: string[] = []
  readonly #sought: string[] = []
  readonly #numbers = new Map<string, number>()
  /** By first unit: 1 where a word begins with it. */
  readonly #begins = new Uint8Array(0x10000)
  readonly #starting = new Map<number, number[]>()
  /** Of the text at hand, by word: how often it was found (occurrences do not overlap), and where the last one ended. */
  readonly #counts: Uint32Array
  readonly #ends: Uint32Array

  constructor(vocabulary: readonly Topic[]) {
    this.topics = vocabulary.map(({ name, strong, weak }) => ({ name, strong: strong.map((word) => this.#number(word)), weak: weak.map((word) => this.#number(word)) }))
    this.topics.forEach(({ strong, weak }, topic) => { for (const word of new Set([...strong, ...weak])) (this.#topicsOf[word] ??= []).push(topic) })
    this.#counts = new Uint32Array(this.written.length)
    this.#ends = new Uint32Array(this.written.length)
    this.#sought.forEach((sought, word) => {
      const key = keyAt(sought, 0)
      this.#begins[sought.charCodeAt(0)] = 1
      const same = this.#starting.get(key)
      if (same) same.push(word)
      else this.#starting.set(key, [word])
    })
  }

  #number(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    const sought = plain(word)
    if (sought.length < 2) throw new Error(`a topic's word has to be longer: ${word}`)
    this.#numbers.set(word, this.written.length)
    this.#sought.push(sought)
    return this.written.push(word) - 1
  }

  /** Calls with the number of occurrences of every word, and the topics that have one of them; none when no word stands in the text. */
  count<T>(text: string, none: T, of: (counts: Uint32Array, topics: readonly Words[]) => T): T {
    const found: number[] = []
    for (let at = 0; at + 1 < text.length; at++) {
      if (this.#begins[text.charCodeAt(at)] === 0) continue
      for (const word of this.#starting.get(keyAt(text, at)) ?? NONE) {
        const sought = this.#sought[word] ?? ''
        if (at < (this.#ends[word] ?? 0) || !text.startsWith(sought, at)) continue
        if (this.#counts[word] === 0) found.push(word)
        this.#counts[word] = (this.#counts[word] ?? 0) + 1
        this.#ends[word] = at + sought.length
      }
    }
    const result = found.length === 0 ? none : of(this.#counts, this.#topicsWith(found))
    for (const word of found) {
      this.#counts[word] = 0
      this.#ends[word] = 0
    }
    return result
  }

  #topicsWith(words: readonly number[]): Words[] {
    const topics = new Set(words.flatMap((word) => this.#topicsOf[word] ?? NONE))
    return [...topics].sort((a, b) => a - b).flatMap((topic) => this.topics[topic] ?? [])
  }
}

const NONE: readonly number[] = []
const keyAt = (text: string, at: number): number => text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1)

/** Worked out once for all texts. */
const vocabularies = new WeakMap<readonly Topic[], TopicWords>()

function wordsOf(vocabulary: readonly Topic[]): TopicWords {
  const known = vocabularies.get(vocabulary) ?? new TopicWords(vocabulary)
  vocabularies.set(vocabulary, known)
  return known
}

/** The topics of a text in the order of the vocabulary, each with the words that earned it. No word, no topic. */
export function topicsOf(text: string, vocabulary: readonly Topic[]): TopicEvidence[] {
  const words = wordsOf(vocabulary)
  return words.count<TopicEvidence[]>(plain(text), [], (counts, topics) => topics.flatMap(({ name, strong, weak }) => {
    const [strongly, weakly] = [strong.filter((word) => counts[word] !== 0), weak.filter((word) => counts[word] !== 0)]
    const weakCount = weakly.reduce((sum, word) => sum + (counts[word] ?? 0), 0)
    return strongly.length > 0 || weakCount >= WEAK_NEEDED ? [{ topic: name, words: [...strongly, ...weakly].map((word) => words.written[word] ?? '') }] : []
  }))
}
