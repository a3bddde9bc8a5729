import type { Simplify } from '../ports.js'
import type { Span } from '../types.js'
import { isInvisible } from './character.js'

/**
 * Folding: the form in which two texts are compared. NFKC (UAX #15), lower case, simplified characters, one kind of
 * quotation mark and of dash. Folding is done code point by code point, so that the fold of a part is a part of the fold.
 */

/** A folded text with the way back: `starts[i]`, `ends[i]` bound the original code units that folded unit `i` came from. Not to be written to. */
export interface Folded {
  readonly text: string
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

const PUNCTUATION: Readonly<Record<string, string>> = {
  '“': '"', '”': '"', '„': '"', '‟': '"', '「': '"', '」': '"', '『': '"', '』': '"', '＂': '"',
  '‘': "'", '’': "'", '‚': "'", '‛': "'", '＇': "'",
  '—': '-', '–': '-', '―': '-', '‐': '-', '‑': '-', '‒': '-', '−': '-', '－': '-',
  '∶': ':', '～': '~', '〜': '~', '∼': '~', '・': '·', '•': '·',
}
/** U+FEFF is `\s` to a regular expression, but nothing that a reader sees. */
const isSpace = (character: string): boolean => /\s/u.test(character) && !isInvisible(character)

const foldCharacter = (character: string, simplify: Simplify): string =>
  isInvisible(character) ? '' : [...(PUNCTUATION[character] ?? character.normalize('NFKC')).toLowerCase()].map((c) => PUNCTUATION[c] ?? simplify(c)).join('')

/** In a table of folds: not looked up yet, what folds to nothing, and what folds to several units. */
const UNKNOWN = -1
const DROPPED = -2
const OTHER = -3
const isSurrogate = (unit: number): boolean => (unit & 0xf800) === 0xd800

/** What characters fold to in one of the two forms: code units to one unit in a table, all others by name. */
class Folds {
  readonly #single = new Int32Array(0x10000).fill(UNKNOWN)
  readonly #others = new Map<string, string>()
  readonly #fold: (character: string) => string

  constructor(fold: (character: string) => string) {
    this.#fold = fold
  }

  #learn(unit: number): number {
    const folded = this.#fold(String.fromCharCode(unit))
    const value = isSurrogate(unit) || folded.length > 1 ? OTHER : folded.length === 0 ? DROPPED : folded.charCodeAt(0)
    this.#single[unit] = value
    return value
  }

  of(text: string): Folded {
    const { length } = text
    let changed = false
    let dropped = 0
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i)
      const known = this.#single[unit] ?? UNKNOWN
      const value = known === UNKNOWN ? this.#learn(unit) : known
      if (value === OTHER) return this.#oneByOne(text)
      if (value === DROPPED) dropped++
      else if (value !== unit) changed = true
    }
    if (dropped > 0) return this.#without(text, length - dropped)
    return { text: changed ? this.#mapped(text) : text, ...unmoved(length) }
  }

  /** Of a text each of whose units folds to one. */
  #mapped(text: string): string {
    const units = new Uint16Array(text.length)
    for (let i = 0; i < text.length; i++) units[i] = this.#single[text.charCodeAt(i)] ?? 0
    return textOf(units)
  }

  /** Of a text each of whose units folds to one or to nothing, so many to one. */
  #without(text: string, count: number): Folded {
    const units = new Uint16Array(count)
    const [starts, ends] = [new Uint32Array(count), new Uint32Array(count)]
    let to = 0
    for (let i = 0; i < text.length; i++) {
      const value = this.#single[text.charCodeAt(i)] ?? 0
      if (value === DROPPED) continue
      units[to] = value
      starts[to] = i
      ends[to++] = i + 1
    }
    return { text: textOf(units), starts, ends }
  }

  #oneByOne(text: string): Folded {
    const parts: string[] = []
    const starts: number[] = []
    const ends: number[] = []
    let at = 0
    for (const character of text) {
      const folded = this.#character(character)
      for (let i = 0; i < folded.length; i++) {
        starts.push(at)
        ends.push(at + character.length)
      }
      parts.push(folded)
      at += character.length
    }
    return { text: parts.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
  }

  #character(character: string): string {
    const known = this.#others.get(character)
    if (known !== undefined) return known
    const folded = this.#fold(character)
    this.#others.set(character, folded)
    return folded
  }
}

const textOf = (units: Uint16Array): string => Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le')

/** 0, 1, 2 …: the way back from a text whose characters stand where they stood, shared by all such texts. */
let numbers = Uint32Array.from({ length: 1 << 12 }, (_, i) => i)

function unmoved(length: number): Pick<Folded, 'starts' | 'ends'> {
  if (length + 1 > numbers.length) numbers = Uint32Array.from({ length: 2 * (length + 1) }, (_, i) => i)
  return { starts: numbers.subarray(0, length), ends: numbers.subarray(1, length + 1) }
}

/** By the `Simplify` that folds them: two of them must not answer for each other. */
const known = new WeakMap<Simplify, { readonly spaced: Folds; readonly tight: Folds }>()

function foldsOf(simplify: Simplify): { readonly spaced: Folds; readonly tight: Folds } {
  const folds = known.get(simplify) ?? {
    spaced: new Folds((character) => (isSpace(character) ? ' ' : foldCharacter(character, simplify))),
    tight: new Folds((character) => (isSpace(character) ? '' : foldCharacter(character, simplify).replace(/\s/gu, ''))),
  }
  known.set(simplify, folds)
  return folds
}

/** Folds a text, white space kept (each as one space). Empty text folds to empty text. */
export const fold = (text: string, simplify: Simplify): Folded => foldsOf(simplify).spaced.of(text)

/** Folds a text and drops its white space: the form in which phrases are compared, wherever lines were broken. */
export const foldTight = (text: string, simplify: Simplify): Folded => foldsOf(simplify).tight.of(text)

/** The original span of a span of the folded text. An empty span maps to an empty one. */
export function originalSpan(folded: Folded, start: number, end: number): Span {
  if (end <= start) return { start: 0, end: 0 }
  return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 }
}

/** All occurrences of `needle` in the folded text, overlapping ones too, as spans of the original. An empty needle has none. */
export function occurrences(folded: Folded, needle: string): Span[] {
  const found: Span[] = []
  if (needle === '') return found
  for (let at = folded.text.indexOf(needle); at !== -1; at = folded.text.indexOf(needle, at + 1)) {
    found.push(originalSpan(folded, at, at + needle.length))
  }
  return found
}
