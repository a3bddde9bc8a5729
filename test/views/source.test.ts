import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { PACKAGE_ROOT, SourceMap, type Report } from '../../indexer/index.js'
import type { Corpus} from '../../server/search/corpus.js';
import { type Entry } from '../../server/search/corpus.js'
import { loadTemplates } from '../../server/views/handlebars.js'
import { sheetsOf } from '../../server/views/sheets.js'
import { passageAt, sourceView, type SourceLineView, type SourceView } from '../../server/views/source.js'
import { testEngine } from '../support/built.js'
import { attribute, byId, elements, named, parseHtml, textOf, withClass } from '../support/html.js'
import { madeUpEngine, type MadeUp } from '../support/made-up.js'
import { dice, holds } from '../support/seeded.js'
import { testSite } from '../support/states.js'

const engine = await testEngine()
const render = loadTemplates(join(PACKAGE_ROOT, 'templates'))
const { reports, entries } = engine.corpus
const view = (report: Report, entry: Entry | null = null, line: number | null = null): SourceView => sourceView(report, { entry, line }, testSite)
const textOfLine = ({ parts }: SourceLineView): string => parts.map(({ text }) => text).join('')
/** A made-up report to read in, without an index. */
const corpusOf = (report: MadeUp): Corpus => madeUpEngine(report).corpus
const visible = (text: string): string => text.replace(/\s/gu, '')

/** All sheets of a report's source, walked by their links to the next one. */
function allSheets(report: Report): SourceView[] {
  const sheets = [view(report)]
  for (let next = sheets[0]?.sheet?.next; next;) {
    const sheet = view(report, null, Number(new URL(next, 'http://x').searchParams.get('line')))
    sheets.push(sheet)
    next = sheet.sheet?.next
    if (sheets.length > 1000) throw new Error('no last sheet')
  }
  return sheets
}

t.test('the sheets of a source show the file as it is, every line once', (t) => {
  for (const report of reports) {
    const lines = allSheets(report).flatMap(({ lines }) => lines)
    t.strictSame(lines.map(({ number, element }) => [number, element]), report.source.map((_, i) => [i + 1, `L${i + 1}`]), report.id)
    t.strictSame(lines.filter((line, i) => textOfLine(line) !== report.source[i]).map(textOfLine), [])
    const root = parseHtml(render('source', view(report)))
    const first = view(report).lines[0]
    t.equal(textOf(named(byId(root, 'L1') ?? root, 'td')[0] ?? root), first && textOfLine(first), 'nothing is added to it')
  }
  t.end()
})

holds(t, 'sheets hold every line once, and no more than they may', fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }), (lines, most, characters) => {
  const sheets = sheetsOf(lines, most, characters)
  return sheets.flatMap(({ from, to }) => lines.slice(from - 1, to)).join('\n') === lines.join('\n')
    && sheets.every(({ from, to }, i) => from === (sheets[i - 1]?.to ?? 0) + 1 && to >= from && to - from < most)
    && sheets.every(({ from, to }) => from === to || lines.slice(from - 1, to).join('').length <= characters)
}), 500)

t.test('a file of any length is shown in pages of bounded length, and every line is reached', (t) => {
  const texts = Array.from({ length: 24_000 }, (_, i) => `第${i}条，落实基本公共卫生服务项目。`)
  const long = corpusOf({ id: 'long', texts })
  const report = long.reports[0] as Report
  const sheets = allSheets(report)
  t.ok(sheets.length >= 24 && sheets.every(({ lines }) => lines.length <= 1000), `${sheets.length} sheets`)
  t.equal(sheets.reduce((sum, { lines }) => sum + lines.length, 0), 24_000)
  const entry = long.entries[20_500]
  if (!entry) throw new Error('no entry')
  const here = view(report, entry)
  t.strictSame(here.lines.filter(({ marked }) => marked).map(({ number }) => number), [20_501], 'a passage is shown on the sheet where it stands')
  t.end()
})

/** The entries that are looked at: all of the interleaved page, some of the others. */
const looked = [...entries.filter(({ passage }) => passage.reordered), ...dice().some(entries, 0.06)]

t.test('exactly the characters of a passage are marked, and lead to what was made of them', (t) => {
  const wrong: string[] = []
  for (const entry of looked) {
    const { passage, report } = entry
    const shown = view(report, entry)
    const own = shown.lines.flatMap(({ parts, number }) => parts.filter(({ kind }) => kind === 'own').map((part) => ({ ...part, number })))
    const onSheet = passage.pieces.filter(({ line }) => shown.lines.some(({ number }) => number === line))
    const expected = [...onSheet].sort((a, b) => a.line - b.line || a.from - b.from).map(({ line, from, to }) => (report.source[line - 1] ?? '').slice(from, to)).filter((text) => text !== '')
    if (own.map(({ text }) => text).join('|') !== expected.join('|')) wrong.push(`${entry.id} marks other characters`)
    const marked = shown.lines.filter(({ marked }) => marked).map(({ number }) => number)
    const numbers = [...new Set(onSheet.map(({ line }) => line))].sort((a, b) => a - b)
    if (marked.join() !== numbers.join()) wrong.push(`${entry.id} marks other lines`)
    const stretches = shown.passage?.paragraphs.flatMap(({ stretches }) => stretches) ?? []
    if (!own.every(({ href }) => stretches.some(({ element }) => href === `#${element}`))) wrong.push(`${entry.id}: a fragment leads nowhere`)
    // A stretch and the fragment that leads to it say the same, corrections aside.
    if (passage.corrections.length === 0 && !own.every(({ text, href }) => visible(textOf(parseHtml(String(stretches.find(({ element }) => href === `#${element}`)?.html)))).includes(visible(text)))) wrong.push(`${entry.id}: a fragment leads to another text`)
    if (stretches.map(({ html }) => textOf(parseHtml(html.toString()))).join('') !== passage.text) wrong.push(`${entry.id}: the restored text is another`)
  }
  t.strictSame(wrong.slice(0, 5), [], `${looked.length} passages`)
  t.end()
})

t.test('the lines and columns that are named are those of the stretch', (t) => {
  for (const entry of looked.slice(0, 60)) {
    for (const { place, html } of view(entry.report, entry).passage?.paragraphs.flatMap(({ stretches }) => stretches) ?? []) {
      const [, line, from, to] = /^第 (\d+) 行第 (\d+)(?:–(\d+))? 列$/u.exec(place)?.map(Number) ?? []
      const stands = [...entry.report.source[(line ?? 0) - 1] ?? ''].slice((from ?? 0) - 1, to || from).join('')
      if (entry.passage.corrections.length === 0 && visible(stands) !== visible(textOf(parseHtml(html.toString())))) t.fail(`${entry.id}: ${place} is ${stands}`)
    }
  }
  t.end()
})

t.test('every fragment of every line leads to the passage that holds it, and from there back to the line', (t) => {
  const wrong: string[] = []
  for (const report of reports) {
    const map = new SourceMap(report)
    for (const { parts, number } of allSheets(report).flatMap(({ lines }) => lines)) {
      let column = 1
      for (const { text, kind, href } of parts) {
        const reading = map.readingAt({ line: number, column })
        if (reading?.kind === 'passage' || reading?.kind === 'label') {
          const target = new URL(href ?? '', 'http://x')
          const passage = report.passages[reading.passage]
          if (target.searchParams.get('p') !== passage?.anchor || target.hash !== `#L${number}`) wrong.push(`${report.id}:${number}:${column} ${text} -> ${href ?? 'nothing'}`)
        } else if (kind !== (reading === null ? '' : reading.kind === 'heading' ? 'of-heading' : 'furniture')) {
          wrong.push(`${report.id}:${number}:${column} ${text} is ${kind}`)
        }
        column += [...text].length
      }
    }
  }
  t.strictSame(wrong.slice(0, 5), [])
  t.end()
})

t.test('links within the page lead to something on it, and other sheets are reached by their line', (t) => {
  for (const entry of [...looked.slice(0, 20), ...dice().some(entries.filter(({ report }) => report.id === 'kaifeng-145-plan'), 0.1)]) {
    const root = parseHtml(render('source', view(entry.report, entry)))
    const hrefs = elements(root).flatMap(({ attributes }) => attributes.get('href') ?? [])
    const lost = hrefs.filter((href) => href.startsWith('#') && byId(root, href.slice(1)) === undefined)
    t.strictSame(lost, [], entry.id)
  }
  const plan = reports.find(({ id }) => id === 'kaifeng-145-plan') as Report
  const last = view(plan, null, plan.source.length)
  t.ok((last.sheet?.from ?? 0) > 1 && last.sheet?.next === null && last.lines.at(-1)?.number === plan.source.length)
  t.equal(view(plan, null, 10_000_000).lines.length > 0, true, 'a line behind the end shows the end or the beginning')
  t.end()
})

t.test('a passage whose pieces stand on several sheets names each of its places', (t) => {
  const texts = Array.from({ length: 2500 }, (_, i) => `第${i}条，落实服务项目。`)
  const pieces = [{ line: 2400, from: 0, to: 5 }, { line: 3, from: 0, to: 4 }, { line: 1200, from: 0, to: 6 }]
  const text = pieces.map(({ line, to }) => (texts[line - 1] ?? '').slice(0, to)).join('')
  const long = corpusOf({ id: 'long', texts, passages: { 0: { text, pieces } } })
  const entry = long.entries[0]
  if (!entry) throw new Error('no entry')
  const hrefs = view(entry.report, entry).passage?.places.map(({ href }) => href)
  t.strictSame(hrefs, [`/r/long/source?p=${entry.passage.anchor}&line=2400#L2400`, '#s-1', `/r/long/source?p=${entry.passage.anchor}&line=1200#L1200`])
  for (const line of [2400, 3, 1200]) t.strictSame(view(entry.report, entry, line).lines.filter(({ marked }) => marked).map(({ number }) => number), [line])
  t.end()
})

t.test('furniture is shown as such, with the rule that took it out', (t) => {
  for (const report of reports) {
    const lines = allSheets(report).flatMap(({ lines }) => lines)
    for (const { line, text, rule } of report.furniture) {
      const shown = lines[line - 1]
      t.ok(shown?.parts.some((part) => part.kind === 'furniture' && visible(part.text) === visible(text)) && shown.note.includes(`（${rule}）`), `${report.id}:${line} ${text}`)
    }
    t.equal(lines.filter(({ parts }) => parts.some(({ kind }) => kind === 'furniture')).length, new Set(report.furniture.map(({ line }) => line)).size, 'and nothing else is')
    t.notOk(lines.some(({ parts }) => parts.some(({ kind }) => kind === 'loose')), 'nothing is left over')
  }
  t.end()
})

t.test('a place of the source leads to its passage by line and column', (t) => {
  const report = reports.find(({ id }) => id === 'henan-2019-conference') as Report
  const map = new SourceMap(report)
  for (const { passage } of dice().some(entries.filter((entry) => entry.report === report), 0.3)) {
    const place = map.placeOf(passage, Math.floor(passage.text.length / 2))
    t.equal(passageAt(report, place?.line, place?.column, engine.corpus)?.passage.anchor, passage.anchor)
  }
  t.strictSame([passageAt(report, 1, undefined, engine.corpus), passageAt(report, undefined, 1, engine.corpus), passageAt(report, 99_999, 1, engine.corpus)], [null, null, null])
  t.end()
})

t.test('beside the passage stand the others of its sheet, each with its way to the source and to the reading view', (t) => {
  const entry = entries.find(({ report }) => report.id === 'henan-2019-conference')
  if (!entry) throw new Error('no column page')
  const shown = view(entry.report, entry)
  t.notOk(shown.others.some(({ number }) => number === shown.passage?.number))
  t.strictSame(shown.others.map(({ number }) => number), [...shown.others.map(({ number }) => number)].sort((a, b) => a - b))
  const root = parseHtml(render('source', shown))
  const others = named(withClass(root, 'others')[0] ?? root, 'li')
  t.equal(others.length, shown.others.length)
  for (const other of others.slice(0, 5)) t.match(attribute(named(other, 'a')[1], 'href'), /^\/r\/[^/]+\/p\//)
  t.end()
})
