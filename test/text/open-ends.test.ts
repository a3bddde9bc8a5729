import fc from 'fast-check'
import t from 'tap'
import { chainOf, columnDepths, columnTops, endPairs } from '../../indexer/text/reading-order/open-ends.js'
import { kept } from '../../indexer/text/reading-order/pair-memory.js'
import { holds } from '../support/seeded.js'

/** Three columns of three rows, read across: fragment 3 * row + column. */
const SIZE = 9
const down = [0, 1, 2, 3, 4, 5].map((from) => ({ from, to: from + 3, confidence: 1 }))
const open = (): boolean => true
const pairs = (list: readonly number[], size = SIZE): string[] => list.map((pair) => `${Math.floor(pair / size)}>${pair % size}`).sort()

t.test('the end of a column is tried with every beginning near it, the top of the next column among them', (t) => {
  t.same(pairs(endPairs(SIZE, down, open)), ['6>0', '6>1', '6>2', '7>0', '7>1', '7>2', '8>0', '8>1', '8>2'])
  t.same(pairs(endPairs(SIZE, [...down, { from: 6, to: 1, confidence: 1 }], open)), ['7>0', '7>2', '8>0', '8>2'], 'what is joined is no end and no beginning')
  t.same(endPairs(SIZE, [...down, { from: 6, to: 1, confidence: 1 }, { from: 7, to: 2, confidence: 1 }, { from: 8, to: 0, confidence: 1 }], open), [], 'nothing is open in a circle')
  t.same(pairs(endPairs(SIZE, down, (i) => i !== 2)), ['6>0', '6>1', '7>0', '7>1', '8>0', '8>1'], 'a heading is no beginning')
  t.end()
})

t.test('however far away it stands, the top of the next column is tried', (t) => {
  // Two columns of 100 rows, and 100 fragments that stand alone between their tops and their ends.
  const size = 300
  const chosen = Array.from({ length: 98 }, (_, row) => [0, 1].map((column) => ({ from: 2 * row + column, to: 2 * row + column + 2, confidence: 1 }))).flat()
    .concat([0, 1].map((column) => ({ from: 196 + column, to: 298 + column, confidence: 1 })))
  const far = chosen.filter(({ from, to }) => to - from <= 6)
  t.ok(endPairs(size, far, open).includes(196 * size + 1))
  t.end()
})

t.test('the columns above a fragment begin where no row leads to them', (t) => {
  const chain = chainOf(SIZE, [...down, { from: 6, to: 1, confidence: 1 }])
  t.same(columnTops(chain, 7), [1, 0])
  t.same(columnTops(chain, 8), [2])
  t.same(columnTops(chainOf(2, [{ from: 0, to: 1, confidence: 1 }, { from: 1, to: 0, confidence: 1 }]), 0).length <= 200, true, 'a circle has an end')
  t.same(Array.from(columnDepths(chain).above), [0, 0, 0, 1, 1, 1, 2, 2, 2])
  t.same(Array.from(columnDepths(chain).below), [2, 2, 2, 1, 1, 1, 0, 0, 0])
  t.end()
})

const links = fc.uniqueArray(fc.tuple(fc.nat(29), fc.nat(29)).filter(([from, to]) => from !== to), { selector: ([from]) => from, maxLength: 30 })
  .map((list) => [...new Map(list.map(([from, to]) => [to, { from, to, confidence: 1 }])).values()])
holds(t, 'a pair leads from a fragment without successor to another without predecessor', fc.property(links, (chosen) => {
  const { follower, leader } = chainOf(30, chosen)
  return endPairs(30, chosen, open).every((pair) => follower[Math.floor(pair / 30)] === -1 && leader[pair % 30] === -1 && Math.floor(pair / 30) !== pair % 30)
}))

t.test('the value of a pair is asked for once and kept, however many pairs there are', (t) => {
  let asked = 0
  const value = kept(1000, (i, j) => {
    asked++
    return i - j / 7
  })
  for (let round = 0; round < 2; round++) for (let i = 0; i < 1000; i += 3) for (let j = 0; j < 1000; j += 29) if (value(i, j) !== i - j / 7) t.fail(`${i}, ${j}`)
  t.equal(asked, 334 * 35)
  t.end()
})
