import t from 'tap'
import fc from 'fast-check'
import { countTerms, miniSearchScores } from '../../indexer/adapters/minisearch.js'
import { STREAMS, type IndexedTerms, type ScoredPassages, type SearchIndex, type Stream, type WantedStream } from '../../indexer/ports.js'
import { mergePostings, openPostings, PostingsBuilder } from '../../indexer/postings/index.js'
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

/** The compiled index of some passages that come as so many reports. */
function compile(documents: readonly IndexedTerms[], reports = 1): Uint8Array {
  const builder = new PostingsBuilder()
  const size = Math.ceil(documents.length / reports)
  for (let at = 0; at < documents.length || at === 0; at += size || 1) builder.add(countTerms(documents.slice(at, at + (size || 1))))
  return builder.finish()
}

/** The same, counted by the builder itself. */
function compileHere(documents: readonly IndexedTerms[]): Uint8Array {
  const builder = new PostingsBuilder()
  for (const terms of documents) builder.count(terms)
  return builder.finish()
}

const open = (documents: readonly IndexedTerms[], reports = 1): SearchIndex => openPostings(compile(documents, reports))
const asMap = ({ passages, scores }: ScoredPassages): Map<number, number> => new Map([...passages].map((passage, i) => [passage, scores[i] ?? Number.NaN]))

const same = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean =>
  a.size === b.size && [...a].every(([id, score]) => Math.abs(score - (b.get(id) ?? Number.NaN)) <= 1e-9 * Math.max(1, Math.abs(score)))

// Terms that a careless map or tokenizer trips over stand among the plain ones.
const TERMS = ['医共体', '医', '6560万元', '8.56/10万', '1+x', 'a b', 'constructor', '__proto__', 'toString', '健康']
const termsArb = fc.array(fc.constantFrom(...TERMS), { maxLength: 12 })
const documentArb = fc.record({ title: termsArb, headings: termsArb, body: termsArb, grams: termsArb, letters: termsArb })
const corpusArb = fc.array(documentArb, { minLength: 1, maxLength: 12 })
const reportsArb = fc.integer({ min: 1, max: 4 })
const weightArb = fc.constantFrom(0.25, 0.5, 1, 3)
const partArb: fc.Arbitrary<WantedStream> = fc.record({
  streams: fc.uniqueArray(fc.tuple(fc.constantFrom<Stream>('title', 'headings', 'body', 'grams'), weightArb), { selector: ([stream]) => stream, minLength: 1 }).map((pairs) => Object.fromEntries(pairs)),
  terms: fc.uniqueArray(fc.record({ term: fc.constantFrom(...TERMS, '没有'), weight: weightArb }), { selector: ({ term }) => term, maxLength: 5 }),
})

const terms = (...body: string[]): IndexedTerms => ({ title: [], headings: [], body, grams: [], letters: [] })

t.test('scores are those of BM25+ by hand, and MiniSearch\'s own, without any multiplier', (t) => {
  const cases = fc.tuple(corpusArb, fc.array(partArb, { maxLength: 3 }), reportsArb)
  law(t, 'random passages, random plans: by hand', cases, ([documents, plan, reports]) => same(asMap(open(documents, reports).score(plan)), slowScores(documents, plan)), 500)
  law(t, 'random passages, random plans: MiniSearch', cases, ([documents, plan, reports]) => same(asMap(open(documents, reports).score(plan)), miniSearchScores(documents)(plan)), 500)
  t.end()
})

/** Many passages with terms of all frequencies, so that lists are longer than a block and skip; drawn by a rule, not by chance. */
const long = (count: number): IndexedTerms[] => Array.from({ length: count }, (_, i) => {
  const body = ['每段', ...(i % 2 === 0 ? ['偶', '偶'] : []), ...(i % 7 === 3 ? ['七'] : []), ...(i % 97 === 5 ? ['稀'] : []), `第${i}`, ...(i > count / 2 ? ['后半'] : [])]
  return { title: ['题'], headings: [], body, grams: body, letters: [String(i % 10)] }
})

t.test('in a corpus of 3000 passages the twenty best of every plan are MiniSearch\'s, ties by number', (t) => {
  const documents = long(3000)
  const [index, oracle] = [open(documents, 7), miniSearchScores(documents)]
  const top = (scores: ReadonlyMap<number, number>): number[] => [...scores].map(([id, score]) => [id, Math.round(score * 1e9)] as const).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 20).map(([id]) => id)
  for (const terms of [['每段'], ['七', '稀'], ['偶', '后半', '第2999'], ['稀', '没有'], ['每段', '偶', '七', '稀', '后半']]) {
    const plan: WantedStream[] = [{ streams: { body: 1, title: 0.2 }, terms: terms.map((term, i) => ({ term, weight: 1 / (i + 1) })) }]
    t.ok(same(asMap(index.score(plan)), oracle(plan)), terms.join(' '))
    t.strictSame(top(asMap(index.score(plan))), top(oracle(plan)), terms.join(' '))
    t.ok(same(asMap(index.score(plan)), asMap(index.score(plan))), 'asked again')
  }
  t.end()
})

t.test('two terms score the sum of both, and a term twice as wanted scores double', (t) => {
  const index = open([terms('甲', '乙'), terms('甲'), terms('丙')])
  const of = (...wanted: [string, number][]): number => asMap(index.score([{ streams: { body: 1 }, terms: wanted.map(([term, weight]) => ({ term, weight })) }])).get(0) ?? 0
  t.ok(of(['甲', 1]) > 0)
  t.ok(Math.abs(of(['甲', 1], ['乙', 1]) - of(['甲', 1]) - of(['乙', 1])) < 1e-12)
  t.ok(Math.abs(of(['甲', 2]) - 2 * of(['甲', 1])) < 1e-12)
  t.end()
})

t.test('a term that stands in a passage once or three hundred times scores by the formula', (t) => {
  const documents = [1, 2, 7, 8, 9, 127, 128, 129, 300].map((times) => terms('题', ...Array<string>(times).fill('甲')))
  const plan: WantedStream[] = [{ streams: { body: 1 }, terms: [{ term: '甲', weight: 1 }] }]
  t.ok(same(asMap(open(documents).score(plan)), slowScores(documents, plan)))
  t.end()
})

t.test('an empty plan, and a plan of unknown terms, find nothing', (t) => {
  const index = open([terms('甲')])
  t.equal(index.score([]).passages.length, 0)
  t.equal(index.score([{ streams: { body: 1 }, terms: [] }]).passages.length, 0)
  t.equal(index.score([{ streams: { body: 1 }, terms: [{ term: '乙', weight: 1 }] }]).passages.length, 0)
  t.equal(open([]).size, 0)
  t.strictSame([...open([]).vocabulary()], [])
  t.end()
})

t.test('laws of the index', (t) => {
  const all = [...TERMS, '没有']
  law(t, 'document frequency and vocabulary are what counting gives', fc.tuple(corpusArb, reportsArb), ([documents, reports]) => {
    const index = open(documents, reports)
    const count = (term: string, stream: Stream): number => documents.filter((d) => d[stream].includes(term)).length
    const vocabulary = new Map(index.vocabulary())
    return index.size === documents.length
      && all.every((term) => STREAMS.every((stream) => index.documentFrequency(term, stream) === count(term, stream)))
      && all.every((term) => (vocabulary.get(term) ?? 0) === count(term, 'body'))
  })
  const wantedArb = fc.array(fc.record({ term: fc.constantFrom(...all), stream: fc.constantFrom<Stream>(...STREAMS) }), { maxLength: 4 })
  law(t, 'passages that hold all of some terms are those that counting gives', fc.tuple(corpusArb, wantedArb, reportsArb), ([documents, wanted, reports]) => {
    const expected = wanted.length === 0 ? [] : documents.flatMap((d, i) => (wanted.every(({ term, stream }) => d[stream].includes(term)) ? [i] : []))
    return JSON.stringify([...open(documents, reports).holders(wanted)]) === JSON.stringify(expected)
  })
  const [documents, index] = [long(3000), open(long(3000), 3)]
  law(t, 'and so they are where lists are long and skip', fc.uniqueArray(fc.oneof(fc.constantFrom('每段', '偶', '七', '稀', '后半'), fc.integer({ min: 0, max: 2999 }).map((i) => `第${i}`)), { minLength: 1, maxLength: 4 }), (wanted) => {
    const expected = documents.flatMap((d, i) => (wanted.every((term) => d.body.includes(term)) ? [i] : []))
    return JSON.stringify([...index.holders(wanted.map((term) => ({ term, stream: 'body' as const })))]) === JSON.stringify(expected)
  })
  law(t, 'the same passages give the same bytes', corpusArb, (documents) => Buffer.compare(compile(documents), compile(structuredClone(documents))) === 0, 50)
  law(t, 'counted by MiniSearch or by the builder', fc.tuple(corpusArb, reportsArb), ([documents, reports]) => Buffer.compare(compile(documents, reports), compileHere(documents)) === 0)
  t.equal(Buffer.compare(compile(documents), compileHere(documents)), 0, 'and so do long lists')
  const partedArb = fc.array(fc.tuple(documentArb, fc.nat(2), fc.double({ noNaN: true }), fc.boolean()), { minLength: 1, maxLength: 14 })
  law(t, 'and so do parts whose passages are put in another order, some left out', partedArb, (passages) => {
    const order = passages.flatMap(([, , rank, stays], i) => (stays ? [{ i, rank }] : [])).sort((a, b) => a.rank - b.rank || a.i - b.i).map(({ i }) => i)
    const parts = [0, 1, 2].map((part) => passages.flatMap(([, of], i) => (of === part ? [i] : [])))
    const merged = mergePostings(parts.map((of) => ({ bytes: compileHere(of.flatMap((i) => passages[i]?.[0] ?? [])), ordinals: Int32Array.from(of, (i) => order.indexOf(i)) })), order.length)
    return Buffer.compare(merged, compileHere(order.flatMap((i) => passages[i]?.[0] ?? []))) === 0
  })
  const rowArb = fc.tuple(fc.array(documentArb, { minLength: 1, maxLength: 14 }), fc.array(fc.nat(14), { maxLength: 3 }), fc.boolean())
  const joined = (documents: Parameters<typeof compileHere>[0], bounds: readonly number[], backwards: boolean): Uint8Array => {
    const ends = [0, ...[...new Set(bounds.map((bound) => Math.min(bound, documents.length)))].sort((a, b) => a - b), documents.length]
    const parts = ends.slice(1).map((end, i) => ({ bytes: compileHere(documents.slice(ends[i], end)), ordinals: Int32Array.from({ length: end - (ends[i] ?? 0) }, (_, at) => (ends[i] ?? 0) + at) }))
    return mergePostings(backwards ? parts.reverse() : parts, documents.length)
  }
  law(t, 'and so do parts that stand one behind the other, named in any order', rowArb, ([documents, bounds, backwards]) => Buffer.compare(joined(documents, bounds, backwards), compileHere(documents)) === 0)
  for (const bounds of [[1000], [128, 129, 2999], [1, 1500]]) t.equal(Buffer.compare(joined(documents, bounds, false), compileHere(documents)), 0, `long lists too, parted at ${bounds.join(', ')}`)
  law(t, 'and the same index however they are parted into reports', fc.tuple(corpusArb, reportsArb), ([documents, reports]) => Buffer.compare(compile(documents), compile(documents, reports)) === 0, 50)
  t.end()
})

t.test('a 汉字 is held by the passages whose pairs begin or end with it, or that have it alone', (t) => {
  const grams = (...pairs: string[]): IndexedTerms => ({ ...terms(), grams: pairs })
  const index = open([grams('医院', '院长'), grams('就医'), grams('医'), grams('护士')])
  t.strictSame([...index.holdersOfCharacter('医')], [0, 1, 2])
  t.strictSame([...index.holdersOfCharacter('长')], [0])
  t.strictSame([...index.holdersOfCharacter('药')], [])
  t.end()
})

t.test('bytes that are no such index throw', (t) => {
  const whole = compile([terms('甲')])
  for (const bytes of [new Uint8Array(0), Buffer.from('{}'), Buffer.from('HRPSECT1'), whole.slice(0, 40)]) t.throws(() => openPostings(bytes))
  const moved = new Uint8Array(whole.length + 3)
  moved.set(whole, 3)
  t.equal(openPostings(moved.subarray(3)).size, 1, 'but they may start anywhere in a buffer')
  t.end()
})
