import fc from 'fast-check'
import t from 'tap'
import { readDictionary } from '../../indexer/adapters/jieba.js'
import { learnedWeights } from '../../indexer/adapters/learned-weights.js'
import { JoinTerms, MOST_TERMS } from '../../indexer/text/reading-order/join-terms.js'
import { JOIN_BITS, JoinModel, NO_WEIGHTS, packJoinWeights, placeOf, unpackJoinWeights } from '../../indexer/text/reading-order/join-weights.js'
import { logOdds, packForests, unpackForests, type Forest } from '../../indexer/text/reading-order/trees.js'
import { holds } from '../support/seeded.js'

const terms = new JoinTerms(readDictionary().words)
const packed = learnedWeights.joins()
const model = new JoinModel(terms, unpackJoinWeights(packed))
const score = (left: string, right: string): number => model.score(model.edges(left), model.edges(right))

t.test('the line that goes on with a sentence is told from one that does not', (t) => {
  for (const [left, right, stranger] of [
    ['县级以上地方人民政府应当加强对', '公共卫生工作的领导', '的规定予以处罚'],
    ['违反本条例规定,未取得许可证擅自', '从事经营活动的', '有关部门负责人'],
    ['对拒不改正的,处一万元以', '上五万元以下的罚款', '加强医疗机构的建设'],
  ] as const) t.ok(score(left, right) > score(left, stranger) + 2, `${left}|${right} rather than ${left}|${stranger}`)
  t.end()
})

t.test('an empty line says nothing, and a model without weights says nothing at all', (t) => {
  t.equal(score('', '健康'), 0)
  t.equal(score('健康', ''), 0)
  const silent = new JoinModel(terms, NO_WEIGHTS)
  t.equal(silent.score(silent.edges('人民'), silent.edges('政府')), 0)
  t.end()
})

t.test('the packed file says in its first line what it was learned from, and is small', (t) => {
  t.match(unpackJoinWeights(packed).about, /law texts.*learn-joins.*held out/u)
  t.ok(packed.length <= 6_000_000)
  t.end()
})

const han = fc.stringMatching(/^[的一是在有市医院健康工作推进建设。,、0]{1,14}$/u)
holds(t, 'a join has no more terms than there is room for, and the same ones each time', fc.property(han, han, (left, right) => {
  const [first, second] = [new Uint32Array(MOST_TERMS + 8), new Uint32Array(MOST_TERMS + 8)]
  const count = terms.write(terms.edges(left), terms.edges(right), first)
  return count > 0 && count <= MOST_TERMS && count === terms.write(terms.edges(left), terms.edges(right), second) && first.every((term, n) => term === second[n])
}))

const table = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 2 ** JOIN_BITS - 1 }), fc.integer({ min: -127, max: 127 }).filter((weight) => weight !== 0)), { selector: ([place]) => place, maxLength: 60 })
  .map((entries) => entries.sort(([a], [b]) => a - b))
holds(t, 'packed weights are read back as they were, and no place has a weight that was given none', fc.property(table, fc.integer({ min: 0, max: 2 ** JOIN_BITS - 1 }), (entries, other) => {
  const weights = new Map(entries.map(([place, weight]) => [place, weight / 32]))
  const read = unpackJoinWeights(packJoinWeights('about', entries.map(([place]) => place), (place) => weights.get(place) ?? 0))
  return entries.every(([place]) => read.weight(place) === weights.get(place)) && read.weight(other) === (weights.get(other) ?? 0) && read.about === 'about'
}), 8)

t.test('places that do not ascend, and a head of two lines, are refused', (t) => {
  t.throws(() => packJoinWeights('about', [3, 2], () => 1), RangeError)
  t.throws(() => packJoinWeights('two\nlines', [], () => 1), RangeError)
  t.ok(placeOf(0xffffffff) < 2 ** JOIN_BITS)
  t.end()
})

t.test('a forest adds what its trees say, also when it was packed', (t) => {
  // term 1 > 0.5 ? (term 0 > 2 ? 4 : 3) : 1, and a leaf alone
  const forest: Forest = {
    offset: 0.5, roots: Int32Array.of(0, 5), term: Int16Array.of(1, -1, 0, -1, -1, -1), value: Float32Array.of(0.5, 1, 2, 3, 4, -8), greater: Int32Array.of(2, -1, 4, -1, -1, -1),
  }
  for (const known of [forest, ...unpackForests(packForests('about', [forest]))]) {
    for (const [terms, sum] of [[[9, 0.5], -6.5], [[2, 0.6], -4.5], [[3, 0.6], -3.5]] as const) t.equal(logOdds(known, terms), sum)
  }
  t.strictSame(unpackForests(packForests('about', [forest, forest])), [forest, forest])
  t.throws(() => packForests('two\nlines', []), RangeError)
  t.end()
})
