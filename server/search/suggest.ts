import type { Language } from '../../indexer/index.js'
import type { Corpus } from './corpus.js'
import type { VocabularyWord } from './vocabulary.js'

/** A completion of what is being typed. */
export interface Suggestion {
  readonly text: string
  readonly kind: 'term' | 'indicator' | 'heading' | 'report'
  /** Passages that hold the term, stand under the heading, or belong to the report. */
  readonly count: number
}

/** Most suggestions that are offered. */
const LIMIT = 8
/** A word that no reviewer has listed is offered when it stands in so many passages. */
const TERM_MIN = 3
/** Latin letters say little before there are so many; pinyin starts with two. */
const LETTERS_MIN = 2

interface Candidate extends Suggestion {
  readonly folded: string
  readonly pinyin: string
  readonly initials: string
}

const STRIP_NUMBER = /^(?:[（(]?[〇零一二三四五六七八九十]+[）)、]+|\d+[.．、]|[（(]\d+[）)])\s*/u
/** Names of statistics end so. */
const INDICATOR = /.{2}(?:率|比例|占比|人数|床位数|托位数|人次|次均费用|预期寿命|期望寿命|比重|总费用|医师数|护士数|医生数)$/u
const LETTERS = /^[a-z' ]+$/

/** Candidates by the beginnings of one of their forms, found by bisection; those of one beginning most frequent first. */
class Beginnings {
  readonly #sorted: readonly (readonly [form: string, candidate: Candidate])[]

  constructor(candidates: readonly Candidate[], formOf: (candidate: Candidate) => string) {
    this.#sorted = candidates.map((candidate) => [formOf(candidate), candidate] as const).filter(([form]) => form !== '')
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  }

  /** All that start with a text. */
  starting(text: string): Candidate[] {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle]?.[0] ?? '') < text) low = middle + 1
      else high = middle
    }
    const found: Candidate[] = []
    for (let i = low; this.#sorted[i]?.[0].startsWith(text); i++) {
      const candidate = this.#sorted[i]?.[1]
      if (candidate) found.push(candidate)
    }
    return found
  }
}

const byCount = (a: Candidate, b: Candidate): number => b.count - a.count || (a.folded < b.folded ? -1 : 1)

/**
 * Completes from words, names of statistics, headings and titles: those that start with what was typed before those that
 * hold it; for Latin letters, by pinyin and by initials.
 */
export class Suggester {
  readonly #candidates: readonly Candidate[]
  readonly #byText: Beginnings
  readonly #byPinyin: Beginnings
  readonly #byInitials: Beginnings
  readonly #fold: (text: string) => string

  constructor(corpus: Corpus, vocabulary: readonly VocabularyWord[], { analyzer, romanize }: Language) {
    this.#fold = (text) => analyzer.foldTight(text).text
    const candidates = new Map<string, Candidate>()
    const add = (text: string, kind: Suggestion['kind'], count: number, syllables?: readonly string[]): void => {
      const folded = this.#fold(text)
      const known = candidates.get(folded)
      if (folded === '') return
      if (known) {
        candidates.set(folded, { ...known, count: known.count + (known.kind === kind && kind === 'heading' ? count : 0) })
        return
      }
      const sounds = syllables ?? romanize(folded)
      candidates.set(folded, { text, kind, count, folded, pinyin: sounds.join(''), initials: sounds.map((sound) => sound[0] ?? '').join('') })
    }
    for (const report of corpus.reports) add(report.title, 'report', report.passages.length)
    for (const { text, count, domain, syllables } of vocabulary) {
      if (count >= (domain ? 1 : TERM_MIN)) add(text, INDICATOR.test(text) ? 'indicator' : 'term', Math.floor(count), syllables)
    }
    for (const [heading, passages] of corpus.headings.counts()) add(heading.replace(STRIP_NUMBER, ''), 'heading', passages)
    this.#candidates = [...candidates.values()].sort(byCount)
    this.#byText = new Beginnings(this.#candidates, ({ folded }) => folded)
    this.#byPinyin = new Beginnings(this.#candidates, ({ pinyin }) => pinyin)
    this.#byInitials = new Beginnings(this.#candidates, ({ initials }) => initials)
  }

  /** At most eight suggestions; none for text without a letter or digit, and none for a single Latin letter. */
  suggest(q: string): Suggestion[] {
    const sought = this.#fold(q)
    if (!/[\p{L}\p{N}]/u.test(sought) || (/^[a-z]$/.test(sought))) return []
    const starting = this.#byText.starting(sought).sort(byCount)
    const sounding = LETTERS.test(sought) && sought.length >= LETTERS_MIN ? this.#sounding(sought) : []
    const found = new Set([...starting, ...sounding])
    if (found.size < LIMIT) {
      for (const candidate of this.#candidates) {
        if (candidate.folded.includes(sought)) found.add(candidate)
        if (found.size >= LIMIT) break
      }
    }
    return [...found].slice(0, LIMIT).map(({ text, kind, count }) => ({ text, kind, count }))
  }

  /** By whole pinyin first, then by its beginning, then by initials. */
  #sounding(typed: string): Candidate[] {
    const letters = typed.replace(/[' ]/g, '')
    const started = this.#byPinyin.starting(letters).sort((a, b) => Number(b.pinyin === letters) - Number(a.pinyin === letters) || byCount(a, b))
    const short = this.#byInitials.starting(letters).sort((a, b) => Number(b.initials === letters) - Number(a.initials === letters) || byCount(a, b))
    return [...started, ...short]
  }
}
