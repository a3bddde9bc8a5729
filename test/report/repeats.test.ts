import t from 'tap'
import fc from 'fast-check'
import { repeatsOf } from '../../indexer/report/repeats.js'
import { chineseLine, hanText, law } from '../support/law.js'

const BODY = '清河市以医养中心建设为突破口，建成医养中心42家，设置医养床位2824张，构建三级医养健康网，推动各级医疗卫生机构与128家养老机构签约。'
const OTHER = '全市婴儿死亡率、五岁以下儿童死亡率和孕产妇死亡率分别降至百分之二、千分之三和零，住院分娩率保持稳定，妇幼健康服务能力持续提升。'

t.test('a passage that takes its words from others repeats the one that it takes most from', (t) => {
  const cases: [name: string, texts: string[], repeats: (number | null)[]][] = [
    ['a summary above the body', ['- 清河市建成医养中心42家，设置医养床位2824张；推动各级医疗卫生机构与128家养老机构签约。', OTHER, BODY], [2, null, null]],
    ['a summary of two paragraphs', ['建成医养中心42家，设置医养床位2824张；婴儿死亡率、五岁以下儿童死亡率和孕产妇死亡率分别降至百分之二', OTHER, BODY], [1, null, null]],
    ['the same text twice', [BODY, OTHER, BODY], [null, null, 0]],
    ['a phrase in common', ['建成医养中心42家，这是近年来全市养老服务的一项重要成果，群众反映很好，下一步还要扩大。', BODY], [null, null]],
    ['too short to tell', ['医养床位2824张', BODY], [null, null]],
    ['nothing', [], []],
  ]
  for (const [name, texts, repeats] of cases) t.same(repeatsOf(texts), repeats, name)
  t.end()
})

t.test('laws of repeats', (t) => {
  const texts = fc.array(fc.oneof(chineseLine, hanText(30, 60), fc.constantFrom(BODY, OTHER, BODY.slice(8, 60))), { maxLength: 12 })
  law(t, 'what is repeated is another text, at least as long, that repeats none', texts, (list) => {
    const found = repeatsOf(list)
    return found.length === list.length && found.every((other, i) => other === null || (other !== i && found[other] === null))
  })
  t.end()
})
