import t from 'tap'
import fc from 'fast-check'
import { findTables } from '../../indexer/report/table.js'
import { linesFrom } from '../support/corpus.js'
import { hanText, law, visible } from '../support/law.js'

/** A table of four rows as extraction flattens it: broken header, merged cells in halves, a cell on three lines. */
const PRINTED = [
  '全市卫生状况持续改善，主要指标如下。', '',
  '主要发展指标', '', '分类', '序', '', '号', '指标名称', '指标值', '', '2020年 2025年 属性', '',
  '健康', '', '水平', '',
  '1 人均预期寿命（岁） 77.7 提高 1岁 预期性', '', '2 婴儿死亡率（‰） 2.18 ≤4.2 约束性', '',
  '健康 3 居民健康素养水平（%） 23.9 持续提升 预期性', ' 生活 4 成人吸烟率（%） — ≤23.3 约束性', '',
  '健康', '', '服务', '', '5 二级及以上医院设置老年医学科的比例', '', '（%）', '49.5 ≥60 约束性', '', '6 儿童近视率（%）', '—', '', '力争年均下降', '', '1 个百分点', '约束性', '',
  '第二节 下一步的工作安排如下，各县区要抓好落实。',
]

t.test('a flattened table is found with title, header, labels and rows', (t) => {
  const tables = findTables(linesFrom(...PRINTED))
  t.equal(tables.length, 1)
  const [table] = tables
  t.equal(table?.title?.text, '主要发展指标')
  t.equal(table?.header?.text, '分类 序号 指标名称 指标值 2020年 2025年 属性')
  t.same(table?.groups.map((group) => [group.label.text, group.rows.map((row) => row.text)]), [
    ['健康水平', ['1 人均预期寿命（岁） 77.7 提高 1岁 预期性', '2 婴儿死亡率（‰） 2.18 ≤4.2 约束性']],
    ['健康生活', ['3 居民健康素养水平（%） 23.9 持续提升 预期性', '4 成人吸烟率（%） — ≤23.3 约束性']],
    ['健康服务', ['5 二级及以上医院设置老年医学科的比例（%） 49.5 ≥60 约束性', '6 儿童近视率（%） — 力争年均下降 1 个百分点 约束性']],
  ])
  t.same([table?.from, table?.to], [3, PRINTED.lastIndexOf('约束性') + 1], 'the text above and below is no part of it')
  t.end()
})

t.test('two tables in succession share no line', (t) => {
  const rows = ['1 婴儿死亡率 2.1', '2 近视率 49', '3 吸烟率 23', '4 床位数 7.7']
  const tables = findTables(linesFrom(...rows, ...rows))
  t.same(tables.map(({ from, to }) => [from, to]), [[1, 4], [5, 8]])
  t.end()
})

t.test('numbered text is no table', (t) => {
  const cases: string[][] = [
    ['1 人均预期寿命 77', '2 健康预期寿命 70', '3 婴儿死亡率 2'],
    ['1.加强领导', '2.加大投入', '3.加强宣传', '4.加强督导'],
    ['2 人均', '3 健康', '4 婴儿', '5 儿童'],
    [],
  ]
  for (const lines of cases) t.same(findTables(linesFrom(...lines)), [], lines.join(' / '))
  t.end()
})

t.test('laws of tables', (t) => {
  const row = fc.tuple(hanText(2, 14), fc.constantFrom('77.7', '—', '2.18'), fc.constantFrom('≤4.2', '提高 1岁', '持续提升'), fc.constantFrom('预期性', '约束性'), fc.boolean(), fc.constantFrom('', '健康', '服务'))
  const table = fc.array(row, { minLength: 4, maxLength: 12 }).map((rows) => rows.flatMap(([name, base, target, kind, cut, label], i) => [
    ...(label ? [label, ''] : []), ...(cut ? [`${i + 1} ${name}（%）`, '', `${base} ${target} ${kind}`] : [`${i + 1} ${name}（%） ${base} ${target} ${kind}`]), '',
  ]))
  law(t, 'each visible character of the lines of a table stands once in title, header, labels or rows', table, (lines) => {
    const [found, ...more] = findTables(linesFrom('上文结束。', ...lines, '下文开始，继续说明。'))
    if (!found || more.length > 0) return false
    const parts = [found.title, found.header, ...found.groups.flatMap((group) => [group.label, ...group.rows])]
    const sorted = (text: string): string => [...visible(text)].sort().join('')
    return found.groups.reduce((sum, group) => sum + group.rows.length, 0) >= 4 && sorted(parts.map((part) => part?.text ?? '').join('')) === sorted(lines.slice(found.from - 2, found.to - 1).join(''))
  })
  t.end()
})
