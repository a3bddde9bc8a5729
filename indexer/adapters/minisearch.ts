import MiniSearch, { type Query as MiniSearchQuery } from 'minisearch'
import type { IndexedTerms, SearchIndex, Stream, WantedStream } from '../ports.js'

const STREAMS: readonly Stream[] = ['title', 'headings', 'body', 'grams']

/** Parts tokens of one query; no folded text holds it. */
const SEPARATOR = '\u0000'

type Document = IndexedTerms & { readonly id: number }

/** Terms arrive ready; MiniSearch is kept from splitting or changing them. Constants of BM25+ are MiniSearch's defaults. */
const OPTIONS = {
  fields: [...STREAMS],
  idField: 'id',
  // MiniSearch hands field values on as they are, so that a field may be a list of terms (since 7.2.0).
  stringifyField: (value: unknown) => value as string,
  tokenize: (text: string) => (Array.isArray(text) ? (text as string[]) : text.split(SEPARATOR)),
  processTerm: (term: string) => term,
}

const newIndex = (): MiniSearch<Document> => new MiniSearch<Document>(OPTIONS)

/** Indexes passages in their order and returns MiniSearch's own JSON. */
export function buildIndex(passages: Iterable<IndexedTerms>): string {
  const index = newIndex()
  let id = 0
  for (const terms of passages) index.add({ ...terms, id: id++ })
  return JSON.stringify(index)
}

interface RawIndex {
  readonly documentCount: number
  readonly fieldIds: Readonly<Record<string, number>>
  readonly index: readonly (readonly [term: string, fields: Readonly<Record<string, Readonly<Record<string, number>>>>])[]
}

/** Opens what `buildIndex` wrote. Text that is not such an index throws; checksums are the snapshot's business. */
export function openIndex(json: string): SearchIndex {
  const raw = JSON.parse(json) as RawIndex
  if (STREAMS.some((stream, i) => raw.fieldIds[stream] !== i)) throw new Error('index with other fields')
  const index = MiniSearch.loadJSON<Document>(json, OPTIONS)
  const frequencies = new Map<string, number[]>()
  for (const [term, fields] of raw.index) {
    frequencies.set(term, STREAMS.map((_, i) => Object.keys(fields[String(i)] ?? {}).length))
  }
  const frequency = (term: string, stream: Stream): number => frequencies.get(term)?.[STREAMS.indexOf(stream)] ?? 0

  return {
    size: raw.documentCount,
    documentFrequency: frequency,
    *vocabulary() {
      for (const [term] of frequencies) {
        const passages = frequency(term, 'body')
        if (passages > 0) yield [term, passages] as const
      }
    },
    score(plan) {
      const queries = plan.filter((part) => part.terms.length > 0).map(toQuery)
      const scores = new Map<number, number>()
      if (queries.length === 0) return scores
      for (const hit of index.search({ combineWith: 'OR', queries })) {
        // search() multiplies the sum of field scores by the number of matched query terms; that is undone here.
        scores.set(hit.id as number, hit.score / (hit.queryTerms.length || 1))
      }
      return scores
    },
  }
}

function toQuery({ streams, terms }: WantedStream): MiniSearchQuery {
  const weights = new Map(terms.map(({ term, weight }) => [term, weight]))
  return {
    combineWith: 'OR',
    queries: [[...weights.keys()].join(SEPARATOR)],
    fields: Object.keys(streams),
    boost: streams,
    boostTerm: (term) => weights.get(term) ?? 1,
  }
}
