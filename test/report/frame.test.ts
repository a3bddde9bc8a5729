import t from 'tap'
import { headsAnnex, isFrameNote, isLetterhead, isSigned, opensAttachments } from '../../indexer/report/frame.js'
import type { Block } from '../../indexer/report/draft.js'

const blocks = (...texts: string[]): Block[] => texts.map((text) => ({ kind: 'paragraph', paragraph: { pieces: [], text } }))

t.test('letterhead, number and notes of a document are told from its text', (t) => {
  const table: [text: string, is: (text: string) => boolean, expected: boolean][] = [
    ['杭州市人民政府办公厅文件', isLetterhead, true], ['杭政办〔2023〕15号', isLetterhead, true], ['杭政办函 [2023] 15 号', isLetterhead, true],
    ['杭州市人民政府关于印发行动计划的通知', isLetterhead, false], ['根据杭政办〔2023〕15号，制定本办法。', isLetterhead, false],
    ['（此件公开发布）', isFrameNote, true], ['抄送：市委各部门，市法院，市检察院。', isFrameNote, true], ['杭州市人民政府办公厅 2023年3月16日印发', isFrameNote, true], ['公开方式：主动公开', isFrameNote, true],
    ['（此前已有说明）后文照旧。', isFrameNote, false], ['2023年3月16日印发的通知同时废止。', isFrameNote, false],
    ['附件：1.任务表', opensAttachments, true], ['附件1', opensAttachments, false],
  ]
  for (const [text, is, expected] of table) t.equal(is(text), expected, text)
  t.end()
})

t.test('a document is signed by an office above a day', (t) => {
  t.equal(isSigned(blocks('杭州市人民政府办公厅', '2023年3月15日'), 0), true)
  t.equal(isSigned(blocks('杭州市人民政府办公厅', '各项工作有序推进。'), 0), false)
  t.equal(isSigned(blocks('群众满意', '2023年3月15日'), 0), false)
  t.end()
})

t.test('an attached document begins with its number, or with its name below what closes the first one', (t) => {
  t.equal(headsAnnex(blocks('正文。', '附件1', '任务表'), 1), true)
  t.equal(headsAnnex(blocks('杭州市人民政府', '2023年3月15日', '公共卫生行动计划（2023—2025年）', '正文。'), 2), true)
  t.equal(headsAnnex(blocks('（此件公开发布）', '公共卫生行动计划', '正文。'), 1), true)
  t.equal(headsAnnex(blocks('正文。', '公共卫生行动计划', '正文。'), 1), false, 'not below a paragraph')
  t.equal(headsAnnex(blocks('2023年3月15日', '公共卫生行动计划', '正文。'), 1), false, 'nor below a day that nobody signs')
  t.end()
})
