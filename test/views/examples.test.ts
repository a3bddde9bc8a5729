import t from 'tap'
import { EMPTY_QUERY } from '../../server/search/query.js'
import { examplesOf } from '../../server/views/examples.js'
import { testEngine } from '../support/built.js'
import { madeUpEngine } from '../support/made-up.js'

const engine = await testEngine()
const found = (q: string) => engine.search({ ...EMPTY_QUERY, q, size: 1 })

t.test('the examples work on the corpus that is served', (t) => {
  const examples = examplesOf(engine)
  t.equal(examples.length, 3)
  for (const q of examples) t.ok(found(q).total > 0 && !found(q).weak, q)
  t.match(examples[2], /^\d+.*\D$/u, 'a number with its unit')
  t.strictSame(examplesOf(engine), examples, 'the same every time')
  t.end()
})

t.test('another corpus has other examples; one without topics and numbers has clauses, and a city with a year; one without those has none', (t) => {
  const topics = (words: string[]) => ({ topics: [{ topic: '托育', words }] })
  const made = madeUpEngine({ id: 'other', city: '南阳', texts: ['婴幼儿照护服务网络覆盖全市，新增托位3456张。', '婴幼儿照护服务。'], passages: { 0: topics(['婴幼儿照护']), 1: topics(['婴幼儿照护']) } })
  t.strictSame(examplesOf(made), ['婴幼儿照护', '3456张', '“婴幼儿照护服务”'])
  t.strictSame(examplesOf(madeUpEngine({ id: 'plain', city: '朔州', covers: [2022], texts: ['会议明确了下一步安排，朔州市要求于2022年底前完成。', '甲乙丙丁。'] })), ['“会议明确了下一步安排”', '朔州 2022'])
  t.strictSame(examplesOf(madeUpEngine({ id: 'bare', texts: ['甲乙丙丁。'] })), [])
  t.end()
})
