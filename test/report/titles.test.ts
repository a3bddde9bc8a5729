import t from 'tap'
import { restoreTitles, titleBlocks } from '../../indexer/report/titles.js'
import type { Block } from '../../indexer/report/sections.js'
import type { City } from '../../indexer/types.js'

const blocks = (...texts: string[]): Block[] => texts.map((text, i) => ({ kind: 'paragraph', paragraph: { pieces: [{ line: i + 1, from: 0, to: text.length }], text } }))
const texts = (list: readonly Block[]): string[] => list.map((block) => (block.kind === 'paragraph' ? block.paragraph.text : block.kind))
const city = (name: string): City => ({ name, full: `${name}市`, aliases: [], counties: new Map(), ambiguous: new Set() })
const TEXT = '全市坚持以人民健康为中心，取得显著成效。'

t.test('titles that extraction left behind the last text go back to the front', (t) => {
  const cities = [city('开封'), city('洛阳')]
  const cases: [name: string, given: string[], cities: City[], restored: string[]][] = [
    ['a series above a headline', ['# 聚焦健康', TEXT, '# 奋进', '## 新征程'], [city('焦作')], ['# 奋进', '## 新征程', '# 聚焦健康', TEXT]],
    ['an empty last section stays', ['# 聚焦健康', TEXT, '## 附录', '### 名单'], [city('焦作')], ['# 聚焦健康', TEXT, '## 附录', '### 名单']],
    ['a lone heading stays', ['# 聚焦健康', TEXT, '# 附录'], [city('焦作')], ['# 聚焦健康', TEXT, '# 附录']],
    ['nothing but headings', ['# 奋进', '## 新征程'], [city('焦作')], ['# 奋进', '## 新征程']],
    ['the title of a page', [TEXT, TEXT, '示范引领 典型带动'], cities, ['示范引领 典型带动', TEXT, TEXT]],
    ['a line that goes on with a torn sentence stays', [TEXT, '全市坚持以', '人民健康为中心'], cities, [TEXT, '全市坚持以', '人民健康为中心']],
    ['a line that names a city stays', [TEXT, '洛阳市 深化医改'], cities, [TEXT, '洛阳市 深化医改']],
    ['a last line of a report on one city stays', [TEXT, '示范引领 典型带动'], [city('开封')], [TEXT, '示范引领 典型带动']],
    ['nothing', [], cities, []],
  ]
  for (const [name, given, of, restored] of cases) t.same(texts(restoreTitles(blocks(...given), of)), restored, name)
  t.end()
})

t.test('titles open a report, and a text of titles alone has none', (t) => {
  const cases: [given: string[], titles: number][] = [
    [['开封市卫生健康委员会', '2020年工作总结', TEXT], 2], [['开封市卫生健康委员会'], 0], [['一、总体要求', TEXT], 0], [['# 奋进', '## 新征程', TEXT, '# 聚焦'], 2], [['# 聚焦', '## 医改', TEXT, '## 医养'], 0], [[], 0],
  ]
  for (const [given, count] of cases) t.equal(titleBlocks(blocks(...given)).length, count, given.join(' / '))
  t.end()
})
