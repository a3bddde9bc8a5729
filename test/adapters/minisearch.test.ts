import t from 'tap'
import fc from 'fast-check'
import { buildIndex, openIndex } from '../../indexer/adapters/minisearch.js'
import type { IndexedTerms, Stream, WantedStream } from '../../indexer/ports.js'
import { law } from '../support/law.js'

/**
 * Oracle: BM25+ by the formula, k1 1.2, b 0.7, d 0.5. MiniSearch's definitions: the length of a field is its number of
 * distinct terms, the average is over all documents, and N is the number of documents.
 */
function slowScores(documents: readonly IndexedTerms[], plan: readonly WantedStream[]): Map<number, number> {
  const distinct = (terms: readonly string[]): number => new Set(terms).size
  const scores = new Map<number, number>()
  for (const part of plan) {
    for (const [stream, boost] of Object.entries(part.streams) as [Stream, number][]) {
      const average = documents.reduce((sum, d) => sum + distinct(d[stream]), 0) / documents.length
      for (const { term, weight } of part.terms) {
        const holders = documents.filter((d) => d[stream].includes(term)).length
        const idf = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5))
        documents.forEach((d, id) => {
          const frequency = d[stream].filter((other) => other === term).length
          if (frequency === 0) return
          const score = idf * (0.5 + (frequency * 2.2) / (frequency + 1.2 * (0.3 + (0.7 * distinct(d[stream])) / average)))
          scores.set(id, (scores.get(id) ?? 0) + weight * boost * score)
        })
      }
    }
  }
  return scores
}

const same = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean =>
  a.size === b.size && [...a].every(([id, score]) => Math.abs(score - (b.get(id) ?? Number.NaN)) <= 1e-9 * Math.max(1, Math.abs(score)))

// Terms that a careless map or tokenizer trips over stand among the plain ones.
const TERMS = ['医共体', '医', '6560万元', '8.56/10万', '1+x', 'a b', 'constructor', '__proto__', 'toString', '健康']
const termsArb = fc.array(fc.constantFrom(...TERMS), { maxLength: 12 })
const documentArb = fc.record({ title: termsArb, headings: termsArb, body: termsArb, grams: termsArb })
const corpusArb = fc.array(documentArb, { minLength: 1, maxLength: 12 })
const weightArb = fc.constantFrom(0.25, 0.5, 1, 3)
const partArb: fc.Arbitrary<WantedStream> = fc.record({
  streams: fc.uniqueArray(fc.tuple(fc.constantFrom<Stream>('title', 'headings', 'body', 'grams'), weightArb), { selector: ([stream]) => stream, minLength: 1 }).map((pairs) => Object.fromEntries(pairs)),
  terms: fc.uniqueArray(fc.record({ term: fc.constantFrom(...TERMS, '没有'), weight: weightArb }), { selector: ({ term }) => term, maxLength: 5 }),
})

t.test('scores are those of BM25+ by hand, without any multiplier', (t) => {
  law(t, 'random passages, random plans', fc.tuple(corpusArb, fc.array(partArb, { maxLength: 3 })), ([documents, plan]) => same(openIndex(buildIndex(documents)).score(plan), slowScores(documents, plan)), 500)
  t.end()
})

t.test('two terms score the sum of both, and a term twice as wanted scores double', (t) => {
  const terms = (...body: string[]): IndexedTerms => ({ title: [], headings: [], body, grams: [] })
  const index = openIndex(buildIndex([terms('甲', '乙'), terms('甲'), terms('丙')]))
  const of = (...wanted: [string, number][]): number => index.score([{ streams: { body: 1 }, terms: wanted.map(([term, weight]) => ({ term, weight })) }]).get(0) ?? 0
  t.ok(of(['甲', 1]) > 0)
  t.ok(Math.abs(of(['甲', 1], ['乙', 1]) - of(['甲', 1]) - of(['乙', 1])) < 1e-12)
  t.ok(Math.abs(of(['甲', 2]) - 2 * of(['甲', 1])) < 1e-12)
  t.end()
})

t.test('an empty plan, and a plan of unknown terms, find nothing', (t) => {
  const index = openIndex(buildIndex([{ title: [], headings: [], body: ['甲'], grams: [] }]))
  t.equal(index.score([]).size, 0)
  t.equal(index.score([{ streams: { body: 1 }, terms: [] }]).size, 0)
  t.equal(index.score([{ streams: { body: 1 }, terms: [{ term: '乙', weight: 1 }] }]).size, 0)
  t.equal(openIndex(buildIndex([])).size, 0)
  t.end()
})

t.test('laws of the index', (t) => {
  law(t, 'document frequency and vocabulary are what counting gives', corpusArb, (documents) => {
    const index = openIndex(buildIndex(documents))
    const count = (term: string, stream: Stream): number => documents.filter((d) => d[stream].includes(term)).length
    const vocabulary = new Map(index.vocabulary())
    return index.size === documents.length
      && [...TERMS, '没有'].every((term) => (['title', 'headings', 'body', 'grams'] as const).every((stream) => index.documentFrequency(term, stream) === count(term, stream)))
      && [...TERMS, '没有'].every((term) => (vocabulary.get(term) ?? 0) === count(term, 'body'))
  })
  law(t, 'the same passages give the same bytes', corpusArb, (documents) => buildIndex(documents) === buildIndex(structuredClone(documents)), 50)
  t.end()
})

t.test('text that is no such index throws', (t) => {
  for (const json of ['', '{}', '[]', 'null']) t.throws(() => openIndex(json), JSON.stringify(json))
  t.throws(() => openIndex(buildIndex([]).replace('"title":0', '"other":0')), /other fields/)
  t.end()
})
