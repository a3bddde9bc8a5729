import t from 'tap'
import { countiesNamed, countiesStated, countyOf } from '../../indexer/report/counties.js'
import type { City } from '../../indexer/types.js'
import { lexicon } from '../support/corpus.js'

const city = (name: string): City => {
  const found = [...lexicon.cities, ...lexicon.otherCities].find((c) => c.name === name)
  if (!found) throw new Error(name)
  return found
}
const named = (name: string, text: string): string[] => countiesNamed(text, city(name), lexicon.plainWords)

t.test('counties of the city that a text names, by their present names, in its order', (t) => {
  const cases: [string, string, string[]][] = [
    ['开封', '尉氏县、通许县分别建成医共体，尉氏县先行', ['尉氏县', '通许县']],
    ['开封', '开封县人民医院改造', ['祥符区']],
    ['开封', '兰考、尉氏、通许等3个县启动试点', ['兰考县', '尉氏县', '通许县']],
    ['开封', '赴内黄县、郸城县学习', []],
    ['开封', '鼓楼区中医院', ['鼓楼区']],
    ['开封', '赴南京市鼓楼区学习', []],
    ['郑州', '管城区人民医院', ['管城回族区']],
    ['洛阳', '老城区改造与老城区居民', []],
    ['洛阳', '洛阳市老城区、西工区率先签约', ['老城区', '西工区']],
    ['洛阳', '西工区和老城区', ['西工区', '老城区']],
    ['信阳', '创新县域医共体，更新县级平台', []],
    ['信阳', '在新县召开现场会', ['新县']],
    ['信阳', '信息县级平台', []],
    ['信阳', '息县人民医院', ['息县']],
    ['郑州', '中原区域医疗中心', []],
    ['郑州', '中原区卫生健康委', ['中原区']],
    ['郑州', '新密市场监管', []],
    ['广州', '越秀区、海珠区签约率达到60%', ['越秀区', '海珠区']],
    ['恩施', '长阳县不在本州，建始县在', ['建始县']],
    ['宜昌', '长阳县人民医院', ['长阳土家族自治县']],
    ['济宁', '市中区域医疗中心', []],
    ['乐山', '乐山市市中区', ['市中区']],
  ]
  for (const [name, text, counties] of cases) t.same(named(name, text), counties, `${name}: ${text}`)
  t.same(countiesNamed('通许县', undefined), [], 'no city, no county')
  t.end()
})

t.test('the county is the only one that a passage names, by its present name', (t) => {
  const cases: [string, string, string | null][] = [
    ['开封', '通许县以中医经方为主', '通许县'],
    ['开封', '开封县人民医院改造', '祥符区'],
    ['开封', '祥符区（原开封县）', '祥符区'],
    ['开封', '通许县、尉氏县两县', null],
    ['开封', '内黄县实现全覆盖', null],
    ['开封', '全市', null],
    ['洛阳', '偃师市医院', '偃师区'],
    ['焦作', '焦作市温县人民医院', '温县'],
    ['焦作', '焦作市在温县召开现场会', null],
  ]
  for (const [name, text, county] of cases) t.equal(countyOf(text, city(name)), county, text)
  t.equal(countyOf('通许县', undefined), null, 'no city, no county')
  t.end()
})

t.test('a city that no list has: its counties are those that its own texts put behind its name, more than once', (t) => {
  const unknown: City = { name: '清河', full: '清河市', aliases: [], counties: new Map(), ambiguous: new Set() }
  t.same([...countiesStated(['清河市东原县医共体', '东原县卫健局', '清河市各县区', '清河市各县区', '清河市西岭县'], unknown).keys()], ['东原县'])
  t.end()
})

t.test('every city of the country has its short name once, and its counties lead to names that are there', (t) => {
  const names = [...lexicon.cities, ...lexicon.otherCities].map(({ name }) => name)
  t.same(names.filter((name, i) => names.indexOf(name) !== i), [])
  t.ok(names.length > 350, `${names.length} cities`)
  t.same(lexicon.otherCities.flatMap(({ counties }) => [...counties.values()].filter((present) => !counties.has(present))), [])
  t.ok(city('福州').ambiguous.has('鼓楼区') && !city('福州').ambiguous.has('马尾区'), 'a name that several cities have does not tell the city')
  t.end()
})
