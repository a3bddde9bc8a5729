import fc from 'fast-check'
import t from 'tap'
import { toQuery } from '../../server/search/query.js'
import { overlap, sketchOf } from '../../server/search/sketch.js'
import { madeUpEngine } from '../support/made-up.js'
import { holds } from '../support/seeded.js'

const TEXT = '全面推进紧密型县域医共体建设，完善绩效考核制度，建立健全协同联动、连续通畅的双向转诊机制，推动三级医院减少常见病患者占比，提升基层服务能力和水平，加强人才队伍建设。'

t.test('the third passage that says the same is put behind the others', (t) => {
  const texts = [TEXT, `${TEXT}其一。`, `${TEXT}其二。`, '县域医共体挂牌运行', '医共体医保打包付费', '城市医联体与县域医共体']
  const order = madeUpEngine({ id: 'a', texts }).search(toQuery({ q: '县域医共体' })).hits.map(({ entry }) => entry.ordinal)
  t.equal(order.length, texts.length, 'none is lost')
  t.equal(order.slice(0, -1).filter((ordinal) => ordinal < 3).length, 2, order.join(' '))
  t.ok((order.at(-1) ?? 9) < 3, 'the last one is a repeat')
  t.end()
})

t.test('where several cities are asked for, the first hits are of several', (t) => {
  const long = (city: string, i: number): string => `${city}第${i}年医共体建设情况，医共体覆盖${i}个县`
  const engine = madeUpEngine({ id: 'a', city: '开封', texts: [1, 2, 3, 4].map((i) => `医共体医共体医共体${long('开封', i)}`) }, { id: 'b', city: '焦作', texts: [1, 2].map((i) => long('焦作', i)) }, { id: 'c', city: '郑州', texts: [long('郑州', 1)] })
  const cities = (q: string): (string | null)[] => engine.search(toQuery({ q })).hits.slice(0, 4).map(({ entry }) => entry.passage.city)
  t.equal(new Set(cities('各市医共体')).size, 3, cities('各市医共体').join(' '))
  t.end()
})

holds(t, 'a text overlaps itself wholly, and texts without a common run not at all', fc.property(fc.string({ unit: fc.constantFrom(...'医养结合服务体系建设'), minLength: 60, maxLength: 200 }), (text) => {
  const sketch = sketchOf(text)
  return (sketch.length === 0 || overlap(sketch, sketch) === 1) && overlap(sketch, sketchOf('甲乙丙丁戊己庚辛壬癸'.repeat(8))) === 0
}), 300)
