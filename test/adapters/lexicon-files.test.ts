import t from 'tap'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadLexicon } from '../../indexer/adapters/lexicon-files.js'
import { PACKAGE_ROOT } from '../../indexer/adapters/package-root.js'
import { lexicon } from '../support/corpus.js'

const FOLDER = join(PACKAGE_ROOT, 'indexer', 'lexicon')

/** The lexicon with one file written otherwise. */
function changed(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lexicon-test-'))
  cpSync(FOLDER, folder, { recursive: true })
  writeFileSync(join(folder, name), text)
  return folder
}

t.test('words are lines, comments and blank lines aside', (t) => {
  t.same(loadLexicon(changed('domain-words.txt', '# head\n医共体 # why\n\n  两癌  \n')).words, ['医共体', '两癌'])
  t.same([...loadLexicon(changed('stop-words.txt', '的\r\n了\r\n')).stopWords], ['的', '了'])
  t.end()
})

t.test('synonyms: abbreviations go both ways, synonyms one way, compounds name their parts, and parts their compound', (t) => {
  const { synonyms, periods } = loadLexicon(changed('synonyms.yaml', [
    'abbreviations:', '  - [疾控, 疾病预防控制]', '  - terms: [甲, 乙, 丙]', '  - { terms: [国家卫生城市], typed: [国卫] }', '  - { terms: [行业作风, 行风建设], typed: [行风] }',
    'compounds:', '  - { short: 两癌, parts: [宫颈癌, 乳腺癌] }', '  - { short: 两病, parts: [高血压, 糖尿病], typed: true }',
    'synonyms:', '  - { from: 看病, to: 就医, weight: 0.6 }', '  - { from: 老人, to: [老年人, 老龄], weight: 0.5 }', 'periods:', '  - { name: 十四五, from: 2021, to: 2025 }',
  ].join('\n')))
  const of = (from: string): unknown[] => synonyms.filter((s) => s.from === from).map(({ to, kind }) => [to, kind])
  t.same(of('疾控'), [[['疾病预防控制'], 'abbreviation']])
  t.same(of('疾病预防控制'), [[['疾控'], 'abbreviation']])
  t.same(of('乙'), [[['甲', '丙'], 'abbreviation']])
  t.same(of('两癌'), [[['宫颈癌', '乳腺癌'], 'compound']])
  t.same(of('宫颈癌'), [[['两癌'], 'abbreviation']], 'a passage on 两癌 is one on 宫颈癌')
  t.same(of('国卫'), [[['国家卫生城市'], 'abbreviation']])
  t.same(of('国家卫生城市'), [], 'a typed form is not sought: 国卫 stands in 爱国卫生')
  t.same([of('行业作风'), of('行风')], [[[['行风建设'], 'abbreviation']], [[['行业作风', '行风建设'], 'abbreviation']]])
  t.same([of('两病'), of('高血压')], [[[['高血压', '糖尿病'], 'compound']], []])
  t.same(of('看病'), [[['就医'], 'synonym']])
  t.same(of('就医'), [])
  t.same(of('老人'), [[['老年人', '老龄'], 'synonym']])
  t.same(periods, [{ name: '十四五', from: 2021, to: 2025 }])
  t.end()
})

t.test('places: a county goes by its present and its former name', (t) => {
  const { cities, notPlaces } = loadLexicon(changed('places.yaml', 'cities:\n  - { name: 开封, full: 开封市, counties: [祥符区, 鼓楼区], former: { 开封县: 祥符区 } }\nambiguous: [鼓楼区]\nnot_places: [开封大学]\n'))
  t.same([...(cities[0]?.counties ?? [])], [['祥符区', '祥符区'], ['鼓楼区', '鼓楼区'], ['开封县', '祥符区']])
  t.same([cities[0]?.aliases, [...(cities[0]?.ambiguous ?? [])], notPlaces], [[], ['鼓楼区'], ['开封大学']])
  t.end()
})

t.test('the fingerprint changes with any byte of any file, and with nothing else', (t) => {
  t.equal(loadLexicon().fingerprint, lexicon.fingerprint)
  for (const name of ['places.yaml', 'topics.yaml', 'domain-words.txt', 'stop-words.txt', 'synonyms.yaml', 'questions.yaml', 'look-alikes.txt']) {
    t.not(loadLexicon(changed(name, `${readFileSync(join(FOLDER, name), 'utf8')}\n`)).fingerprint, lexicon.fingerprint, name)
  }
  t.end()
})

t.test('the data that ships is sound', (t) => {
  t.same(lexicon.words.filter((word) => !/^\p{Script=Han}{2,8}$/u.test(word)), [], 'domain words are two to eight 汉字')
  t.equal(new Set(lexicon.words).size, lexicon.words.length, 'no word twice')
  t.same(lexicon.synonyms.filter(({ to, weight, from }) => to.length === 0 || to.includes(from) || !(weight > 0 && weight <= 1)), [], 'a synonym leads somewhere else, at a weight of up to 1')
  t.same(lexicon.periods.filter(({ from, to }) => to - from !== 4), [], 'a five-year plan has five years')
  t.same(lexicon.cities.filter(({ name, full }) => full !== `${name}市`), [])
  t.same(lexicon.cities.flatMap(({ counties }) => [...counties.values()].filter((present) => !counties.has(present))), [], 'a former name leads to a county that is there')
  const compounds = new Set(lexicon.synonyms.filter(({ kind }) => kind === 'compound').map(({ from }) => from))
  const short = lexicon.synonyms.filter(({ kind, to }) => kind === 'abbreviation' && !(to.length === 1 && compounds.has(to[0] ?? '')))
  t.same(short.map(({ from }) => from).filter((from, i, all) => all.indexOf(from) !== i), [], 'no word stands in two groups')
  t.same(short.filter(({ from, to }) => from === '执业医师' && to.some((word) => word.includes('助理'))), [], 'a statistic that counts more is no other name')
  t.same(['死亡率', '病死率', '发病率', '患病率'].flatMap((rate) => lexicon.synonyms.filter(({ from, to }) => from === rate && to.some((word) => /率$/.test(word)))), [], 'no rate stands for another')
  t.end()
})

t.test('a folder without lexicon is thrown, not reported', (t) => {
  t.throws(() => loadLexicon(mkdtempSync(join(tmpdir(), 'lexicon-test-'))), { code: 'ENOENT' })
  t.end()
})
