import fc from 'fast-check'
import t from 'tap'
import { qualityOf, type Quality } from '../../indexer/report/quality.js'
import { percent, placesToCheck, qualityTable } from '../../indexer/report/quality-table.js'
import { readReport } from '../../indexer/report/read.js'
import { printedWidth } from '../../indexer/text/character.js'
import type { CatalogEntry, Passage, Report } from '../../indexer/types.js'
import { flatten, lexicon, seedReports } from '../support/corpus.js'
import { chineseLine, law } from '../support/law.js'
import { dice } from '../support/seeded.js'

const ENTRY: CatalogEntry = { file: 'a.txt', id: 'a', title: '甲', kind: 'report', issuer: null, published: 2021, covers: [2021], cities: ['开封'], sha256: '' }
const visible = (text: string): string[] => [...text].filter((c) => c.trim() !== '')

/** The account done slowly: one cell for each character of the source, painted with what reads it. */
function slowAccount(report: Report): Record<'passages' | 'headings' | 'labels' | 'furniture' | 'unaccounted', number> {
  const painted = report.source.map((line) => Array.from({ length: line.length }, () => ''))
  const paint = (line: number, from: number, to: number, colour: string): void => {
    for (let i = from; i < to; i++) if (painted[line - 1]?.[i] === '') painted[line - 1]?.splice(i, 1, colour)
  }
  for (const { pieces, label } of report.passages) {
    let offset = 0
    for (const { line, from, to, reads } of pieces) {
      paint(line, from, to, label !== null && offset < label.length ? 'labels' : 'passages')
      offset += reads?.length ?? to - from
    }
  }
  for (const { pieces } of flatten(report.sections)) for (const { line, from, to } of pieces) paint(line, from, to, 'headings')
  for (const { line, text } of report.furniture) {
    const source = report.source[line - 1] ?? ''
    for (let from = 0; from < source.length; from++) {
      const free = painted[line - 1]?.slice(from, from + text.length).every((colour) => colour === '')
      if (free && source.startsWith(text, from)) {
        paint(line, from, from + text.length, 'furniture')
        break
      }
    }
  }
  const counts = { passages: 0, headings: 0, labels: 0, furniture: 0, unaccounted: 0 }
  report.source.forEach((line, i) => {
    let at = 0
    for (const c of line) {
      if (c.trim() !== '') counts[(painted[i]?.[at] || 'unaccounted') as keyof typeof counts]++
      at += c.length
    }
  })
  return counts
}

/** Where the measured quality differs from one that is counted slowly; empty when it does not. */
function differences(report: Report): string[] {
  const quality = qualityOf(report)
  const all = report.passages.flatMap(({ text }) => visible(text)).length
  const wrong: string[] = []
  const same = (name: string, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push(`${name}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`)
  }
  const part = (chosen: Passage[]) => ({ passages: chosen.length, characters: chosen.flatMap(({ text }) => visible(text)).length })
  const check = (name: 'reordered' | 'joined' | 'corrected' | 'doubtful' | 'withoutCity', chosen: (passage: Passage) => boolean): void => {
    const { passages, characters, share } = quality[name]
    const expected = part(report.passages.filter(chosen))
    same(name, { passages, characters }, expected)
    same(`${name}.share`, share, all === 0 ? 0 : expected.characters / all)
  }
  check('reordered', ({ reordered }) => reordered)
  check('joined', ({ pieces }) => new Set(pieces.map(({ line }) => line)).size > 1)
  check('corrected', ({ corrections }) => corrections.length > 0)
  check('doubtful', ({ doubts = [] }) => doubts.length > 0)
  check('withoutCity', ({ city }) => city === null)
  same('doubtful.places', quality.doubtful.places, report.passages.flatMap(({ doubts = [] }) => doubts).length)
  same('characters', quality.characters, report.source.flatMap(visible).length)
  const { twice, ...account } = quality.account
  same('account', Object.fromEntries(Object.entries(account).map(([name, { characters }]) => [name, characters])), slowAccount(report))
  same('twice', twice.characters, 0)
  same('sum of shares', Math.round(Object.values(account).reduce((sum, { share }) => sum + share, 0) * 1e9) / 1e9, quality.characters === 0 ? 0 : 1)
  same('unaccounted', quality.unaccounted.flatMap(({ text }) => visible(text)).length, account.unaccounted.characters)
  same('diagnostics', quality.diagnostics.reduce((sum, { count, at }) => sum + (count === at.length ? count : NaN), 0), report.diagnostics.length)
  same('toCheck', quality.toCheck, quality.doubtful.places + report.diagnostics.length + quality.unaccounted.length)
  return wrong
}

t.test('the seeds are measured as by hand, and all of their characters are accounted for', async (t) => {
  for (const report of await seedReports()) {
    t.strictSame(differences(report), [], report.id)
    t.equal(qualityOf(report).account.unaccounted.characters, 0, report.id)
  }
})

t.test('any report is measured as by hand', (t) => {
  law(t, 'the account of made-up sources', fc.array(chineseLine, { maxLength: 20 }), (lines) => differences(readReport(ENTRY, lines.join('\n'), lexicon).report).length === 0, 150)
  t.end()
})

/** A report in which reading has lost, doubted and reordered at random. */
function damaged(report: Report, seed: number): Report {
  const { below } = dice(seed)
  return {
    ...report,
    passages: report.passages.filter(() => below(9) > 0).map((passage): Passage => ({
      ...passage, reordered: below(3) === 0, city: below(4) === 0 ? null : passage.city, corrections: below(5) === 0 ? [0] : [],
      ...(below(3) === 0 ? { doubts: [{ at: below(passage.text.length + 1), confidence: below(100) / 100 }] } : {}),
    })),
    canonical: { text: '', pieces: [] },
  }
}

t.test('what is lost or doubtful is counted, with the place where it stood', async (t) => {
  for (const report of await seedReports()) {
    for (const seed of [1, 2, 3]) {
      const broken = damaged(report, seed)
      t.strictSame(differences(broken), [], `${report.id}, seed ${seed}`)
      const { unaccounted, doubtful } = qualityOf(broken)
      t.ok(unaccounted.length > 0 && doubtful.places > 0)
      t.ok(unaccounted.every(({ line, column, text }) => visible([...report.source[line - 1] ?? ''].slice(column - 1).join('')).join('').startsWith(text)))
    }
  }
})

t.test('a character that two passages read is counted as read twice', (t) => {
  const { report } = readReport(ENTRY, '一二三四五六七八九十，完成任务。', lexicon)
  const [passage] = report.passages
  if (!passage) throw new Error('no passage')
  const doubled = { ...report, passages: [passage, { ...passage, anchor: '00000000', text: '九十', pieces: [{ line: 1, from: 8, to: 10 }] }] }
  t.equal(qualityOf(doubled).account.twice.characters, 2)
  t.equal(qualityOf(report).account.twice.characters, 0)
  t.end()
})

t.test('an empty report has no shares of anything', (t) => {
  const { report } = readReport(ENTRY, '', lexicon)
  const { characters, reordered, account, toCheck } = qualityOf(report)
  t.strictSame([characters, reordered, account.passages, toCheck], [0, { passages: 0, characters: 0, share: 0 }, { characters: 0, share: 0 }, 0])
  t.end()
})

t.test('shares are rounded so that little is not nothing, and nearly all is not all', (t) => {
  t.strictSame([0, 0.001, 0.5, 0.994, 0.9999, 1].map(percent), ['0%', '<1%', '50%', '99%', '>99%', '100%'])
  t.end()
})

t.test('the table is aligned, whatever the ids and numbers', async (t) => {
  const reports = (await seedReports()).map((report) => ({ id: report.id, quality: qualityOf(report) }))
  const long = { id: 'a-report-with-a-long-id-2035', quality: { ...(reports[0]?.quality as Quality), characters: 123_456_789, toCheck: 98_765 } }
  for (const list of [reports, [...reports, long], []]) {
    const lines = qualityTable(list)
    t.equal(lines.length, list.length + 3)
    t.equal(new Set(lines.map(printedWidth)).size, 1, lines.join('\n'))
    const gaps = [...(lines[2] ?? '').matchAll(/ {2}/g)].map(({ index }) => index)
    t.equal(gaps.length, 10)
    for (const line of lines) {
      // Columns are counted in half-width columns of the terminal.
      const columns = [...line].flatMap((c) => (printedWidth(c) === 2 ? [c, ''] : [c]))
      t.ok(gaps.every((gap) => columns[gap] === ' ' && columns[gap + 1] === ' '), line)
    }
  }
})

t.test('the places to look at are named by rule and line', async (t) => {
  const reports = (await seedReports()).map((report) => ({ id: report.id, quality: qualityOf(report) }))
  const lines = placesToCheck(reports)
  for (const { id, quality } of reports) {
    const from = lines.indexOf(id)
    t.equal(from !== -1, quality.diagnostics.length + quality.furniture.length > 0, id)
    const own = from === -1 ? [] : lines.slice(from + 1, lines.findIndex((line, i) => i > from && !line.startsWith(' ')) >>> 0)
    for (const { rule, count, at } of quality.diagnostics) t.ok(own.some((line) => line.includes(`[${rule}] ${count} 处：第 ${at[0]?.line ?? ''}`)), `${id} ${rule}: ${own.join('|')}`)
    for (const { rule, line } of quality.furniture) t.ok(own.some((text) => text.includes(`[${rule}]`) && text.includes(String(line))), `${id} ${rule} ${line}`)
  }
})
