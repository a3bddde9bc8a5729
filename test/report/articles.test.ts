import t from 'tap'
import fc from 'fast-check'
import { assignCities, divideIntoArticles } from '../../indexer/report/articles.js'
import type { City } from '../../indexer/types.js'
import type { Block } from '../../indexer/report/sections.js'
import { lexicon } from '../support/corpus.js'
import { law } from '../support/law.js'

const cities = ['安阳', '开封', '洛阳'].map((name) => lexicon.cities.find((city) => city.name === name)).filter((city): city is City => city !== undefined)
const paragraph = (text: string): { pieces: []; text: string } => ({ pieces: [], text })
const assigned = (...texts: string[]): (string | null)[] => assignCities(texts.map(paragraph), cities, lexicon.notPlaces).map((city) => city?.name ?? null)

const INTRODUCED = (city: string): string => `在全省卫生健康工作会上，${city}市卫生健康委党组书记、主任介绍了${city}市的经验。`
const PLAIN = '加强实验室建设，检测能力加速提升，覆盖率达到100%。'

t.test('a paragraph that names no city belongs to the article around it', (t) => {
  t.same(assigned(INTRODUCED('安阳'), PLAIN, PLAIN, INTRODUCED('开封'), PLAIN, '开封市投入资金。', PLAIN, INTRODUCED('洛阳'), PLAIN), ['安阳', '安阳', '安阳', '开封', '开封', '开封', '开封', '洛阳', '洛阳'])
  t.end()
})

t.test('naming another city in passing does not change the article', (t) => {
  t.same(assigned(INTRODUCED('安阳'), PLAIN, '赴洛阳市学习先进经验。', PLAIN, '安阳市疾控中心建成。'), ['安阳', '安阳', '安阳', '安阳', '安阳'])
  t.same(assigned(INTRODUCED('洛阳'), '引进开封大学的专家。', PLAIN), ['洛阳', '洛阳', '洛阳'])
  t.end()
})

t.test('the page title that extraction puts at the end belongs to no city', (t) => {
  t.same(assigned(INTRODUCED('安阳'), PLAIN, INTRODUCED('开封'), PLAIN, '示范引领 典型带动'), ['安阳', '安阳', '开封', '开封', null])
  t.end()
})

t.test('one city needs no search, none has no city', (t) => {
  t.same(assignCities([paragraph('洛阳市')], cities.slice(0, 1)).map((city) => city?.name), ['安阳'])
  t.same(assignCities([paragraph('洛阳市')], []), [null])
  t.same(assignCities([], cities), [])
  t.end()
})

t.test('articles are headed by their headline, or else by the full name without pieces', (t) => {
  const block = (text: string): Block => ({ kind: 'paragraph', paragraph: { pieces: [{ line: 1, from: 0, to: text.length }], text } })
  const divided = divideIntoArticles([block(INTRODUCED('安阳')), block('开封市 持续深化医改'), block(INTRODUCED('开封'))], cities)
  t.same(divided.map((b) => (b.kind === 'article' ? [b.city, b.paragraph.text, b.paragraph.pieces.length] : b.kind)), [['安阳', '安阳市', 0], 'paragraph', ['开封', '开封市 持续深化医改', 1], 'paragraph'])
  const single = [block(PLAIN)]
  t.same(divideIntoArticles(single, cities.slice(0, 1)), single, 'a report on one city passes unchanged')
  t.end()
})

t.test('laws of articles', (t) => {
  const text = fc.constantFrom(PLAIN, ...['安阳', '开封', '洛阳'].flatMap((city) => [INTRODUCED(city), `${city}市投入资金。`, `${city}市 健康头条`]))
  const texts = fc.array(text, { maxLength: 12 })
  law(t, 'no block is lost or moved', texts, (list) => {
    const blocks = list.map((s, i): Block => ({ kind: 'paragraph', paragraph: { pieces: [{ line: i + 1, from: 0, to: s.length }], text: s } }))
    const kept = divideIntoArticles(blocks, cities).flatMap((b) => (b.kind === 'table' ? [] : b.paragraph.pieces.map((piece) => piece.line)))
    return JSON.stringify(kept) === JSON.stringify(list.map((_, i) => i + 1))
  })
  t.end()
})
