import type { Language, Snapshot } from '../../indexer/index.js'
import { Corpus, type Entry } from './corpus.js'
import { filterAndCount, type Facets } from './facets.js'
import { Interpreter, type Interpretation } from './interpret.js'
import { marksOf, matchEntry, type Mark, type Match } from './match.js'
import { EMPTY_QUERY, type Dimension, type Query } from './query.js'
import { rank, type Ranked } from './rank.js'
import { snippetOf, type Snippet } from './snippet.js'
import { Suggester, type Suggestion } from './suggest.js'

/** A passage on a result page, with why it is there. */
export interface Hit {
  readonly entry: Entry
  readonly score: number
  readonly match: Match | null
  readonly marks: readonly Mark[]
  readonly snippet: Snippet
}

/** A page of results. */
export interface Results {
  readonly query: Query
  /** Passages on all pages. */
  readonly total: number
  /** Reports that these passages stand in. */
  readonly reports: number
  readonly hits: readonly Hit[]
  readonly facets: Facets
  readonly interpretation: Interpretation
  /** Nothing matched well: the best hit meets less than `WEAK_COVERAGE` of what was asked. */
  readonly weak: boolean
  readonly tookMs: number
}

/** Below this share of the query's weight the best hit is a weak one. */
const WEAK_COVERAGE = 0.6

/** Searching over one snapshot. Immutable; a new snapshot gets a new engine. */
export class Engine {
  readonly corpus: Corpus
  readonly snapshot: Snapshot
  readonly #language: Language
  readonly #interpreter: Interpreter
  readonly #order: Readonly<Record<Dimension, readonly string[]>>
  readonly #suggester: Suggester

  constructor(snapshot: Snapshot, language: Language) {
    this.snapshot = snapshot
    this.#language = language
    this.corpus = new Corpus(snapshot, language.analyzer)
    this.#interpreter = new Interpreter(language.analyzer, language.lexicon, snapshot.index)
    const years = [...new Set(this.corpus.entries.flatMap(({ passage }) => passage.years))].sort((a, b) => b - a)
    this.#order = {
      city: language.lexicon.cities.map(({ name }) => name),
      year: years.map(String),
      topic: language.lexicon.topics.map(({ name }) => name),
    }
    this.#suggester = new Suggester(this.corpus, snapshot.index, language)
  }

  /** All values of a dimension, in the order in which facets list them. */
  valuesOf(dimension: Dimension): readonly string[] {
    return this.#order[dimension]
  }

  interpret(q: string): Interpretation {
    return this.#interpreter.interpret(q)
  }

  /** Answers a query. A text in which nothing can be sought finds nothing; an empty one lists all passages in reading order. */
  search(query: Query): Results {
    const started = performance.now()
    const interpretation = this.interpret(query.q)
    const all: readonly Ranked[] = query.q === ''
      ? this.corpus.entries.map((entry) => ({ entry, score: 0, match: null }))
      : rank(interpretation, this.corpus, this.snapshot.index, this.#language.analyzer).ranked
    const { hits, facets } = filterAndCount(all, query, this.#order)
    const sorted = sortHits(hits, query)
    const page = sorted.slice((query.page - 1) * query.size, query.page * query.size)
    return {
      query, facets, interpretation,
      total: hits.length,
      reports: new Set(hits.map(({ entry }) => entry.report.id)).size,
      hits: page.map((ranked) => this.#hit(ranked, interpretation)),
      weak: query.q !== '' && hits.every(({ match }) => (match?.coverage ?? 0) < WEAK_COVERAGE),
      tookMs: Math.round((performance.now() - started) * 100) / 100,
    }
  }

  #hit({ entry, score, match }: Ranked, interpretation: Interpretation): Hit {
    const marks = marksOf(interpretation, match, entry, this.corpus)
    return { entry, score, match, marks, snippet: snippetOf(entry.passage.text, marks) }
  }

  /** The marks that a query makes in one passage, whether or not the passage is a hit. An empty query marks nothing. */
  marks(q: string, entry: Entry): Mark[] {
    if (q === '') return []
    const interpretation = this.interpret(q)
    return marksOf(interpretation, matchEntry(interpretation, entry, this.corpus), entry, this.corpus)
  }

  /** The passages of a report that a query finds, by ordinal. An empty query finds none. */
  foundIn(q: string, report: string): ReadonlySet<number> {
    if (q === '') return new Set()
    const { ranked } = rank(this.interpret(q), this.corpus, this.snapshot.index, this.#language.analyzer)
    return new Set(ranked.filter(({ entry }) => entry.report.id === report).map(({ entry }) => entry.ordinal))
  }

  suggest(q: string): Suggestion[] {
    return this.#suggester.suggest(q)
  }

  /** Passages per value of each dimension over the whole corpus. */
  coverage(): Facets {
    const everything = this.corpus.entries.map((entry) => ({ entry }))
    return filterAndCount(everything, EMPTY_QUERY, this.#order).facets
  }
}

/** By year of publication when asked; reports of unknown year come last either way. Ties keep the ranking. */
function sortHits(hits: readonly Ranked[], { sort }: Query): readonly Ranked[] {
  if (sort === 'relevance') return hits
  const direction = sort === 'newest' ? -1 : 1
  return [...hits].sort((a, b) => {
    const [x, y] = [a.entry.report.published, b.entry.report.published]
    if (x === y) return 0
    if (x === null) return 1
    if (y === null) return -1
    return (x - y) * direction
  })
}
