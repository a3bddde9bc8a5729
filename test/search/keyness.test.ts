import t from 'tap'
import fc from 'fast-check'
import { distinctiveWords } from '../../server/search/keyness.js'

const repeat = (word: string, times: number): string[] => Array.from({ length: times }, () => word)

t.test('the score is the formula of the paper, computed by hand', (t) => {
  // 甲 6 of 10 inside, 2 of 10 outside; the prior weighs 5 words, of which 甲 has 5 * 8/20 = 2.
  const group = [[...repeat('甲', 3), ...repeat('乙', 2)], [...repeat('甲', 3), ...repeat('乙', 2)]]
  const others = [[...repeat('甲', 2), ...repeat('乙', 8)]]
  const odds = (n: number): number => Math.log((n + 2) / (10 + 5 - n - 2))
  const z = (odds(6) - odds(2)) / Math.sqrt(1 / (6 + 2) + 1 / (2 + 2))
  t.ok(z < 1.96, 'too little to be sure')
  t.strictSame(distinctiveWords(group, others, 10), [])
  const more = distinctiveWords(repeat('x', 10).flatMap(() => group), repeat('x', 10).flatMap(() => others), 10)
  const big = (n: number): number => Math.log((n + 20) / (100 + 50 - n - 20))
  t.equal(more[0]?.word, '甲')
  t.ok(Math.abs((more[0]?.z ?? 0) - (big(60) - big(20)) / Math.sqrt(1 / 80 + 1 / 40)) < 1e-12)
  t.strictSame([more[0]?.inside, more[0]?.outside], [60, 20])
  t.end()
})

t.test('a word of one passage only is none of the group', (t) => {
  const others = [repeat('乙', 60)]
  t.strictSame(distinctiveWords([repeat('甲', 30), ['乙']], others, 5), [])
  t.strictSame(distinctiveWords([repeat('甲', 15), repeat('甲', 15)], others, 5).map(({ word }) => word), ['甲'])
  t.end()
})

t.test('without words on either side there are none', (t) => {
  t.strictSame(distinctiveWords([], [['甲']], 5), [])
  t.strictSame(distinctiveWords([['甲'], ['甲']], [], 5), [])
  t.strictSame(distinctiveWords([[]], [[]], 5), [])
  t.end()
})

t.test('no word is distinctive of both sides, and none of a group against its own copy', (t) => {
  const passages = fc.array(fc.array(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 30 }), { maxLength: 8 })
  fc.assert(fc.property(passages, passages, (a, b) => {
    const there = new Set(distinctiveWords(b, a, 9).map(({ word }) => word))
    return distinctiveWords(a, b, 9).every(({ word }) => !there.has(word)) && distinctiveWords(a, a, 9).length === 0
  }))
  t.pass('for any passages')
  t.end()
})
