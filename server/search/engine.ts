import type { Language, Snapshot } from '../../indexer/index.js'
import { Corpus, type Entry } from './corpus.js'
import { filterAndCount, type Facets } from './facets.js'
import { Interpreter } from './interpret.js'
import type { Interpretation } from './interpretation.js'
import { marksOf, matchEntry, type Mark, type Match } from './match.js'
import { countiesOf, placesOf, type Place } from './places.js'
import { EMPTY_QUERY, toQuery, type Dimension, type Query } from './query.js'
import { rank, type Found } from './rank.js'
import type { Ranked } from './ranked.js'
import { reportCounts, sliceOf, type ReportCounts } from './order.js'
import { snippetOf, snippetsOf, type Snippet, type WorthOf } from './snippet.js'
import { atOnce, Queue, type Steps } from './steps.js'
import { Speller, type Correction } from './spelling.js'
import { Suggester, type Suggestion } from './suggest.js'
import type { Names } from './syntax.js'
import { vocabularyOf, type VocabularyWord } from './vocabulary.js'
import { WEIGHTS, type RankingWeights } from './weights.js'
import { Wording } from './wording.js'

/** A passage on a result page, with why it is there. */
export interface Hit {
  readonly entry: Entry
  readonly score: number
  readonly match: Match | null
  readonly marks: readonly Mark[]
  readonly snippet: Snippet
  /** A second excerpt that shows what the first does not. */
  readonly further: readonly Snippet[]
}

/** A page of results. */
export interface Results {
  readonly query: Query
  /** Passages on all pages. */
  readonly total: number
  /** In how many of these passages each report stands. */
  readonly reports: ReportCounts
  readonly hits: readonly Hit[]
  readonly facets: Facets
  /** How the text that was searched for is understood. */
  readonly interpretation: Interpretation
  readonly spelling: SpellingOffer | null
  /** Nothing matched well: the best hit meets less than `WEAK_QUALITY` of what was asked. */
  readonly weak: boolean
  readonly tookMs: number
}

/** A correction that leaves the best hit weak is made only when it is better by so much. */
const CLEARLY = 0.2
/** How long warming up may take, in ms, and by how many passages. */
const WARMING_UP = 500
const WARMED_BY = 100
/** Texts for which it is kept what they find. */
const FINDINGS = 4
/** Excerpts of a hit. */
const SNIPPETS = 2
/** A quoted phrase tells as much as a rare word. */
const PHRASE_WORTH = 6
const LEAST_WORTH = 0.1

/** A text that was probably meant. */
export interface SpellingOffer {
  readonly text: string
  readonly corrections: readonly Correction[]
  /** The results are those of `text`, because those of what was typed were weak. */
  readonly applied: boolean
}

/** What a text finds. */
interface Findings {
  readonly found: Found
  readonly spelling: SpellingOffer | null
}

/** Below this share of the query's weight the best hit is a weak one. */
const WEAK_QUALITY = 0.6

/** A text once read, for marking many passages with it. */
export interface Reading {
  readonly marks: (entry: Entry) => Mark[]
  /** Ordinals of the passages that are found. */
  readonly found: Uint32Array
}

/** Searching over one snapshot. Immutable; a new snapshot gets a new engine. */
export class Engine {
  readonly corpus: Corpus
  readonly snapshot: Snapshot
  readonly #language: Language
  readonly #interpreter: Interpreter
  readonly #order: Readonly<Record<Dimension, readonly string[]>>
  readonly #places: readonly Place[]
  readonly #like: Engine | null
  #words: readonly VocabularyWord[] | null = null
  #completing: Suggester | null = null
  #spelling: Speller | null = null
  readonly #wording: Wording
  readonly #weights: RankingWeights
  readonly #findings = new Map<string, Findings>()
  readonly #queue = new Queue()

  /** `like`: an engine over the same snapshot, whose parts are shared. */
  constructor(snapshot: Snapshot, language: Language, weights: RankingWeights = WEIGHTS, like?: Engine) {
    this.snapshot = snapshot
    this.#language = language
    this.#weights = weights
    this.corpus = like?.corpus ?? new Corpus(snapshot, language.analyzer)
    this.#places = like ? like.#places : placesOf(this.corpus, language.lexicon)
    this.#interpreter = like ? like.#interpreter : new Interpreter(language, snapshot.index, this.#places, this.#names(), (text) => this.corpus.passagesWith(text))
    const years = [...new Set(this.corpus.columns.yearSets.flat())].sort((a, b) => b - a)
    this.#order = {
      city: this.#places.map(({ name }) => name),
      county: countiesOf(this.corpus, this.#places),
      year: years.map(String),
      topic: language.lexicon.topics.map(({ name }) => name),
    }
    this.#wording = like ? like.#wording : new Wording(language)
    this.#like = like ?? null
  }

  /** Words, completions and spelling are made when they are first asked for: a search that finds what was typed needs none of them. */
  get #vocabulary(): readonly VocabularyWord[] {
    return (this.#words ??= vocabularyOf(this.corpus, this.snapshot.index, this.#language))
  }

  get #suggester(): Suggester {
    return this.#like ? this.#like.#suggester : (this.#completing ??= new Suggester(this.corpus, this.#vocabulary, this.#language))
  }

  get #speller(): Speller {
    if (this.#like) return this.#like.#speller
    const { lexicon, romanize, knows, analyzer } = this.#language
    return (this.#spelling ??= new Speller(this.#vocabulary, {
      lookAlikes: lexicon.lookAlikes, functionWords: lexicon.stopWords, romanize, isWord: knows,
      attested: (text) => this.#stands(text), paired: (text) => this.#paired(text), cut: (text) => analyzer.tiles(text).map(({ span }) => span),
    }))
  }

  /** Searches for what stands in passages from all over the corpus, in the ways in which readers ask, so that the first reader does not wait for code to be compiled or spelling to be learned. At most half a second beside that. */
  warmUp(): void {
    this.#speller.correct('')
    // Pairs are grouped by their ends when a single 汉字 is first looked up.
    this.corpus.holders.holding('的')
    const until = performance.now() + WARMING_UP
    const step = Math.max(1, Math.floor(this.corpus.columns.size / WARMED_BY))
    for (let ordinal = 0; ordinal < this.corpus.columns.size && performance.now() < until; ordinal += step) {
      const text = this.corpus.texts.text(ordinal)
      const [start, end] = [text.slice(0, 6), text.slice(-9, -1)]
      for (const q of [`${start} ${end}`, `“${start}”`, `${start}多少`, end.slice(0, 4)]) if (performance.now() < until) this.search(toQuery({ q }))
      this.suggest(text.slice(0, 2))
    }
  }

  /** The same engine with other constants of the ranking, for measuring. */
  withWeights(weights: RankingWeights): Engine {
    return new Engine(this.snapshot, this.#language, weights, this)
  }

  /** Whether every pair of 汉字 of a text stands in some passage. */
  #paired(text: string): boolean {
    return this.#language.analyzer.grams(text).every(({ term }) => [...term].length < 2 || this.snapshot.index.documentFrequency(term, 'grams') > 0)
  }

  /** Whether a folded text stands in any passage or heading. */
  #stands(text: string): boolean {
    if (this.snapshot.index.documentFrequency(text, 'body') > 0) return true
    if (!this.#paired(text)) return false
    return this.corpus.passagesWith(text) > 0 || this.corpus.headings.anyHolds(text)
  }

  /** A field with a value that names nothing here is text: people paste `标题：…` too. */
  #names(): Names {
    const cities = new Set(this.#places.flatMap(({ name, full }) => [name, full]))
    const years = new Set(this.corpus.columns.yearSets.flat())
    const fold = (text: string): string => this.#language.analyzer.foldTight(text).text
    return (field, value) => {
      if (field === 'city') return cities.has(fold(value))
      if (field === 'year') return /^(?:19|20)\d\d年?$/.test(fold(value)) && (years.has(Number(fold(value).slice(0, 4))) || this.#stands(fold(value).slice(0, 4)))
      const title = fold(value)
      return title !== '' && (this.corpus.foldedTitles.some((one) => one.includes(title)) || this.corpus.headings.anyHolds(title))
    }
  }

  /** All values of a dimension, in the order in which facets list them. */
  valuesOf(dimension: Dimension): readonly string[] {
    return this.#order[dimension]
  }

  interpret(q: string, off: Query['off'] = []): Interpretation {
    return this.#interpreter.interpret(q, off)
  }

  #rank(interpretation: Interpretation): Steps<Found> {
    return rank(interpretation, this.corpus, this.snapshot.index, this.#language.analyzer, this.#weights)
  }

  /** What a text finds, before filters: as it was typed, or as it was probably meant when that finds nothing good. The last few are kept: a reader filters, turns pages, and opens what was found. */
  * #find(q: string, off: Query['off']): Steps<Findings> {
    const key = `${off.join()}\n${q}`
    const known = this.#findings.get(key)
    if (known) return known
    const findings = yield* this.#seek(q, off)
    const [oldest] = this.#findings.keys()
    if (this.#findings.size >= FINDINGS && oldest !== undefined) this.#findings.delete(oldest)
    this.#findings.set(key, findings)
    return findings
  }

  * #seek(q: string, off: Query['off']): Steps<Findings> {
    const interpretation = this.interpret(q, off)
    yield
    const typed = yield* this.#rank(interpretation)
    const correction = off.includes('correction') || typed.bestLiteral === 1 ? null : this.#speller.correct(q)
    if (!correction || correction.text === q) return { found: typed, spelling: null }
    yield
    const meant = yield* this.#rank(this.interpret(correction.text, off))
    const [before, after] = [typed.bestQuality(), meant.bestQuality()]
    const stands = meant.bestLiteral === 1 && correction.corrections.every(({ kind }) => kind !== 'spelling')
    // What is nowhere as typed, and stands as a whole when read by its sound or shape, was meant so, though its characters be found here and there.
    if (stands || (before < WEAK_QUALITY && (after >= WEAK_QUALITY || after >= before + CLEARLY))) return { found: meant, spelling: { ...correction, applied: true } }
    const offered = after > before || (after === before && meant.bestLiteral > typed.bestLiteral)
    return { found: typed, spelling: offered ? { ...correction, applied: false } : null }
  }

  /** Answers a query. A text in which nothing can be sought finds nothing; an empty one lists all passages in reading order. */
  search(query: Query): Results {
    return atOnce(this.#searching(query))
  }

  /** The same in slices of some ten milliseconds, one query after the other. */
  answer(query: Query): Promise<Results> {
    return this.#queue.do(() => this.#searching(query))
  }

  * #searching(query: Query): Steps<Results> {
    const started = performance.now()
    const { found, spelling } = query.q === '' ? { found: null, spelling: null } : yield* this.#find(query.q, query.off)
    const interpretation = found?.interpretation ?? this.interpret(query.q)
    const { columns, reports } = this.corpus
    yield
    const { hits, facets } = filterAndCount(found?.passages ?? everyPassage(columns.size), query, columns, reports, this.#order)
    yield
    const page = yield* sliceOf(hits, query, this.corpus, (passages, from, to) => (found ? found.rank(passages, from, to) : this.#inOrder(passages, from, to)))
    const shown: Hit[] = []
    for (const ranked of page) {
      shown.push(this.#hit(ranked, interpretation))
      yield
    }
    return {
      query, facets, interpretation, spelling,
      total: hits.length,
      reports: reportCounts(hits, this.corpus),
      hits: shown,
      weak: query.q !== '' && (found?.bestQuality(hits) ?? 0) < WEAK_QUALITY,
      tookMs: Math.round((performance.now() - started) * 100) / 100,
    }
  }

  /** Passages in the order of the corpus. */
  * #inOrder(passages: Uint32Array, from: number, to: number): Steps<readonly Ranked[]> {
    yield
    return [...passages.subarray(from, to)].map((ordinal) => ({ entry: this.corpus.at(ordinal), score: 0, match: null }))
  }

  #hit({ entry, score, match }: Ranked, interpretation: Interpretation): Hit {
    const marks = marksOf(interpretation, match, entry, this.corpus)
    const [snippet = snippetOf(entry.passage.text, marks), ...further] = snippetsOf(entry.passage.text, marks, this.#worthOf(interpretation, match), SNIPPETS)
    return { entry, score, match, marks, snippet, further }
  }

  /** What a marked text tells: the weights of the concepts that it stands for. */
  #worthOf(interpretation: Interpretation, match: Match | null): WorthOf {
    return (marked) => {
      const text = this.#language.analyzer.foldTight(marked).text
      const met = (match?.concepts ?? []).filter(({ by }) => by.some((one) => text.includes(one.text)))
      const phrase = interpretation.phrases.some((one) => text.includes(one)) ? PHRASE_WORTH : 0
      return phrase + met.reduce((sum, { concept }) => sum + concept.weight, LEAST_WORTH)
    }
  }

  /** How a text is to be read, the probable meaning of a mistaken one included. */
  read(q: string, off: Query['off'] = []): Reading {
    const { found } = atOnce(this.#find(q, off))
    const { interpretation } = found
    return { marks: (entry) => marksOf(interpretation, matchEntry(interpretation, entry, this.corpus), entry, this.corpus), found: found.passages }
  }

  /** The marks that a query makes in one passage, whether or not the passage is a hit. An empty query marks nothing. */
  marks(q: string, entry: Entry): Mark[] {
    return q === '' ? [] : this.read(q).marks(entry)
  }

  /** The passages of a report that a query finds, by ordinal. An empty query finds none. */
  foundIn(q: string, report: string): ReadonlySet<number> {
    if (q === '') return new Set()
    const { reportOf } = this.corpus.columns
    const place = this.corpus.reports.findIndex(({ id }) => id === report)
    return new Set(this.read(q).found.filter((ordinal) => reportOf[ordinal] === place))
  }

  /** The ordinals of the passages on all pages of a query. Searching for it tells the same number of them. */
  found(query: Query): Uint32Array {
    const { columns, reports } = this.corpus
    return filterAndCount(query.q === '' ? everyPassage(columns.size) : this.read(query.q, query.off).found, query, columns, reports, this.#order).hits
  }

  /** The words that a passage says; see `Wording`. */
  wordsOf(entry: Entry): readonly string[] {
    return this.#wording.of(entry)
  }

  suggest(q: string): Suggestion[] {
    return this.#suggester.suggest(q)
  }

  /** Passages per value of each dimension over the whole corpus. */
  coverage(): Facets {
    const { columns, reports } = this.corpus
    return filterAndCount(everyPassage(columns.size), EMPTY_QUERY, columns, reports, this.#order).facets
  }
}

const everyPassage = (size: number): Uint32Array => Uint32Array.from({ length: size }, (_, ordinal) => ordinal)
