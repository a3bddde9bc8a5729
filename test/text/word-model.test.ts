import t from 'tap'
import { readDictionary } from '../../indexer/adapters/jieba.js'
import { WordModel } from '../../indexer/text/reading-order/word-model.js'

const model = new WordModel(readDictionary())
const affinity = (left: string, right: string): number => model.affinity(model.edges(left), model.edges(right))

t.test('two texts belong together when a word spans the join', (t) => {
  for (const [left, right, stranger] of [['深化医药卫生体', '制改革', '院建设'], ['全面提升服务能', '力和水平', '准化建设'], ['家庭医', '生签约服务', '目标任务']] as const) {
    t.ok(affinity(left, right) > affinity(left, stranger) + 2, `${left}|${right} rather than ${left}|${stranger}`)
  }
  t.end()
})

t.test('where no word spans the join, the parts of speech decide', (t) => {
  // 的 asks for a noun; a measure word follows a number, not an adverb.
  t.ok(affinity('提高服务的', '质量') > affinity('提高服务的', '了'))
  t.ok(affinity('建成医院三', '所') > affinity('建成医院非常', '所'))
  t.end()
})

t.test('an empty text says nothing', (t) => {
  t.equal(affinity('', '健康'), 0)
  t.equal(affinity('健康', ''), 0)
  t.end()
})
