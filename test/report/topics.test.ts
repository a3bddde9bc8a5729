import t from 'tap'
import { topicsOf } from '../../indexer/report/topics.js'
import type { Topic } from '../../indexer/types.js'
import { lexicon } from '../support/corpus.js'

const VOCABULARY: Topic[] = [
  { name: '信息化', strong: ['互联网+', '“智慧”'], weak: ['大数据', '平台'] },
  { name: '医改', strong: ['医改'], weak: [] },
]

t.test('one strong word or two weak words earn a topic, with the words that did', (t) => {
  const cases: [string, { topic: string; words: string[] }[]][] = [
    ['医改', [{ topic: '医改', words: ['医改'] }]],
    ['建成平台', []],
    ['平台和大数据', [{ topic: '信息化', words: ['大数据', '平台'] }]],
    ['平台对接平台', [{ topic: '信息化', words: ['平台'] }]],
    ['互联网+平台', [{ topic: '信息化', words: ['互联网+', '平台'] }]],
    ['医改与互联网＋', [{ topic: '信息化', words: ['互联网+'] }, { topic: '医改', words: ['医改'] }]],
    ['"智慧"医院', [{ topic: '信息化', words: ['“智慧”'] }]],
    ['', []],
  ]
  for (const [text, topics] of cases) t.same(topicsOf(text, VOCABULARY), topics, text)
  t.end()
})

t.test('the vocabulary has 16 to 20 topics, each with strong words, and none twice', (t) => {
  t.ok(lexicon.topics.length >= 16 && lexicon.topics.length <= 20, String(lexicon.topics.length))
  t.equal(new Set(lexicon.topics.map((topic) => topic.name)).size, lexicon.topics.length)
  for (const { name, strong, weak } of lexicon.topics) {
    t.ok(strong.length > 0 && [...strong, ...weak].every((word) => word.length >= 2), `${name}: words of two characters and more`)
    t.equal(new Set([...strong, ...weak]).size, strong.length + weak.length, `${name}: no word twice`)
    t.same(weak.filter((word) => weak.some((other) => other !== word && other.includes(word))), [], `${name}: no weak word inside another, so nothing counts double`)
  }
  t.end()
})

t.test('tempting substrings earn nothing', (t) => {
  const cases: [string, string][] = [['国家医学中心', '家庭医生'], ['建立案例库', '综合监督'], ['加强基层', '基层卫生']]
  for (const [text, topic] of cases) t.notOk(topicsOf(text, lexicon.topics).some((earned) => earned.topic === topic), `${text} is not ${topic}`)
  t.end()
})
