import type { Segmenter, Simplify } from '../ports.js'
import { fold, foldTight, originalSpan, type Folded } from '../text/fold.js'
import type { Token } from '../types.js'
import { chunksOf } from './numbers.js'

/**
 * Text -> terms, the same object for index and query. Two streams: words (with the dictionary words inside them,
 * numbers with and without unit, Latin words) for ranking, and pairs of neighbouring 汉字 for recall.
 */
export interface Analyzer {
  /** Word tokens; spans in the original text. Sub-words stand before the word that holds them. */
  words(text: string): Token[]
  /** The terms of `words`, with repetitions, in no order. */
  wordTerms(text: string): string[]
  /** One token per pair of neighbouring 汉字, and per 汉字 that has no neighbour; white space does not part neighbours. */
  grams(text: string): Token[]
  /** The terms of `grams`, with repetitions, in the order of the text. */
  gramTerms(text: string): string[]
  /** The same as numbers, the first code unit in the upper half, the second (0 for none) in the lower; as they are where a 汉字 is beyond the basic plane. */
  gramPairs(text: string): Uint32Array | readonly string[]
  /** What tells which passages may hold letters and digits: each of them once, and each pair of neighbours among them and the signs of numbers. A comma between digits is passed over. */
  letters(text: string): string[]
  /** Words that tile the text (no sub-words, numbers whole), for reading a query. */
  tiles(text: string): Token[]
  fold(text: string): Folded
  foldTight(text: string): Folded
  /** Changes whenever the same text could give other terms. */
  readonly fingerprint: string
}

/** To be raised when the rules in this folder or in `text/fold.ts` change. */
const ANALYZER_VERSION = 4

const HAN_RUN = /\p{Script=Han}+/gu
const LETTER = /[\p{L}\p{N}]/u
/** Letters and digits, with the signs that stand inside numbers and names. */
const OF_LETTER_RUN = /[\p{L}\p{N}%‰./+-]/u

/** The 汉字 runs of a folded text with what lies between them cut away. */
const hanRuns = (text: string): { start: number; text: string }[] => [...text.matchAll(HAN_RUN)].map((run) => ({ start: run.index, text: run[0] }))

/** The folded text without the digits of ①, ² and ½: they are no digits of the number that stands beside them. */
const plainNumbers = (text: string, folded: Folded): string => !/\p{No}/u.test(text) ? folded.text
  : folded.text.split('').map((c, i) => (/\p{No}/u.test(text.slice(folded.starts[i], folded.ends[i])) ? '\u0000' : c)).join('')

interface Found {
  readonly term: string
  readonly kind: Token['kind']
  readonly start: number
  readonly end: number
}

/**
 * Spans of search-mode words: the engine gives sub-words of two, then three characters, then the word, without
 * offsets; each sub-word is the next occurrence inside the word after the last of its length.
 */
function searchWords(run: string, offset: number, segmenter: Segmenter): Found[] {
  const found: Found[] = []
  const all = segmenter.cutForSearch(run)
  let next = 0
  let at = 0
  for (const word of segmenter.cut(run)) {
    const from = new Map<number, number>()
    while (next < all.length && all[next] !== word) {
      const sub = all[next++] ?? ''
      const inside = word.indexOf(sub, from.get(sub.length) ?? 0)
      if (inside === -1) throw new Error(`sub-word ${sub} is not in ${word}`)
      from.set(sub.length, inside + 1)
      found.push({ term: sub, kind: 'word', start: offset + at + inside, end: offset + at + inside + sub.length })
    }
    next++
    found.push({ term: word, kind: 'word', start: offset + at, end: offset + at + word.length })
    at += word.length
  }
  return found
}

function tileWords(run: string, offset: number, segmenter: Segmenter): Found[] {
  let at = offset
  return segmenter.cut(run).map((word) => {
    const start = at
    at += word.length
    return { term: word, kind: 'word', start, end: at }
  })
}

function gramsOf(run: string, offset: number): Found[] {
  const characters = [...run]
  const starts: number[] = []
  let at = offset
  for (const c of characters) {
    starts.push(at)
    at += c.length
  }
  if (characters.length === 1) return [{ term: run, kind: 'gram', start: offset, end: at }]
  return characters.slice(0, -1).map((c, i) => ({
    term: c + (characters[i + 1] ?? ''), kind: 'gram', start: starts[i] ?? offset, end: starts[i + 2] ?? at,
  }))
}

/** What a code unit is, by its script; 0 until it is first met. */
const [HAN, LETTER_OR_DIGIT, HALF, NEITHER] = [1, 2, 3, 4]
const classes = new Uint8Array(0x10000)

function classOf(unit: number): number {
  const character = String.fromCharCode(unit)
  const found = (unit & 0xf800) === 0xd800 ? HALF : /\p{Script=Han}/u.test(character) ? HAN : OF_LETTER_RUN.test(character) ? LETTER_OR_DIGIT : NEITHER
  classes[unit] = found
  return found
}

/** Which of the classes the units of a text have, as bits. */
function classesIn(text: string): number {
  let bits = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    bits |= 1 << (classes[unit] || classOf(unit))
  }
  return bits
}

/** The 汉字 runs of a folded text, a line each. */
function hanLines(text: string): string {
  if ((classesIn(text) & (1 << HALF)) !== 0) return text.match(HAN_RUN)?.join('\n') ?? ''
  const runs: string[] = []
  let start = -1
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && classes[text.charCodeAt(i)] === HAN) {
      if (start === -1) start = i
    } else if (start !== -1) {
      runs.push(text.slice(start, i))
      start = -1
    }
  }
  return runs.join('\n')
}

/** The pairs of a text without halves of surrogate pairs. */
function plainPairs(text: string): Uint32Array {
  const pairs = new Uint32Array(text.length)
  let count = 0
  let start = -1
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && classes[text.charCodeAt(i)] === HAN) {
      if (start === -1) start = i
      else pairs[count++] = (text.charCodeAt(i - 1) << 16) | text.charCodeAt(i)
    } else if (start !== -1) {
      if (i === start + 1) pairs[count++] = text.charCodeAt(start) << 16
      start = -1
    }
  }
  return pairs.subarray(0, count)
}

const pairText = (pair: number): string => ((pair & 0xffff) === 0 ? String.fromCharCode(pair >>> 16) : String.fromCharCode(pair >>> 16, pair & 0xffff))

const LETTER_RUN = /(?:(?!\p{Script=Han})[\p{L}\p{N}%‰./+-])+/gu

function lettersOf(tight: string): string[] {
  const found = new Set<string>()
  for (const [run] of tight.replace(/(?<=\d),(?=\d)/gu, '').matchAll(LETTER_RUN)) {
    const characters = [...run]
    characters.forEach((c, i) => {
      if (LETTER.test(c)) found.add(c)
      const next = characters[i + 1]
      if (next !== undefined) found.add(c + next)
    })
  }
  return [...found]
}

export function createAnalyzer(segmenter: Segmenter, simplify: Simplify, lexiconFingerprint: string): Analyzer {
  const toTokens = (folded: Folded, found: readonly Found[]): Token[] =>
    [...found].sort((a, b) => a.start - b.start || a.end - b.end).map(({ term, kind, start, end }, position) => ({ term, kind, span: originalSpan(folded, start, end), position }))

  /** Numbers and Latin words first; 汉字 that a number has taken as its unit are still words of the text. */
  const chunks = (text: string, all: boolean): Found[] =>
    chunksOf(text).flatMap(({ start, end, kind, terms }) => (all ? terms : terms.slice(0, 1)).map((term) => ({ term, kind, start, end })))

  // Pairs and letters of a passage are asked for one after the other.
  let [last, lastFolded]: [string, Folded | null] = ['', null]
  const tight = (text: string): Folded => {
    if (lastFolded === null || last !== text) [last, lastFolded] = [text, foldTight(text, simplify)]
    return lastFolded
  }

  const gramPairs = (text: string): Uint32Array | string[] => {
    const folded = tight(text).text
    return (classesIn(folded) & (1 << HALF)) === 0 ? plainPairs(folded) : hanRuns(folded).flatMap((run) => gramsOf(run.text, run.start).map(({ term }) => term))
  }

  return {
    words(text) {
      const folded = fold(text, simplify)
      return toTokens(folded, [...chunks(plainNumbers(text, folded), true), ...hanRuns(folded.text).flatMap((run) => searchWords(run.text, run.start, segmenter))])
    },
    wordTerms(text) {
      const folded = fold(text, simplify)
      // Runs are cut in one call: the engine never joins what a line feed parts.
      const runs = hanLines(folded.text)
      return [...chunks(plainNumbers(text, folded), true).map(({ term }) => term), ...segmenter.cutForSearch(runs).filter((term) => term !== '\n')]
    },
    tiles(text) {
      const folded = fold(text, simplify)
      const numbers = chunks(plainNumbers(text, folded), false)
      // The 汉字 that a number has taken as its unit are cut away first, so that no word loses a part to it.
      const rest = numbers.reduce((text, { start, end }) => text.slice(0, start) + '\u0000'.repeat(end - start) + text.slice(end), folded.text)
      const words = hanRuns(rest).flatMap((run) => tileWords(run.text, run.start, segmenter))
      return toTokens(folded, [...numbers, ...words])
    },
    grams(text) {
      const folded = tight(text)
      return toTokens(folded, hanRuns(folded.text).flatMap((run) => gramsOf(run.text, run.start)))
    },
    gramTerms(text) {
      const pairs = gramPairs(text)
      return pairs instanceof Uint32Array ? Array.from(pairs, pairText) : [...pairs]
    },
    gramPairs,
    letters(text) {
      const folded = tight(text).text
      return (classesIn(folded) & ((1 << LETTER_OR_DIGIT) | (1 << HALF))) === 0 ? [] : lettersOf(folded)
    },
    fold: (text) => fold(text, simplify),
    foldTight: (text) => foldTight(text, simplify),
    fingerprint: `analyzer ${ANALYZER_VERSION} / ${segmenter.fingerprint} / ${lexiconFingerprint}`,
  }
}
