import t from 'tap'
import fc from 'fast-check'
import { joinLists } from '../../indexer/report/lists.js'
import { readReport } from '../../indexer/report/read.js'
import { sliceOf, lineIndex } from '../../indexer/text/paragraph.js'
import { reflow } from '../../indexer/text/reflow.js'
import type { Block } from '../../indexer/report/draft.js'
import { linesFrom, lexicon } from '../support/corpus.js'
import { chineseLine, hanText, law, visible } from '../support/law.js'

const blocksOf = (lines: readonly string[]): Block[] => reflow(linesFrom(...lines)).map((paragraph) => ({ kind: 'paragraph', paragraph }))
const textsOf = (blocks: readonly Block[]): string[] => blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.paragraph.text] : []))
const joinedTexts = (...lines: string[]): string[] => textsOf(joinLists(blocksOf(lines)))

t.test('the points of a list and the sentence that introduces it are one paragraph', (t) => {
  const table: [name: string, lines: string[], texts: string[]][] = [
    ['points alone', ['- 新建发热门诊 3 个。', '- 培训村医 120 人次。'], ['- 新建发热门诊3个。 - 培训村医120人次。']],
    ['introduced', ['今年完成三件实事：', '', '● 新建发热门诊3个；', '', '● 培训村医120人次。', '', '下一步，继续推进。'], ['今年完成三件实事： ● 新建发热门诊3个； ● 培训村医120人次。', '下一步，继续推进。']],
    ['not introduced', ['今年任务完成。', '', '- 新建发热门诊3个；', '', '- 培训村医120人次。'], ['今年任务完成。', '- 新建发热门诊3个； - 培训村医120人次。']],
    ['one introduced point', ['今年只有一件：', '', '- 新建发热门诊3个。'], ['今年只有一件： - 新建发热门诊3个。']],
    ['one point', ['今年任务完成。', '', '- 新建发热门诊3个。'], ['今年任务完成。', '- 新建发热门诊3个。']],
    ['numbered items are cited one by one', ['有下列情形：', '（一）未取得执业许可的；', '（二）超出登记范围的。'], ['有下列情形：', '（一）未取得执业许可的；', '（二）超出登记范围的。']],
  ]
  for (const [name, lines, texts] of table) t.same(joinedTexts(...lines), texts, name)
  t.end()
})

t.test('a list too long for one passage stays what it was', (t) => {
  const points = Array.from({ length: 6 }, (_, i) => `- ${'全市建成医养中心并开展签约服务'.repeat(6)}${i}家。`)
  t.equal(joinedTexts(...points).length, 6)
  t.equal(joinedTexts(...points.slice(0, 4)).length, 1)
  t.end()
})

t.test('each point begins a paragraph of the print', (t) => {
  const { passages } = readReport({ file: 'a.txt', id: 'a', title: '甲', kind: 'report', issuer: null, published: 2021, covers: [2021], cities: ['开封'], sha256: '' },
    '全市卫生健康工作取得新成效。\n\n- 新建发热门诊3个。\n- 培训村医120人次。\n\n下一步，继续推进。\n', lexicon).report
  const list = passages.find(({ text }) => text.startsWith('-'))
  t.same([list?.kind, list?.breaks], ['item', [12]])
  t.equal(passages.length, 3)
  t.end()
})

t.test('laws of lists', (t) => {
  const line = fc.tuple(fc.constantFrom('', '', '- ', '● ', '（一）', '一是'), fc.oneof(chineseLine, hanText(4, 60)), fc.constantFrom('。', '：', '；', '')).map((parts) => parts.join(''))
  law(t, 'no visible character is lost, gained or moved, and every text is that of its pieces', fc.array(fc.oneof(line, fc.constant('')), { maxLength: 14 }), (lines) => {
    const [before, after] = [blocksOf(lines), joinLists(blocksOf(lines))]
    const index = lineIndex(linesFrom(...lines))
    return visible(textsOf(before).join('')) === visible(textsOf(after).join(''))
      && after.every((block) => block.kind !== 'paragraph' || block.paragraph.text === block.paragraph.pieces.map((piece) => sliceOf(piece, index)).join(''))
  })
  t.end()
})
