import t from 'tap'
import { bodyForm, comparable, ordinalSpan } from '../../indexer/text/comparable.js'
import { chineseLine, law } from '../support/law.js'
import fc from 'fast-check'

t.test('a form keeps what makes another number, and drops what layout makes', (t) => {
  const table: [text: string, form: string][] = [
    ['', ''], [' \n\t', ''], ['开封 12 3', '开封12 3'], ['开封 12\n3', '开封12 3'], ['1 2  家', '1 2家'], ['10⁵个', '10^5个'], ['10¹²', '10^12'], ['面积5㎡', '面积5m2'], ['面积5m²', '面积5m2'],
    ['Ａ B c', 'abc'], ['“一”—二', '"一"-二'],
  ]
  for (const [text, form] of table) t.equal(comparable(text).text, form, JSON.stringify(text))
  t.end()
})

t.test('the ordinal of a passage is found, and only that', (t) => {
  const table: [text: string, ordinal: string][] = [
    ['（三）加强', '（三）'], ['三、加强', '三、'], ['3.加强', '3.'], ['第五条　本市', '第五条　'], ['一是加快', '一'], ['其二，加快', '二'], ['第三，加快', '三'], ['12 开封 3.4', '12 '], ['健康水平 3 婴儿死亡率', '3 '],
    ['3.5万人', ''], ['2021年', ''], ['三家医院', ''], ['（三）', ''], ['', ''], ['12 34 56', ''],
  ]
  for (const [text, ordinal] of table) t.equal(text.slice(ordinalSpan(text).start, ordinalSpan(text).end), ordinal, text)
  t.equal(bodyForm('其二，加快 建设'), '其,加快建设')
  t.end()
})

t.test('laws of forms', (t) => {
  law(t, 'white space that is not between digits changes nothing', fc.tuple(chineseLine, fc.nat(40)), ([text, at]) => {
    const cut = Math.min(at, text.length)
    if (/\d\s*$/u.test(text.slice(0, cut)) && /^\s*\d/u.test(text.slice(cut))) return true
    return comparable(`${text.slice(0, cut)}\n ${text.slice(cut)}`).text === comparable(text).text
  })
  law(t, 'the way back ascends and stays inside the text', chineseLine, (text) => {
    const { text: form, starts, ends } = comparable(text)
    return starts.length === form.length && starts.every((start, i) => start < (ends[i] ?? 0) && start >= (starts[i - 1] ?? 0) && (ends[i] ?? 0) <= text.length)
  })
  t.end()
})
