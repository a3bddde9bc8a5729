import type { Analyzer, SearchIndex, WantedStream, WantedTerm } from '../../indexer/index.js'
import type { Corpus, Entry } from './corpus.js'
import type { Interpretation } from './interpret.js'
import { matchEntry, type Match } from './match.js'

/** A passage that satisfies a query, filters not yet applied. */
export interface Ranked {
  readonly entry: Entry
  readonly score: number
  /** `null` when nothing was asked and everything is listed. */
  readonly match: Match | null
}

/** What was found for a query text. */
export interface Ranking {
  /** Best first; ties in the order of the corpus. */
  readonly ranked: readonly Ranked[]
  readonly interpretation: Interpretation
}

/** Boosts of the streams; words rank, pairs of 汉字 save recall. */
const WORD_STREAMS: WantedStream['streams'] = { body: 1, headings: 0.7, title: 0.2 }
const GRAM_STREAMS: WantedStream['streams'] = { grams: 0.6 }
/** A passage counts as found when it meets at least this share of what the best one meets. */
const FOUND_SHARE = 0.5
/** When fewer are found, passages that meet less are shown behind them. */
const ENOUGH = 10
const SHOWN_SHARE = 0.3
const PIECE_WEIGHT = 0.2
const UNINDEXED_SCORE = 0.01
const LITERAL_BONUS = 0.5
const PROXIMITY_BONUS = 0.4

/** The terms a query looks up in the index: search-mode words and pairs of every concept, phrase and alternative. */
export function planOf({ concepts, phrases, pieces }: Interpretation, analyzer: Analyzer): WantedStream[] {
  const words = new Map<string, number>()
  const grams = new Map<string, number>()
  const want = (terms: readonly { term: string }[], weight: number, into: Map<string, number>): void => {
    for (const { term } of terms) into.set(term, Math.max(weight, into.get(term) ?? 0))
  }
  for (const text of [...phrases, ...concepts.map((concept) => concept.text)]) {
    want(analyzer.words(text), 1, words)
    want(analyzer.grams(text), 1, grams)
  }
  // A piece as typed may hold 汉字 that no concept has kept: stop words, and single ones beside them.
  for (const piece of pieces) want(analyzer.grams(piece), PIECE_WEIGHT, grams)
  for (const { alternatives } of concepts) {
    for (const { text, weight } of alternatives) {
      want(analyzer.words(text), weight * 0.6, words)
      want(analyzer.grams(text), weight * 0.4, grams)
    }
  }
  const list = (terms: ReadonlyMap<string, number>): WantedTerm[] => [...terms].map(([term, weight]) => ({ term, weight }))
  return [{ streams: WORD_STREAMS, terms: list(words) }, { streams: GRAM_STREAMS, terms: list(grams) }]
}

/** Scores of the index. A phrase of numbers and signs alone may be no term of it: such phrases are looked for in every text. */
function candidates(interpretation: Interpretation, corpus: Corpus, index: SearchIndex, analyzer: Analyzer): ReadonlyMap<number, number> {
  const scores = new Map(index.score(planOf(interpretation, analyzer)))
  const { phrases } = interpretation
  if (phrases.length === 0 || phrases.some((phrase) => /\p{Script=Han}{2}/u.test(phrase))) return scores
  for (const entry of corpus.entries) {
    const { text } = corpus.folded(entry)
    if (!scores.has(entry.ordinal) && phrases.every((phrase) => text.includes(phrase))) scores.set(entry.ordinal, UNINDEXED_SCORE)
  }
  return scores
}

/**
 * Ranks the passages of the corpus for a query text. The score is MiniSearch's BM25+ sum, times the square of the
 * share of the query that is met (all terms before some), times bonuses for literal and near matches.
 * Whether a passage is found does not depend on filters, so that facet counts hold.
 */
export function rank(interpretation: Interpretation, corpus: Corpus, index: SearchIndex, analyzer: Analyzer): Ranking {
  if (interpretation.concepts.length === 0 && interpretation.phrases.length === 0) return { ranked: [], interpretation }
  const ranked: Ranked[] = []
  for (const [ordinal, base] of candidates(interpretation, corpus, index, analyzer)) {
    const entry = corpus.entries[ordinal]
    const match = entry && matchEntry(interpretation, entry, corpus)
    if (!match) continue
    const score = base * match.coverage ** 2 * (1 + LITERAL_BONUS * match.literal) * (1 + PROXIMITY_BONUS * match.proximity)
    ranked.push({ entry, score, match })
  }
  ranked.sort((a, b) => b.score - a.score || a.entry.ordinal - b.entry.ordinal)
  const best = ranked.reduce((most, { match }) => Math.max(most, match?.coverage ?? 0), 0)
  const reaches = (share: number) => ({ match }: Ranked): boolean => (match?.coverage ?? 0) >= best * share
  const found = ranked.filter(reaches(FOUND_SHARE))
  const shown = found.length >= ENOUGH ? found : [...found, ...ranked.filter((r) => !reaches(FOUND_SHARE)(r) && reaches(SHOWN_SHARE)(r)).slice(0, ENOUGH - found.length)]
  return { ranked: shown, interpretation }
}
