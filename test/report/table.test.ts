import t from 'tap'
import fc from 'fast-check'
import { tableCells } from '../../indexer/report/cells.js'
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

const rowsOf = (...lines: string[]): [string | undefined, string[]][] => findTables(linesFrom(...lines)).map(({ header, groups }) => [header?.text, groups.flatMap(({ label, rows }) => rows.map(({ text }) => (label.text === '' ? text : `${label.text}|${text}`)))])

t.test('rows without numbers are a table when each has as many cells, with figures in the same ones', (t) => {
  const cases: [name: string, lines: string[], header: string | undefined, rows: string[]][] = [
    ['single spaces', ['指标 2020年 2025年 属性', '床位数（张） 6.7 7.5 预期性', '死亡率（‰） 3.1 ≤3 约束性', '素养水平（%） — 28 预期性'], '指标 2020年 2025年 属性', ['床位数（张） 6.7 7.5 预期性', '死亡率（‰） 3.1 ≤3 约束性', '素养水平（%） — 28 预期性']],
    ['tabs, an empty cell', ['地区\t医师\t护士', '甲县\t12\t', '乙县\t14\t20'], '地区\t医师\t护士', ['甲县\t12', '乙县\t14\t20']],
    ['gaps, two rows below a header', ['指标    2022年    2023年', '诊疗人次（万）    148.5    162.3', '入院人数    2.31    2.68'], '指标    2022年    2023年', ['诊疗人次（万）    148.5    162.3', '入院人数    2.31    2.68']],
    ['no header', ['甲县 5210 320', '乙市 4011 288', '丙市 820 61'], undefined, ['甲县 5210 320', '乙市 4011 288', '丙市 820 61']],
    ['years', ['年份 诊疗人次 入院人数', '2021年 120.5 2.1', '2022年 131.0 2.2', '2023年 140.4 2.4'], '年份 诊疗人次 入院人数', ['2021年 120.5 2.1', '2022年 131.0 2.2', '2023年 140.4 2.4']],
    ['names broken before and behind their figures', ['指标    2020年    2025年', '每千人口拥有三岁以下婴幼儿', '托位数    1.6    4.5', '重大慢性病过早死亡的比率    17.2    15', '（%）', '床位数    6.7    7.5'], '指标    2020年    2025年', ['每千人口拥有三岁以下婴幼儿托位数    1.6    4.5', '重大慢性病过早死亡的比率（%）    17.2    15', '床位数    6.7    7.5']],
    ['merged cells on lines of their own', ['指标    2020年    2025年', '健康水平', '人均预期寿命（岁）    77.9    78.7', '婴儿死亡率（‰）    2.9    2.5', '健康服务', '健康管理率（%）    68    72'], '指标    2020年    2025年', ['健康水平|人均预期寿命（岁）    77.9    78.7', '健康水平|婴儿死亡率（‰）    2.9    2.5', '健康服务|健康管理率（%）    68    72']],
    ['typesetting’s spaces inside names and targets', ['指标 2020 年 2025 年 属性', '每千人口 3 岁以下托位数 1.6 4.5 预期性', '疫苗接种率（%） 95 保持 90 以上 约束性', '筛查率（%） 38 50 预期性'], '指标 2020 年 2025 年 属性', ['每千人口 3 岁以下托位数 1.6 4.5 预期性', '疫苗接种率（%） 95 保持 90 以上 约束性', '筛查率（%） 38 50 预期性']],
    ['every cell on a line of its own', ['指标', '2020年', '2025年', '属性', '床位数（张）', '6.7', '7.5', '预期性', '每千人口拥有三岁以下婴幼', '儿托位数', '1.6', '4.5', '预期性', '死亡率（‰）', '—', '≤3', '约束性'], '指标 2020年 2025年 属性', ['床位数（张） 6.7 7.5 预期性', '每千人口拥有三岁以下婴幼儿托位数 1.6 4.5 预期性', '死亡率（‰） — ≤3 约束性']],
    ['columns named one below the other', ['指标', '2020年', '2025年', '属性', '床位数 6.7 7.5 预期性', '医师数 2.8 3.2 预期性', '护士数 3.0 3.8 预期性'], '指标 2020年 2025年 属性', ['床位数 6.7 7.5 预期性', '医师数 2.8 3.2 预期性', '护士数 3.0 3.8 预期性']],
  ]
  for (const [name, lines, header, rows] of cases) t.same(rowsOf('主要情况如下。', ...lines, '下一步，继续推进各项工作。'), [[header, rows]], name)
  t.end()
})

t.test('title, unit and a header that stands again are the table’s', (t) => {
  const [table] = findTables(linesFrom('表2 卫生人员情况', '单位：人', '地区  医师  护士', '甲县  12  20', '乙县  14  22', '地区  医师  护士', '丙县  9  11', '注：不含村医。'))
  t.same([table?.title?.text, table?.unit?.text, table?.repeated?.map(({ number }) => number), table?.from, table?.to], ['表2 卫生人员情况', '单位：人', [6], 1, 7])
  t.end()
})

t.test('running text, lists and dates are no table', (t) => {
  const cases: [name: string, lines: string[]][] = [
    ['digits set apart by typesetting', ['全市共有医院 214 个、乡镇卫生院 228 个，', '社区服务中心 96 个、床位 8764 张，', '医师 2304 人、护士 3112 人，']],
    ['sentences broken behind figures', ['救援 15 人次 运送专家 2', '转运 18 人次 救治患者 7', '培训 20 人次 下派专家 9']],
    ['dates', ['1999 年 11 月 26 日 通过', '2003 年 10 月 10 日 修正', '2015 年 7 月 23 日 修订']],
    ['items', ['一、完善 3 项制度 5 套预案', '二、建设 4 个中心 6 个基地', '（三）培训 7 期 8 批']],
    ['names and telephones alone', ['联系人：张三  电话：12345', '办公室']],
    ['headings of a contents list', ['第一章  总则  1', '第二章  机构  3', '正文。']],
  ]
  for (const [name, lines] of cases) t.same(findTables(linesFrom(...lines)), [], name)
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

t.test('the cells of a table are told by its header', (t) => {
  const row = (text: string, label: string | null = null) => ({ text: label === null ? text : `${label} ${text}`, label })
  const cells = (header: string, ...rows: ReturnType<typeof row>[]): unknown => {
    const table = tableCells([row(header), ...rows])
    return table && [table.label, table.columns, rows.map((one) => table.cells(one)?.map(({ start, end }) => one.text.slice(start, end)) ?? null)]
  }
  t.same(cells('指标\t2022年\t2023年', row('床位数\t12\t'), row('医师数\t3\t4')), [null, ['指标', '2022年', '2023年'], [['床位数', '12', ''], ['医师数', '3', '4']]], 'tabs')
  t.same(cells('类别  指标  2020年', row('床位数  12', '资源'), row('医师数  3', '资源')), ['类别', ['指标', '2020年'], [['床位数', '12'], ['医师数', '3']]], 'merged cells in a column')
  t.same(cells('指标  2020年', row('床位数  12', '资源'), row('医师数  3', '资源')), ['', ['指标', '2020年'], [['床位数', '12'], ['医师数', '3']]], 'merged cells on lines')
  t.same(cells('| 指标 | 数 |', row('| 床位数 | 12 |'), row('| 医师数 | 3 |')), [null, ['指标', '数'], [['床位数', '12'], ['医师数', '3']]], 'Markdown')
  t.same(cells('机构 个数 床位 2022年 2023年 2022年 2023年', row('医院 1 2 30 40'), row('卫生院 5 6 70 80')), [null, ['机构', '个数 2022年', '个数 2023年', '床位 2022年', '床位 2023年'], [['医院', '1', '2', '30', '40'], ['卫生院', '5', '6', '70', '80']]], 'years under names')
  t.same(cells('指标 数', row('床位数 1 2 3'), row('一 二 三 四')), null, 'no cells that fit')
  const bare = tableCells([row('甲县  12  20'), row('乙县  14  22')])
  t.same([bare?.headed, bare?.columns, bare?.cells(row('甲县  12  20'))?.length], [false, ['', '', ''], 3], 'without a header')
  t.end()
})
