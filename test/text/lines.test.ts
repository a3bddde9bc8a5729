import t from 'tap'
import fc from 'fast-check'
import { splitLines } from '../../indexer/text/lines.js'
import { law } from '../support/law.js'

t.test('lines end at LF, at CR LF, or at CR where there is no LF', (t) => {
  const cases: [string, string[]][] = [
    ['', []],
    ['一', ['一']],
    ['一\n', ['一']],
    ['\n', ['']],
    ['\n\n一', ['', '', '一']],
    ['一\r\n二\r\n', ['一', '二']],
    ['一\r二\r', ['一', '二']],
    ['一\n二\r\n三', ['一', '二', '三']],
    ['一\f二\u2028三\n四', ['一\f二\u2028三', '四']],
  ]
  for (const [text, lines] of cases) t.same(splitLines(text).map((line) => line.text), lines, encodeURI(text))
  t.end()
})

t.test('lines count from 1', (t) => {
  t.same(splitLines('一\n\n二').map((line) => line.number), [1, 2, 3])
  t.end()
})

t.test('laws of lines', (t) => {
  const lines = fc.array(fc.string({ unit: fc.constantFrom('开', 'a', ' ', '𠮷') }), { minLength: 1 })
  law(t, 'splitting what was joined gives back the lines', fc.tuple(lines, fc.constantFrom('\n', '\r\n')), ([texts, end]) =>
    JSON.stringify(splitLines(texts.map((text) => text + end).join('')).map((line) => line.text)) === JSON.stringify(texts))
  t.end()
})
