import t from 'tap'
import fc from 'fast-check'
import { splitItems } from '../../indexer/report/items.js'
import { lineIndex, paragraphOf, sliceOf, type Paragraph } from '../../indexer/text/paragraph.js'
import { linesFrom } from '../support/corpus.js'
import { hanText, law } from '../support/law.js'

/** A paragraph printed on lines of `width` characters. */
function printed(text: string, width = 20): { paragraph: Paragraph; index: ReadonlyMap<number, string> } {
  const lines = linesFrom(...Array.from({ length: Math.ceil(text.length / width) }, (_, i) => text.slice(i * width, (i + 1) * width)))
  const index = lineIndex(lines)
  return { paragraph: paragraphOf(lines.map((line) => ({ line: line.number, from: 0, to: line.text.length })), index), index }
}
const split = (text: string): string[] => splitItems(printed(text).paragraph).map((part) => part.text)

const ONE = '一是“全链式”模式，即打通医院、养老院、社区、家庭的健康养老服务链条。'
const TWO = '二是“托管”模式，即将养老机构的医疗服务交由具有较强能力的机构经营。'
const THREE = '三是“两院一体”模式，即鼓励乡镇卫生院与敬老院深度融合，为老人服务。'

t.test('run-in items that count from one are passages of their own', (t) => {
  t.same(split(`共有三种模式。${ONE}${TWO}${THREE}`), ['共有三种模式。', ONE, TWO, THREE])
  t.same(split(`${ONE}${TWO}`), [ONE, TWO], 'without an introduction')
  t.same(split(`主要做法：${ONE}${TWO}`), ['主要做法：', ONE, TWO], 'behind a colon')
  t.end()
})

t.test('what does not count upwards, or is too short to be read alone, stays whole', (t) => {
  for (const text of [`${ONE}${THREE}`, `${TWO}${ONE}`, ONE, '共三点。一是加强领导。二是加大投入。三是加强宣传。', `前言。${ONE}${TWO}一是短。`, '这里没有列举的内容，是一个普通的段落。', '']) t.same(split(text), [text], text.slice(0, 12))
  t.end()
})

t.test('laws of items', (t) => {
  const ordinal = fc.constantFrom('一是', '二是', '三是', '四是', '')
  const text = fc.array(fc.tuple(ordinal, hanText(5, 40), fc.constantFrom('。', '：', '；', '')), { minLength: 1, maxLength: 6 }).map((parts) => parts.flat().join(''))
  // Without numerals and 是, which could number an item of their own.
  const plain = (minLength: number, maxLength: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'开封市卫生健康'), minLength, maxLength })
  const counted = fc.tuple(plain(0, 30), fc.array(plain(24, 40), { minLength: 2, maxLength: 6 })).map(([head, items]) => `${head}。${items.map((item, i) => `${[...'一二三四五六'][i]}是${item}。`).join('')}`)
  law(t, 'joining the parts gives back the paragraph, text and pieces', fc.tuple(fc.oneof(text, counted), fc.integer({ min: 1, max: 30 })), ([s, width]) => {
    const { paragraph, index } = printed(s, width)
    const parts = splitItems(paragraph)
    return parts.map((part) => part.text).join('') === s && parts.every((part) => part.text === part.pieces.map((piece) => sliceOf(piece, index)).join(''))
  }, 500)
  law(t, 'items that count from one are split, whatever they say', counted, (s) => split(s).length >= 3)
  t.end()
})
