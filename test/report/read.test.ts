import t from 'tap'
import fc from 'fast-check'
import { readReport } from '../../indexer/report/read.js'
import { printedWidth } from '../../indexer/text/character.js'
import { lineIndex, sliceOf } from '../../indexer/text/paragraph.js'
import type { CatalogEntry, Passage, Piece, Report } from '../../indexer/types.js'
import { flatten, lexicon, seedReport, seedReports } from '../support/corpus.js'
import { chineseLine, law, visible } from '../support/law.js'
import { typeset } from '../../bench/pages/printed-page.js'

const ENTRY: CatalogEntry = { file: 'a.txt', id: 'a', title: '甲', kind: 'report', issuer: null, published: 2021, covers: [2020, 2021], cities: ['开封'], sha256: '' }
const read = (text: string, entry: Partial<CatalogEntry> = {}): Report => readReport({ ...ENTRY, ...entry }, text, lexicon).report
const indexOf = (report: Report): ReadonlyMap<number, string> => lineIndex(report.source.map((text, i) => ({ number: i + 1, text })))

/** The pieces of a merged cell that a row opens with. */
function labelPieces({ label, pieces }: Passage): readonly Piece[] {
  let length = 0
  return label === null ? [] : pieces.filter((piece) => (length += piece.to - piece.from) <= label.length + 1)
}

/** The pieces of the canonical text, a merged cell's at the first of its rows only. */
function printedOnce(report: Report): readonly Piece[] {
  const again = new Map<number, number>()
  report.passages.forEach((passage, i) => {
    const [here, before] = [passage.pieces[0], report.passages[i - 1]?.pieces[0]]
    if (passage.label !== null && here?.line === before?.line && here?.from === before?.from) again.set(passage.span.start, labelPieces(passage).length)
  })
  let skip = 0
  return report.canonical.pieces.filter((piece) => {
    skip = again.get(piece.start) ?? skip
    return skip-- <= 0
  })
}

/** The visible characters of the source that are not taken exactly once by the canonical text or by furniture, a merged cell once in each of its rows; empty when the law holds. */
function unaccounted(report: Report): string[] {
  const wrong: string[] = []
  const taken = report.source.map((line) => new Uint8Array(line.length))
  for (const { line, from, to } of printedOnce(report)) {
    const row = taken[line - 1]
    if (!row) return [`line ${line} does not exist`]
    for (let i = from; i < Math.min(to, row.length); i++) row[i] = (row[i] ?? 0) + 1
    if (to > row.length + 1) wrong.push(`line ${line}: ${to} is past its end`)
  }
  for (const { line, from = 0, text } of report.furniture) {
    const row = taken[line - 1]
    const source = report.source[line - 1] ?? ''
    const to = from === 0 ? source.length : from + text.length
    if (!row || visible(source.slice(from, to)) !== visible(text)) wrong.push(`furniture of line ${line}`)
    else for (let i = from; i < to; i++) row[i] = (row[i] ?? 0) + 1
  }
  report.source.forEach((text, n) => [...text].reduce((at, c) => {
    if (!/\s/u.test(c)) for (let i = at; i < at + c.length; i++) if (taken[n]?.[i] !== 1) wrong.push(`line ${n + 1} column ${i}: ${c} taken ${taken[n]?.[i]} times`)
    return at + c.length
  }, 0))
  return wrong.slice(0, 5)
}

/** What of the canonical text is neither passage nor section heading, and rows that do not open with their merged cell. */
function unowned(report: Report): string[] {
  const key = ({ line, from, to }: Piece): string => `${line}:${from}-${to}`
  const count = (pieces: readonly Piece[]): Map<string, number> => pieces.reduce((counts, piece) => counts.set(key(piece), (counts.get(key(piece)) ?? 0) + 1), new Map<string, number>())
  const owned = count([...report.passages, ...flatten(report.sections)].flatMap(({ pieces }) => pieces))
  const found = count(report.canonical.pieces)
  return [
    ...[...found].filter(([piece, times]) => owned.get(piece) !== times).map(([piece]) => `neither passage nor heading: ${piece}`),
    ...report.passages.filter(({ label, text }) => label !== null && !text.startsWith(`${label} `)).map(({ text }) => `a row without its merged cell: ${text}`),
  ]
}

const inOrder = (report: Report): number[] => flatten(report.sections).flatMap((section) => section.passages)

/** The laws that hold for any report. */
function broken(report: Report): string[] {
  const index = indexOf(report)
  return [
    ...unaccounted(report),
    ...unowned(report),
    ...report.passages.flatMap((p) => (p.text === p.pieces.map((piece) => sliceOf(piece, index)).join('') ? [] : [`pieces of ${p.text.slice(0, 20)}`])),
    ...report.passages.flatMap((p) => (p.text === report.canonical.text.slice(p.span.start, p.span.end) ? [] : [`span of ${p.text.slice(0, 20)}`])),
    ...(JSON.stringify(inOrder(report)) === JSON.stringify(report.passages.map((_, i) => i)) ? [] : ['sections do not cover the passages once and in order']),
    ...report.passages.flatMap((p, i, all) => (i === 0 || (all[i - 1]?.span.end ?? 0) <= p.span.start ? [] : [`order of ${p.text.slice(0, 20)}`])),
    ...(new Set(report.passages.map((p) => p.anchor)).size === report.passages.length ? [] : ['anchors are not unique']),
    ...report.passages.flatMap((p) => (/^[0-9a-z]{8}$/.test(p.anchor) && p.text.trim() !== '' ? [] : [`anchor or text of ${p.text.slice(0, 20)}`])),
  ]
}

t.test('laws of reading, for each seed', async (t) => {
  const reports = await seedReports()
  t.equal(reports.length, 5)
  for (const report of reports) t.same(broken(report), [], report.id)
})

t.test('laws of reading, for a report set as pages of any measure', async (t) => {
  const seed = await seedReport('kaifeng-2020-summary')
  const paragraphs = seed.source.map((line) => line.trim()).filter((line) => line !== '')
  for (const blanks of ['doubled', 'between', 'none'] as const) {
    for (const measure of [18, 28, 40]) t.same(broken(read(typeset(paragraphs, { measure, blanks, page: 20 }), seed)), [], `${blanks}, ${measure}`)
  }
})

t.test('the ids of sections count through in reading order', async (t) => {
  for (const report of await seedReports()) t.same(flatten(report.sections).map((section) => section.id), flatten(report.sections).map((_, i) => `s${i + 1}`), report.id)
})

t.test('passages of the newspaper of 2023 have the city of their article', async (t) => {
  const report = await seedReport('henan-2023-conference')
  // Read in the source: each city's part opens with its own introduction; sentences below do not name their city.
  const expected: [string, string][] = [
    ['提升总体保障能力。实施项目攻坚', '安阳'], ['提升队伍支撑能力。及时寻求政策支持', '安阳'], ['内黄县实现了100%', '安阳'], ['乡级医疗机构达标率为100%', '开封'], ['细化12类基本公共卫生项目', '开封'],
    ['89个乡镇卫生院招聘300余人', '开封'], ['全市高位谋划推动', '洛阳'], ['研发菊柴合剂', '洛阳'], ['妇女儿童健康是民族兴盛的基础', '漯河'], ['残联及时对筛查出来的确诊病残儿', '漯河'],
    ['预防出生缺陷免费产前筛查率由55%', '漯河'], ['医养结合是实现健康老龄化', '郑州'], ['支持二级及以上综合性医院设立老年医学科', '郑州'], ['二是“医养融合托管”模式', '郑州'], ['聚焦体制机制创新', '周口'], ['聚焦服务能力提升', '周口'], ['实际补偿比51.29%', '周口'],
  ]
  for (const [text, city] of expected) {
    const found = report.passages.filter((p) => p.text.includes(text))
    t.same(found.map((p) => p.city), [city], text)
  }
  t.same(flatten(report.sections).map((section) => section.heading).filter((heading) => heading.endsWith('市')), ['安阳市', '开封市', '洛阳市', '漯河市', '郑州市', '周口市'], 'six articles, each once')
})

t.test('the displaced page title of the newspaper belongs to no city', async (t) => {
  const report = await seedReport('henan-2023-conference')
  t.same(report.passages.filter((p) => p.text === '示范引领 典型带动').map((p) => p.city), [null])
})

t.test('a phrase that lines or damage cut in the source stands whole in one passage', async (t) => {
  // Found by reading the sources; each is broken by a line end, a page or letter spacing there.
  const cases: [string, string][] = [
    ['henan-2023-conference', '采取新建、改建、回购等方式实现公有产权村卫生室建设100%'], ['henan-2023-conference', '县级人民医院已全部达到“二级甲等”水平以上'], ['henan-2023-conference', '“三高共管”医防融合慢性病管理'],
    ['henan-2023-conference', '省、市财政投入资金6560万元'], ['kaifeng-2020-summary', '促进基本药物优先配备使用，强化短缺药品供应保障。2020年底'], ['kaifeng-145-plan', '居民健康素养水平持续提升'], ['kaifeng-145-plan', '人均预期寿命达到80岁左右'],
  ]
  for (const [id, phrase] of cases) t.equal((await seedReport(id)).passages.filter((p) => p.text.includes(phrase)).length, 1, phrase)
})

t.test('the indicator table of the plan has its 23 rows under the labels of its merged cells', async (t) => {
  const report = await seedReport('kaifeng-145-plan')
  const rows = report.passages.filter((p) => p.kind === 'row' && p.label !== null)
  t.same(rows.map((row) => Number.parseInt(row.text.slice((row.label ?? '').length), 10)), Array.from({ length: 23 }, (_, i) => i + 1))
  // Read in the source (lines 587-680): the first row of each merged cell.
  const first: [number, string][] = [[1, '健康水平'], [7, '健康生活'], [9, '健康服务'], [19, '健康环境'], [22, '健康保障'], [23, '健康产业']]
  t.same(rows.map((row) => row.label), rows.map((_, i) => first.filter(([n]) => n <= i + 1).at(-1)?.[1]))
  t.equal(rows[4]?.text.replace(/\s/g, ''), '健康水平5孕产妇死亡率（/10万）8.56≤9.5预期性')
  t.equal(rows[16]?.text.replace(/\s/g, ''), '健康服务17儿童青少年总体近视率（%）—力争年均下降1个百分点约束性', 'cells on lines of their own belong to the row')
  t.equal(flatten(report.sections).find((section) => section.kind === 'table')?.heading, '主要发展指标')
})

t.test('the misnumbered （十三）保障措施 is a first-level section, and doubted aloud', async (t) => {
  const report = await seedReport('kaifeng-145-plan')
  const section = report.sections.find((s) => s.heading === '（十三）保障措施')
  t.equal(section?.level, 1)
  t.same(section?.sections.map((s) => [s.level, s.heading]).slice(0, 2), [[2, '（一）加强组织领导'], [2, '（二）提升治理能力']])
  t.same(report.diagnostics.map(({ rule, place }) => [rule, place.line]), [['heading-number', 2371]])
})

t.test('the ten boxes of the plan are sections of their own', async (t) => {
  const boxes = flatten((await seedReport('kaifeng-145-plan')).sections).filter((section) => section.kind === 'box').map((section) => Number(/\d+/.exec(section.heading)?.[0]))
  t.same(boxes, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

t.test('the page number inside the plan is furniture, and in no passage', async (t) => {
  const report = await seedReport('kaifeng-145-plan')
  t.same(report.furniture, [{ line: 1591, text: '- 37 -', rule: 'page-number' }])
  t.notOk(report.canonical.text.includes('- 37 -'))
})

t.test('a topic is earned by words that stand in the passage or its headings', async (t) => {
  const plain = (text: string): string => text.normalize('NFKC').replace(/[“”]/g, '"')
  for (const report of await seedReports()) {
    const wrong: string[] = []
    const walk = (sections: Report['sections'], above: string): void => sections.forEach((section) => {
      const headings = `${above}${section.heading}\n`
      for (const i of section.passages) {
        const passage = report.passages[i]
        for (const { topic, words } of passage?.topics ?? []) if (words.length === 0 || words.some((word) => !plain(headings + passage?.text).includes(plain(word)))) wrong.push(`${topic}: ${passage?.text.slice(0, 20)}`)
      }
      walk(section.sections, headings)
    })
    walk(report.sections, '')
    t.same(wrong, [], report.id)
  }
})

/** Prints paragraphs as a column `width` 汉字 wide, a blank line between them. */
function wrapped(paragraphs: readonly string[], width: number): string {
  const lines = paragraphs.flatMap((text) => {
    const out: string[] = []
    for (let at = 0; at < text.length;) {
      let end = at + 1
      while (end < text.length && printedWidth(text.slice(at, end + 1)) <= 2 * width) end++
      // No line starts with a closing mark, none cuts an astral character or a Latin word.
      while (end < text.length && (/^[，。；：、”）》！？%]/.test(text[end] ?? '') || /[a-zA-Z][a-zA-Z]/.test(text.slice(end - 1, end + 1)) || /[\udc00-\udfff]/.test(text[end] ?? ''))) end++
      out.push(text.slice(at, end))
      at = end
    }
    return [...out, '']
  })
  return lines.join('\n')
}

t.test('re-wrapping the lines keeps texts and anchors', async (t) => {
  const seed = await seedReport('henan-2023-conference')
  const keys = (passages: readonly Passage[]): string[] => passages.map((p) => `${p.anchor} ${p.text}`)
  // The paragraphs of the body; the title line at its end is no paragraph.
  const body = seed.passages.filter((p) => p.text.endsWith('。'))
  const paragraphs = body.reduce<string[]>((all, p) => (p.kind === 'item' ? [...all.slice(0, -1), (all.at(-1) ?? '') + p.text] : [...all, p.text]), [])
  for (const width of [17, 20, 24, 31, 40, 5000]) t.same(keys(read(wrapped(paragraphs, width), seed).passages), keys(body), `lines of ${width} characters`)
})

t.test('reading the same text twice gives the same report', async (t) => {
  for (const seed of await seedReports()) {
    const again = (): string => JSON.stringify(readReport(seed, `${seed.source.join('\n')}\n`, lexicon))
    t.ok(again() === again(), seed.id)
  }
})

t.test('a city that the lexicon does not know still names its passages', (t) => {
  t.same(read('全市坚持以人民健康为中心，取得成效。', { cities: ['清河'] }).passages.map((p) => [p.city, p.county]), [['清河', null]])
  t.end()
})

t.test('laws of reading, for any text', (t) => {
  const opening = fc.constantFrom('', '', '一、', '（二）', '（十三）', '1.', '（1）', '第一章 ', '第三条　', '# ', '### ', '- ', '一是', '二是', '专栏 2：', '“', '　　', '1 ', '2 ', '3 ', '4 ', '5 ')
  const row = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('77.7 预期性', '— ≤23 预期性', '')).map(([n, rest]) => `${n} 婴儿死亡率 ${rest}`)
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(opening, chineseLine, fc.constantFrom('', '。', '；', '：', ' ', '\f')).map((parts) => parts.join('')) },
    { weight: 2, arbitrary: row }, { weight: 1, arbitrary: fc.constantFrom('- 3 -', '', '健康', '开封市 持续深化医改', '洛阳市卫生健康委主任介绍经验。', '开封市财政投入。') },
  )
  const table = fc.array(fc.constantFrom('77.7 预期性', '— ≤23 预期性', '\n\n2.1 预期性'), { minLength: 4, maxLength: 9 }).map((rows) => rows.map((rest, i) => `${i + 1} 婴儿死亡率 ${rest}`))
  const text = fc.array(fc.oneof({ weight: 12, arbitrary: line.map((s) => [s]) }, { weight: 1, arbitrary: table }), { minLength: 1, maxLength: 30 }).map((lines) => lines.flat().join('\n'))
  // Met before: a title line with a form feed at its end, two tables in succession.
  const rows = ['1 婴儿死亡率 2.1', '2 近视率 49', '3 吸烟率 23', '4 床位数 7.7']
  const MET = ['开封市\f\n规划\n# 总体\n', [...rows, ...rows].join('\n')]
  const holds = (report: Report): void => {
    const found = broken(report)
    if (found.length > 0) throw new Error(found.join('; '))
  }
  law(t, 'one city', text, (s) => holds(read(s)), 400, MET)
  law(t, 'several cities', text, (s) => holds(read(s, { cities: ['开封', '洛阳'] })), 400, MET)
  t.end()
})
