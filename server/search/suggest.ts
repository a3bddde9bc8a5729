import type { Language, SearchIndex } from '../../indexer/index.js'
import type { Corpus } from './corpus.js'

/** A completion of what is being typed. */
export interface Suggestion {
  readonly text: string
  readonly kind: 'term' | 'heading' | 'report'
  /** Passages that hold the term, stand under the heading, or belong to the report. */
  readonly count: number
}

/** Most suggestions that are offered. */
const LIMIT = 8
/** A term that is offered stands in at least so many passages. */
const TERM_MIN = 1

interface Candidate extends Suggestion {
  readonly folded: string
}

const STRIP_NUMBER = /^(?:[（(]?[〇零一二三四五六七八九十]+[）)、]+|\d+[.．、]|[（(]\d+[）)])\s*/u

/** Completes from domain terms, headings and titles: those that start with what was typed before those that hold it. */
export class Suggester {
  readonly #candidates: readonly Candidate[]
  readonly #fold: (text: string) => string

  constructor(corpus: Corpus, index: SearchIndex, { analyzer, lexicon }: Language) {
    this.#fold = (text) => analyzer.foldTight(text).text
    const candidates = new Map<string, Candidate>()
    const add = (text: string, kind: Suggestion['kind'], count: number): void => {
      const folded = this.#fold(text)
      const known = candidates.get(folded)
      if (folded === '') return
      candidates.set(folded, known ? { ...known, count: known.count + (known.kind === kind && kind === 'heading' ? count : 0) } : { text, kind, count, folded })
    }
    for (const report of corpus.reports) add(report.title, 'report', report.passages.length)
    const domain = new Set(lexicon.words)
    for (const [term, passages] of index.vocabulary()) {
      const worth = domain.has(term) || ([...term].length >= 2 && /^\p{Script=Han}+$/u.test(term) && passages >= 3 && !lexicon.stopWords.has(term))
      if (worth && passages >= TERM_MIN) add(term, 'term', passages)
    }
    for (const { headings } of corpus.entries) {
      for (const heading of headings) add(heading.replace(STRIP_NUMBER, ''), 'heading', 1)
    }
    this.#candidates = [...candidates.values()].sort((a, b) => b.count - a.count || (a.folded < b.folded ? -1 : 1))
  }

  /** At most eight suggestions; none for text without a letter or digit. */
  suggest(q: string): Suggestion[] {
    const sought = this.#fold(q)
    if (!/[\p{L}\p{N}]/u.test(sought)) return []
    const starting = this.#candidates.filter(({ folded }) => folded.startsWith(sought))
    const holding = starting.length >= LIMIT ? [] : this.#candidates.filter(({ folded }) => folded.includes(sought) && !folded.startsWith(sought))
    return [...starting, ...holding].slice(0, LIMIT).map(({ text, kind, count }) => ({ text, kind, count }))
  }
}
