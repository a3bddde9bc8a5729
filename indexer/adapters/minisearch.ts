import MiniSearch, { type Query as MiniSearchQuery } from 'minisearch'
import { STREAMS, type CountedPassages, type IndexedTerms, type WantedStream } from '../ports.js'

/**
 * MiniSearch indexes the passages, report by report, and defines their scores. What it has counted is compiled into postings that are read in place
 * (`postings/`); its own search is the oracle of theirs.
 */

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

function indexOf(passages: Iterable<IndexedTerms>): MiniSearch<Document> {
  const index = new MiniSearch<Document>(OPTIONS)
  let id = 0
  for (const terms of passages) index.add({ ...terms, id: id++ })
  return index
}

/** Base of the numbers that stand for terms. */
const BASE = 36

/**
 * Has MiniSearch index passages, in their order, and returns what it has counted. It is given numbers for terms: the children of a node of its tree are
 * searched one after the other, and thousands of 汉字 begin a term, but only 36 signs a number.
 */
export function countTerms(passages: Iterable<IndexedTerms>): CountedPassages {
  const terms: string[] = []
  const codes = new Map<string, string>()
  const codeOf = (term: string): string => {
    let code = codes.get(term)
    if (code === undefined) {
      code = terms.length.toString(BASE)
      codes.set(term, code)
      terms.push(term)
    }
    return code
  }
  const coded = function* (): Generator<IndexedTerms> {
    for (const of of passages) yield { title: of.title.map(codeOf), headings: of.headings.map(codeOf), body: of.body.map(codeOf), grams: of.grams.map(codeOf), letters: of.letters.map(codeOf) }
  }
  const { documentCount, fieldLength, fieldIds, index } = indexOf(coded()).toJSON()
  if (STREAMS.some((stream, i) => fieldIds[stream] !== i)) throw new Error('fields are numbered otherwise')
  const counted = index as unknown as CountedPassages['terms'] & { map: <T>(make: (entry: readonly [string, CountedFields]) => T) => T[] }
  return { size: documentCount, lengths: fieldLength, terms: counted.map(([code, fields]) => [terms[Number.parseInt(code, BASE)] ?? '', fields] as const) }
}

type CountedFields = Readonly<Record<string, Readonly<Record<string, number>>>>

/** MiniSearch's own scores of a plan, by passage. `search()` multiplies the sum of field scores by the number of matched query terms; that is undone here. */
export function miniSearchScores(passages: Iterable<IndexedTerms>): (plan: readonly WantedStream[]) => ReadonlyMap<number, number> {
  const index = indexOf(passages)
  return (plan) => {
    const queries = plan.filter((part) => part.terms.length > 0).map(toQuery)
    if (queries.length === 0) return new Map()
    return new Map(index.search({ combineWith: 'OR', queries }).map((hit) => [hit.id as number, hit.score / (hit.queryTerms.length || 1)]))
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
