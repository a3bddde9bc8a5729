import type { Analyzer, Lexicon, SearchIndex } from '../../indexer/index.js'

/** How a query is understood: phrases that must stand, and concepts that should. */
export interface Interpretation {
  /** Quoted phrases, folded without white space. Every hit holds all of them. */
  readonly phrases: readonly string[]
  readonly concepts: readonly Concept[]
  /** Words that no hit may hold, folded: `-焦作`. */
  readonly excluded: readonly string[]
  /** Pieces as typed between spaces, folded: a literal match of one is worth more than of its words. */
  readonly pieces: readonly string[]
}

/** One thing that is sought, and the ways in which it may be written. */
export interface Concept {
  /** Folded, as typed. */
  readonly text: string
  readonly alternatives: readonly Alternative[]
  /** The words inside it, for a concept that is longer than a word: 远程, 会诊 for 远程会诊. */
  readonly parts: readonly string[]
  /** Inverse document frequency: how much it tells. */
  readonly weight: number
  /** The city it names, when it names one. */
  readonly city: string | null
  /** The year it names. */
  readonly year: number | null
  /** For a number with or without its unit: every way in which it may be written (6,560万元, 1000余人). */
  readonly number: RegExp | null
}

export interface Alternative {
  readonly text: string
  /** 0 … 1 beside a literal match. */
  readonly weight: number
  /** All parts have to stand (宫颈癌 and 乳腺癌 for 两癌), else one of them. */
  readonly kind: 'abbreviation' | 'compound' | 'synonym'
}

/** Phrases in any kind of double or corner quotation marks; an opening mark without its match is text. */
const QUOTED = /"([^"]+)"|“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|＂([^＂]+)＂/gu
/** A minus before a letter, at the start of a word: the word is not wanted. */
const EXCLUDING = /^[-－–—]\p{L}/u
const YEAR = /^((?:19|20)\d\d)年?$/
/** A single 汉字 tells little, whatever its frequency. */
const SINGLE_FACTOR = 0.3

/** How a number may stand in a folded text: with separators, with 余 or 多 before its unit, never inside another number. */
function numberPattern(text: string): RegExp | null {
  const match = /^(\d[\d,]*)(\.\d+)?(\D{0,8})$/u.exec(text)
  if (!match) return null
  const [, whole = '', fraction = '', unit = ''] = match
  const digits = [...whole.replaceAll(',', '')].join(',?')
  const escaped = unit.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const behind = unit === '' ? '(?!\\d|[.,]\\d)' : ''
  return new RegExp(`(?<!\\d)(?<!\\d[.,])${digits}${fraction.replace('.', '\\.')}${unit === '' ? '' : `\\s?[余多]?\\s?${escaped}`}${behind}`, 'u')
}

interface Tile {
  readonly term: string
  readonly start: number
  readonly end: number
}

/** Reads queries with one lexicon, one analyzer and the frequencies of one index. */
export class Interpreter {
  readonly #analyzer: Analyzer
  readonly #stopWords: ReadonlySet<string>
  readonly #synonyms: ReadonlyMap<string, readonly Alternative[]>
  readonly #cities: ReadonlyMap<string, string>
  readonly #index: SearchIndex
  readonly #longestSynonym: number

  constructor(analyzer: Analyzer, lexicon: Lexicon, index: SearchIndex) {
    this.#analyzer = analyzer
    this.#index = index
    this.#stopWords = lexicon.stopWords
    const synonyms = new Map<string, Alternative[]>()
    for (const { from, to, weight, kind } of lexicon.synonyms) {
      const key = this.#fold(from)
      const list = synonyms.get(key) ?? []
      for (const text of to) list.push({ text: this.#fold(text), weight, kind })
      synonyms.set(key, list)
    }
    this.#synonyms = synonyms
    this.#longestSynonym = Math.max(0, ...[...synonyms.keys()].map((key) => key.length))
    this.#cities = new Map(lexicon.cities.flatMap(({ name, full }) => [[name, name], [full, name]] as const))
  }

  #fold(text: string): string {
    return this.#analyzer.foldTight(text).text
  }

  /** Reads a query. Text without a letter or digit is read as nothing. */
  interpret(q: string): Interpretation {
    const phrases: string[] = []
    const rest = q.replace(QUOTED, (_, ...groups) => {
      const phrase = this.#fold((groups.slice(0, 5) as (string | undefined)[]).find((group) => group !== undefined) ?? '')
      if (/[\p{L}\p{N}]/u.test(phrase)) phrases.push(phrase)
      return ' '
    })
    const words = rest.split(/(?:[\s，。；;、？?！!]|(?<!\d),|,(?!\d))+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    const pieces = words.filter((piece) => !EXCLUDING.test(piece))
    const excluded = words.filter((piece) => EXCLUDING.test(piece)).map((piece) => this.#fold(piece.slice(1)))
    const concepts = new Map<string, Concept>()
    for (const piece of pieces) for (const text of this.#conceptTexts(piece)) concepts.set(text, this.#concept(text))
    if (concepts.size === 0 && phrases.length === 0) {
      // Nothing but stop words: then they are what is sought.
      for (const piece of pieces) concepts.set(this.#fold(piece), this.#concept(this.#fold(piece)))
    }
    return { excluded, phrases: [...new Set(phrases)], concepts: [...concepts.values()], pieces: [...new Set(pieces.map((piece) => this.#fold(piece)))] }
  }

  /** Longest synonym entries first, where they start and end with words; then words; single 汉字 side by side are one concept. */
  #conceptTexts(piece: string): string[] {
    const folded = this.#fold(piece)
    const tiles: Tile[] = this.#analyzer.tiles(folded).map(({ term, span }) => ({ term, start: span.start, end: span.end }))
    const texts: string[] = []
    let singles = ''
    const flush = (): void => {
      if (singles !== '') texts.push(singles)
      singles = ''
    }
    for (let i = 0; i < tiles.length; i++) {
      const tile = tiles[i]
      if (!tile) continue
      if (tile.start !== (tiles[i - 1]?.end ?? tile.start)) flush()
      const known = this.#synonymFrom(folded, tiles, i)
      if (known) {
        flush()
        texts.push(known.text)
        i = known.last
      } else if (this.#stopWords.has(tile.term)) {
        flush()
      } else if ([...tile.term].length === 1 && /\p{Script=Han}/u.test(tile.term)) {
        singles += tile.term
      } else {
        flush()
        texts.push(tile.term)
      }
    }
    flush()
    return texts
  }

  #synonymFrom(folded: string, tiles: readonly Tile[], first: number): { text: string; last: number } | null {
    const start = tiles[first]?.start ?? 0
    for (let last = tiles.length - 1; last >= first; last--) {
      const text = folded.slice(start, tiles[last]?.end ?? start)
      if (text.length <= this.#longestSynonym && this.#synonyms.has(text)) return { text, last }
    }
    return null
  }

  #concept(text: string): Concept {
    const year = YEAR.exec(text)
    const idf = Math.log(1 + (this.#index.size + 0.5) / (this.#frequency(text) + 0.5))
    return {
      text, alternatives: this.#synonyms.get(text) ?? [], parts: this.#parts(text),
      weight: [...text].length === 1 && /\p{Script=Han}/u.test(text) ? idf * SINGLE_FACTOR : idf,
      city: this.#cities.get(text) ?? null,
      year: year ? Number(year[1]) : null,
      number: numberPattern(text),
    }
  }

  #parts(text: string): string[] {
    const words = this.#analyzer.words(text).filter(({ kind, term }) => kind === 'word' && term !== text && [...term].length >= 2)
    return [...new Set(words.map(({ term }) => term))]
  }

  /** Passages that hold a text: exact for a term of the index, else at most as many as hold its rarest pair of 汉字. */
  #frequency(text: string): number {
    const known = this.#index.documentFrequency(text, 'body')
    if (known > 0) return known
    const grams = this.#analyzer.grams(text)
    return grams.length === 0 ? 0 : Math.min(...grams.map(({ term }) => this.#index.documentFrequency(term, 'grams')))
  }
}
