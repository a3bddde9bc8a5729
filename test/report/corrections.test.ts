import t from 'tap'
import fc from 'fast-check'
import { applyCorrections, shareInOrder, type CorrectedBlock } from '../../indexer/report/corrections/index.js'
import { lineIndex, paragraphOf } from '../../indexer/text/paragraph.js'
import type { RawCorrection, SourceLine } from '../../indexer/types.js'
import { seedReports } from '../support/corpus.js'

const linesOf = (text: string): SourceLine[] => text.split('\n').map((line, i) => ({ number: i + 1, text: line }))
/** Every line a paragraph. */
const blocksOf = (lines: readonly SourceLine[]): CorrectedBlock[] =>
  lines.map(({ number, text }) => ({ kind: 'paragraph', paragraph: paragraphOf([{ line: number, from: 0, to: text.length }], lineIndex(lines)) }))
const said = (raw: Partial<RawCorrection> & { kind: string }): RawCorrection => ({ line: 1, by: '编辑部', evidence: '核对原件', ...raw })

const CITIES = ['开封', '洛阳']

/** Texts of the blocks after some corrections, with headlines marked, and what was refused. */
function correct(text: string, ...corrections: RawCorrection[]): { texts: string[]; refused: string[]; furniture: string[]; breaks: (readonly number[] | undefined)[] } {
  const lines = linesOf(text)
  const { blocks, problems, furniture } = applyCorrections(blocksOf(lines), [], { path: 'a.yaml', corrections }, lines, CITIES)
  return {
    texts: blocks.map((block) => (block.kind === 'table' ? '' : `${block.kind === 'article' ? '# ' : ''}${block.paragraph.text}`)),
    refused: problems.map(({ found }) => found), furniture: furniture.map((item) => item.text),
    breaks: blocks.map((block) => (block.kind === 'table' ? undefined : block.paragraph.breaks)),
  }
}

const PAGE = '全市卫生工作取得成效。\n乡村医生队伍建设 and 疾控工作得到加强，群众满意。\n开封市 做好基层\n下半句在前，\n上半句在后，'

t.test('every kind of correction does what it says', (t) => {
  const table: readonly (readonly [string, RawCorrection, readonly string[]])[] = [
    ['characters', said({ kind: 'characters', at: '2: and', becomes: '和' }), ['乡村医生队伍建设 和 疾控工作得到加强，群众满意。']],
    ['join', said({ kind: 'join', at: '2: 乡村' }), ['全市卫生工作取得成效。乡村医生队伍建设 and 疾控工作得到加强，群众满意。']],
    ['split', said({ kind: 'split', at: '2: 疾控' }), ['乡村医生队伍建设 and ', '疾控工作得到加强，群众满意。']],
    ['omit', said({ kind: 'omit', at: '2: and' }), ['乡村医生队伍建设  疾控工作得到加强，群众满意。']],
    ['order', said({ kind: 'order', paragraphs: [['5: 上半句在后，', '4: 下半句在前，']] }), ['上半句在后，下半句在前，']],
    ['order before another text', said({ kind: 'order', before: '1: 全市', paragraphs: [['4: 下半句在前，']] }), ['下半句在前，', '全市卫生工作取得成效。']],
    ['order under a headline', said({ kind: 'order', city: '开封', headline: '3: 开封市 做好基层', paragraphs: [['5: 上半句在后，']] }), ['# 开封市 做好基层', '上半句在后，']],
  ]
  for (const [name, correction, expected] of table) {
    const { texts, refused } = correct(PAGE, correction)
    t.same(refused, [], `${name} is accepted`)
    t.ok(texts.join('\n').includes(expected.join('\n')), `${name}: ${texts.join(' / ')}`)
  }
  t.same(correct(PAGE, said({ kind: 'omit', at: '2: and' })).furniture, ['and'], 'what an editor takes out stays in the account')
  t.same(correct(PAGE, said({ kind: 'order', paragraphs: [['4: 下半句在前，', '¶', '5: 上半句在后，']] })).breaks.at(-1), [6], '¶ begins a paragraph inside the passage')
  t.end()
})

t.test('a correction that does not fit its source is refused with what is wrong, and the others are applied', (t) => {
  const table: readonly (readonly [RawCorrection, RegExp])[] = [
    [said({ kind: 'characters', at: '2: 没有的字', becomes: '和' }), /第 2 行没有“没有的字”/],
    [said({ kind: 'characters', at: '99: 全市', becomes: '和' }), /原文没有第 99 行/],
    [said({ kind: 'characters', at: '全市', becomes: '和' }), /不是“行号: 文字”/],
    [said({ kind: 'omit', at: '4: 半句' }), /^$/],
    [said({ kind: 'split', at: '2: 队' }), /^$/],
    [said({ kind: 'join', at: '2: 疾控' }), /不是一段的开头/],
    [said({ kind: 'order', paragraphs: [['4: 下半句', '4: 半句在前']] }), /用了两次：“半句在前”/],
    [said({ kind: 'order', paragraphs: [['4: 上半句']] }), /第 4 行没有“上半句”/],
    [said({ kind: 'turn', at: '1: 全市' }), /不认识的校正 turn/],
    [said({ kind: 'turn', at: '99: 全市' }), /不认识的校正 turn/],
    [said({ kind: 'characters', at: '2: 疾控', becomes: '疾控' }), /第 2 行本来就是“疾控”/],
  ]
  for (const [correction, expected] of table) {
    const { texts, refused } = correct(PAGE, correction, said({ kind: 'characters', at: '2: and', becomes: '和' }))
    if (expected.source === '^$') t.same(refused, [], `${correction.kind} fits`)
    else t.match(refused[0] ?? '', expected)
    t.ok(texts.some((text) => text.includes('建设 和 疾控')), 'the next one is applied all the same')
  }
  t.end()
})

t.test('of two corrections of the same characters the second is refused, and names the first', (t) => {
  const first = said({ kind: 'characters', at: '2: and', becomes: '和', line: 3 })
  const table: readonly (readonly [string, RawCorrection, RegExp])[] = [
    ['the same again', { ...first, line: 9 }, /与第 3 行的校正重叠.*原文第 2 行/],
    ['more characters', said({ kind: 'characters', at: '2: 建设 and', becomes: '建设与' }), /与第 3 行的校正重叠/],
    ['left out', said({ kind: 'omit', at: '2: and' }), /与第 3 行的校正重叠/],
    ['a city of no article', said({ kind: 'city', at: '2: 乡村', city: '杭州' }), /city：报告不涉及“杭州”，目录中有 开封、洛阳/],
    ['an order for such a city', said({ kind: 'order', city: '杭州', paragraphs: [['4: 下半句在前，']] }), /city：报告不涉及“杭州”/],
    ['another place', said({ kind: 'characters', at: '2: 疾控', becomes: '卫生' }), /^$/],
    ['a split there', said({ kind: 'split', at: '2: 疾控' }), /^$/],
  ]
  for (const [name, second, expected] of table) t.match(correct(PAGE, first, second).refused.join(), expected, name)
  t.end()
})

t.test('how much of a page an editor has put in order is a share of its visible characters', (t) => {
  const share = (...corrections: RawCorrection[]): number => shareInOrder({ path: 'a.yaml', corrections }, linesOf('甲乙 丙丁\n戊己庚辛壬癸'))
  t.equal(share(), 0)
  t.equal(share(said({ kind: 'order', paragraphs: [['1: 丙丁', '1: 甲乙']] })), 0.4)
  t.equal(share(said({ kind: 'order', headline: '1: 甲乙', paragraphs: [['1: 丙丁', '¶', '2: 戊己庚辛壬癸']] })), 1)
  t.equal(share(said({ kind: 'characters', at: '1: 甲', becomes: '乙' })), 0, 'other corrections put nothing in order')
  t.equal(share(said({ kind: 'order', paragraphs: [['1: 寅']] })), 0, 'nor does one that does not fit')
  t.equal(shareInOrder({ path: 'a.yaml', corrections: [] }, []), 0, 'nothing of nothing')
  t.end()
})

t.test('a place that stands twice in its line is told by its column, in characters', (t) => {
  const page = '𠮷多，多少多。'
  t.match(correct(page, said({ kind: 'omit', at: '1: 多' })).refused[0] ?? '', /不止一处/)
  t.same(correct(page, said({ kind: 'characters', at: '1@4: 多', becomes: '几' })).texts, ['𠮷多，几少多。'])
  t.match(correct(page, said({ kind: 'characters', at: '1@3: 多', becomes: '几' })).refused[0] ?? '', /第 1 行第 3 字起不是“多”/)
  t.end()
})

t.test('whatever order an editor gives, no character is lost and none doubled', (t) => {
  const visible = (text: string): string => [...text].filter((c) => !/\s/u.test(c)).sort().join('')
  fc.assert(fc.property(
    fc.array(fc.stringMatching(/^[一-丁全市卫生，。]{1,12}$/), { minLength: 1, maxLength: 8 }),
    fc.array(fc.record({ line: fc.nat(7), from: fc.nat(11), length: fc.integer({ min: 1, max: 6 }) }), { minLength: 1, maxLength: 6 }),
    (texts, places) => {
      const fragments = places.map(({ line, from, length }) => {
        const text = (texts[line] ?? '').slice(from, from + length)
        return text === '' ? null : `${line + 1}@${from + 1}: ${text}`
      }).filter((place) => place !== null)
      const { texts: after } = correct(texts.join('\n'), said({ kind: 'order', paragraphs: [fragments] }))
      return visible(after.join('').replaceAll('# ', '')) === visible(texts.join(''))
    },
  ), { numRuns: 300 })
  t.end()
})

t.test('the corrections of the seeds all fit, and give the column page eighteen cities', async (t) => {
  const page = (await seedReports()).find(({ id }) => id === 'henan-2019-conference')
  t.equal(new Set(page?.passages.map(({ city }) => city)).size, 19, 'eighteen cities and the lead-in')
  t.same(page?.passages.filter(({ corrections }) => corrections.length === 0).map(({ text }) => text), [], 'every passage was read by an editor')
  t.same(page?.diagnostics, [], 'doubts that an editor has settled are doubts no more')
  t.notOk(page?.passages.some(({ reordered }) => reordered), 'nothing rests on the order found by evidence any more')
})
