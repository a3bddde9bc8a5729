import t from 'tap'
import fc from 'fast-check'
import { separateFurniture } from '../../indexer/text/furniture.js'
import { linesFrom } from '../support/corpus.js'
import { chineseLine, law, visible } from '../support/law.js'

const rulesOf = (...texts: string[]): (string | undefined)[] => {
  const { furniture } = separateFurniture(linesFrom(...texts))
  return texts.map((_, i) => furniture.find((f) => f.line === i + 1)?.rule)
}

t.test('page numbers as extraction leaves them', (t) => {
  for (const text of ['- 37 -', '— 3 —', '—12—', '－ 5 －', '第 5 页', '第5页', '第3页 共20页', '第3页，共20页', '第 二 页', '第十二页', '·3·', '～ 3 ～', '3/20', 'Page 3 of 20', 'page 4', '\f- 3 -', '  - 3 -  ', '·１·', '— ３ —', '-５-', '第４页　共２０页', '共20页 第3页', '（第3页）', '第3页/共20页', '— 9 / 20 —', '- ii -', '- 第 3 页 -']) {
    t.equal(rulesOf('健康开封', text, '建设')[1], 'page-number', JSON.stringify(text))
  }
  t.end()
})

t.test('comments and rules', (t) => {
  const cases: [string, string][] = [['<!-- image -->', 'comment'], ['---', 'rule'], ['* * *', 'rule'], ['————', 'rule'], ['=====', 'rule'], ['|---|:---:|', 'rule']]
  for (const [text, rule] of cases) t.equal(rulesOf('健康开封。', text, '建设。')[1], rule, text)
  t.end()
})

t.test('text that resembles furniture stays', (t) => {
  for (const text of ['- 37', '37', '第 5 页的表', '第二页的表', '|---', '| 指标 |', '2020', '——健康', '- 全市 - ', '100%', '<!-- 未完', '1.5', '—', '--']) t.equal(rulesOf('一。', text, '二。')[1], undefined, text)
  t.end()
})

const page = (...lines: string[]): string[] => [...Array.from({ length: 9 }, (_, i) => `第${i}行文字，`), ...lines]

t.test('a list of contents is furniture, the headings that it is of are not', (t) => {
  const entries = ['一、发展基础.......1', '（一）成效………………3', '二、总体要求······5', '三、主要任务 \t 12', '附件 重点项目表 15']
  const text = ['一、发展基础', '（一）成效', '成效明显。', '二、总体要求', '要求如下。', '三、主要任务', '任务如下。']
  const contents = (...lines: string[]): number => rulesOf(...lines).filter((rule) => rule === 'contents').length
  t.same(rulesOf('规划', '目  录', ...entries, ...text), [undefined, 'contents', ...entries.map(() => 'contents'), ...text.map(() => undefined)], 'dots and tabs that lead to page numbers')
  t.equal(contents('规划', ...entries.slice(0, 3), ...text), 3, 'without the word above them, by their leaders')
  t.equal(contents('## 目录', '- [一、发展基础](#a)', '- [（一）成效](#b)', '- [二、总体要求](#c)', '', '## 一、发展基础', '### （一）成效', '成效明显。', '## 二、总体要求', '要求如下。'), 4, 'of Markdown')
  t.equal(contents('目录', '一、发展基础', '（一）成效', '二、总体要求', '三、主要任务', ...text), 5, 'without page numbers: up to the line that is printed again')
  t.equal(contents('目录', '一、发展基础', '1', '二、总体要求', '5', '三、主要任务', '12', ...text), 7, 'with page numbers on lines of their own')
  t.equal(contents('目 录', '一、加快建设优质高效整合型医疗卫生服务体系的', '总体要求.....3', '二、任务.....5', '三、保障.....7', '正文。'), 5, 'with an entry that is broken')
  t.equal(contents('目录', '一、甲乙', '内容如下。', '二、丙丁', '内容如下。'), 0, 'not headings that are printed once')
  t.equal(contents('一、发展基础.......1', '二、总体要求', '要求如下。'), 0, 'not one line alone')
  t.equal(contents('预期寿命 77.9 78.7', '死亡率 9.8 8.0', '素养水平 22 28', '合计.....100'), 0, 'not the rows of a table')
  t.end()
})

t.test('a running head may have the page number on its line', (t) => {
  const pages = (words: (i: number) => string): string[] => [3, 4, 5].flatMap((n) => page(words(n)))
  t.equal(rulesOf(...pages((n) => `杭州市人民政府公报 · ${n} ·`)).filter((rule) => rule === 'running-head').length, 3)
  t.equal(rulesOf(...pages((n) => `${n} 杭州市人民政府公报`)).filter((rule) => rule === 'running-head').length, 3)
  t.equal(rulesOf(...pages((n) => `全市共有医院 ${(n * 37) % 11}`)).filter((rule) => rule !== undefined).length, 0, 'numbers that do not count pages')
  t.equal(rulesOf('床位 3', '床位 4', '床位 5').filter((rule) => rule !== undefined).length, 0, 'nor such that stand together')
  t.end()
})

t.test('bare numbers are page numbers when they count upwards, pages apart', (t) => {
  const counted = rulesOf(...page('7'), ...page('8'), ...page('9'))
  t.same([9, 19, 29].map((i) => counted[i]), ['page-number', 'page-number', 'page-number'])
  const close = rulesOf('1', '人均预期寿命', '2', '健康预期寿命', '3', '婴儿死亡率')
  t.same(close.filter((rule) => rule !== undefined), [], 'the numbers of a table stand close together')
  const far = rulesOf(...page('7'), ...page('70'), ...page('9'))
  t.same(far.filter((rule) => rule !== undefined), [], 'numbers that do not follow one another')
  t.same(rulesOf(...page('7'), ...page('8')).filter((rule) => rule !== undefined), [], 'two are too few')
  t.end()
})

t.test('bare numbers that count downwards are no page numbers', (t) => {
  t.same(rulesOf(...page('9'), ...page('8'), ...page('7')).filter((rule) => rule !== undefined), [])
  t.end()
})

t.test('a running head is the same short line, alone, on four pages', (t) => {
  const text = (times: number): string[] => Array.from({ length: times }, (_, i) => ['', '开封市卫生健康规划', '', `第${i}页的文字在这里。这一句到下一页才`]).flat()
  t.equal(rulesOf(...text(4)).filter((rule) => rule === 'running-head').length, 4)
  t.equal(rulesOf(...text(3)).filter((rule) => rule !== undefined).length, 0, 'three pages are too few')
  const repeated = Array.from({ length: 5 }, (_, i) => ['', '组织保障', '', `第${i}章的文字在这里。`]).flat()
  t.equal(rulesOf(...repeated).filter((rule) => rule !== undefined).length, 0, 'not a heading that each chapter has, under a finished sentence')
  const numbered = Array.from({ length: 4 }, (_, i) => ['', `- ${i + 1} -`, '', '开封市卫生健康规划', '', '这一页的文字在这里。']).flat()
  t.equal(rulesOf(...numbered).filter((rule) => rule === 'running-head').length, 4, 'beside a page number it is one under a finished sentence too')
  const twice = ['上文的一句还没有说', '', '- 1 -', '', '杭州市卫生健康文件', '', '完，到这里才说完。', '', '下一句也没有说', '', '- 2 -', '', '杭州市卫生健康文件', '', '完。']
  t.equal(rulesOf(...twice).filter((rule) => rule === 'running-head').length, 2, 'beside every page number, on two pages')
  const inside = Array.from({ length: 5 }, () => ['前面的文字', '开封市卫生健康规划', '后面的文字']).flat()
  t.equal(rulesOf(...inside).filter((rule) => rule !== undefined).length, 0, 'not where text stands next to it')
  t.end()
})

t.test('laws of furniture', (t) => {
  const line = fc.oneof({ weight: 3, arbitrary: chineseLine }, { weight: 1, arbitrary: fc.constantFrom('- 3 -', '第 4 页', '---', '<!-- x -->', '7', '8', '9', '', '\f') })
  law(t, 'every line is kept at its place, as text or as furniture, never both', fc.array(line, { maxLength: 60 }), (texts) => {
    const { text, furniture } = separateFurniture(linesFrom(...texts))
    return text.length === texts.length && texts.every((source, i) => {
      const kept = text[i]
      const taken = furniture.filter((f) => f.line === i + 1)
      return kept?.number === i + 1 && taken.length <= 1 && visible(kept.text + (taken[0]?.text ?? '')) === visible(source) && (taken.length === 0 || kept.text.trim() === '')
    })
  })
  t.end()
})
