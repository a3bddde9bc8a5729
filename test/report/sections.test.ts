import t from 'tap'
import { buildSections, type Block, type DraftSection } from '../../indexer/report/sections.js'

const blocks = (...texts: string[]): Block[] => texts.map((text, i) => ({ kind: 'paragraph', paragraph: { pieces: [{ line: i + 1, from: 0, to: text.length }], text } }))
/** The tree as indented lines: `level kind title`, passages as `- kind text`. */
const drawn = (sections: readonly DraftSection[], depth = 0): string[] => sections.flatMap((section) => [
  `${'  '.repeat(depth)}${section.level} ${section.kind} ${section.title}`,
  ...section.passages.map((passage) => `${'  '.repeat(depth)}- ${passage.kind} ${passage.paragraph.text.slice(0, 12)}`),
  ...drawn(section.sections, depth + 1),
])
const outline = (...texts: string[]): string[] => drawn(buildSections(blocks(...texts), 'a.txt').sections)
const TEXT = '全市坚持以人民健康为中心，把保障人民健康放在优先发展的战略位置，取得显著成效。'

t.test('official numbering makes the tree', (t) => {
  t.same(outline('开封市卫生健康规划', '（征求意见稿）', TEXT, '一、总体要求', '（一）发展基础', TEXT, '1.居民健康', TEXT, '（二）面临形势', TEXT, '二、主要任务', TEXT), [
    '0 lead 开封市卫生健康规划 （征求意见稿）', '- heading 开封市卫生健康规划 （征', '- paragraph 全市坚持以人民健康为中心', '1 heading 一、总体要求', '  2 heading （一）发展基础', '  - paragraph 全市坚持以人民健康为中心',
    '    3 heading 1.居民健康', '    - paragraph 全市坚持以人民健康为中心', '  2 heading （二）面临形势', '  - paragraph 全市坚持以人民健康为中心', '1 heading 二、主要任务', '- paragraph 全市坚持以人民健康为中心',
  ])
  t.end()
})

t.test('a run-in heading titles a section and stays in its passage', (t) => {
  const { sections } = buildSections(blocks(TEXT, '（一）加强领导。各级要高度重视，把这项工作放在突出位置。'), 'a.txt')
  const section = sections[1]
  t.match(section, { title: '（一）加强领导', heading: null, level: 1 })
  t.equal(section?.passages[0]?.paragraph.text, '（一）加强领导。各级要高度重视，把这项工作放在突出位置。')
  t.end()
})

t.test('law text: chapters hold articles, an article is headed by its number', (t) => {
  t.same(outline('清河市健康促进条例', '第一章　总　则', '第一条　为了保障公民健康，制定本条例。', '第二条　本条例适用于本市，具体如下：', '（一）将健康纳入规划；', '第二章　服务', '第三条　医院应当提供服务。'), [
    '0 lead 清河市健康促进条例', '- heading 清河市健康促进条例', '1 heading 第一章　总　则', '  2 heading 第一条', '  - item 第一条　为了保障公民健康', '  2 heading 第二条', '  - item 第二条　本条例适用于本市', '  - item （一）将健康纳入规划；',
    '1 heading 第二章　服务', '  2 heading 第三条', '  - item 第三条　医院应当提供服务',
  ])
  t.end()
})

t.test('passages stand in the order of the print: a numbered paragraph below a section of its own rank does not go before it', (t) => {
  t.same(outline('第二十二条　城市绿地的养护单位按照下列规定确定：', '（五）临街绿地由单位负责；', '（六）居民房前屋后树木由其自行负责', '（七）铁路、公路管理范围内的绿地，由主管部门负责。', '前款规定以外的，由市人民政府确定。'), [
    '1 heading 第二十二条', '- item 第二十二条　城市绿地的养', '- item （五）临街绿地由单位负责', '1 heading （六）居民房前屋后树木由其自行负责', '- heading （六）居民房前屋后树木由', '1 heading （七）', '- item （七）铁路、公路管理范围', '- paragraph 前款规定以外的，由市人民',
  ])
  t.notOk(outline(TEXT, '（六）居民房前屋后树木由其自行负责;', TEXT).some((line) => line.includes('heading')), 'a half-width semicolon ends an item too')
  t.end()
})

t.test('Markdown headings nest by their marks, and show without them', (t) => {
  t.same(outline('# 聚焦健康', TEXT, '### 综合医改', TEXT, '## 信息化', TEXT), ['1 heading 聚焦健康', '- paragraph 全市坚持以人民健康为中心', '  2 heading 综合医改', '  - paragraph 全市坚持以人民健康为中心', '  2 heading 信息化', '  - paragraph 全市坚持以人民健康为中心'])
  t.end()
})

t.test('the series above a headline of its own rank is the lead; its marks are no part of the title', (t) => {
  const { sections } = buildSections(blocks('# 奋进', '## 新征程', '- 全市建成医养中心42家，设置床位2824张。', '# 聚焦健康', TEXT, '## 综合医改', TEXT), 'a.txt')
  t.same(drawn(sections), ['0 lead 奋进 新征程', '- heading 奋进 新征程', '- item - 全市建成医养中心42', '1 heading 聚焦健康', '- paragraph 全市坚持以人民健康为中心', '  2 heading 综合医改', '  - paragraph 全市坚持以人民健康为中心'])
  t.same(sections[0]?.heading?.pieces, [{ line: 1, from: 0, to: 2 }, { line: 2, from: 0, to: 2 }], 'the marks stay accounted for')
  t.same(outline('# 聚焦健康', '## 综合医改', TEXT, '## 信息化', TEXT).slice(0, 2), ['1 heading 聚焦健康', '  2 heading 综合医改'], 'a headline and its first section are no series')
  t.end()
})

t.test('the projects of a box are its items', (t) => {
  t.same(outline(TEXT, '专栏 1：重点工程', '健康环境促进行动：开展监测，做好防治工作。', '各县区要抓好落实，按时完成。').slice(-3), ['1 box 专栏 1：重点工程', '- item 健康环境促进行动：开展监', '- paragraph 各县区要抓好落实，按时完'])
  t.end()
})

t.test('bylines, captions and notes are told from running text', (t) => {
  t.same(outline('# 聚焦健康', '□王正勋 侯林峰', TEXT, '（图为渠首盛景，由本报记者拍摄）'), ['1 heading 聚焦健康', '- byline □王正勋 侯林峰', '- paragraph 全市坚持以人民健康为中心', '- caption （图为渠首盛景，由本报记'])
  const paragraph = (text: string): Block => ({ kind: 'paragraph', paragraph: { pieces: [{ line: 9, from: 0, to: text.length }], text } })
  const row = { pieces: [{ line: 2, from: 0, to: 5 }], text: '1 床位数' }
  const table: Block = { kind: 'table', table: { from: 2, to: 2, title: null, header: null, groups: [{ label: { pieces: [], text: '' }, rows: [row] }] } }
  t.same(drawn(buildSections([table, paragraph('注：*数据为基础值。')], 'a.txt').sections), ['1 table 表', '- row 1 床位数', '- note 注：*数据为基础值。'], 'the note stands with its table')
  t.same(drawn(buildSections([paragraph('注：*数据为基础值。')], 'a.txt').sections), ['0 lead ', '- paragraph 注：*数据为基础值。'], 'without a table it is a paragraph')
  t.end()
})

t.test('a box stands beside the second level', (t) => {
  t.same(outline(TEXT, '一、任务', '（一）体系', TEXT, '专栏 1：重点工程', TEXT), ['0 lead ', '- paragraph 全市坚持以人民健康为中心', '1 heading 一、任务', '  2 heading （一）体系', '  - paragraph 全市坚持以人民健康为中心', '  2 box 专栏 1：重点工程', '  - paragraph 全市坚持以人民健康为中心'])
  t.end()
})

t.test('a heading with wrong brackets that continues the first level is first level, and doubted', (t) => {
  const { sections, diagnostics } = buildSections(blocks(TEXT, '一、甲', '（一）子', TEXT, '（二）保障', '（一）领导', TEXT), 'a.txt')
  t.same(sections.map((section) => [section.level, section.title]), [[0, ''], [1, '一、甲']], 'a （二） after （一） is second level')
  t.same(diagnostics, [])
  const wrong = buildSections(blocks(TEXT, '十二、甲', '（一）子', TEXT, '（十三）保障', '（一）领导', TEXT), 'a.txt')
  t.same(wrong.sections.map((section) => [section.level, section.title]), [[0, ''], [1, '十二、甲'], [1, '（十三）保障']])
  t.match(wrong.diagnostics, [{ rule: 'heading-number', place: { file: 'a.txt', line: 5 }, found: '（十三）保障' }])
  t.end()
})

t.test('a heading with nothing under it is a passage too', (t) => {
  t.same(outline(TEXT, '一、甲', '二、乙'), ['0 lead ', '- paragraph 全市坚持以人民健康为中心', '1 heading 一、甲', '- heading 一、甲', '1 heading 二、乙', '- heading 二、乙'])
  t.end()
})

t.test('a short line between finished paragraphs heads what follows', (t) => {
  t.same(outline(TEXT, '基层服务能力', TEXT), ['0 lead ', '- paragraph 全市坚持以人民健康为中心', '1 heading 基层服务能力', '- paragraph 全市坚持以人民健康为中心'])
  t.same(outline(TEXT, '基层服务能力'), ['0 lead ', '- paragraph 全市坚持以人民健康为中心', '- paragraph 基层服务能力'], 'but not the last line')
  t.end()
})

t.test('no blocks give no sections', (t) => {
  t.same(buildSections([], 'a.txt'), { sections: [], diagnostics: [] })
  t.end()
})
