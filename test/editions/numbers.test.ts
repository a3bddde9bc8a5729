import t from 'tap'
import fc from 'fast-check'
import { numbersOf, sameNumbers } from '../../indexer/editions/numbers.js'
import { law } from '../support/law.js'

const values = (text: string): string[] => numbersOf(text).map(({ value }) => value)

t.test('one number has one form, however it is written', (t) => {
  const table: [readonly string[]][] = [
    [['12000人', '1.2万人', '1万2千人', '一万二千人', '12,000人', '１２０００人', '壹万贰仟人']],
    [['3亿元', '300000000元', '30000万元', '三亿元', '三亿零0元'.replace('零0', '')]],
    [['5%', '5.0％', '百分之五', '百分之5', '50‰', '千分之五十']],
    [['5‰', '0.5%', '千分之五']],
    [['12.5/10万', '十万分之12.5', '12.5/100000', '0.125‰']],
    [['提高5个百分点', '提高五个百分点', '提高5.0百分点']],
    [['2021年3月5日', '二〇二一年三月五日', '2021-03-05', '2021.3.5'.replaceAll('.', '年')]],
    [['2021—2025年', '2021年至2025年', '2021-2025年', '2021年～2025年', '二〇二一至二〇二五年']],
    [['3—5万', '3万—5万', '3万至5万', '30000～50000']],
    [['3～5%', '3%-5%', '3%至5%']],
    [['三分之一', '1/3', '3分之1']],
    [['第十二条', '第12条']],
    [['二十', '20', '2十']],
    [['十个', '10个']],
    [['三点五', '3.5', '3.50']],
  ]
  for (const [forms] of table) for (const form of forms) t.same(values(form), values(forms[0] ?? ''), `${form} is ${forms[0] ?? ''}: ${values(form).join(' ')}`)
  t.end()
})

t.test('another number is another number', (t) => {
  const table: [one: string, other: string][] = [
    ['12人', '13人'], ['1.2万', '1.2亿'], ['5%', '5‰'], ['5%', '5个百分点'], ['5%', '5'], ['12.5/10万', '12.5/万'], ['-3.2%', '3.2%'], ['12 3', '1 23'], ['12 3', '123'],
    ['1,2,3', '123'], ['100，200', '100200'], ['3个5个', '5个3个'], ['二十', '十二'], ['第三条', '第五条'], ['单位：万元', '单位：亿元'], ['单位：万元', '单位：元'],
    ['10⁵', '105'], ['2/3', '1/3'], ['2021年', '2022年'], ['三年以下', '五年以下'], ['1.20', '12.0'], ['一百零五', '一百五十'],
  ]
  for (const [one, other] of table) t.notSame(values(one), values(other), `${one}, ${other}: ${values(one).join(' ')}`)
  t.end()
})

t.test('the numbers of a sentence stand in its order, at their places', (t) => {
  const text = '2021年，全市新增床位1.2万张，增长5.3%，其中三甲医院12家、占百分之二十，孕产妇死亡率8.5/10万。'
  const tokens = numbersOf(text)
  t.same(tokens.map(({ span }) => text.slice(span.start, span.end)), ['2021', '1.2万', '5.3%', '三', '12', '百分之二十', '8.5/10万'])
  t.same(tokens.map(({ value }) => value), ['2021e0', '12e3', '53e-3÷1', '3e0', '12e0', '2e-1÷1', '85e-6÷1'])
  t.same(values('进一步统一思想，一般群众十分满意，百姓受益'), [], 'words are no numbers')
  t.same(values(''), [])
  t.end()
})

t.test('laws of numbers', (t) => {
  const digits = fc.integer({ min: 0, max: 99_999_999 })
  law(t, 'a changed digit is noticed, wherever it stands', fc.tuple(fc.constantFrom('新增', '下降-', '约', '（', '达到 '), digits, fc.constantFrom('人', '%', '万元', '个百分点', '/10万', '‰', '亿', '年'), fc.nat(7), fc.integer({ min: 1, max: 9 })), ([before, number, unit, at, by]) => {
    const printed = String(number)
    const place = at % printed.length
    const digit = (Number(printed[place]) + by) % 10
    const changed = printed.slice(0, place) + String(digit) + printed.slice(place + 1)
    return !sameNumbers(before + printed + unit, before + changed + unit)
  })
  law(t, 'a number in 汉字 is the number in digits', fc.integer({ min: 1, max: 99_999 }), (number) => {
    const names = [...'零一二三四五六七八九']
    const scales = ['', '十', '百', '千', '万']
    const printed = String(number)
    const han = [...printed].map((d, i) => (d === '0' ? '零' : `${names[Number(d)] ?? ''}${scales[printed.length - 1 - i] ?? ''}`)).join('').replace(/零+/g, '零').replace(/零$/, '')
    return sameNumbers(`共${han}人`, `共${printed}人`)
  })
  law(t, 'spans ascend, do not overlap and hold a numeral', fc.string({ unit: fc.constantFrom(...'一二三十百万亿12305.,%‰个百分点/至-~年月分之点㎡⁵Ａ𠮷 ，'), maxLength: 30 }), (text) => {
    const tokens = numbersOf(text)
    return tokens.every(({ span }, i) => span.start < span.end && span.start >= (tokens[i - 1]?.span.end ?? 0) && span.end <= text.length)
  })
  t.end()
})
