import fc from 'fast-check'
import t from 'tap'
import { toQuery } from '../../server/search/query.js'
import { testEngine } from '../support/built.js'
import { holds, typedText } from '../support/seeded.js'

const engine = await testEngine()
const found = (q: string, off: readonly ('correction' | 'synonym')[] = []) => engine.search(toQuery({ q, off: [...off] }))
const meant = (q: string): string | null => found(q).spelling?.text ?? null

t.test('pinyin, initials and mixed input are read as words of the corpus', (t) => {
  const table: [typed: string, text: string][] = [
    ['yigongti', '医共体'], ['YiGongTi', '医共体'], ['yi gong ti', '医共体'], ["yi'gong'ti", '医共体'], ['ygt', '医共体'], ['zhongyiyao', '中医药'],
    ['yi共体', '医共体'], ['医gongti', '医共体'], ['jiatingyisheng', '家庭医生'], ['kaifeng zhongyi', '开封 中医'], ['yigongtijianshe', '医共体 建设'],
    ['yigongt', '医共体'], ['yigonti', '医共体'],
  ]
  for (const [typed, text] of table) t.equal(meant(typed), text, typed)
  t.end()
})

t.test('a function word and the character beside it are no misspelt word', (t) => {
  for (const typed of ['此鱼分布在哪里', '刘七是怎么死的', '本鸵的来源']) t.equal(found(typed).spelling, null, typed)
  t.end()
})

t.test('homophones, look-alikes and slips are corrected', (t) => {
  const table: [typed: string, text: string][] = [
    ['医供体', '医共体'], ['公有产权村卫生式', '公有产权村卫生室'], ['医养结何', '医养结合'], ['疾孔体系建设', '疾控体系建设'], ['治末病', '治未病'], ['针炙', '针灸'],
    ['全科医声', '全科医生'], ['县域医供体 打包付费', '县域医共体 打包付费'],
  ]
  for (const [typed, text] of table) {
    t.equal(meant(typed), text, typed)
    t.equal(found(typed).spelling?.applied, true, 'and searched for, because the text as typed finds nothing good')
    t.equal(found(typed).weak, false)
  }
  t.end()
})

t.test('what stands in the corpus is left as it was typed', (t) => {
  for (const q of ['医共体', '家庭医生签约', 'ICU病房', 'app', '5G', '开封 中医药', '疾控']) {
    const { spelling, total } = found(q)
    if (total > 0) t.equal(spelling?.applied ?? false, false, q)
  }
  t.end()
})

t.test('no word of the dictionary is cut through', (t) => {
  for (const q of ['量子计算', '临床试验 登革热疫苗']) t.notMatch(meant(q) ?? '', /制剂|窗式/, q)
  t.end()
})

t.test('correcting can be switched off', (t) => {
  t.equal(found('yigongti', ['correction']).total, 0)
  t.equal(found('yigongti', ['correction']).spelling, null)
  t.end()
})

t.test('abbreviations of other languages are no initials', (t) => {
  for (const q of ['HPV', 'ECMO', 'DNA', 'CT']) t.equal(found(q).spelling, null, q)
  t.end()
})

holds(t, 'whatever is typed, a correction says what it changed', fc.property(typedText(40), (q) => {
  const { spelling } = engine.search(toQuery({ q, size: 1 }))
  return spelling === null || (spelling.corrections.length > 0 && spelling.text !== '' && spelling.corrections.every(({ from, to }) => from !== to))
}), 200)
