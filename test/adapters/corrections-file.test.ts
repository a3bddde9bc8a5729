import t from 'tap'
import { parseCorrections } from '../../indexer/adapters/corrections-file.js'

const entry = (fields: readonly string[]): string => `# head\ncorrections:\n  - ${fields.join('\n    ')}\n`
const SOUND = ['kind: characters', "at: '7: and'", 'becomes: 和', 'by: 编辑部', 'evidence: 固定提法']

t.test('a sound entry is read with its line', (t) => {
  const { file, problems } = parseCorrections(entry(SOUND), 'corrections/a.yaml')
  t.same(problems, [])
  t.same(file, { path: 'corrections/a.yaml', corrections: [{ kind: 'characters', at: '7: and', becomes: '和', by: '编辑部', evidence: '固定提法', line: 3 }] })
  t.end()
})

t.test('an entry that lacks something is refused with file and line, and says what is expected', (t) => {
  const table: [name: string, text: string, line: number][] = [
    ['nobody says so', entry(SOUND.map((field) => (field.startsWith('by') ? "by: ''" : field))), 3],
    ['no evidence', entry(SOUND.map((field) => (field.startsWith('evidence') ? "evidence: ' '" : field))), 3],
    ['evidence missing', entry(SOUND.filter((field) => !field.startsWith('evidence'))), 3],
    ['nothing to read instead', entry(SOUND.filter((field) => !field.startsWith('becomes'))), 3],
    ['an unknown field', entry([...SOUND, 'note: x']), 3],
    ['a number for a text', entry(SOUND.map((field) => (field.startsWith('by') ? 'by: 3' : field))), 3],
    ['no list', 'kind: characters\n', 1],
    ['no YAML', 'corrections:\n  - {', 2],
  ]
  for (const [name, text, line] of table) {
    const { file, problems } = parseCorrections(text, 'corrections/a.yaml')
    t.same(problems.map(({ code, place }) => [code, place.file, place.line]), [['correction/syntax', 'corrections/a.yaml', line]], name)
    t.same(file.corrections, [], name)
    t.ok(problems.every(({ found, expected, remedy }) => found !== '' && expected !== '' && remedy !== ''), name)
  }
  t.end()
})
