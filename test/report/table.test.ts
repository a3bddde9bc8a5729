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

t.test('a Markdown table has the rows that are printed between upright lines', (t) => {
  const [table, ...more] = findTables(linesFrom('情况如下。', '| 指标 | 2022年 |', '', '| 婴儿死亡率（‰） | 1.9 |', '| 床位数（张） | 312 |', '下一步，继续推进。'))
  t.same([table?.from, table?.to, table?.header?.text, table?.groups.map((group) => group.rows.map((row) => row.text)), more], [2, 5, '| 指标 | 2022年 |', [['| 婴儿死亡率（‰） | 1.9 |', '| 床位数（张） | 312 |']], []])
  t.same(findTables(linesFrom('| 只有一行 |', '下一步，继续推进。')), [])
  t.end()
})

t.test('a table whose cells are parted by tabs has its header and title', (t) => {
  const [table] = findTables(linesFrom('南通市卫生健康主要指标', '', '序号\t指标名称\t单位\t2022年\t2023年', '1\t床位数\t张\t48210\t49876', '2\t医师数\t人\t22103\t22980', '3\t护士数\t人\t25010\t26211', '4\t机构数\t个\t3421\t3502'))
  t.same([table?.title?.text, table?.header?.text, table?.groups[0]?.rows.length], ['南通市卫生健康主要指标', '序号\t指标名称\t单位\t2022年\t2023年', 4])
  t.end()
})

t.test('the last short column name is no part of the first merged cell', (t) => {
  const [table] = findTables(linesFrom('领域', '主要指标', '2020 年', '2025 年', '性质', '健康', '水平', ...[1, 2, 3, 4].map((n) => `${n} 婴儿死亡率（‰） 2.9 ≤4.5 约束性`)))
  t.same([table?.header?.text.endsWith('性质'), table?.groups.map(({ label }) => label.text)], [true, ['健康水平']])
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
