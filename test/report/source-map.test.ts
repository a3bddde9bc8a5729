import fc from 'fast-check'
import t from 'tap'
import { readReport } from '../../indexer/report/read.js'
import { SourceMap } from '../../indexer/report/source-map.js'
import { Columns } from '../../indexer/text/columns.js'
import type { CatalogEntry, Passage, Report } from '../../indexer/types.js'
import { flatten, lexicon, seedReport, seedReports } from '../support/corpus.js'
import { chineseLine, law } from '../support/law.js'
import { anyUnits } from '../support/seeded.js'

const ENTRY: CatalogEntry = { file: 'a.txt', id: 'a', title: '甲', kind: 'report', issuer: null, published: 2021, covers: [2021], cities: ['开封'], sha256: '' }
const read = (lines: readonly string[]): Report => readReport(ENTRY, lines.join('\n'), lexicon).report

const passageOf = (report: Report, i: number): Passage => {
  const passage = report.passages[i]
  if (!passage) throw new Error(`no passage ${i}`)
  return passage
}

/** Offsets at which a character of a text begins. */
const starts = (text: string): number[] => {
  const offsets: number[] = []
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) offsets.push(at)
  return offsets
}

/** The spans of a passage's text that a correction has put there. */
const correctedIn = (report: Report, passage: number): [number, number][] =>
  new SourceMap(report).origins(passageOf(report, passage)).filter(({ reads }) => reads !== undefined).map(({ start, end }) => [start, end])

/** Places where a character of a passage does not lead to itself in the source and back. */
function astray(report: Report): string[] {
  const map = new SourceMap(report)
  const lines = report.source.map((line) => [...line])
  return report.passages.flatMap((passage, p) => {
    const corrected = correctedIn(report, p)
    return starts(passage.text).flatMap((offset) => {
      const place = map.placeOf(passage, offset)
      const back = place && map.passageAt(place)
      const fix = corrected.find(([start, end]) => start <= offset && offset < end)
      // A merged cell is a part of each of its rows, and leads back to the first of them.
      const home = passage.label !== null && offset <= passage.label.length ? report.passages.findIndex(({ pieces }) => pieces[0]?.line === passage.pieces[0]?.line && pieces[0]?.from === passage.pieces[0]?.from) : p
      if (place === null || back?.passage !== home || back.offset !== (fix?.[0] ?? offset)) return [`${p}@${offset} -> ${JSON.stringify(place)} -> ${JSON.stringify(back)}`]
      const [shown, stands] = [String.fromCodePoint(passage.text.codePointAt(offset) ?? 0), lines[place.line - 1]?.[place.column - 1] ?? ' ']
      return fix !== undefined || shown === stands || (/^\s$/u.test(shown) && /^\s$/u.test(stands)) ? [] : [`${p}@${offset}: ${shown}, but the source has ${stands}`]
    })
  })
}

/** Places of the source that lead to a passage, but not from there back to themselves. */
function astrayFromSource(report: Report): string[] {
  const map = new SourceMap(report)
  return report.source.flatMap((line, i) => Array.from({ length: [...line].length + 1 }, (_, column) => ({ line: i + 1, column: column + 1 })).flatMap((place) => {
    const reading = map.readingAt(place)
    if (reading?.kind !== 'passage' || reading.reads !== undefined) return []
    const back = map.placeOf(passageOf(report, reading.passage), reading.offset)
    return back?.line === place.line && back.column === place.column ? [] : [`${JSON.stringify(place)} -> ${reading.passage}@${reading.offset} -> ${JSON.stringify(back)}`]
  }))
}

t.test('every character of every seed leads to its place in the source, and back', async (t) => {
  for (const report of await seedReports()) {
    t.strictSame(astray(report).slice(0, 5), [], report.id)
    t.strictSame(astrayFromSource(report).slice(0, 5), [], report.id)
  }
})

t.test('the way there and back, for any text', (t) => {
  law(t, 'from the passage to the source and back', fc.array(chineseLine, { maxLength: 20 }), (lines) => astray(read(lines)).length === 0, 150)
  law(t, 'from the source to the passage and back', fc.array(chineseLine, { maxLength: 20 }), (lines) => astrayFromSource(read(lines)).length === 0, 150)
  t.end()
})

t.test('every visible character of a source line is read as something, and as one thing', async (t) => {
  for (const report of await seedReports()) {
    const map = new SourceMap(report)
    const wrong = report.source.flatMap((line, i) => starts(line).filter((at) => /\S/u.test(line.slice(at, at + 1)) && map.segments(i + 1).filter(({ from, to }) => from <= at && at < to).length !== 1).map((at) => `${i + 1}:${at} ${line.slice(at, at + 1)}`))
    t.strictSame(wrong.slice(0, 5), [], report.id)
  }
})

t.test('a line of the source says what it is read as', async (t) => {
  const plan = await seedReport('kaifeng-145-plan')
  const map = new SourceMap(plan)
  const sections = new Map(flatten(plan.sections).map((section) => [section.id, section.heading]))
  const kinds = new Map<string, number>()
  plan.source.forEach((line, i) => {
    for (const { from, to, reading } of map.segments(i + 1)) {
      kinds.set(reading.kind, (kinds.get(reading.kind) ?? 0) + 1)
      const text = line.slice(from, to).trim()
      if (reading.kind === 'heading' && !sections.get(reading.section)?.includes(text)) t.fail(`${text} heads ${sections.get(reading.section)}`)
      if (reading.kind === 'label' && !plan.passages[reading.passage]?.label?.includes(text)) t.fail(`${text} is no label of ${plan.passages[reading.passage]?.text}`)
      if (reading.kind === 'furniture' && !plan.furniture.some((piece) => piece.line === i + 1 && piece.rule === reading.rule)) t.fail(`${text} is no furniture`)
    }
  })
  for (const kind of ['passage', 'heading', 'label', 'furniture']) t.ok((kinds.get(kind) ?? 0) > 0, `${kind}: ${kinds.get(kind)}`)
})

t.test('a line that holds pieces of several passages leads to each of them', async (t) => {
  const report = await seedReport('henan-2019-conference')
  const map = new SourceMap(report)
  const shared = report.source.filter((_, i) => new Set(map.segments(i + 1).flatMap(({ reading }) => (reading.kind === 'passage' ? [reading.passage] : []))).size > 1)
  t.ok(shared.length > 40, `${shared.length} lines hold pieces of several passages`)
})

t.test('a corrected stretch leads to what it replaces, and back to its beginning', async (t) => {
  const report = await seedReport('kaifeng-2020-summary')
  const map = new SourceMap(report)
  const passage = report.passages.findIndex(({ pieces }) => pieces.some(({ reads }) => reads === '和'))
  const found = passageOf(report, passage)
  const origin = map.origins(found).find(({ reads }) => reads === '和')
  if (!origin) throw new Error('the correction is gone')
  t.equal(found.text.slice(origin.start, origin.end), '和')
  t.equal([...report.source[origin.line - 1] ?? ''].slice(origin.column - 1, origin.endColumn - 1).join(''), 'and')
  for (let column = origin.column; column < origin.endColumn; column++) t.strictSame(map.passageAt({ line: origin.line, column }), { passage, offset: origin.start })
  t.strictSame(map.placeOf(found, origin.start), { line: origin.line, column: origin.column })
  const behind = [...report.source[origin.line - 1] ?? ''].findIndex((c, i) => i >= origin.endColumn - 1 && /\S/u.test(c)) + 1
  t.strictSame(map.passageAt({ line: origin.line, column: behind }), { passage, offset: origin.end }, 'the text goes on behind it')
})

t.test('a correction longer or shorter than what it replaces leads back as a whole', (t) => {
  for (const becomes of ['和以及', '和']) {
    const raw = { kind: 'characters', line: 1, by: '编', evidence: '例', at: '1: 与及', becomes }
    const { report, problems } = readReport(ENTRY, '我们坚持甲与及乙，不断前进。', lexicon, { path: 'c.yaml', corrections: [raw] })
    t.strictSame(problems, [])
    const map = new SourceMap(report)
    const passage = passageOf(report, 0)
    const at = passage.text.indexOf(becomes)
    for (let i = 0; i < becomes.length; i++) t.strictSame(map.placeOf(passage, at + i), { line: 1, column: 6 }, `${becomes}, character ${i}`)
    t.strictSame(map.placeOf(passage, at + becomes.length), { line: 1, column: 8 }, 'behind it the columns are those of the source')
    t.strictSame([6, 7, 8].map((column) => map.passageAt({ line: 1, column })?.offset), [at, at, at + becomes.length])
    t.strictSame([...astray(report), ...astrayFromSource(report)], [])
  }
  t.end()
})

t.test('offsets outside a text are clamped, places outside a file are nothing', (t) => {
  const report = read(['甲乙丙丁，𠮷戊己。'])
  const map = new SourceMap(report)
  const passage = passageOf(report, 0)
  t.strictSame(map.placeOf(passage, -1), { line: 1, column: 1 })
  t.strictSame(map.placeOf(passage, 99), { line: 1, column: 10 }, 'behind the last of nine characters')
  t.strictSame(map.placeOf(passage, 7), { line: 1, column: 7 }, 'an astral character is one column')
  t.strictSame(map.placeOf(passage, 6), { line: 1, column: 6 }, 'an offset inside it belongs to it')
  t.strictSame(map.passageAt({ line: 1, column: 7 }), { passage: 0, offset: 7 })
  for (const place of [{ line: 0, column: 1 }, { line: 9, column: 1 }, { line: 1, column: 0 }, { line: 1, column: 99 }]) t.equal(map.passageAt(place), null, JSON.stringify(place))
  t.equal(map.placeOf({ ...passage, pieces: [] }, 0), null)
  t.end()
})

t.test('columns count characters', (t) => {
  law(t, 'column and index agree with an array of the characters', anyUnits(40), (text) => {
    const columns = new Columns(text)
    let at = 0
    return [...text, ''].every((character, i) => {
      const right = columns.column(at) === i + 1 && columns.index(i + 1) === at && (character.length < 2 || columns.column(at + 1) === i + 1)
      at += character.length
      return right
    })
  }, 2000, ['𠮷', 'a𠮷𠮷b', '\ud842', '\udfb7\ud842'])
  t.end()
})
