import type { Simplify } from '../ports.js'
import type { Span } from '../types.js'
import { isInvisible } from './character.js'

/**
 * Folding: the form in which two texts are compared. NFKC (UAX #15), lower case, simplified characters, one kind of
 * quotation mark and of dash. Folding is done code point by code point, so that the fold of a part is a part of the fold.
 */

/** A folded text with the way back: `starts[i]`, `ends[i]` bound the original code units that folded unit `i` came from. */
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

/** What characters fold to, by the `Simplify` that folded them: two of them must not answer for each other. */
const caches = new WeakMap<Simplify, Map<string, string>>()

function cacheOf(simplify: Simplify): Map<string, string> {
  const known = caches.get(simplify)
  if (known) return known
  const cache = new Map<string, string>()
  caches.set(simplify, cache)
  return cache
}

function foldCharacter(character: string, simplify: Simplify, cache: Map<string, string>): string {
  const known = cache.get(character)
  if (known !== undefined) return known
  const folded = isInvisible(character) ? ''
    : [...(PUNCTUATION[character] ?? character.normalize('NFKC')).toLowerCase()].map((c) => PUNCTUATION[c] ?? simplify(c)).join('')
  cache.set(character, folded)
  return folded
}

function build(text: string, of: (character: string) => string): Folded {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of text) {
    const folded = of(character)
    for (let i = 0; i < folded.length; i++) {
      starts.push(at)
      ends.push(at + character.length)
    }
    parts.push(folded)
    at += character.length
  }
  return { text: parts.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

/** Folds a text, white space kept (each as one space). Empty text folds to empty text. */
export function fold(text: string, simplify: Simplify): Folded {
  const cache = cacheOf(simplify)
  return build(text, (character) => (isSpace(character) ? ' ' : foldCharacter(character, simplify, cache)))
}

/** Folds a text and drops its white space: the form in which phrases are compared, wherever lines were broken. */
export function foldTight(text: string, simplify: Simplify): Folded {
  const cache = cacheOf(simplify)
  return build(text, (character) => (isSpace(character) ? '' : foldCharacter(character, simplify, cache).replace(/\s/gu, '')))
}

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
