import type { Analyzer, SearchIndex, WantedStream, WantedTerm } from '../../indexer/index.js'
import type { Corpus } from './corpus.js'
import type { Interpretation } from './interpretation.js'
import { matchEntry, type Match } from './match.js'
import type { Ranked } from './ranked.js'
import { settleRepeats, spreadOver } from './spread.js'
import { WEIGHTS, type RankingWeights } from './weights.js'

/** What was found for a query text. */
export interface Ranking {
  /** Best first; ties in the order of the corpus. */
  readonly ranked: readonly Ranked[]
  readonly interpretation: Interpretation
}

/** A passage counts as found when it meets at least this share of what the best one meets. */
const FOUND_SHARE = 0.5
/** When fewer are found, passages that meet less are shown behind them. */
const ENOUGH = 10
const SHOWN_SHARE = 0.2
/** What a generic word counts in the index's sum. */
const GENERIC_WEIGHT = 0.2
const UNINDEXED_SCORE = 0.01
/** A pair of 汉字 of another way of writing says less than its words. */
const ALTERNATIVE_PAIR = 2 / 3

/** The terms a query looks up in the index: search-mode words and pairs of every concept, phrase and alternative. */
export function planOf({ concepts, phrases, choices, pieces }: Interpretation, analyzer: Analyzer, weights: RankingWeights = WEIGHTS): WantedStream[] {
  const words = new Map<string, number>()
  const grams = new Map<string, number>()
  const want = (terms: readonly { term: string }[], weight: number, into: Map<string, number>): void => {
    for (const { term } of terms) into.set(term, Math.max(weight, into.get(term) ?? 0))
  }
  for (const text of [...phrases, ...choices.flat()]) {
    want(analyzer.words(text), 1, words)
    want(analyzer.grams(text), 1, grams)
  }
  const generic = new Set(concepts.filter((concept) => concept.generic).map(({ text }) => text))
  for (const { text } of concepts) {
    want(analyzer.words(text), generic.has(text) ? GENERIC_WEIGHT : 1, words)
    want(analyzer.grams(text), generic.has(text) ? GENERIC_WEIGHT : 1, grams)
  }
  // A piece as typed may hold 汉字 that no concept has kept: stop words, and single ones beside them.
  for (const piece of pieces) want(analyzer.grams(piece), weights.pieces, grams)
  for (const { alternatives } of concepts) {
    for (const { text, weight } of alternatives) {
      want(analyzer.words(text), weight * weights.alternative, words)
      want(analyzer.grams(text), weight * weights.alternative * ALTERNATIVE_PAIR, grams)
    }
  }
  const list = (terms: ReadonlyMap<string, number>): WantedTerm[] => [...terms].map(([term, weight]) => ({ term, weight }))
  return [
    { streams: { body: 1, headings: weights.headings, title: weights.title }, terms: list(words) },
    { streams: { grams: weights.grams }, terms: list(grams) },
  ]
}

/** Scores of the index. Phrases and fields that need be no terms of it are looked for in every text. */
function candidates(interpretation: Interpretation, corpus: Corpus, index: SearchIndex, analyzer: Analyzer, weights: RankingWeights): ReadonlyMap<number, number> {
  const scores = new Map(index.score(planOf(interpretation, analyzer, weights)))
  const { phrases, choices, concepts, fields } = interpretation
  const required = [...phrases, ...choices.flat()]
  const indexed = required.some((phrase) => /\p{Script=Han}{2}/u.test(phrase))
  if (concepts.length > 0 || (required.length > 0 && indexed)) {
    if (required.length === 0 || indexed) return scores
  }
  if (required.length === 0 && fields.length === 0) return scores
  for (const entry of corpus.entries) {
    const { text } = corpus.folded(entry)
    if (scores.has(entry.ordinal)) continue
    if (phrases.every((phrase) => text.includes(phrase)) && choices.every((group) => group.some((phrase) => text.includes(phrase)))) scores.set(entry.ordinal, UNINDEXED_SCORE)
  }
  return scores
}

function scoreOf(base: number, match: Match, weights: RankingWeights): number {
  const elsewhere = match.concepts.some(({ concept, strength }) => concept.city !== null && strength === 0)
  return base ** weights.base * match.coverage ** weights.coverage
    * (1 + weights.literal * match.literal) * (1 + weights.proximity * match.proximity)
    * (match.statesNumber ? 1 + weights.number : 1) * (elsewhere ? weights.otherPlace : 1)
}

const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || a.entry.ordinal - b.entry.ordinal

/**
 * Ranks the passages of the corpus for a query text. The score is MiniSearch's BM25+ sum, times a power of the
 * share of the query that is met (all terms before some), times bonuses for literal and near matches and for numbers
 * that are asked for. Passages that repeat better ones, and, where several cities are asked for, further ones of the same city,
 * are put back. Whether a passage is found does not depend on filters, so that facet counts hold.
 */
export function rank(interpretation: Interpretation, corpus: Corpus, index: SearchIndex, analyzer: Analyzer, weights: RankingWeights = WEIGHTS): Ranking {
  const { concepts, phrases, choices, fields } = interpretation
  if (concepts.length + phrases.length + choices.length + fields.length === 0) return { ranked: [], interpretation }
  const ranked: Ranked[] = []
  for (const [ordinal, base] of candidates(interpretation, corpus, index, analyzer, weights)) {
    const entry = corpus.entries[ordinal]
    const match = entry && matchEntry(interpretation, entry, corpus)
    if (match) ranked.push({ entry, score: scoreOf(base, match, weights), match })
  }
  ranked.sort(byScore)
  const best = ranked.reduce((most, { match }) => Math.max(most, match?.coverage ?? 0), 0)
  const reaches = (share: number) => ({ match }: Ranked): boolean => (match?.coverage ?? 0) >= best * share
  const found = ranked.filter(reaches(FOUND_SHARE))
  const shown = found.length >= ENOUGH ? found : [...found, ...ranked.filter((r) => !reaches(FOUND_SHARE)(r) && reaches(SHOWN_SHARE)(r)).slice(0, ENOUGH - found.length)]
  const settled = settleRepeats(shown, corpus)
  return { ranked: interpretation.acrossCities ? spreadOver(settled, ({ passage }) => passage.city, weights.sameCity) : settled, interpretation }
}
