import MiniSearch from 'minisearch'
import nodejieba from 'nodejieba'

/** What the same libraries do by themselves: the configurations of the study, each a way to cut text into terms. Texts come folded. */

type Cut = (text: string) => string[]

const HAN = /\p{Script=Han}+/gu
const words = (list: readonly string[]): string[] => list.filter((word) => /[\p{L}\p{N}]/u.test(word))
const bigrams: Cut = (text) => (text.match(HAN) ?? []).flatMap((run) => (run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))))
const characters: Cut = (text) => [...text].filter((c) => /[\p{L}\p{N}]/u.test(c))
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const intl: Cut = (text) => words([...segmenter.segment(text)].map(({ segment }) => segment))
const jieba = (search: boolean, hmm: boolean): Cut => (text) => words(search ? nodejieba.cutForSearch(text, hmm) : nodejieba.cut(text, hmm))
const both = (a: Cut, b: Cut): Cut => (text) => [...a(text), ...b(text).map((term) => `\u0001${term}`)]

export const BASELINES: Readonly<Record<string, Cut>> = {
  'MiniSearch default split': (text) => text.split(/[\n\r\p{Z}\p{P}]+/u).filter((term) => term !== ''),
  'single characters': characters,
  'Intl.Segmenter': intl,
  'jieba cut, no HMM': jieba(false, false),
  'jieba cut + HMM': jieba(false, true),
  'jieba search + HMM': jieba(true, true),
  bigrams,
  'characters + bigrams': both(characters, bigrams),
  'Intl.Segmenter + bigrams': both(intl, bigrams),
  'jieba search + bigrams': both(jieba(true, true), bigrams),
}

/** Ranks texts for a query by MiniSearch's own score; `undone`: without its multiplier for the number of matched terms. */
export function baseline(texts: readonly string[], cut: Cut): (query: string, undone: boolean) => number[] {
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: cut, processTerm: (term) => term })
  index.addAll(texts.map((text, id) => ({ id, text })))
  return (query, undone) => {
    const hits = index.search(query, { combineWith: 'OR', tokenize: (text) => [...new Set(cut(text))] })
    return hits.map((hit) => ({ id: hit.id as number, score: undone ? hit.score / (hit.queryTerms.length || 1) : hit.score }))
      .sort((a, b) => b.score - a.score || a.id - b.id).slice(0, 10).map(({ id }) => id)
  }
}
