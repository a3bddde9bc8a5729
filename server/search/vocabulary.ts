import type { Language, SearchIndex } from '../../indexer/index.js'
import type { Corpus } from './corpus.js'

/** A word that stands in the corpus, or whose other way of writing does. */
export interface VocabularyWord {
  /** Folded. */
  readonly text: string
  /** Passages that hold it; for a word met only through another way of writing, half of that one's. */
  readonly count: number
  /** In the reviewed lexicon. */
  readonly domain: boolean
  /** 汉语拼音 without tones, one per character. */
  readonly syllables: readonly string[]
  /** The syllables joined. */
  readonly pinyin: string
  /** Their first letters. */
  readonly initials: string
}

const HAN = /^\p{Script=Han}{2,12}$/u
const NOISE = /[的了在是和与及为对将从以等并]/u

/**
 * The words against which spelling is checked and completions are made: the index's own words of two 汉字 and more, and
 * the words of the reviewed lexicon as far as the corpus holds them. Most frequent first.
 */
export function vocabularyOf(corpus: Corpus, index: SearchIndex, { analyzer, lexicon, romanize }: Language): VocabularyWord[] {
  const counts = new Map<string, number>()
  const domain = new Set<string>()
  const pairKnown = (text: string): boolean => analyzer.grams(text).every(({ term }) => index.documentFrequency(term, 'grams') > 0)
  // A pair's frequency is exact; of a longer word the index knows only where it was cut so.
  const passagesWith = (text: string): number => (text.length === 2 ? index.documentFrequency(text, 'grams') : pairKnown(text) ? corpus.passagesWith(text) : 0)
  for (const [term, passages] of index.vocabulary()) {
    if (HAN.test(term) && !lexicon.stopWords.has(term) && !(NOISE.test(term) && passages < 3)) counts.set(term, term.length === 2 ? passagesWith(term) : passages)
  }
  const reviewed = (word: string): void => {
    const text = analyzer.foldTight(word).text
    if (!HAN.test(text) || domain.has(text)) return
    domain.add(text)
    counts.set(text, passagesWith(text))
  }
  lexicon.words.forEach(reviewed)
  for (const { name, full, counties } of lexicon.cities) [name, full, ...counties.keys()].forEach(reviewed)
  for (const { from, to } of lexicon.synonyms) [from, ...to].forEach(reviewed)
  // An abbreviation that no passage uses leads to its long form all the same.
  for (const { from, to } of lexicon.synonyms) {
    const text = analyzer.foldTight(from).text
    if (counts.get(text) === 0) counts.set(text, Math.max(0, ...to.map((other) => counts.get(analyzer.foldTight(other).text) ?? 0)) / 2)
  }
  return [...counts].filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([text, count]) => {
      const syllables = romanize(text)
      return { text, count, domain: domain.has(text), syllables, pinyin: syllables.join(''), initials: syllables.map((s) => s[0] ?? '').join('') }
    })
}
