import t from 'tap'
import fc from 'fast-check'
import { parseNumeral } from '../../indexer/text/numerals.js'
import { law } from '../support/law.js'

/** Oracle: writes a number below 10,000 by the school rule, 零 for a gap between digits. */
function write(n: number): string {
  const digits = [...'零一二三四五六七八九']
  let text = ''
  let gap = false
  for (const [unit, name] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']] as const) {
    const digit = Math.floor(n / unit) % 10
    if (digit === 0) gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${digits[digit]}${name}`
      gap = false
    }
  }
  return text
}

t.test('numerals as reports write them', (t) => {
  const cases: [string, number | null][] = [
    ['十', 10], ['十三', 13], ['二十', 20], ['一百零五', 105], ['一百一十', 110], ['两千', 2000], ['二〇三五', 2035], ['〇', 0],
    ['', null], ['13', null], ['十a', null], ['第三', null], ['一 二', null], ['甲', null],
  ]
  for (const [text, value] of cases) t.equal(parseNumeral(text), value, text)
  t.end()
})

t.test('every number below 10,000 is read as it was written', (t) => {
  const wrong = []
  for (let n = 1; n < 10_000; n++) if (parseNumeral(write(n)) !== n) wrong.push(`${n} ${write(n)}`)
  t.same(wrong, [])
  t.equal(write(13), '一十三', 'the oracle writes 一十三')
  const short = []
  for (let n = 10; n < 20; n++) if (parseNumeral(write(n).slice(1)) !== n) short.push(n)
  t.same(short, [], 'and 十三 is the same')
  t.end()
})

t.test('laws of numerals', (t) => {
  law(t, 'digits read one by one are the decimal number', fc.nat({ max: 9999 }), (n) => parseNumeral([...String(n)].map((d) => '〇一二三四五六七八九'[Number(d)]).join('')) === n)
  t.end()
})
