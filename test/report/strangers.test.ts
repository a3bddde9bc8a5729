import t from 'tap'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_ROOT } from '../../indexer/adapters/package-root.js'
import { readReport } from '../../indexer/report/read.js'
import { decode } from '../../indexer/text/decode.js'
import type { Report, Section } from '../../indexer/types.js'
import { lexicon } from '../support/corpus.js'

/**
 * Made-up reports of other cities and provinces, damaged as sources are: `NAME.in.txt` is the file, `NAME.out.txt` what a reader must get of it.
 * In the latter a line in angle brackets is a section (its kind, level, heading, city, speaker), any other a passage (its kind, its text).
 */
const FOLDER = join(PACKAGE_ROOT, 'test', 'fixtures', 'reports')
const CITIES: Readonly<Record<string, readonly string[]>> = { newspaper: ['长沙', '株洲', '湘潭'], plan: ['湘潭'] }

/** A report as such lines, furniture last. */
function written(report: Report, several: boolean): string {
  const lines: string[] = []
  const walk = ({ kind, level, heading, city, speaker, passages, sections }: Section): void => {
    lines.push(`<${[kind, String(level), heading, ...(several && city ? [city] : []), ...(speaker ? [speaker.name, speaker.role] : [])].join(' | ')}>`)
    for (const i of passages) lines.push(`${report.passages[i]?.kind ?? ''}: ${report.passages[i]?.text ?? ''}`)
    sections.forEach(walk)
  }
  report.sections.forEach(walk)
  return [...lines, ...report.furniture.map(({ rule, text }) => `${rule}: ${text}`), ''].join('\n')
}

t.test('damaged reports of strangers are read as their authors wrote them', (t) => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.in.txt')).map((name) => name.slice(0, -'.in.txt'.length)).sort()
  t.ok(names.length >= 19, names.join(' '))
  for (const name of names) {
    const file = join(FOLDER, `${name}.in.txt`)
    const cities = CITIES[name.split('-')[0] ?? ''] ?? ['杭州']
    const text = decode(readFileSync(file), file)
    if (!text.ok) {
      t.fail(`${name}: ${text.problem.code}`)
      continue
    }
    const { report } = readReport({ file: name, id: name, title: name, kind: 'report', issuer: null, published: 2023, covers: [2023], cities, sha256: '' }, text.value.text, lexicon)
    t.same(written(report, cities.length > 1).split('\n'), readFileSync(join(FOLDER, `${name}.out.txt`), 'utf8').split('\n'), name)
  }
  t.end()
})

/** A passage of text; others (rows, headings, bylines, captions) are no sentences. */
/** Who signs a report, when, for whom it is, whom to ask, what is attached, and who has passed a law. */
const SIGNATURE = /^(?:（此件公开发布）|（\d{4}年\d{1,2}月\d{1,2}日[^）]*(?:通过|批准)）|(?:附件：)?\d\.\p{Script=Han}+表|\p{Script=Han}+\d{4}年\d{1,2}月\d{1,2}日印发|单位：\p{Script=Han}+(?:、\p{Script=Han}+)*|（联系人：[^）]*）|\p{Script=Han}{4,20}(?:委员会|办公室|办公厅)|[\d〇一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)$/u
const IS_TEXT: ReadonlySet<string> = new Set(['paragraph', 'item', 'note'])

t.test('no passage of these begins with a closing mark, or ends where its sentence goes on', (t) => {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.out.txt'))) {
    const wrong = readFileSync(join(FOLDER, name), 'utf8').split('\n').flatMap((line) => {
      const [, kind = '', text = ''] = /^([a-z-]+): (.*)$/u.exec(line) ?? []
      const torn = /^[，。；：、！？”’）》,.;:)%‰]/u.test(text) || !/[。！？；：.;:…][”’）]?$/u.test(text)
      return IS_TEXT.has(kind) && torn && !SIGNATURE.test(text) ? [text] : []
    })
    t.same(wrong, [], name)
  }
  t.end()
})
