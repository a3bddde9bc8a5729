import t from 'tap'
import { isSpeakerLine, speakerOf, speakerOfIntroduction, speakerOfLine } from '../../indexer/report/speaker.js'

const CITY = { name: '清河', full: '清河市' }

t.test('the sentence that introduces a speaker gives name, office and city', (t) => {
  const cases: [text: string, name: string | null, role: string | null][] = [
    ['在全省卫生健康工作会上，清河市卫生健康委党组书记、主任王明（如下图）介绍了经验。', '王明', '卫生健康委党组书记、主任'],
    ['会上，清河市卫生健康委员会副主任李小红就医养结合进行了发言。', '李小红', '卫生健康委员会副主任'],
    ['清河市卫生健康体育委员会主任赵强介绍，全市新增床位100张。', '赵强', '卫生健康体育委员会主任'],
    ['清河市卫生计生委党组书记陈立说：“要抓好落实。”', '陈立', '卫生计生委党组书记'],
  ]
  for (const [text, name, role] of cases) t.same(speakerOfIntroduction(text, CITY), { name, role, city: '清河' }, text)
  for (const text of ['清河市卫生健康委制定了方案，主任负责。', '山阳市卫生健康委主任王明（如图）介绍。', '清河市委书记、市长为双组长。', '']) t.equal(speakerOfIntroduction(text, CITY), null, text)
  t.end()
})

t.test('the line below a headline names the speaker, justified or torn', (t) => {
  t.same(speakerOfLine('清河市卫生健康委员会主 任 王明', '清河'), { name: '王明', role: '卫生健康委员会主任', city: '清河' })
  t.same(speakerOfLine('清河市卫生计生委主任', '清河'), { name: null, role: '卫生计生委主任', city: '清河' })
  t.same(speakerOfLine('员会主任 李红', '清河'), { name: '李红', role: '主任', city: '清河' }, 'its beginning lost')
  for (const line of ['清河市卫生健康委员会主', '清河市卫生计生委主任 王明']) t.ok(isSpeakerLine(line), line)
  for (const line of ['清河市 深化医改', '全市卫生健康工作取得成效。', '主任王明介绍了经验']) t.notOk(isSpeakerLine(line), line)
  t.end()
})

t.test('an article has the speaker of its line, else of its first paragraphs, else none', (t) => {
  t.equal(speakerOf(['清河市卫生计生委主任 王明', '正文。'], CITY)?.name, '王明')
  t.equal(speakerOf(['妇女儿童健康是基础。', '会上，清河市卫生健康委主任曹江（如图）发言。'], CITY)?.name, '曹江')
  t.equal(speakerOf(['一。', '二。', '三。', '清河市卫生健康委主任曹江（如图）发言。'], CITY), null, 'a name far below introduces nobody')
  t.equal(speakerOf([], CITY), null)
  t.equal(speakerOf(['清河市卫生计生委主任 王明'], undefined), null)
  t.end()
})
