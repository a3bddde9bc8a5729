import fc from 'fast-check'
import t from 'tap'
import { readSyntax, type Syntax } from '../../server/search/syntax.js'
import { toQuery } from '../../server/search/query.js'
import { testEngine } from '../support/built.js'
import { anyUnits, holds, typedText } from '../support/seeded.js'

const engine = await testEngine()
const names = (field: string, value: string): boolean => (field === 'city' ? /^(开封|郑州)市?$/.test(value) : field === 'year' ? /^20\d\d年?$/.test(value) : value.includes('规划'))
const words = ({ words: list }: Syntax): string[] => list.map(({ text }) => text)

t.test('phrases, exclusions, choices and fields are told apart', (t) => {
  const table: [q: string, expected: Partial<Record<'phrases' | 'choices' | 'either' | 'words' | 'excluded' | 'fields', unknown>>][] = [
    ['医共体 -焦作', { words: ['医共体'], excluded: ['焦作'] }],
    ['医共体 -"定点医院"', { words: ['医共体'], excluded: ['定点医院'] }],
    ['医共体 OR 医联体', { either: [['医共体', '医联体']], words: [] }],
    ['医共体|医联体 | 医疗集团', { either: [['医共体', '医联体', '医疗集团']], words: [] }],
    ['"医共体" OR “医联体”', { choices: [['医共体', '医联体']], phrases: [] }],
    ['城市:开封 养老', { fields: [{ name: 'city', value: '开封' }], words: ['养老'] }],
    ['城市：开封市 年份：2021年 标题：规划', { fields: [{ name: 'city', value: '开封市' }, { name: 'year', value: '2021年' }, { name: 'title', value: '规划' }], words: [] }],
    ['标题: “十四五规划”', { fields: [{ name: 'title', value: '十四五规划' }], phrases: [] }],
    // What lacks its operand, or names nothing, is text.
    ['OR 医共体', { words: ['医共体'], either: [] }],
    ['医共体 OR', { words: ['医共体'], either: [] }],
    ['城市:火星', { fields: [], words: ['城市:火星'] }],
    ['标题：', { fields: [], words: ['标题：'] }],
    ['2016-2020', { words: ['2016-2020'], excluded: [] }],
    ['- 医', { words: ['医'], excluded: [] }],
    ['，。|｜"" “”', { words: [], phrases: [] }],
  ]
  for (const [q, expected] of table) {
    const read = readSyntax(q, names)
    for (const [part, value] of Object.entries(expected)) t.strictSame(part === 'words' ? words(read) : read[part as keyof Syntax], value, `${part} of ${q}`)
  }
  t.end()
})

t.test('operators do what they say', (t) => {
  const texts = (q: string): string[] => engine.search(toQuery({ q, size: 100 })).hits.map(({ entry }) => entry.passage.text)
  t.ok(texts('医共体 -焦作').every((text) => !text.includes('焦作')))
  t.ok(texts('"六重保障网" OR "医疗集团"').every((text) => /六重保障网|医疗集团/u.test(text.replace(/["\s]/g, ''))))
  t.ok(texts('医联体 OR 托育').some((text) => text.includes('托育')) && texts('医联体 OR 托育').some((text) => text.includes('医联体')))
  const cities = new Set(engine.search(toQuery({ q: '城市:焦作 医养', size: 100 })).hits.map(({ entry }) => entry.passage.city))
  t.strictSame([...cities], ['焦作'])
  for (const { entry } of engine.search(toQuery({ q: '年份:2016 死亡率', size: 100 })).hits) t.ok(entry.passage.years.includes(2016) || entry.passage.text.includes('2016年'), entry.id)
  t.ok(engine.search(toQuery({ q: '城市:焦作' })).total > 10, 'a field alone lists what it restricts to')
  t.end()
})

holds(t, 'whatever is pasted is read without an error', fc.property(fc.oneof(typedText(200), anyUnits(200), fc.string({ unit: fc.constantFrom(...'医共体 OR|-"“”「城市:年份标题：2021，。'), maxLength: 60 })), (q) => {
  const read = readSyntax(q, names)
  return [...read.phrases, ...read.choices.flat(), ...read.either.flat(), ...read.excluded].every((text) => text !== '') && read.words.every(({ text, start, end }) => q.slice(start, end) === text || text === '|')
}), 2000)
