import fc from 'fast-check'
import t from 'tap'
import { affordableConcepts, affordableTerms } from '../../server/search/budget.js'
import { toQuery } from '../../server/search/query.js'
import { TextTable } from '../../server/search/kernels/text-table.js'
import { testEngine, testLanguage } from '../support/built.js'
import { anyUnits, holds } from '../support/seeded.js'

const engine = await testEngine()
const { analyzer } = testLanguage()

const costs = fc.array(fc.integer({ min: 0, max: 150_000 }), { maxLength: 60 })

holds(t, 'an ordinary query is never cut, a long one keeps its rarest words in their order, and nothing is lost', fc.property(costs, (list) => {
  const { kept, cut } = affordableConcepts(list.map((cost, i) => ({ cost, i })), ({ cost }) => cost)
  const most = Math.max(0, ...kept.map(({ cost }) => cost))
  return kept.length + cut.length === list.length && kept.length <= 32 && (list.length > 8 || cut.length === 0) && kept.length >= Math.min(8, list.length)
    && kept.every(({ i }, k) => k === 0 || (kept[k - 1]?.i ?? -1) < i) && cut.every(({ cost }) => cost >= most)
}), 1000)

holds(t, 'what is kept of many terms costs no more than may be spent beyond a few', fc.property(costs, (list) => {
  const kept = [...affordableTerms(list, (cost) => cost)].sort((a, b) => a - b)
  return kept.slice(24).reduce((sum, cost) => sum + cost, 0) <= 200_000 && (list.length > 24 || kept.length === list.length)
}), 1000)

t.test('a query of more words than are sought says which it leaves out; any other says none', (t) => {
  const words = [...engine.snapshot.index.vocabulary()].map(([term]) => term).filter((term) => /^\p{Script=Han}{2}$/u.test(term)).slice(0, 50)
  const { interpretation, total } = engine.search(toQuery({ q: words.join(' ') }))
  t.equal(interpretation.concepts.length, 32)
  t.ok(interpretation.cut.length > 0 && interpretation.cut.every((word) => words.includes(word)))
  t.ok(total > 0)
  t.strictSame(engine.search(toQuery({ q: '家庭医生 签约 服务' })).interpretation.cut, [])
  t.end()
})

holds(t, 'texts fold in their table as the analyzer folds them', fc.property(fc.array(fc.oneof(anyUnits(20), fc.string({ unit: fc.constantFrom(...'医养㎡ﷺ①Ａ𠮷😀 \n\u3000…“”\u200b\u0301é漢½'), maxLength: 20 })), { minLength: 1, maxLength: 6 }), (texts) => {
  const starts = Uint32Array.from([0, ...texts.map((_, i) => texts.slice(0, i + 1).join('').length)])
  const units = Uint16Array.from({ length: texts.join('').length }, (_, i) => texts.join('').charCodeAt(i))
  const whole = new TextTable({ units, starts, read: () => undefined, text: (i) => texts[i] ?? '' }, analyzer)
  const same = (a: Uint32Array, b: Uint32Array): boolean => JSON.stringify([...a]) === JSON.stringify([...b])
  return whole.size === texts.length && texts.every((text, i) => {
    const [expected, folded] = [analyzer.foldTight(text), whole.folded(i)]
    return folded.text === expected.text && same(folded.starts, expected.starts) && same(folded.ends, expected.ends) && whole.spaced(i) === analyzer.fold(text).text && whole.text(i) === text
  })
}), 500)

holds(t, 'a text is held by those whose fold has it', fc.property(fc.string({ unit: fc.constantFrom(...'医养㎡Ａa𠮷𝐀 \n½\ud835\ud800'), maxLength: 14 }), fc.string({ unit: fc.constantFrom(...'医养ma1𠮷'), maxLength: 3 }), (text, needle) => {
  const units = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  const table = new TextTable({ units, starts: Uint32Array.of(0, text.length), read: () => undefined, text: () => text }, analyzer)
  return table.holds(0, Uint16Array.from({ length: needle.length }, (_, i) => needle.charCodeAt(i))) === (needle !== '' && analyzer.foldTight(text).text.includes(needle))
}), 1000)
