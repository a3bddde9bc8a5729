import t from 'tap'
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { ANCHOR_LENGTH, anchorsOf, type AnchorSource } from '../../indexer/report/anchors.js'
import { bodyForm } from '../../indexer/text/comparable.js'
import { hanText, law } from '../support/law.js'

/** Oracle: the first 40 bits as one big number, written in Crockford's base32. */
function slowAnchor(text: string): string {
  const bits = BigInt(`0x${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 10)}`)
  return Array.from({ length: 8 }, (_, i) => '0123456789abcdefghjkmnpqrstvwxyz'[Number((bits >> BigInt(35 - 5 * i)) & 31n)]).join('')
}

const plain = (...texts: string[]): AnchorSource[] => texts.map((text) => ({ text, headings: [] }))
const anchorOf = (text: string): string => anchorsOf(plain(text))[0] ?? ''

t.test('an item of one list is not taken for its twin of another, whatever comes into the first list', (t) => {
  const list = ['（一）申请书；', '（二）身份证明；', '（三）名称核准通知书。']
  const before = anchorsOf(plain('设立公司提交下列文件：', ...list, '设立分公司提交下列文件：', ...list, '变更登记提交下列文件：', ...list, '本条例自公布之日起施行。'))
  const after = anchorsOf(plain('设立公司提交下列文件：', '（一）申请书；', '（二）住所证明；', '（三）身份证明；', '（四）名称核准通知书。', '设立分公司提交下列文件：', ...list, '变更登记提交下列文件：', ...list, '本条例自公布之日起施行。'))
  t.equal(new Set(before).size, before.length)
  // Of its own list, or of none: then it is looked for between its neighbours.
  for (const i of [1, 2, 3]) t.notOk(after.slice(5).includes(before[i] ?? ''), `item ${i} of the first list`)
  t.end()
})

t.test('white space, width, case, quotation marks and dashes do not change an anchor', (t) => {
  const anchor = anchorOf('建成PCR实验室6个，“两癌”筛查—提升')
  for (const text of ['建成 PCR 实验室 6 个，“两癌”筛查—提升', '建成ＰＣＲ实验室６个，"两癌"筛查–提升', '建成pcr实验室\n6个，„两癌‟筛查－提升', '建成PCR实验室6个,“两癌”\u200b筛查—提升']) t.equal(anchorOf(text), anchor, JSON.stringify(text))
  t.not(anchorOf('建成PCR实验室5个，“两癌”筛查—提升'), anchor, 'another number is another passage')
  t.not(anchorOf('开封 12 3'), anchorOf('开封 1 23'), 'numbers in two cells are not one number')
  t.not(anchorOf('约10⁵个'), anchorOf('约105个'), 'an exponent is not a digit')
  t.end()
})

t.test('the number of its place does not change an anchor', (t) => {
  const table: [readonly string[]][] = [
    [['（三）加强基层服务', '（四）加强基层服务', '(三)加强基层服务', '三、加强基层服务', '12.加强基层服务', '加强基层服务']],
    [['第五条　本市行政区域内适用本条例。', '第十六条 本市行政区域内适用本条例。']],
    [['一是加快建设。', '三是加快建设。']],
    [['3 人均预期寿命 岁 77.3', '4 人均预期寿命 岁 77.3']],
  ]
  for (const [texts] of table) t.equal(new Set(texts.map(anchorOf)).size, 1, texts[0] ?? '')
  for (const [one, other] of [['2021年建成3个', '2022年建成3个'], ['3个县', '4个县'], ['三家医院', '四家医院'], ['（三）', '（四）']] as const) t.not(anchorOf(one), anchorOf(other), `${one} is not ${other}`)
  t.end()
})

t.test('repeated passages are told apart by headings, else by neighbours, not by their order', (t) => {
  const under = (heading: string, ...texts: string[]): AnchorSource[] => texts.map((text) => ({ text, headings: [heading] }))
  const byHeading = anchorsOf([...under('一、郑州', '甲段', '重复'), ...under('二、洛阳', '乙段', '重复')])
  t.equal(new Set(byHeading).size, 4)
  const renumbered = anchorsOf([...under('三、洛阳', '重复', '丁段'), ...under('四、郑州', '戊段', '重复')])
  t.same([renumbered[3], renumbered[0]], [byHeading[1], byHeading[3]], 'neighbours, order and heading numbers are all others')
  const takenForHeading = anchorsOf([{ text: '甲段', headings: ['一、郑州'] }, { text: '（五）重复。', headings: ['一、郑州', '（五）重复'] }, { text: '丙段', headings: ['一、郑州'] }, { text: '（四）重复。', headings: ['一、郑州'] }])
  t.same([takenForHeading[1], takenForHeading[3]], anchorsOf(under('一、郑州', '甲段', '（五）重复。', '丙段', '（四）重复。')).filter((_, i) => i % 2 === 1), 'a passage that has become its own heading keeps its anchor')
  const byNeighbour = anchorsOf(plain('甲段', '重复', '乙段', '丙段', '重复', '丁段'))
  const moved = anchorsOf(plain('丙段', '重复', '丁段', '甲段', '重复', '乙段'))
  t.same([moved[1], moved[4]], [byNeighbour[4], byNeighbour[1]])
  t.end()
})

t.test('passages that are the same with the same neighbours still have anchors of their own', (t) => {
  t.equal(new Set(anchorsOf(plain(...Array.from({ length: 50 }, () => '同')))).size, 50)
  t.end()
})

t.test('laws of anchors', (t) => {
  const texts = fc.array(hanText(0, 12), { maxLength: 30 })
  law(t, 'anchors are unique and 8 characters of the alphabet', texts, (list) => {
    const anchors = anchorsOf(plain(...list))
    return new Set(anchors).size === list.length && anchors.every((anchor) => anchor.length === ANCHOR_LENGTH && /^[0-9a-hjkmnp-tv-z]{8}$/.test(anchor))
  })
  law(t, 'the anchor of a text that stands once is its hash, whatever stands around and above it', fc.tuple(texts, fc.array(hanText(1, 4), { maxLength: 2 })), ([list, headings]) => {
    const anchors = anchorsOf(list.map((text) => ({ text, headings })))
    return list.every((text, i) => list.filter((other) => bodyForm(other) === bodyForm(text)).length > 1 || anchors[i] === slowAnchor(bodyForm(text)))
  }, 100)
  t.end()
})
