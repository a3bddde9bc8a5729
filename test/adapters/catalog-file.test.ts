import t from 'tap'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCatalog } from '../../indexer/adapters/catalog-file.js'
import { sha256 } from '../../indexer/adapters/source-files.js'
import { describeProblem } from '../../indexer/errors.js'
import { buildSnapshot, loadLanguage } from '../../indexer/index.js'
import { readCorpus } from '../../indexer/pipeline.js'
import { lexicon, readFixture, SEEDS_FOLDER } from '../support/corpus.js'

const HASH = 'a'.repeat(64)
const GOOD: Record<string, string> = { file: 'a.txt', id: 'kaifeng-2020', title: '开封市总结', kind: 'report', issuer: '开封市卫生健康委员会', published: '2021', covers: '[2020, 2021]', cities: '[开封]', sha256: HASH }
/** One entry, with some fields written otherwise; `null` leaves a field out. The first stands at line 2. */
function entry(changes: Record<string, string | null> = {}): string {
  const fields = Object.entries({ ...GOOD, ...changes }).filter(([, value]) => value !== null)
  return fields.map(([key, value], i) => `${i === 0 ? '  - ' : '    '}${key}: ${value}`).join('\n')
}
const catalog = (...entries: string[]): string => `reports:\n${entries.join('\n')}\n`

t.test('a sound catalogue has its entries and the lines where they stand', (t) => {
  const { entries, problems } = parseCatalog(catalog(entry(), entry({ file: 'b.txt', id: 'b', issuer: 'null', published: null, covers: '[2022, 2021, 2022]', cities: '[开封市, 洛阳, 开封]' })))
  t.same(problems, [])
  t.same(entries.map(({ line, hashLine }) => [line, hashLine]), [[2, 10], [11, 18]])
  t.match(entries[0]?.entry, { file: 'a.txt', id: 'kaifeng-2020', kind: 'report', published: 2021, covers: [2020, 2021], cities: ['开封'], sha256: HASH })
  t.match(entries[1]?.entry, { issuer: null, published: null, covers: [2021, 2022], cities: ['开封', '洛阳'] }, 'years ascend, cities are short names, both once')
  t.same(parseCatalog(`- ${entry().trim().slice(2).replaceAll('\n    ', '\n  ')}\n`).entries.length, 1, 'a bare list will do')
  t.same(parseCatalog(catalog(entry({ cities: '[]' }))).problems, [], 'a report need not speak of a city')
  t.end()
})

t.test('an imprint says what only citing needs; what it does not say is missing, and what is wrong is refused', (t) => {
  const whole = '{ authors: [王正勋, 侯林峰], newspaper: 河南日报, date: 2021-01-15, page: "5", place: 开封, publisher: 甲, number: 汴卫〔2021〕3号, url: https://a.cn/1 }'
  t.same(parseCatalog(catalog(entry({ imprint: whole }))).entries[0]?.entry.imprint, { authors: ['王正勋', '侯林峰'], newspaper: '河南日报', date: '2021-01-15', page: '5', place: '开封', publisher: '甲', number: '汴卫〔2021〕3号', url: 'https://a.cn/1' })
  t.same(parseCatalog(catalog(entry({ imprint: '{ date: 2021-01 }' }))).entries[0]?.entry.imprint, { authors: [], date: '2021-01' })
  t.notOk('imprint' in (parseCatalog(catalog(entry())).entries[0]?.entry ?? {}))
  for (const wrong of ['x', '[a]', '{ author: 甲 }', '{ authors: 甲 }', '{ authors: [""] }', '{ date: 15.1.2021 }', '{ date: 2021 }', '{ date: 2021-13 }', '{ date: 2021-02-30 }', '{ date: 2020-01-15 }', '{ url: ftp://a }', '{ number: "" }', '{ page: 5 }']) {
    const { entries, problems } = parseCatalog(catalog(entry({ imprint: wrong })))
    t.same([entries.length, problems.length], [0, 1], wrong)
    t.match(problems[0], { code: 'catalog/field', place: { line: 11 } }, wrong)
  }
  t.end()
})

t.test('every way an entry can be wrong is refused with line, found and expected', (t) => {
  const cases: [string, Record<string, string | null>, number, RegExp, RegExp][] = [
    ['no file', { file: null }, 2, /file: （缺）/, /文件名/],
    ['a path', { file: '../a.txt' }, 2, /\.\.\/a\.txt/, /不含路径/],
    ['a path of Windows', { file: "'x\\a.txt'" }, 2, /x\\\\a\.txt/, /不含路径/],
    ['an absolute path', { file: '/etc/passwd' }, 2, /etc/, /不含路径/],
    ['a hidden file', { file: '.a' }, 2, /\.a/, /不含路径/],
    ['a NUL in the name', { file: '"a\\0.txt"' }, 2, /a/, /不含路径/],
    ['no id', { id: null }, 2, /id: （缺）/, /标识/],
    ['an id with capitals', { id: 'Kaifeng' }, 3, /Kaifeng/, /标识/],
    ['an id that is a number', { id: '2020' }, 3, /2020/, /标识/],
    ['an empty title', { title: '""' }, 4, /title: ""/, /标题/],
    ['an unknown kind', { kind: 'book' }, 5, /"book"/, /newspaper \| report \| plan \| feature/],
    ['an issuer that is a list', { issuer: '[a]' }, 6, /issuer/, /发布机构/],
    ['a year before 1949', { published: '1921' }, 7, /1921/, /1949–2100/],
    ['a year far in the future', { published: '20210' }, 7, /20210/, /1949–2100/],
    ['a year that is text', { published: '"2021"' }, 7, /"2021"/, /1949–2100/],
    ['a year that is no integer', { published: '2021.5' }, 7, /2021\.5/, /1949–2100/],
    ['no years', { covers: '[]' }, 8, /covers: \[\]/, /至少一个/],
    ['a bad year among the years', { covers: '[2020, 0]' }, 8, /\[2020,0\]/, /至少一个/],
    ['years that are no list', { covers: '2020' }, 8, /2020/, /至少一个/],
    ['cities that are no list', { cities: '开封' }, 9, /开封/, /城市简称列表/],
    ['an empty city', { cities: '["", 开封]' }, 9, /""/, /城市简称列表/],
    ['no cities', { cities: null }, 2, /cities: （缺）/, /城市简称列表/],
    ['a short hash', { sha256: 'abc' }, 10, /abc/, /64 位/],
    ['a hash in capitals', { sha256: 'A'.repeat(64) }, 10, /AAA/, /64 位/],
    ['an unknown field', { author: '张三' }, 11, /author/, /file、id、title/],
  ]
  for (const [name, changes, line, found, expected] of cases) {
    const { entries, problems } = parseCatalog(catalog(entry(changes), entry({ file: 'z.txt', id: 'z' })))
    t.same(entries.map((e) => e.entry.id), ['z'], `${name}: the other entry is taken`)
    t.equal(problems.length, 1, `${name}: one problem`)
    t.match(problems[0], { code: 'catalog/field', place: { file: 'catalog.yaml', line }, found, expected, remedy: /\p{Script=Han}/u }, name)
  }
  t.end()
})

t.test('all faults of an entry are told at once', (t) => {
  const { problems } = parseCatalog(catalog(entry({ kind: 'book', published: '1', sha256: 'x' })))
  t.same(problems.map(({ place }) => place.line), [5, 7, 10])
  t.end()
})

t.test('an id or a file that stands twice is refused at its second place', (t) => {
  const id = parseCatalog(catalog(entry(), entry({ file: 'b.txt' })))
  t.equal(id.entries.length, 1)
  t.match(id.problems, [{ code: 'catalog/duplicate', place: { line: 12 }, found: /kaifeng-2020.*第 2 行/, expected: /id/ }])
  const file = parseCatalog(catalog(entry(), entry({ id: 'b' })))
  t.match(file.problems, [{ code: 'catalog/duplicate', place: { line: 11 }, found: /a\.txt.*第 2 行/, expected: /file/ }])
  t.end()
})

t.test('what is no catalogue has no entries and one problem', (t) => {
  const cases: [string, string, number][] = [
    ['no YAML', 'reports:\n  - file: [a\n', 3], ['a tab as indent', 'reports:\n\t- file: a\n', 2], ['a field written twice', catalog(entry({ kind: 'report\n    kind: plan' })), 6],
    ['empty', '', 1], ['a text', '开封市\n', 1], ['no list', 'reports: 开封\n', 1], ['another key', 'berichte:\n  - file: a\n', 1], ['two documents', 'reports: []\n---\nreports: []\n', 2],
  ]
  for (const [name, text, line] of cases) {
    const { entries, problems } = parseCatalog(text)
    t.same(entries, [], name)
    t.match(problems, [{ code: 'catalog/syntax', place: { file: 'catalog.yaml', line } }], name)
    t.equal(problems.length, 1, `${name}: one problem`)
  }
  t.match(parseCatalog('reports:\n  - 开封\n  -\n').problems, [{ code: 'catalog/field', place: { line: 2 } }, { code: 'catalog/field' }], 'entries that are no maps')
  t.end()
})

/** A seeds folder with one sound report and whatever else. */
function seeds(files: Record<string, string | Buffer>, ...entries: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-test-'))
  const good = readFixture('text/hard-wraps.out.txt')
  for (const [name, data] of Object.entries({ 'good.txt': good, ...files })) writeFileSync(join(folder, name), data)
  writeFileSync(join(folder, 'catalog.yaml'), catalog(entry({ file: 'good.txt', id: 'good', sha256: sha256(good) }), ...entries))
  return folder
}

t.test('a report that cannot be taken is refused, and the others are read all the same', async (t) => {
  const empty = ' \n'
  const binary = '开封\u0000'
  const cases: [string, Record<string, string | Buffer>, Record<string, string>, Record<string, unknown>][] = [
    ['missing file', {}, { file: 'no.txt', id: 'x' }, { code: 'catalog/missing-file', place: { file: 'catalog.yaml', line: 11 }, found: /no\.txt/ }],
    ['bad hash', { 'x.txt': '开封' }, { file: 'x.txt', id: 'x' }, { code: 'catalog/hash', place: { file: 'catalog.yaml', line: 19 }, found: new RegExp(sha256('开封')), expected: HASH }],
    ['empty file', { 'x.txt': empty }, { file: 'x.txt', id: 'x', sha256: sha256(empty) }, { code: 'source/empty', place: { file: 'x.txt' } }],
    ['binary file', { 'x.txt': binary }, { file: 'x.txt', id: 'x', sha256: sha256(binary) }, { code: 'source/encoding', place: { file: 'x.txt', line: 1 } }],
    ['bad year', { 'x.txt': '开封' }, { file: 'x.txt', id: 'x', published: '1' }, { code: 'catalog/field', place: { file: 'catalog.yaml', line: 16 } }],
    ['duplicate id', { 'x.txt': '开封' }, { file: 'x.txt', id: 'good' }, { code: 'catalog/duplicate', place: { file: 'catalog.yaml', line: 12 } }],
  ]
  for (const [name, files, changes, expected] of cases) {
    const corpus = await readCorpus(seeds(files, entry(changes)), lexicon, () => undefined)
    if (!corpus.ok) {
      t.fail(`${name}: ${describeProblem(corpus.problem)}`)
      continue
    }
    t.same(corpus.value.reports.map((report) => report.id), ['good'], `${name}: the other is read`)
    t.match(corpus.value.problems, [expected], name)
    t.equal(corpus.value.problems.length, 1, `${name}: one problem`)
    t.same(corpus.value.diagnostics.filter(({ rule }) => rule === 'source/uncatalogued'), [], `${name}: its file is in the catalogue, so it is not called uncatalogued`)
  }
})

t.test('a folder in place of a file is a missing file', async (t) => {
  const folder = seeds({}, entry({ file: 'sub', id: 'x' }))
  mkdirSync(join(folder, 'sub'))
  const corpus = await readCorpus(folder, lexicon, () => undefined)
  t.match(corpus, { ok: true, value: { problems: [{ code: 'catalog/missing-file' }] } })
})

t.test('a file that no entry names is doubted, not taken', async (t) => {
  const corpus = await readCorpus(seeds({ 'stranger.txt': '开封' }), lexicon, () => undefined)
  t.match(corpus, { ok: true, value: { problems: [], diagnostics: [{ rule: 'source/uncatalogued', place: { file: 'stranger.txt' } }] } })
})

t.test('a seeds folder without catalogue, or with one that is no text, is refused as a whole', async (t) => {
  const missing = await readCorpus(mkdtempSync(join(tmpdir(), 'catalog-test-')), lexicon, () => undefined)
  t.match(missing, { ok: false, problem: { code: 'catalog/unreadable' } })
  const folder = mkdtempSync(join(tmpdir(), 'catalog-test-'))
  writeFileSync(join(folder, 'catalog.yaml'), Buffer.from([0, 1, 2]))
  t.match(await readCorpus(folder, lexicon, () => undefined), { ok: false, problem: { code: 'source/encoding', place: { file: 'catalog.yaml' } } })
  const wrong = mkdtempSync(join(tmpdir(), 'catalog-test-'))
  writeFileSync(join(wrong, 'catalog.yaml'), '不是目录\n')
  t.match(await buildSnapshot(wrong, mkdtempSync(join(tmpdir(), 'catalog-test-')), loadLanguage(), () => undefined), { ok: false, problem: { code: 'catalog/syntax' } })
})

t.test('a build serves what could be taken and counts what was refused', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'catalog-test-'))
  const built = await buildSnapshot(seeds({}, entry({ file: 'no.txt', id: 'x' })), data, loadLanguage(), () => undefined)
  t.match(built, { ok: true, value: { reports: [{ id: 'good' }], problems: [{ code: 'catalog/missing-file' }], snapshot: /^snapshot-/ } })
})

t.test('the seeds are as their catalogue says', async (t) => {
  const corpus = await readCorpus(SEEDS_FOLDER, lexicon, () => undefined)
  t.match(corpus, { ok: true, value: { problems: [] } })
  t.same(corpus.ok && corpus.value.reports.map((report) => report.id), ['henan-2023-conference', 'henan-2019-conference', 'kaifeng-2020-summary', 'kaifeng-145-plan', 'jiaozuo-2022-decade'])
})
