import t from 'tap'
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { ANCHOR_LENGTH, anchorForm, anchorsOf } from '../../indexer/report/anchors.js'
import { hanText, law } from '../support/law.js'

/** Oracle: the first 40 bits as one big number, written in Crockford's base32. */
function slowAnchor(text: string): string {
  const bits = BigInt(`0x${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 10)}`)
  return Array.from({ length: 8 }, (_, i) => '0123456789abcdefghjkmnpqrstvwxyz'[Number((bits >> BigInt(35 - 5 * i)) & 31n)]).join('')
}

t.test('white space, width, case and the kind of quotation mark do not change an anchor', (t) => {
  const form = anchorForm('建成PCR实验室6个，“两癌”筛查')
  for (const text of ['建成 PCR 实验室 6 个，“两癌”筛查', '建成ＰＣＲ实验室６个，"两癌"筛查', '建成pcr实验室\n6个，„两癌‟筛查', '建成PCR实验室6个,“两癌”筛查']) t.equal(anchorForm(text), form, JSON.stringify(text))
  t.not(anchorForm('建成PCR实验室5个，“两癌”筛查'), form, 'another number is another passage')
  t.end()
})

t.test('repeated passages are told apart by their neighbours, not by their order', (t) => {
  const texts = ['甲段', '重复', '乙段', '丙段', '重复', '丁段']
  const anchors = anchorsOf(texts)
  t.equal(new Set(anchors).size, texts.length)
  const moved = anchorsOf(['丙段', '重复', '丁段', '甲段', '重复', '乙段'])
  t.same([moved[1], moved[4]], [anchors[4], anchors[1]])
  t.end()
})

t.test('passages that are the same with the same neighbours still have anchors of their own', (t) => {
  t.equal(new Set(anchorsOf(Array.from({ length: 50 }, () => '同'))).size, 50)
  t.end()
})

t.test('laws of anchors', (t) => {
  const texts = fc.array(hanText(0, 12), { maxLength: 30 })
  law(t, 'anchors are unique and 8 characters of the alphabet', texts, (list) => {
    const anchors = anchorsOf(list)
    return new Set(anchors).size === list.length && anchors.every((anchor) => anchor.length === ANCHOR_LENGTH && /^[0-9a-hjkmnp-tv-z]{8}$/.test(anchor))
  })
  law(t, 'the anchor of a text that stands once is its hash, whatever stands around it', texts, (list) =>
    list.every((text, i) => list.filter((other) => anchorForm(other) === anchorForm(text)).length > 1 || anchorsOf(list)[i] === slowAnchor(anchorForm(text))), 100)
  t.end()
})
