import t from 'tap'
import { numberPattern, numberVariants, numeralValue } from '../../server/search/numbers.js'
import { toQuery } from '../../server/search/query.js'
import { madeUpEngine } from '../support/made-up.js'

t.test('a number is found with and without separator, unit and width, and in another scale', (t) => {
  const found = (text: string, q: string): boolean => {
    const { total, weak } = madeUpEngine({ id: 'a', texts: [text, '其他工作有序推进'] }).search(toQuery({ q }))
    return total > 0 && !weak
  }
  const table: [text: string, queries: string[]][] = [
    ['投入资金6560万元，支持医院', ['6560万元', '6560万', '6560', '6,560万元', '６５６０万元', '0.656亿元', '65600000元', '6560 万元']],
    ['孕产妇死亡率为8.56/10万', ['8.56/10万', '8.56', '８．５６／１０万']],
    ['签约率91.69%', ['91.69%', '91.69', '９１．６９％', '百分之九十一点六九']],
    ['婴儿死亡率2.91‰', ['2.91‰', '2.91']],
    ['“1+X”用药模式', ['1+X', '１＋Ｘ', '1+x用药']],
    ['“22346”医共体工作模式', ['22346']],
    ['建成P2实验室', ['P2', 'p2实验室', 'Ｐ２']],
    ['二〇二一年以来', ['二〇二一年', '二〇二一年以来']],
    ['2021年以来', ['2021年', '二〇二一年']],
    ['50~59岁人群筛查', ['50~59岁', '50～59岁']],
  ]
  for (const [text, queries] of table) for (const q of queries) t.ok(found(text, q), `${q} in ${text}`)
  for (const [text, q] of [['共1656人', '656'], ['投入16560万元', '6560万元'], ['占0.100', '100']] as const) t.notOk(found(text, q), `${q} is not in ${text}`)
  t.end()
})

t.test('汉字 numerals have values', (t) => {
  for (const [text, value] of [['九十', 90], ['一百零五', 105], ['二〇三五', 2035], ['两万三千', 23_000], ['一亿二千万', 120_000_000], ['十五', 15], ['医', null]] as const) t.equal(numeralValue(text), value, text)
  t.end()
})

t.test('variants are other ways of writing the same value; a plain word has none', (t) => {
  t.strictSame(numberVariants('医共体'), [])
  t.ok(numberVariants('百分之九十').some(({ text }) => text === '90%'))
  t.equal(numberPattern('医共体'), null)
  t.end()
})
