import t from 'tap'
import { mentionsOf, withoutFalsePlaces } from '../../indexer/report/places.js'
import type { City } from '../../indexer/types.js'
import { lexicon } from '../support/corpus.js'

const city = (name: string): City => {
  const found = lexicon.cities.find((c) => c.name === name)
  if (!found) throw new Error(name)
  return found
}

t.test('the lexicon holds the 17 cities and 济源, and every county belongs to one city', (t) => {
  t.equal(lexicon.cities.length, 18)
  const owner = new Map<string, string>()
  const twice: string[] = []
  for (const { name, counties } of lexicon.cities) {
    for (const written of counties.keys()) {
      if (owner.has(written)) twice.push(`${written}: ${owner.get(written)} ${name}`)
      owner.set(written, name)
    }
  }
  t.same(twice, [])
  // 国家统计局: 157 county-level places with 济源, which is a city of its own here.
  t.equal(lexicon.cities.reduce((sum, { counties }) => sum + new Set(counties.values()).size, 0) >= 156, true)
  t.end()
})

t.test('full names speak louder than counties, and counties than bare names', (t) => {
  const kaifeng = city('开封')
  const full = mentionsOf('开封市卫生健康委', kaifeng)
  const county = mentionsOf('通许县卫生院', kaifeng)
  const bare = mentionsOf('在开封召开', kaifeng)
  t.ok(full > county && county > bare && bare > 0, `${full} > ${county} > ${bare} > 0`)
  t.equal(mentionsOf('洛阳市', kaifeng), 0)
  t.equal(mentionsOf('开封市、开封市', kaifeng), 2 * full, 'twice is double')
  t.equal(mentionsOf('鼓楼区医院', kaifeng), 0, 'a district that other provinces have too does not tell the city')
  t.end()
})

t.test('a name inside another name is not that place', (t) => {
  const text = withoutFalsePlaces('郑州大学第一附属医院', lexicon.notPlaces)
  t.equal(mentionsOf(text, city('郑州')), 0)
  t.ok(mentionsOf('郑州大学第一附属医院', city('郑州')) > 0, 'which is not so without that list')
  t.equal(withoutFalsePlaces('开封市', lexicon.notPlaces), '开封市')
  t.end()
})
