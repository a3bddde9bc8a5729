import t from 'tap'
import fc from 'fast-check'
import { createSimplify } from '../../indexer/adapters/opencc.js'
import { chunksOf } from '../../indexer/analysis/numbers.js'
import { fold } from '../../indexer/text/fold.js'
import { law } from '../support/law.js'

const simplify = createSimplify()
const termsOf = (text: string): string[][] => chunksOf(fold(text, simplify).text).map((chunk) => [...chunk.terms])

t.test('numbers and Latin words as reports write them', (t) => {
  const cases: [string, string[][]][] = [
    ['投入资金6560万元，', [['6560万元', '6560万', '6560']]],
    ['孕产妇死亡率8.56/10万', [['8.56/10万', '8.56/10', '8.56']]],
    ['开展1+X试点', [['1+x', '1', 'x']]],
    ['5G远程急救', [['5g']]],
    ['P2实验室', [['p2']]],
    ['“22346”模式', [['22346']]],
    ['下降0.35个百分点', [['0.35个百分点', '0.35']]],
    ['2022年', [['2022年', '2022']]],
    ['140余家机构', [['140家', '140']]],
    ['500余万元', [['500万元', '500万', '500']]],
    ['150多万张', [['150万张', '150万', '150']]],
    ['COVID-19疫情', [['covid-19', 'covid', '19']]],
    ['4G/5G', [['4g/5g', '4g', '5g']]],
    ['2022~2024年', [['2022'], ['2024年', '2024']]],
    ['1,234,567人次', [['1234567人次', '1234567']]],
    ['PCR实验室', [['pcr']]],
    ['12320热线', [['12320']]],
    ['没有数字', []],
    ['', []],
  ]
  for (const [text, terms] of cases) t.same(termsOf(text), terms, text)
  t.end()
})

t.test('the same number shares its terms however it is printed', (t) => {
  const terms = termsOf('6560万元')
  for (const text of ['６５６０万元', '6,560万元', '６，５６０万元', '6560萬元']) t.same(termsOf(text), terms, text)
  t.end()
})

t.test('laws of numbers', (t) => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789,./+-%ax万元家年个百分点。 '), maxLength: 20 })
  law(t, 'chunks are in order, do not overlap, and open with what stands there', text, (s) => {
    let at = 0
    return chunksOf(s).every((chunk) => {
      const sound = chunk.start >= at && chunk.end > chunk.start && chunk.end <= s.length && chunk.terms.length > 0 && chunk.terms.every((term) => term !== '')
      at = chunk.end
      return sound
    })
  }, 2000)
  law(t, 'every digit and every Latin letter stands in a chunk', text, (s) => {
    const covered = new Set(chunksOf(s).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)))
    return [...s].every((c, i) => !/[0-9a-z]/.test(c) || covered.has(i))
  }, 2000)
  law(t, 'a number is found by its digits', fc.tuple(fc.nat({ max: 999_999 }), fc.constantFrom('', '万元', '家', '年', '%', '个百分点')), ([n, unit]) => termsOf(`共${n}${unit}，`).flat().includes(String(n)))
  law(t, 'thousands commas do not change the terms', fc.tuple(fc.nat({ max: 9_999_999 }), fc.constantFrom('', '万元', '人次', '张')), ([n, unit]) =>
    JSON.stringify(termsOf(`${n.toLocaleString('en-US')}${unit}`)) === JSON.stringify(termsOf(`${n}${unit}`)))
  t.end()
})
