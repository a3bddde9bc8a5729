import type { Engine } from '../search/engine.js'
import { columnOf } from '../search/facets.js'
import { distinctiveWords, type DistinctiveWord } from '../search/keyness.js'
import { MAX_QUERY_LENGTH, type Query } from '../search/query.js'
import { overviewCsvLink, overviewLink, searchLink, type OverviewParameters } from './links.js'
import type { Messages } from './messages/index.js'

/** The words that are a city's or a year's own among what a query finds. */

export interface WordsOf {
  readonly dimension: 'city' | 'year'
  readonly value: string
}

export interface WordsView {
  /** `null` when nobody's words were asked for. */
  readonly chosen: {
    readonly label: string
    readonly words: readonly { readonly word: string; readonly href: string; readonly passages: number; readonly inside: number; readonly outside: number; readonly z: string }[]
    readonly csv: string
  } | null
  readonly choices: readonly { readonly label: string; readonly links: readonly { readonly label: string; readonly href: string; readonly current: boolean }[] }[]
  /** Words come from so large a part of the passages only, in per cent; 0 for all of them. */
  readonly sample: number
}

const MOST_WORDS = 30
/** Characters of passages that are cut into words for one page; of more, every so many-th passage is taken. */
const MOST_CHARACTERS = 2_000_000

const labelOf = ({ dimension, value }: WordsOf, { facts }: Messages): string => (dimension === 'year' ? facts.year(value) : value)

/** Evenly spaced passages of at most so many characters, and what share of all they are. */
function sampleOf(ordinals: Uint32Array, { store: { texts: { starts } } }: Engine['corpus']): { readonly ordinals: Uint32Array; readonly share: number } {
  const characters = ordinals.reduce((sum, ordinal) => sum + (starts[ordinal + 1] ?? 0) - (starts[ordinal] ?? 0), 0)
  const step = Math.max(1, Math.ceil(characters / MOST_CHARACTERS))
  return { ordinals: step === 1 ? ordinals : ordinals.filter((_, i) => i % step === 0), share: 1 / step }
}

/** What a query finds without its filter by the dimension: the group and those that it is compared with. */
function wordsOf(engine: Engine, query: Query, of: WordsOf): { readonly words: readonly DistinctiveWord[]; readonly share: number } {
  const { corpus } = engine
  const { ordinals, share } = sampleOf(engine.found({ ...query, [of.dimension]: [], page: 1 }), corpus)
  const { of: setOf, sets } = columnOf[of.dimension](corpus.columns)
  const isOf = sets.map((set) => set.includes(of.value))
  const texts = (inside: boolean): (readonly string[])[] => [...ordinals].filter((ordinal) => isOf[setOf[ordinal] ?? -1] === inside).map((ordinal) => engine.wordsOf(corpus.at(ordinal)))
  return { words: distinctiveWords(texts(true), texts(false), MOST_WORDS), share }
}

/** The passages of a word: the query with the word as a phrase, in the city or year. */
const queryOf = (query: Query, of: WordsOf, word: string): Query => ({
  ...query, q: query.q.length + word.length + 3 > MAX_QUERY_LENGTH ? `"${word}"` : `${query.q} "${word}"`.trim(), [of.dimension]: [of.dimension === 'year' ? Number(of.value) : of.value], page: 1,
})

export interface FoundWord extends DistinctiveWord {
  /** As many as the search for it in the group finds. */
  readonly passages: number
  readonly query: Query
}

/** Distinctive words with the search that shows their passages; those that it cannot show are left out. */
export function foundWords(engine: Engine, query: Query, of: WordsOf): { readonly words: readonly FoundWord[]; readonly share: number } {
  const { words, share } = wordsOf(engine, query, of)
  return {
    share,
    words: words.flatMap((word) => {
      const search = queryOf(query, of, word.word)
      const passages = engine.search({ ...search, size: 1 }).total
      return passages === 0 ? [] : [{ ...word, passages, query: search }]
    }),
  }
}

export function wordsView(engine: Engine, { query, of }: { readonly query: Query; readonly of: WordsOf | null }, parameters: OverviewParameters, messages: Messages): WordsView {
  const found = of === null ? null : foundWords(engine, query, of)
  const ordinals = engine.found({ ...query, page: 1 })
  const links = (dimension: WordsOf['dimension']) => {
    const { of: setOf, sets } = columnOf[dimension](engine.corpus.columns)
    const present = new Set([...new Set(ordinals.map((ordinal) => setOf[ordinal] ?? 0))].flatMap((set) => sets[set] ?? []))
    const order = dimension === 'year' ? [...engine.valuesOf(dimension)].reverse() : engine.valuesOf(dimension)
    return [...order.filter((value) => present.has(value)), ...[...present].filter((value) => !order.includes(value)).sort()].map((value) => ({
      label: labelOf({ dimension, value }, messages), href: `${overviewLink(query, { ...parameters, of: `${dimension}:${value}` })}#words`, current: of?.dimension === dimension && of.value === value,
    }))
  }
  const choices = (['city', 'year'] as const).map((dimension) => ({ label: messages.results[dimension], links: links(dimension) })).filter((choice) => choice.links.length > 1)
  return {
    sample: found && found.share < 1 ? Math.round(found.share * 100) : 0,
    chosen: of === null || found === null ? null : {
      label: labelOf(of, messages), csv: overviewCsvLink(query, 'words', parameters),
      words: found.words.map(({ word, passages, inside, outside, z, query: search }) => ({ word, passages, inside, outside, z: z.toFixed(1), href: searchLink(search) })),
    },
    choices,
  }
}
