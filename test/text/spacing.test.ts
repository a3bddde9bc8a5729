import t from 'tap'
import { lineIndex, paragraphOf } from '../../indexer/text/paragraph.js'
import { isLetterSpaced, textPieces } from '../../indexer/text/spacing.js'
import { chineseLine, law, visible } from '../support/law.js'

const textOf = (text: string): string => {
  const line = { number: 1, text }
  return paragraphOf(textPieces(line), lineIndex([line])).text
}

t.test('spaces that typesetting put in go, spaces that authors wrote stay', (t) => {
  const cases: [string, string][] = [
    ['  开封市  ', '开封市'],
    ['在 2023 年全省', '在2023年全省'],
    ['建成 PCR实验室', '建成PCR实验室'],
    ['20% 以上', '20%以上'],
    ['回 购 等 方 式 实 现', '回购等方式实现'],
    ['第一章　总 则', '第一章 总 则'.replace(' ', '　')],
    ['Union Medical College', 'Union Medical College'],
    ['Union   Medical', 'Union Medical'],
    ['医院 ，门诊', '医院，门诊'],
    ['“ 两癌 ” 筛查', '“两癌”筛查'],
    ['开封市 持续深化医改', '开封市 持续深化医改'],
    ['# 聚焦健康', '# 聚焦健康'],
    ['- 全市', '- 全市'],
    ['\f第一页', '第一页'],
    ['𠮷 2 年', '𠮷2年'],
    ['\u200b第五条　\u200b市人大\u200b常委会\ufeff', '第五条 市人大常委会'],
    ['Union\u00ad Medical', 'Union Medical'],
    ['\u200b', ''],
    ['', ''],
    [' \t\f　', ''],
  ]
  for (const [printed, text] of cases) t.equal(textOf(printed), text, JSON.stringify(printed))
  t.end()
})

t.test('a line counts as letter-spaced from five single characters and three words in five', (t) => {
  t.ok(isLetterSpaced('实 现 公 有 产'))
  t.notOk(isLetterSpaced('实 现 公 有'), 'four')
  t.notOk(isLetterSpaced('实 现 公 有 产 健康 服务 体系 建设'), 'five of nine')
  t.notOk(isLetterSpaced(''))
  t.end()
})

t.test('laws of spacing', (t) => {
  law(t, 'no visible character is lost, invented or moved', chineseLine, (line) => visible(textOf(line)) === visible(line), 1000)
  law(t, 'no white space stands at the ends, and no two together', chineseLine, (line) => !/^\s|\s$|\s\s/u.test(textOf(line)), 1000)
  law(t, 'pieces are in order, not empty, and do not touch', chineseLine, (line) =>
    textPieces({ number: 1, text: line }).every((piece, i, all) => piece.from < piece.to && (i === 0 || (all[i - 1]?.to ?? 0) < piece.from)))
  t.end()
})
