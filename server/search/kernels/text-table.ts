import type { Analyzer, Folded, PassageTexts } from '../../../indexer/index.js'

/** Marks in the tables of folds; code units stand below them. */
const DROPPED = 0x10000
const SEVERAL = 0x10001
const UNKNOWN = 0x10002

const LATIN = /\p{Script=Latin}/u
const COMMA = 0x2c
const POINT = 0x2e
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39

/** One of the two folds, code unit by code unit; what folds to several units, and characters of two, are kept apart. */
class FoldTable {
  readonly single = new Uint32Array(0x10000).fill(UNKNOWN)
  readonly several = new Map<number, string>()
  readonly #fold: (text: string) => string

  constructor(fold: (text: string) => string) {
    this.#fold = fold
  }

  learn(unit: number): number {
    const folded = this.#fold(String.fromCharCode(unit))
    const value = folded.length === 0 ? DROPPED : folded.length === 1 ? folded.charCodeAt(0) : SEVERAL
    if (value === SEVERAL) this.several.set(unit, folded)
    this.single[unit] = value
    return value
  }

  ofPair(codePoint: number): string {
    let folded = this.several.get(codePoint)
    if (folded === undefined) {
      folded = this.#fold(String.fromCodePoint(codePoint))
      this.several.set(codePoint, folded)
    }
    return folded
  }
}

/**
 * The texts of all passages in one array of UTF-16 code units, searched in their folded form without a string being made. A passage is folded into
 * a place of work when it is looked at; the fold is the analyzer's, code point by code point.
 */
export class TextTable {
  readonly #texts: PassageTexts
  readonly #units: Uint16Array
  readonly #starts: Uint32Array
  readonly #tight: FoldTable
  readonly #spaced: FoldTable
  readonly #latin = new Uint8Array(0x10000).fill(2)
  /** The passage in the place of work, its folded units, and for each where the character starts and ends that it came from. */
  #loaded = -1
  #length = 0
  #folded = new Uint16Array(1 << 12)
  #from = new Uint32Array(1 << 12)
  #to = new Uint32Array(1 << 12)

  constructor(texts: PassageTexts, analyzer: Analyzer) {
    this.#texts = texts
    this.#units = texts.units
    this.#starts = texts.starts
    this.#tight = new FoldTable((text) => analyzer.foldTight(text).text)
    this.#spaced = new FoldTable((text) => analyzer.fold(text).text)
  }

  /** Passages. */
  get size(): number {
    return this.#starts.length - 1
  }

  text(passage: number): string {
    return this.#texts.text(passage)
  }

  /** The text folded with its white space. */
  spaced(passage: number): string {
    this.#load(passage, this.#spaced)
    this.#loaded = -1
    return decode(this.#folded, 0, this.#length)
  }

  /** The text folded without white space. */
  tight(passage: number): string {
    if (this.#loaded !== passage) this.#load(passage, this.#tight)
    return decode(this.#folded, 0, this.#length)
  }

  /** The same with the way back to the text, which is looked up when it is asked for: to match a passage its text is enough. */
  folded(passage: number): Folded {
    let way: Pick<Folded, 'starts' | 'ends'> | null = null
    const known = (): Pick<Folded, 'starts' | 'ends'> => (way ??= this.#wayBack(passage))
    return { text: this.tight(passage), get starts() { return known().starts }, get ends() { return known().ends } }
  }

  #wayBack(passage: number): Pick<Folded, 'starts' | 'ends'> {
    if (this.#loaded !== passage) this.#load(passage, this.#tight)
    return { starts: this.#from.slice(0, this.#length), ends: this.#to.slice(0, this.#length) }
  }

  #load(passage: number, table: FoldTable): void {
    this.#texts.read(passage)
    const [start, end] = [this.#starts[passage]!, this.#starts[passage + 1]!]
    const units = this.#units
    // No character folds to more than 18 units (U+FDFA).
    if ((end - start) * 18 > this.#folded.length) this.#grow((end - start) * 18)
    const { single } = table
    let length = 0
    for (let at = start; at < end; at++) {
      const unit = units[at]!
      let value = single[unit]!
      if (value === UNKNOWN || (unit & 0xf800) === 0xd800) {
        const low = at + 1 < end ? units[at + 1]! : 0
        if ((unit & 0xfc00) === 0xd800 && (low & 0xfc00) === 0xdc00) {
          const folded = table.ofPair(((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000)
          length = this.#put(folded, length, at - start, at - start + 2)
          at++
          continue
        }
        value = table.learn(unit)
      }
      if (value < DROPPED) {
        this.#folded[length] = value
        this.#from[length] = at - start
        this.#to[length++] = at - start + 1
      } else if (value === SEVERAL) {
        length = this.#put(table.several.get(unit) ?? '', length, at - start, at - start + 1)
      }
    }
    this.#length = length
    this.#loaded = table === this.#tight ? passage : -1
  }

  #put(folded: string, length: number, from: number, to: number): number {
    for (let i = 0; i < folded.length; i++) {
      this.#folded[length] = folded.charCodeAt(i)
      this.#from[length] = from
      this.#to[length++] = to
    }
    return length
  }

  #grow(least: number): void {
    this.#folded = new Uint16Array(least)
    this.#from = new Uint32Array(least)
    this.#to = new Uint32Array(least)
  }

  /** Whether a folded text stands in a passage's folded text; an empty one does not. Where each character folds to one unit or to none the text is not folded first. */
  holds(passage: number, needle: Uint16Array): boolean {
    const first = needle[0]
    if (first === undefined) return false
    if (this.#loaded === passage) return this.indexIn(passage, needle) !== -1
    this.#texts.read(passage)
    const [units, { single }] = [this.#units, this.#tight]
    const end = this.#starts[passage + 1]!
    for (let at = this.#starts[passage]!; at < end; at++) {
      const unit = units[at]!
      const value = single[unit]!
      if (value > DROPPED || (unit & 0xf800) === 0xd800) return this.indexIn(passage, needle) !== -1
      if (value !== first) continue
      let met = 1
      for (let i = at + 1; i < end && met < needle.length; i++) {
        const next = single[units[i]!]!
        if (next > DROPPED || (units[i]! & 0xf800) === 0xd800) return this.indexIn(passage, needle) !== -1
        if (next === DROPPED) continue
        if (next !== needle[met]) break
        met++
      }
      if (met === needle.length) return true
    }
    return false
  }

  /** Where a folded text next stands in a passage's folded text, from a place on; -1 when it does not. An empty one stands nowhere. */
  indexIn(passage: number, needle: Uint16Array, from = 0): number {
    if (this.#loaded !== passage) this.#load(passage, this.#tight)
    const size = needle.length
    if (size === 0) return -1
    const folded = this.#folded
    const first = needle[0]!
    const last = this.#length - size
    search: for (let at = from; at <= last; at++) {
      if (folded[at] !== first) continue
      for (let i = 1; i < size; i++) if (folded[at + i] !== needle[i]) continue search
      return at
    }
    return -1
  }

  /** Whether a folded text stands in a passage, and not as a part of a longer number or Latin word. */
  standsWhole(passage: number, needle: Uint16Array): boolean {
    for (let at = this.indexIn(passage, needle); at !== -1; at = this.indexIn(passage, needle, at + 1)) {
      const [from, to] = [this.#from[at]!, this.#to[at + needle.length - 1]!]
      if (!this.#cuts(passage, from) && !this.#cuts(passage, to)) return true
    }
    return false
  }

  /** Whether a place of the text cuts through a number, or through a word of Latin letters. */
  #cuts(passage: number, place: number): boolean {
    const start = this.#starts[passage]!
    const length = this.#starts[passage + 1]! - start
    const unit = (at: number): number => (at >= 0 && at < length ? this.#units[start + at]! : 0)
    const sign = (u: number): boolean => u === COMMA || u === POINT
    const [before, behind] = [unit(place - 1), unit(place)]
    if ((isDigit(before) || (sign(before) && isDigit(unit(place - 2)))) && (isDigit(behind) || (sign(behind) && isDigit(unit(place + 1))))) return true
    return this.#isLatin(before) && this.#isLatin(behind)
  }

  #isLatin(unit: number): boolean {
    let known = this.#latin[unit]!
    if (known === 2) {
      known = LATIN.test(String.fromCharCode(unit)) ? 1 : 0
      this.#latin[unit] = known
    }
    return known === 1
  }
}

/** The code units of a text. */
export const unitsOf = (text: string): Uint16Array => Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))

const decode = (units: Uint16Array, from: number, to: number): string =>
  Buffer.from(units.buffer, units.byteOffset + from * 2, (to - from) * 2).toString('utf16le')
