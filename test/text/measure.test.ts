import t from 'tap'
import { printedWidth } from '../../indexer/text/character.js'
import { firstUnit, measuresOf, squeezeOf } from '../../indexer/text/measure.js'

const lines = (...widths: number[]): { text: string; width: number }[] => widths.map((width) => ({ text: '字'.repeat(width / 2), width }))
const repeated = (times: number, ...widths: number[]): number[] => Array.from({ length: times }, () => widths).flat()

t.test('the measure is the width of full lines, not of the commonest', (t) => {
  const cases: [name: string, widths: number[], at: number, width: number][] = [
    ['one paragraph after another', repeated(5, 52, 56, 56, 56, 20), 12, 56],
    ['as many indented lines as full ones', repeated(8, 52, 56, 20), 12, 56],
    ['a tight line here and there', repeated(6, 52, 56, 56, 56, 58, 20), 12, 56],
    ['a column that narrows beside a photo', [...repeated(12, 40), ...repeated(12, 24)], 23, 24],
    ['a body line below a box that is set wider', [...repeated(16, 56), ...repeated(8, 66), ...repeated(12, 56)], 28, 56],
    ['a line of that box', [...repeated(16, 56), ...repeated(8, 66), ...repeated(12, 56)], 19, 66],
  ]
  for (const [name, widths, at, width] of cases) t.equal(measuresOf(lines(...widths))[at]?.width, width, name)
  t.same(measuresOf([]), [])
  t.end()
})

t.test('lines that all end their sentences are not hard-wrapped, however even', (t) => {
  const even = (end: string): { text: string; width: number }[] => Array.from({ length: 12 }, () => '全市坚持以人民健康为中心，持续深化医改'.concat(end)).map((text) => ({ text, width: printedWidth(text) }))
  t.notOk(measuresOf(even('。'))[5]?.wrapped)
  t.ok(measuresOf(even('的'))[5]?.wrapped)
  t.end()
})

t.test('what a line before would have had to take', (t) => {
  for (const [text, width] of [['健康水平', 2], ['，健康', 2], ['作，促进', 4], ['“健康', 4], ['2025 年', 4], ['65%以上', 3], ['', 0]] as const) t.equal(firstUnit(text), width, text)
  t.end()
})

t.test('punctuation gives a tight line one 汉字 at most', (t) => {
  for (const [text, gain] of [['健康水平', 0], ['健康，水平', 1], ['健康、生活、服务。', 2]] as const) t.equal(squeezeOf(text), gain, text)
  t.end()
})
