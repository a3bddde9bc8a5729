import t from 'tap'
import { endsClause, endsSentence, itemOrdinal, markerOf, namesSpeaker, opensItem, standsAlone } from '../../indexer/text/outline.js'

t.test('the openings that number a heading or paragraph', (t) => {
  const cases: [string, string | null, number][] = [
    ['一、总体要求', 'chinese', 1],
    ['十二、 保障', 'chinese', 12],
    ['（十三）保障措施', 'paren-chinese', 13],
    ['(三)发展目标', 'paren-chinese', 3],
    ['（ 四 ）、完善', 'paren-chinese', 4],
    ['1.居民健康水平', 'arabic', 1],
    ['12．提升', 'arabic', 12],
    ['3、提升', 'arabic', 3],
    ['（1）目标', 'paren-arabic', 1],
    ['第一章 总则', 'chapter', 1],
    ['第十章附则', 'chapter', 10],
    ['第二节 管理', 'section', 2],
    ['第一编', 'part', 1],
    ['第一百零五条　本条例自公布之日起施行。', 'article', 105],
    ['第三条之一 县级以上人民政府', 'article', 3],
    ['# 聚焦健康', 'markdown', 1],
    ['#### 焦作篇', 'markdown', 4],
    ['专栏 10 ： 健康产业发展工程', 'box', 10],
    ['专栏１ 重点项目', 'box', 1],
    ['专栏：重点项目', 'box', 0],
  ]
  for (const [text, scheme, number] of cases) t.match(markerOf(text), { scheme, number }, text)
  t.end()
})

t.test('what only looks like a number of a heading is none', (t) => {
  for (const text of ['3.5亿元', '2020年', '20.5%', '第一条件是', '第三节点', '第二篇章', '一体化', '（市、区）', '专栏作家介绍了健康知识，并回答问题。', '专栏作家', '#标签', '12320热线', '第十', '']) {
    t.equal(markerOf(text), null, text)
  }
  t.end()
})

t.test('a marker takes the white space behind it', (t) => {
  const cases: [string, string][] = [['第一章　总 则', '总 则'], ['# 标题', '标题'], ['1. 一', '一'], ['（一）加强', '加强'], ['专栏 3 ： 工程', '工程']]
  for (const [text, rest] of cases) t.equal(text.slice(markerOf(text)?.length), rest, text)
  t.end()
})

t.test('items of lists', (t) => {
  const cases: [string, boolean, number | null][] = [
    ['一是加强领导', true, 1], ['十一是', true, 11], ['其二，', true, 2], ['第三，', true, 3], ['——健康水平', true, null], ['- 项', true, null], ['● 项', true, null],
    ['一直坚持', false, null], ['其中', false, null], ['第三方', false, null], ['-5℃', false, null], ['是', false, null],
  ]
  for (const [text, opens, ordinal] of cases) t.same([opensItem(text), itemOrdinal(text)], [opens, ordinal], text)
  t.end()
})

t.test('ends of sentences and clauses', (t) => {
  const cases: [string, boolean, boolean][] = [
    ['完成。', true, true], ['完成！”', true, true], ['（见附件。）', true, true], ['享誉全国……', true, true],
    ['完成；', false, true], ['完成：', false, false], ['完成，', false, false], ['完成', false, false], ['“完成”', false, false], ['', false, false],
  ]
  for (const [text, sentence, clause] of cases) t.same([endsSentence(text), endsClause(text)], [sentence, clause], text)
  t.end()
})

t.test('a heading stands alone when it is short and holds no sentence', (t) => {
  for (const text of ['（一）加强组织领导', '一、统筹兼顾，突出重点，促进卫生健康工作全面推进']) t.ok(standsAlone(text), text)
  for (const text of ['（一）加强组织领导。', '一、主要做法：', '一是加强，', '一'.repeat(61)]) t.notOk(standsAlone(text), text)
  t.end()
})

t.test('a full stop printed half-width ends a sentence, a decimal point does not', (t) => {
  const table: [text: string, ends: boolean][] = [['取得成效.', true], ['达到98%.', true], ['“六大中心”.', true], ['全年完成(含县级).', true], ['1.', false], ['3.5', false], ['第1.2', false], ['A.B', false]]
  for (const [text, ends] of table) t.equal(endsSentence(text), ends, text)
  t.notOk(standsAlone('统一管理.实行统一采购'))
  t.ok(standsAlone('1.推进公立医院高质量发展'))
  t.end()
})

t.test('a line that names an office and, apart, a person says who speaks', (t) => {
  const table: [text: string, names: boolean][] = [
    ['长沙市卫生健康委党组书记、主任 李明华', true], ['湘潭市卫生健康委党委书记 刘 芳', true], ['温州市中心医院院长 陈伟', true], ['市卫生健康委主任李明华', false], ['主任 李明华', false], ['会上，长沙市卫生健康委主任 李明华', false],
  ]
  for (const [text, names] of table) t.equal(namesSpeaker(text), names, text)
  t.end()
})

t.test('traditional characters and the numerals of documents open as the others do', (t) => {
  const table: [text: string, scheme: string, number: number][] = [['壹、前言', 'formal', 1], ['參、未來展望', 'formal', 3], ['拾贰、附则', 'formal', 12], ['第三條 本府應', 'article', 3], ['專欄2 健康促進', 'box', 2]]
  for (const [text, scheme, number] of table) t.match(markerOf(text), { scheme, number }, text)
  t.end()
})
