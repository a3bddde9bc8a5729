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

t.test('an entry that lacks something is refused at the line of what is wrong, which it names', (t) => {
  const but = (key: string, line: string | null): string[] => SOUND.flatMap((field) => (!field.startsWith(key) ? [field] : line === null ? [] : [line]))
  const table: [name: string, text: string, line: number, found: RegExp, expected: RegExp][] = [
    ['nobody says so', entry(but('by', "by: ''")), 6, /^by 为 ""$/, /^by：文字，不可空/],
    ['no evidence', entry(but('evidence', "evidence: ' '")), 7, /^evidence 为 " "$/, /^evidence：文字，不可空/],
    ['evidence missing', entry(but('evidence', null)), 3, /^缺少键 evidence$/, /^evidence：/],
    ['nothing to read instead', entry(but('becomes', null)), 3, /^缺少键 becomes$/, /^becomes：/],
    ['no place', entry(but('at', null)), 3, /^缺少键 at$/, /行号: 原文/],
    ['an unknown key', entry([...SOUND, 'note: x']), 8, /^不认识的键 note$/, /kind、at、becomes/],
    ['a number for a text', entry(but('by', 'by: 3')), 6, /^by 为 3$/, /文字/],
    ['an unknown kind', entry(but('kind', 'kind: turn')), 3, /^kind 为 "turn"$/, /characters、order/],
    ['a text for a list', entry([...but('at', "paragraphs: '7: and'").filter((field) => !field.startsWith('becomes'))].map((field) => field.replace('characters', 'order'))), 4, /^paragraphs 为 "7: and"$/, /列表/],
    ['an order of nothing', entry(['kind: order', 'by: 编辑部', 'evidence: 拼读']), 3, /^缺少键 paragraphs$/, /列表/],
    ['a text for an entry', 'corrections:\n  - 7: and\n  - and\n', 2, /^不认识的键 7$/, /kind/],
    ['no list', 'kind: characters\n', 1, /^没有 corrections 列表$/, /corrections/],
    ['no YAML', 'corrections:\n  - {', 2, /^YAML 语法错误/, /YAML/],
    ['a key twice', entry([...SOUND, 'by: 某人']), 8, /^YAML 语法错误/, /YAML/],
  ]
  for (const [name, text, line, found, expected] of table) {
    const { file, problems } = parseCorrections(text, 'corrections/a.yaml')
    t.match(problems[0], { code: 'correction/syntax', place: { file: 'corrections/a.yaml', line }, found, expected, remedy: /\p{Script=Han}/u }, name)
    t.same(file.corrections, [], name)
  }
  const { problems } = parseCorrections(entry(['kind: characters', 'note: x', 'by: 3']), 'a.yaml')
  t.same(problems.map(({ found }) => found), ['不认识的键 note', 'by 为 3', '缺少键 at', '缺少键 becomes', '缺少键 evidence'], 'everything that is wrong is said at once')
  t.end()
})
