import t from 'tap'
import fc from 'fast-check'
import { interleavedShare, readColumns } from '../../indexer/text/columns.js'
import { linesFrom } from '../support/corpus.js'
import { hanText, law } from '../support/law.js'

/** Two columns set side by side as the OCR read them, three fragments to the line. */
const LEFT = ['开封市卫生健康委坚持以人民', '健康为中心扎实推进健康开封', '建设并取得了显著的成效和经', '验得到了全省卫生系统的肯定。']
const RIGHT = ['去年全市新建了十六个中医馆', '实现乡级医疗机构中医馆建设', '全覆盖同时还新购置急救车一', '百余辆补齐基层急救的短板。']
const woven = LEFT.flatMap((left, i) => [left, RIGHT[i] ?? ''])
const rows = (fragments: readonly string[], perLine: number): string[] => fragments.flatMap((_, i) => (i % perLine === 0 ? [fragments.slice(i, i + perLine).join(' ')] : []))

t.test('an interleaved text is read column by column', (t) => {
  t.same(readColumns(linesFrom(...rows(woven, 4)))?.map((p) => p.text), [LEFT.join(''), RIGHT.join('')])
  t.end()
})

t.test('running text is not interleaved', (t) => {
  t.equal(readColumns(linesFrom('开封市卫生健康委坚持以人民健康为中心。', '扎实推进健康开封建设，取得显著成效。')), null)
  t.equal(readColumns(linesFrom('回 购 等 方 式 实 现 公 有 产 权')), null, 'nor is a letter-spaced line')
  t.equal(readColumns([]), null)
  t.equal(interleavedShare([]), 0)
  t.end()
})

t.test('a headline with its city parts blocks and keeps its space', (t) => {
  const read = readColumns(linesFrom(...rows(woven, 4), '开封市 持续深化医改', ...rows(woven, 4)))?.map((p) => p.text)
  t.same(read, [LEFT.join(''), RIGHT.join(''), '开封市 持续深化医改', LEFT.join(''), RIGHT.join('')])
  t.end()
})

t.test('laws of columns', (t) => {
  const fragment = hanText(6, 18)
  const source = fc.array(fc.oneof({ weight: 4, arbitrary: fc.array(fragment, { minLength: 3, maxLength: 5 }) }, { weight: 1, arbitrary: fc.array(hanText(1, 30), { maxLength: 2 }) }), { minLength: 4, maxLength: 20 })
  law(t, 'every fragment stands in exactly one paragraph', source, (lines) => {
    const texts = lines.map((fragments) => fragments.join(' '))
    const read = readColumns(linesFrom(...texts))
    if (!read) return interleavedShare(linesFrom(...texts)) < 0.4
    const pieces = read.flatMap((p) => p.pieces).sort((a, b) => a.line - b.line || a.from - b.from)
    const places = texts.flatMap((text, i) => [...text.matchAll(/\S+/gu)].map((m) => `${i + 1}:${m.index}`))
    return JSON.stringify(pieces.map((p) => `${p.line}:${p.from}`)) === JSON.stringify(places)
  })
  t.end()
})
