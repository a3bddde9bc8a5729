/** The terms of the join model: what of a fragment's end meets what of another's start, each pair as one number. */
import type { Dictionary } from './word-model.js'

const WINDOW = 12
const LONGEST_WORD = 5
/** Characters of either side that stand in a term. */
const REACH = 5
/** How many characters of the end meet how many of the start. */
const MEETING = [[1, 1], [1, 2], [1, 3], [1, 4], [1, 5], [2, 1], [2, 2], [2, 3], [2, 4], [3, 1], [3, 2], [3, 3], [4, 1], [4, 2], [5, 1]] as const
/** No more terms than this are made of one join. */
export const MOST_TERMS = 48
/** Numbers of words are polynomials in this base, modulo 2^32. */
const BASE = 0x01000193
const POWERS = [1, BASE, Math.imul(BASE, BASE), Math.imul(Math.imul(BASE, BASE), BASE), Math.imul(Math.imul(BASE, BASE), Math.imul(BASE, BASE))] as const
/** Beyond the text. */
const NOTHING = 1

/** A word at a fragment's edge: numbers for itself and for its part of speech, its length. */
interface EdgeWord {
  readonly word: number
  readonly tag: number
  readonly length: number
}

/** One end of a fragment, ready to be met by another's. */
export interface JoinEdge {
  readonly text: string
  /** `characters[n]`: one number for the n characters next to the join. */
  readonly characters: Int32Array
  /** `parts[n]`: the same, such that the numbers of a word's parts make the word's. */
  readonly parts: Int32Array
  /** The three words next to the join, the nearest first. */
  readonly words: readonly [EdgeWord, EdgeWord, EdgeWord]
}

export interface JoinEdges {
  readonly tail: JoinEdge
  readonly head: JoinEdge
}

const BEYOND: EdgeWord = { word: NOTHING, tag: NOTHING, length: 0 }

/** FNV-1a over UTF-16 code units. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** One number out of two and of the kind of term (finaliser after Wellons's lowbias32, public domain). */
function mixed(a: number, b: number, kind: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(kind, 0xc2b2ae35)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  hash = Math.imul(hash, 0x297a2d39)
  return (hash ^ (hash >>> 15)) >>> 0
}

const pair = (a: number, b: number): number => (Math.imul(a, 31) + b) | 0

/** Makes the terms of joins, with the words of a dictionary. */
export class JoinTerms {
  private readonly unknown: number
  private readonly logTotal: number
  /** Open addressing: numbers of words of two to five characters, and their frequency classes. */
  private readonly spans: Int32Array
  private readonly classes: Uint8Array

  constructor(private readonly words: Dictionary['words']) {
    let total = 0
    let count = 0
    for (const [word, { frequency }] of words) {
      if (word.length > LONGEST_WORD) continue
      total += frequency
      count++
    }
    this.logTotal = Math.log(Math.max(2, total))
    this.unknown = Math.log(0.5) - this.logTotal
    const size = 2 ** Math.ceil(Math.log2(2 * count + 2))
    this.spans = new Int32Array(size)
    this.classes = new Uint8Array(size)
    for (const [word, { frequency }] of words) {
      if (word.length < 2 || word.length > LONGEST_WORD) continue
      let number = 0
      for (let i = 0; i < word.length; i++) number = Math.imul(number, BASE) + word.charCodeAt(i)
      const at = this.slot(number | 0)
      this.spans[at] = number | 0
      this.classes[at] = Math.max(1, Math.min(20, Math.round(Math.log(frequency) - this.logTotal + 18)))
    }
  }

  /** Where a word's number stands, or could stand, in the table. */
  private slot(number: number): number {
    const mask = this.spans.length - 1
    let at = Math.imul(number, 0x9e3779b1) >>> 7 & mask
    while (this.classes[at] !== 0 && this.spans[at] !== number) at = (at + 1) & mask
    return at
  }

  /** Both ends of a folded text. */
  edges(folded: string): JoinEdges {
    const tail = folded.slice(-WINDOW)
    const head = folded.slice(0, WINDOW)
    return {
      tail: { text: tail, characters: this.characters(tail, (n) => tail.charCodeAt(tail.length - n)), parts: parts(tail, true), words: this.edgeWords(tail, true) },
      head: { text: head, characters: this.characters(head, (n) => head.charCodeAt(n - 1)), parts: parts(head, false), words: this.edgeWords(head, false) },
    }
  }

  private characters(text: string, nth: (n: number) => number): Int32Array {
    const numbers = new Int32Array(Math.min(REACH, text.length) + 1)
    let hash = 7
    for (let n = 1; n < numbers.length; n++) {
      hash = Math.imul(hash ^ nth(n), 0x01000193) ^ (hash >>> 13)
      numbers[n] = hash
    }
    return numbers
  }

  private score(word: string): number | null {
    const known = this.words.get(word)
    if (known !== undefined) return Math.log(known.frequency) - this.logTotal
    return word.length === 1 ? this.unknown : null
  }

  /** The words next to the join, in the most probable cut of the text into words. */
  private edgeWords(text: string, atEnd: boolean): [EdgeWord, EdgeWord, EdgeWord] {
    const length = text.length
    const best = new Float64Array(length + 1).fill(-Infinity)
    const size = new Int32Array(length + 1)
    best[0] = 0
    const slice = (far: number, near: number): string => (atEnd ? text.slice(far, near) : text.slice(length - near, length - far))
    for (let near = 1; near <= length; near++) {
      for (let n = 1; n <= LONGEST_WORD && n <= near; n++) {
        const score = this.score(slice(near - n, near))
        if (score !== null && best[near - n]! + score > best[near]!) {
          best[near] = best[near - n]! + score
          size[near] = n
        }
      }
    }
    const found: [EdgeWord, EdgeWord, EdgeWord] = [BEYOND, BEYOND, BEYOND]
    for (let at = length, n = 0; at > 0 && n < 3; n++) {
      const word = slice(at - size[at]!, at)
      const tag = this.words.get(word)?.tag
      found[n] = { word: numberOf(word), tag: numberOf(tag === undefined ? word : `/${tag}`), length: word.length }
      at -= size[at]!
    }
    return found
  }

  /** Writes the terms of a join into `into` and gives their number; 0 where one side is empty. */
  write({ tail }: JoinEdges, { head }: JoinEdges, into: Uint32Array): number {
    if (tail.text === '' || head.text === '') return 0
    let count = 0
    const [left, right] = [tail.characters, head.characters]
    for (let kind = 0; kind < MEETING.length; kind++) {
      const [i, j] = MEETING[kind]!
      if (i < left.length && j < right.length) into[count++] = mixed(left[i]!, right[j]!, kind + 1)
    }
    const [l1, l2, l3] = [1, 2, 3].map((n) => tail.text.charCodeAt(tail.text.length - n) || NOTHING) as [number, number, number]
    const [r1, r2, r3] = [0, 1, 2].map((n) => head.text.charCodeAt(n) || NOTHING) as [number, number, number]
    into[count++] = mixed(l2, r1, 20)
    into[count++] = mixed(l1, r2, 21)
    into[count++] = mixed(l2, r2, 22)
    into[count++] = mixed(l3, r1, 23)
    into[count++] = mixed(pair(l3, l2), r1, 24)
    into[count++] = mixed(l1, r3, 25)
    into[count++] = mixed(l1, pair(r2, r3), 26)
    const [a1, a2, a3] = tail.words
    const [b1, b2] = head.words
    const before = pair(a2.tag, a1.tag)
    const after = pair(b1.tag, b2.tag)
    count += writeWords(a1, b1, into, count)
    into[count++] = mixed(before, b1.tag, 44)
    into[count++] = mixed(a1.tag, after, 45)
    into[count++] = mixed(before, after, 46)
    into[count++] = mixed(before, b1.word, 47)
    into[count++] = mixed(a1.word, after, 48)
    into[count++] = mixed(a2.word, b1.word, 49)
    into[count++] = mixed(a1.word, b2.word, 50)
    into[count++] = mixed(pair(a3.tag, before), b1.tag, 51)
    const spanning = this.spanning(tail, head)
    into[count++] = mixed(spanning, 0, 52)
    into[count++] = mixed(spanning, a1.length * 8 + b1.length, 53)
    into[count++] = mixed(pair(a1.tag, a1.length), pair(b1.tag, b1.length), 54)
    return count
  }

  /** The terms that depend on the two words next to the join alone. */
  writeNearest({ tail }: JoinEdges, { head }: JoinEdges, into: Uint32Array): number {
    if (tail.text === '' || head.text === '') return 0
    into[0] = mixed(tail.characters[1]!, head.characters[1]!, 1)
    into[1] = mixed(this.spanning(tail, head, tail.words[0].length, head.words[0].length), 0, 52)
    return 2 + writeWords(tail.words[0], head.words[0], into, 2)
  }

  /** Length and frequency class of the longest, then most frequent, word that spans the join; 0 where there is none. */
  private spanning(tail: JoinEdge, head: JoinEdge, mostLeft = LONGEST_WORD, mostRight = LONGEST_WORD): number {
    let best = 0
    for (let j = 1; j < LONGEST_WORD && j < head.parts.length && j <= mostRight; j++) {
      for (let i = 1; i + j <= LONGEST_WORD && i < tail.parts.length && i <= mostLeft; i++) {
        const known = this.classes[this.slot((Math.imul(tail.parts[i]!, POWERS[j]!) + head.parts[j]!) | 0)]!
        if (known !== 0) best = Math.max(best, (i + j) * 100 + known)
      }
    }
    return best
  }
}

/** Numbers of the one to four characters next to the join, in reading order. */
function parts(text: string, atEnd: boolean): Int32Array {
  const numbers = new Int32Array(Math.min(LONGEST_WORD - 1, text.length) + 1)
  for (let n = 1; n < numbers.length; n++) {
    numbers[n] = atEnd ? Math.imul(text.charCodeAt(text.length - n), POWERS[n - 1]!) + numbers[n - 1]! : Math.imul(numbers[n - 1]!, BASE) + text.charCodeAt(n - 1)
  }
  return numbers
}

/** The terms of two words that meet; their number. */
function writeWords(a: EdgeWord, b: EdgeWord, into: Uint32Array, at: number): number {
  into[at] = mixed(a.word, b.word, 40)
  into[at + 1] = mixed(a.tag, b.word, 41)
  into[at + 2] = mixed(a.word, b.tag, 42)
  into[at + 3] = mixed(a.tag, b.tag, 43)
  return 4
}
