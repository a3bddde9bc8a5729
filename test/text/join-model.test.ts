import fc from 'fast-check'
import t from 'tap'
import { readDictionary } from '../../indexer/adapters/jieba.js'
import { readJoinWeights } from '../../indexer/adapters/join-weights-file.js'
import { JoinTerms, MOST_TERMS } from '../../indexer/text/reading-order/join-terms.js'
import { JOIN_BITS, JoinModel, NO_WEIGHTS, packJoinWeights, placeOf, unpackJoinWeights } from '../../indexer/text/reading-order/join-weights.js'
import { logOdds } from '../../indexer/text/reading-order/network.js'
import { holds } from '../support/seeded.js'

const terms = new JoinTerms(readDictionary().words)
const packed = readJoinWeights()
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

t.test('a network adds its direct terms and its hidden units', (t) => {
  const network = { direct: [0.5, 2, -1], hidden: [[0.1, 1, 0, 3]] }
  t.equal(logOdds(network, [0.3, 0.7]), 0.5 + 2 * 0.3 - 0.7 + 3 * Math.tanh(0.1 + 0.3))
  t.end()
})
