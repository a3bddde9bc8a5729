import t from 'tap'
import { readDictionary } from '../../indexer/adapters/jieba.js'
import { mayBeInterleaved, readColumns } from '../../indexer/report/columns.js'
import { splitLines } from '../../indexer/text/lines.js'
import { evidenceFrom, restoreReadingOrder } from '../../indexer/text/reading-order/index.js'
import { lexicon, seedReport, seedReports } from '../support/corpus.js'

const clean = (await seedReports()).filter(({ file }) => !file.startsWith('001'))
const evidence = evidenceFrom(readDictionary(), clean.map(({ source }) => source.join('\n')), lexicon.cities.map(({ name }) => name))

/** Typesets a text in columns of `width` characters, `rows` lines high, and reads it across, as the OCR did. */
function readAcross(text: string, width: number, rows: number): string[] {
  const cells = text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []
  const columns: string[][] = []
  for (let i = 0; i < cells.length; i += rows) columns.push(cells.slice(i, i + rows))
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column[row] ?? '').filter((cell) => cell !== '').join(' '))
}

t.test('a text that was read across its columns is put back in order', async (t) => {
  const body = (await seedReport('kaifeng-2020-summary')).passages.filter(({ text }) => text.length > 150).slice(4, 8).map(({ text }) => text).join('')
  const across = readAcross(body, 15, Math.ceil(body.length / 15 / 3))
  const { interleaved, runs } = restoreReadingOrder(across, evidence)
  t.ok(interleaved)
  const restored = runs.map(({ fragments }) => fragments.map(({ text }) => text).join('').replace(/\s+/g, ''))
  const windows = Array.from({ length: body.length - 9 }, (_, i) => body.slice(i, i + 10))
  const share = windows.filter((window) => restored.some((run) => run.includes(window))).length / windows.length
  t.ok(share > 0.9, `${(share * 100).toFixed(1)} % of the ten-character windows stand in one run`)
})

t.test('every character of an interleaved page stands in exactly one fragment, and none is invented', async (t) => {
  const { source } = await seedReport('henan-2019-conference')
  const taken = source.map((line) => new Uint8Array(line.length))
  const { runs } = restoreReadingOrder(source, evidence, lexicon.cities.map(({ name }) => ({ name })))
  for (const { line, from, to, text } of runs.flatMap(({ fragments }) => fragments)) {
    if (source[line - 1]?.slice(from, to) !== text) t.fail(`line ${line} ${from}-${to} is not ${text}`)
    for (let i = from; i < to; i++) taken[line - 1]?.set([(taken[line - 1]?.[i] ?? 0) + 1], i)
  }
  const wrong = source.flatMap((text, n) => [...text].flatMap((c, i) => (/\S/u.test(c) && taken[n]?.[i] !== 1 ? [`${n + 1}:${i} ${c}`] : [])))
  t.same(wrong, [])
})

t.test('reports that are not interleaved are not taken for such', (t) => {
  for (const { file, source } of clean) {
    const lines = splitLines(source.join('\n'))
    t.equal(readColumns(lines, file, evidence, [], () => []), null, file)
    t.notOk(mayBeInterleaved(lines), `${file} is not even suspected`)
  }
  t.end()
})


t.test('the cities of a page follow their headlines, each with its own text', async (t) => {
  const report = await seedReport('henan-2019-conference')
  const of = (words: string): string | null | undefined => report.passages.find(({ text }) => text.replace(/\s/g, '').includes(words))?.city
  // Read off the page by hand: a sentence of each article that names its city.
  for (const [words, city] of [['全国有23个省份的2000余人', '新乡'], ['电子健康卡并实现了该卡', '濮阳'], ['焦作市共组建家庭医生服务团队', '焦作'], ['三门峡市正在推进', '三门峡'], ['济源市投资30余万元', '济源'], ['提升许昌医学专科实力', '许昌']] as const) {
    t.equal(of(words), city, words)
  }
})
