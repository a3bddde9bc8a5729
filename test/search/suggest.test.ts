import fc from 'fast-check'
import t from 'tap'
import { toQuery } from '../../server/search/query.js'
import { testEngine, testLanguage } from '../support/built.js'
import { dice, holds, SEED, typedText } from '../support/seeded.js'

const engine = await testEngine()
const { analyzer } = testLanguage()
const fold = (text: string): string => analyzer.foldTight(text).text

/** Suggestions as they are shown; a promise of the design: eight at most. */
const MOST = 8

const PREFIXES = ['医', '医共', '医养', '家庭', '开封', '疾控', '中医', 'ｉｃｕ', '醫', '二', '卫生健康', '规划', '2021']

t.test('suggestions start with what was typed before they hold it, the commonest first, none twice', (t) => {
  for (const typed of PREFIXES) {
    const list = engine.suggest(typed)
    t.ok(list.length <= MOST, `${typed}: ${list.map(({ text }) => text).join(' ')}`)
    if (/^[a-zａ-ｚ]+$/iu.test(typed)) continue
    t.ok(list.every(({ text }) => fold(text).includes(fold(typed))), 'all hold it')
    const starts = list.map(({ text }) => fold(text).startsWith(fold(typed)))
    t.strictSame(starts, [...starts].sort((a, b) => Number(b) - Number(a)), 'those that start with it are first')
    for (const group of [true, false]) {
      const counts = list.filter((_, i) => starts[i] === group).map(({ count }) => count)
      t.strictSame(counts, [...counts].sort((a, b) => b - a), 'by count')
    }
    t.equal(new Set(list.map(({ text }) => fold(text))).size, list.length, 'none twice')
  }
  t.ok(engine.suggest('医').length === MOST, 'a common character has as many as are shown')
  t.end()
})

t.test('Latin letters are read as pinyin and as initials, from the second letter on', (t) => {
  const table: [typed: string, text: string][] = [
    ['yigongti', '医共体'], ['yigong', '医共体'], ['YIGONGTI', '医共体'], ['ygt', '医共体'], ['zhongyiy', '中医药'], ['zyy', '中医药'], ['jkzx', '疾控中心'], ['kaifeng', '开封'],
  ]
  for (const [typed, text] of table) t.ok(engine.suggest(typed).some((one) => one.text === text), `${typed}: ${engine.suggest(typed).map((one) => one.text).join(' ')}`)
  t.strictSame(engine.suggest('y'), [], 'one letter says nothing')
  t.equal(engine.suggest('yigongti')[0]?.text, '医共体', 'whole pinyin comes first')
  t.end()
})

t.test('names of statistics are told from other terms', (t) => {
  t.equal(engine.suggest('签约率').find(({ text }) => text === '签约率')?.kind, 'indicator')
  t.equal(engine.suggest('疾控').find(({ text }) => text === '疾控')?.kind, 'term')
  t.end()
})

t.test('nothing is suggested for text without a letter or digit', (t) => {
  for (const typed of ['', ' ', '，', '“”', '😀', '\u200b', '……']) t.strictSame(engine.suggest(typed), [], JSON.stringify(typed))
  t.end()
})

t.test(`following a suggestion finds something (seed ${SEED})`, (t) => {
  const { pick, between } = dice()
  const dead: string[] = []
  const seen = new Set<string>()
  for (let i = 0; i < 120; i++) {
    const run = pick(pick(engine.corpus.entries).passage.text.match(/\p{Script=Han}+/gu) ?? ['医院'])
    for (const { text, kind, count } of engine.suggest(run.slice(0, between(1, 3)))) {
      if (seen.has(text)) continue
      seen.add(text)
      if (count < 1) dead.push(`${text}: count ${count}`)
      if (engine.search(toQuery({ q: text.slice(0, 200), size: 1 })).total === 0) dead.push(`${text} (${kind})`)
    }
  }
  t.ok(seen.size > 100, `${seen.size} suggestions were followed`)
  t.strictSame(dead, [])
  t.end()
})

t.test('the count of a title is the number of passages of its report', (t) => {
  for (const report of engine.corpus.reports) {
    const found = engine.suggest(report.title).find(({ kind }) => kind === 'report')
    t.strictSame(found, { text: report.title, kind: 'report', count: report.passages.length })
  }
  t.end()
})

holds(t, 'whatever is typed is answered with suggestions that hold it', fc.property(typedText(200), (typed) => {
  const list = engine.suggest(typed)
  const byText = !/^[a-z' ]+$/.test(fold(typed))
  return list.length <= MOST && list.every(({ text, count }) => (!byText || fold(text).includes(fold(typed))) && count > 0)
}), 1000)
