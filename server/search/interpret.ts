import type { Analyzer, Language, Questions, SearchIndex } from '../../indexer/index.js'
import { affordableConcepts } from './budget.js'
import type { Alternative, Concept, Interpretation } from './interpretation.js'
import { LatinWords } from './latin.js'
import { numberPattern, numberVariants, WRITTEN_NUMBER } from './numbers.js'
import type { Off } from './query.js'
import { readSyntax, type Names } from './syntax.js'
import type { Place } from './places.js'

const YEAR = /^((?:19|20)\d\d)年?$/
/** A single 汉字 tells little, whatever its frequency. */
const SINGLE_FACTOR = 0.3
/** A single 汉字 that so few of the passages hold says as much as a word: a name, a plant, a drug. */
const RARE_SHARE = 0.02
/** 哪一座, 哪几种, 哪样子的, 哪家: which of several is asked, and in which measure word. */
const WHICH = /哪(?:[一两二三几]|样)?(?:个|座|种|位|家|项|类|些|部分|年|天|所|名|条|款|份|次|级|方面|件|批|段|片|张|本|篇|届|处|支|只|头|颗|国|省|市|县|区|部|场|间|子)?/gu
const GENERIC_FACTOR = 0.25
/** 留不住 -> 留住, 留得住: the potential complement, both ways. */
const POTENTIAL = /^(\p{Script=Han})[不得](\p{Script=Han})$/u
const POTENTIAL_WEIGHT = 0.7
/** An entry of so many characters is no accident of neighbouring words. */
const LONG_ENTRY = 4
const TITLE = /《([^《》]{2,40})》/gu
const HAN_PAIR = /^\p{Script=Han}{2}$/u
const HAN = /^\p{Script=Han}+$/u
const ONE_HAN = /^\p{Script=Han}$/u

/** A rate is stated in parts of a hundred and the like. */
const RATE = /率$|比例$|占比$|比重$|百分/u

/** What a query says about the kind of answer. */
interface Asked {
  number: Interpretation['numberWanted']
  across: boolean
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
  readonly #periods: ReadonlyMap<string, readonly number[]>
  readonly #questions: Questions
  readonly #cities: ReadonlyMap<string, string>
  readonly #index: SearchIndex
  readonly #latin: LatinWords
  readonly #names: Names
  readonly #isThing: (word: string) => boolean
  readonly #knows: (word: string) => boolean
  readonly #passagesWith: (text: string) => number
  readonly #longestSynonym: number

  /** `places` are the cities that a text may name, `names` says whether a field's value names something of the corpus, `passagesWith` in how many passages a folded text stands. */
  constructor({ analyzer, lexicon, isThing, knows }: Pick<Language, 'analyzer' | 'lexicon' | 'isThing' | 'knows'>, index: SearchIndex, places: readonly Place[], names: Names, passagesWith: (text: string) => number) {
    this.#analyzer = analyzer
    this.#isThing = isThing
    this.#knows = knows
    this.#passagesWith = passagesWith
    this.#index = index
    this.#latin = new LatinWords(index)
    this.#names = names
    this.#stopWords = lexicon.stopWords
    this.#questions = lexicon.questions
    const synonyms = new Map<string, Alternative[]>()
    for (const { from, to, weight, kind } of lexicon.synonyms) {
      const key = this.#fold(from)
      const list = synonyms.get(key) ?? []
      for (const text of to.map((other) => this.#fold(other))) {
        const known = list.find((one) => one.text === text)
        if (text === key || (known && known.weight >= weight)) continue
        if (known) list.splice(list.indexOf(known), 1)
        list.push({ text, weight, kind })
      }
      synonyms.set(key, list)
    }
    this.#synonyms = synonyms
    this.#longestSynonym = Math.max(0, ...[...synonyms.keys()].map((key) => key.length))
    this.#cities = new Map(places.flatMap(({ name, full }) => [[name, name], [full, name]] as const))
    this.#periods = new Map(lexicon.periods.map(({ name, from, to }) => [name, Array.from({ length: to - from + 1 }, (_, i) => from + i)]))
  }

  #fold(text: string): string {
    return this.#analyzer.foldTight(text).text
  }

  #folds(texts: readonly string[]): string[] {
    return [...new Set(texts.map((text) => this.#fold(text)).filter((text) => /[\p{L}\p{N}]/u.test(text)))]
  }

  /** Reads a query. Text without a letter or digit is read as nothing. `off` leaves out kinds of alternatives. */
  interpret(q: string, off: readonly Off[] = []): Interpretation {
    const syntax = readSyntax(q, this.#names)
    const phrases = this.#folds(syntax.phrases)
    const concepts = new Map<string, Concept>()
    const asked: Asked = { number: null, across: false }
    const add = (text: string, extra: readonly Alternative[] = []): void => {
      if (!concepts.has(text)) concepts.set(text, this.#concept(text, off, extra))
    }
    const words = syntax.words.map(({ text }) => text)
    for (const word of words) for (const text of this.#conceptTexts(word, asked)) add(text)
    for (const group of syntax.either) {
      const [first, ...others] = this.#folds(group)
      if (first !== undefined) add(first, others.flatMap((text) => [{ text, weight: 1, kind: 'choice' as const }, ...this.#alternatives(text, off)]))
    }
    const choices = syntax.choices.map((group) => this.#folds(group)).filter((group) => group.length > 0)
    const pieces = this.#folds([...words, ...syntax.either.flat()])
    if (concepts.size === 0 && phrases.length === 0 && choices.length === 0) {
      // Nothing but stop words: then they are what is sought.
      for (const piece of pieces) add(piece)
    }
    const { kept, cut } = affordableConcepts([...concepts.values()], ({ text, alternatives }) => this.#frequency(text) + alternatives.reduce((sum, other) => sum + this.#frequency(other.text), 0))
    return {
      phrases, choices, pieces, excluded: this.#folds(syntax.excluded), concepts: kept, cut: cut.map(({ text }) => text),
      fields: syntax.fields.map(({ name, value }) => ({ name, value: name === 'city' ? this.#cities.get(this.#fold(value)) ?? this.#fold(value) : name === 'year' ? value.slice(0, 4) : this.#fold(value) })),
      numberWanted: [...concepts.values()].some(({ text }) => RATE.test(text)) ? 'rate'
        : asked.number ?? ([...concepts.values()].some(({ text }) => this.#questions.numberSuffix.some((suffix) => text.length > suffix.length && text.endsWith(suffix))) ? 'count' : null),
      acrossCities: asked.across,
    }
  }

  /**
   * Longest synonym entries first, where they start and end with words; then words; single 汉字 side by side are one
   * concept. What only says which answer is wanted is noted and left out.
   */
  #conceptTexts(piece: string, asked: Asked): string[] {
    let folded = this.#fold(piece)
    for (const phrase of this.#questions.across) {
      if (!folded.includes(phrase)) continue
      asked.across = true
      folded = folded.replace(phrase, '\u0000')
    }
    folded = folded.replace(WHICH, '\u0000')
    const titles: string[] = []
    // A title in 书名号 is one thing, whatever words it is made of.
    folded = folded.replace(TITLE, (_, title: string) => {
      titles.push(title)
      return '\u0000'
    })
    const numbers = folded.match(WRITTEN_NUMBER) ?? []
    return [...titles, ...numbers, ...this.#read(folded.replace(WRITTEN_NUMBER, '\u0000'), asked)]
  }

  #read(folded: string, asked: Asked): string[] {
    const tiles: Tile[] = this.#analyzer.tiles(folded).map(({ term, span }) => ({ term, start: span.start, end: span.end }))
    const texts: string[] = []
    let singles = ''
    const flush = (): void => {
      if (singles !== '') texts.push(singles)
      singles = ''
    }
    for (const [i, tile] of tiles.entries()) {
      if (tile.start !== (tiles[i - 1]?.end ?? tile.start)) flush()
      const known = this.#synonymFrom(folded, tiles, i)
      if (this.#questions.number.has(tile.term)) asked.number ??= RATE.test(tile.term) ? 'rate' : 'count'
      if (known) {
        flush()
        return [...texts, known.text, ...this.#read(folded.slice(known.end), asked)]
      }
      const term = this.#unguessed(tile.term)
      if (this.#stopWords.has(term)) {
        flush()
      } else if (ONE_HAN.test(term)) {
        singles += term
      } else {
        flush()
        texts.push(term)
      }
    }
    flush()
    return texts
  }

  /** 此鱼 -> 鱼: a word that neither dictionary nor corpus has was guessed together with the function words at its edges. */
  #unguessed(word: string): string {
    const characters = [...word]
    if (characters.length < 2 || !HAN.test(word) || this.#knows(word) || this.#synonyms.has(word) || this.#frequency(word) > 0) return word
    const telling = characters.map((c) => !this.#stopWords.has(c))
    return characters.slice(Math.max(0, telling.indexOf(true)), telling.lastIndexOf(true) + 1).join('') || word
  }

  /** The longest entry that starts with a word; a long one may end inside a word, because long words are guessed. */
  #synonymFrom(folded: string, tiles: readonly Tile[], first: number): { text: string; end: number } | null {
    const start = tiles[first]?.start ?? 0
    const ends = new Set(tiles.map(({ end }) => end))
    for (let end = Math.min(folded.length, start + this.#longestSynonym); end > start + 1; end--) {
      const text = folded.slice(start, end)
      if (this.#synonyms.has(text) && (ends.has(end) || text.length >= LONG_ENTRY)) return { text, end }
    }
    return null
  }

  #alternatives(text: string, off: readonly Off[]): Alternative[] {
    const potential = POTENTIAL.exec(text)
    const written: Alternative[] = [
      ...this.#synonyms.get(text) ?? [],
      ...(potential ? [`${potential[1] ?? ''}${potential[2] ?? ''}`, `${potential[1] ?? ''}得${potential[2] ?? ''}`, `${potential[1] ?? ''}不${potential[2] ?? ''}`] : [])
        .filter((other) => other !== text).map((other) => ({ text: other, weight: POTENTIAL_WEIGHT, kind: 'synonym' as const })),
      ...numberVariants(text),
      ...this.#expanded(text),
      ...this.#latin.like(text),
    ]
    return written.filter(({ kind }) => !(kind === 'synonym' && off.includes('synonym')) && !((kind === 'abbreviation' || kind === 'compound') && off.includes('abbreviation'))
      && !((kind === 'prefix' || kind === 'spelling') && off.includes('correction')))
  }

  /** A long word with an abbreviation in it, written out or the other way round (疾控体系, 疾病预防控制体系), as far as the corpus has it. */
  #expanded(text: string): Alternative[] {
    if (this.#synonyms.has(text) || text.length < LONG_ENTRY) return []
    return this.#analyzer.words(text).map(({ term }) => term).filter((term) => term !== text && term.length >= 2).flatMap((term) =>
      (this.#synonyms.get(term) ?? []).filter(({ kind }) => kind === 'abbreviation').map(({ text: other, weight }) => ({ text: text.replace(term, other), weight, kind: 'abbreviation' as const })))
      .filter((one) => one.text !== text && this.#frequency(one.text) > 0)
  }

  #concept(text: string, off: readonly Off[], extra: readonly Alternative[]): Concept {
    const year = YEAR.exec(text) ?? YEAR.exec(numberVariants(text)[0]?.text ?? '')
    const idf = Math.log(1 + (this.#index.size + 0.5) / (this.#frequency(text) + 0.5))
    const generic = this.#questions.generic.has(text) || this.#questions.number.has(text)
    const alternatives = [...extra, ...this.#alternatives(text, off)]
    return {
      text, generic, alternatives, unknown: [text, ...alternatives.map((one) => one.text)].every((way) => this.#frequency(way) === 0) && this.#isThing(text), parts: this.#parts(text),
      weight: idf * (generic ? GENERIC_FACTOR : ONE_HAN.test(text) && this.#frequency(text) > this.#index.size * RARE_SHARE ? SINGLE_FACTOR : 1),
      city: off.includes('place') ? null : this.#cities.get(text) ?? null,
      years: off.includes('place') ? [] : year ? [Number(year[1])] : this.#periods.get(text) ?? [],
      number: numberPattern(text),
    }
  }

  #parts(text: string): string[] {
    const words = this.#analyzer.words(text).filter(({ kind, term }) => kind === 'word' && term !== text && [...term].length >= 2)
    return [...new Set(words.map(({ term }) => term))]
  }

  /** Passages that hold a text: for pairs of 汉字 from the index, which also tells when there can be none; else counted. */
  #frequency(text: string): number {
    const pairs = this.#analyzer.grams(text).filter(({ term }) => !ONE_HAN.test(term)).map(({ term }) => this.#index.documentFrequency(term, 'grams'))
    if (pairs.length > 0 && Math.min(...pairs) === 0) return 0
    return HAN_PAIR.test(text) ? pairs[0] ?? 0 : this.#passagesWith(text)
  }
}
