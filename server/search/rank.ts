import type { Analyzer, ScoredPassages, SearchIndex, Sums, WantedStream, WantedTerm } from '../../indexer/index.js'
import { affordableTerms } from './budget.js'
import type { Corpus } from './corpus.js'
import type { Interpretation } from './interpretation.js'
import { meet, metAt, type Met } from './kernels/meet.js'
import { best } from './kernels/best.js'
import { greatest, greatestAt, placeIn, placesOf, placesWithin } from './kernels/places.js'
import { matchEntry } from './match.js'
import type { Ranked } from './ranked.js'
import { opensAfterGap } from './gaps.js'
import { scoreOf } from './score.js'
import { LOOKED_AT, settleRepeats, spreadOver } from './spread.js'
import { atOnce, type Steps } from './steps.js'
import { WEIGHTS, type RankingWeights } from './weights.js'

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
function* candidates(interpretation: Interpretation, corpus: Corpus, index: SearchIndex, analyzer: Analyzer, weights: RankingWeights, sums: Sums): Steps<ScoredPassages> {
  const plan = planOf(interpretation, analyzer, weights).map(({ streams, terms }) => ({ streams, terms: affordableTerms(terms, ({ term }) => index.documentFrequency(term, 'grams' in streams ? 'grams' : 'body')) }))
  const scored = yield* index.scoring(plan, sums)
  const { phrases, choices, concepts, fields } = interpretation
  const required = [...phrases, ...choices.flat()]
  const indexed = required.some((phrase) => /\p{Script=Han}{2}/u.test(phrase))
  if (concepts.length > 0 || (required.length > 0 && indexed)) {
    if (required.length === 0 || indexed) return scored
  }
  if (required.length === 0 && fields.length === 0) return scored
  const holding = new Uint8Array(corpus.columns.size)
  const groups = [...phrases.map((phrase) => [phrase]), ...choices]
  for (const group of groups) {
    const inGroup = new Set(group.flatMap((phrase) => [...corpus.holders.holding(phrase)]))
    for (const passage of inGroup) holding[passage] = (holding[passage] ?? 0) + 1
  }
  const scores = new Map<number, number>()
  holding.forEach((held, passage) => {
    if (held === groups.length) scores.set(passage, UNINDEXED_SCORE)
  })
  scored.passages.forEach((passage, i) => scores.set(passage, scored.scores[i] ?? 0))
  const passages = Uint32Array.from(scores.keys()).sort()
  return { passages, scores: Float64Array.from(passages, (passage) => scores.get(passage) ?? 0) }
}

/**
 * What a query text finds, before filters. Which passages are found, and how well they meet the query, is known of all of them; what has to be read from
 * a text (how close its words stand, whether a number stands beside them) only of those that may come on a page.
 */
export class Found {
  readonly interpretation: Interpretation
  /** Ordinals of the passages that are found, ascending. */
  readonly passages: Uint32Array
  /** Of the passages that may be found. */
  readonly #met: Met
  readonly #corpus: Corpus
  readonly #weights: RankingWeights
  /** The first of the ranking, repeats and crowding settled. */
  readonly #first: readonly Ranked[]
  readonly #firstOrdinals: ReadonlySet<number>

  private constructor(parts: { readonly interpretation: Interpretation; readonly met: Met; readonly passages: Uint32Array; readonly first: readonly Ranked[]; readonly corpus: Corpus; readonly weights: RankingWeights }) {
    this.interpretation = parts.interpretation
    this.passages = parts.passages
    this.#met = parts.met
    this.#corpus = parts.corpus
    this.#weights = parts.weights
    this.#first = parts.first
    this.#firstOrdinals = new Set(parts.first.map(({ entry }) => entry.ordinal))
  }

  /** What is found among passages that a query was met with. `all` is looked at now, and not kept. */
  static* among(interpretation: Interpretation, all: Met, corpus: Corpus, weights: RankingWeights): Steps<Found> {
    const most = greatest(all.coverage)
    const well = placesWithin(all.coverage, most * FOUND_SHARE, Infinity)
    const met = metAt(all, well.length >= ENOUGH ? well : placesWithin(all.coverage, most * SHOWN_SHARE, Infinity))
    yield
    const judge: Judge = { interpretation, met, corpus, weights }
    const found = placesWithin(met.coverage, most * FOUND_SHARE, Infinity)
    const more = found.length >= ENOUGH ? [] : yield* bestAmong(placesWithin(met.coverage, most * SHOWN_SHARE, most * FOUND_SHARE), ENOUGH - found.length, judge)
    const passages = found.length === met.passages.length ? met.passages : Uint32Array.from([...Array.from(found, (place) => met.passages[place] ?? 0), ...more.map(({ entry }) => entry.ordinal)]).sort()
    const settled = settleRepeats([...yield* bestAmong(found, LOOKED_AT, judge), ...more].slice(0, LOOKED_AT), corpus)
    const first = interpretation.acrossCities ? spreadOver(settled, ({ passage }) => passage.city, weights.sameCity) : settled
    return new Found({ interpretation, met, passages, first, corpus, weights })
  }

  /** All of them, best first; ties in the order of the corpus. */
  get ranked(): readonly Ranked[] {
    return atOnce(this.rank(this.passages, 0, this.passages.length))
  }

  /** The best among some of the found passages, from a rank (from 0) to another; ties in the order of the corpus. */
  * rank(passages: Uint32Array, from: number, to: number): Steps<readonly Ranked[]> {
    const first = passages.length === this.passages.length ? this.#first : this.#first.filter(({ entry }) => placeIn(passages, entry.ordinal) !== -1)
    if (to <= first.length) return first.slice(from, to)
    const rest = placesOf(passages.filter((passage) => !this.#firstOrdinals.has(passage)), this.#met.passages)
    yield
    return [...first, ...yield* bestAmong(rest, to - first.length, { interpretation: this.interpretation, met: this.#met, corpus: this.#corpus, weights: this.#weights })].slice(from, to)
  }

  /** How well the best of some of the found passages meets the query; 0 for none. */
  bestQuality(passages: Uint32Array = this.passages): number {
    return greatestAt(this.#met.quality, placesOf(passages, this.#met.passages))
  }

  /** The greatest share of what was typed that stands in one passage as it was typed. */
  get bestLiteral(): number {
    return greatestAt(this.#met.literal, placesOf(this.passages, this.#met.passages))
  }
}

/** What a passage's score depends on. */
interface Judge {
  readonly interpretation: Interpretation
  readonly met: Met
  readonly corpus: Corpus
  readonly weights: RankingWeights
}

function bestAmong(places: Uint32Array, count: number, { interpretation, met, corpus, weights }: Judge): Steps<Ranked[]> {
  const { base, coverage, literal, inText, elsewhere, passages } = met
  const mayState = interpretation.numberWanted !== null
  const known = (place: number, proximity: number, statesNumber: boolean, afterGap: boolean): number =>
    scoreOf({ base: base[place] ?? 0, coverage: coverage[place] ?? 0, literal: literal[place] ?? 0, elsewhere: elsewhere[place] === 1, proximity, statesNumber, afterGap }, weights)
  return best(places, count, {
    least: (place) => known(place, 0, false, true),
    most: (place) => known(place, (inText[place] ?? 0) >= 2 ? 1 : 0, mayState, false),
    exact: (place) => {
      const entry = corpus.at(passages[place] ?? -1)
      const match = matchEntry(interpretation, entry, corpus)
      if (!match) throw new Error(`${entry.id} meets the query by its columns and not by its text`)
      return { entry, match, score: known(place, match.proximity, match.statesNumber, opensAfterGap(corpus, entry)) }
    },
  })
}

/**
 * Finds and ranks the passages of the corpus for a query text. The score is MiniSearch's BM25+ sum, times a power of the
 * share of the query that is met (all terms before some), times bonuses for literal and near matches and for numbers
 * that are asked for. Passages that repeat better ones, and, where several cities are asked for, further ones of the same city,
 * are put back. Whether a passage is found does not depend on filters, so that facet counts hold. May rest on the way.
 */
export function* rank(interpretation: Interpretation, corpus: Corpus, index: SearchIndex, analyzer: Analyzer, weights: RankingWeights = WEIGHTS): Steps<Found> {
  const { concepts, phrases, choices, fields } = interpretation
  const asked = concepts.length + phrases.length + choices.length + fields.length > 0
  const room = corpus.workspaces.take()
  const scored = asked ? yield* candidates(interpretation, corpus, index, analyzer, weights, room.sums) : { passages: new Uint32Array(0), scores: new Float64Array(0) }
  const met = yield* meet(interpretation, scored, corpus, room.workspace)
  const found = yield* Found.among(interpretation, met, corpus, weights)
  corpus.workspaces.giveBack(room)
  return found
}
