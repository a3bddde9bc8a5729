import t from 'tap'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '../indexer/adapters/source-files.js'
import { PACKAGE_ROOT } from '../indexer/index.js'

/** Wrong files of corrections, given to the indexer's command: each is refused where it is wrong, the report is taken all the same. */

const TEXT = '开封市卫生工作总结\n全市乡村医生队伍建设 and 疾控工作得到加强，群众满意。\n下一步继续推进。\n'

const index = (files: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> => {
  const seeds = mkdtempSync(join(tmpdir(), 'corrections-test-'))
  mkdirSync(join(seeds, 'corrections'))
  writeFileSync(join(seeds, 'a.txt'), TEXT)
  writeFileSync(join(seeds, 'catalog.yaml'), `reports:\n  - {file: a.txt, id: a, title: 总结, kind: report, issuer: null, published: 2021, covers: [2020], cities: [开封], sha256: ${sha256(Buffer.from(TEXT))}}\n`)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(seeds, 'corrections', name), text)
  const data = mkdtempSync(join(tmpdir(), 'corrections-test-'))
  return new Promise((resolve) => {
    execFile(process.execPath, [join(PACKAGE_ROOT, 'dist/indexer/cli.js'), '--seeds', seeds, '--data', data], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: `${stdout}\n${stderr}` })
    })
  })
}

const entry = (changes: Readonly<Record<string, string | null>>): string => {
  const fields = { kind: 'characters', at: "'2: and'", becomes: '和', by: '编辑部', evidence: '固定提法', ...changes }
  return `  - ${Object.entries(fields).filter(([, value]) => value !== null).map(([key, value]) => `${key}: ${value ?? ''}`).join('\n    ')}\n`
}
const file = (...entries: string[]): Readonly<Record<string, string>> => ({ 'a.yaml': `corrections:\n${entries.join('')}` })

t.test('the command refuses each wrong correction with its line, what is there and what should be, and takes the report', async (t) => {
  const table: [name: string, files: Readonly<Record<string, string>>, says: string][] = [
    ['an unknown key', file(entry({ note: 'x' })), 'corrections/a.yaml:7 [correction/syntax] 实际：不认识的键 note；应为：kind、at、becomes、before、headline、city、paragraphs、by、evidence。'],
    ['a wrong type', file(entry({ becomes: '[和]' })), 'corrections/a.yaml:4 [correction/syntax] 实际：becomes 为 ["和"]；应为：becomes：文字：应读作什么。'],
    ['a place beyond the file', file(entry({ at: "'99: and'" })), 'corrections/a.yaml:2 [correction/stale] 实际：at：原文没有第 99 行（共 3 行）；'],
    ['text that is not there', file(entry({ at: "'2: or'" })), 'corrections/a.yaml:2 [correction/stale] 实际：at：第 2 行没有“or”，该行是“全市乡村医生队伍建设 and 疾控工作得到加强，群众满意。”；'],
    ['two that overlap', file(entry({}), entry({ at: "'2: 建设 and'", becomes: '建设与' })), 'corrections/a.yaml:7 [correction/stale] 实际：与第 2 行的校正重叠，改的是同一处文字（原文第 2 行）；'],
    ['no evidence', file(entry({ evidence: null })), 'corrections/a.yaml:2 [correction/syntax] 实际：缺少键 evidence；应为：evidence：文字，不可空：凭什么。'],
    ['an unknown city', file(entry({ kind: 'city', at: "'2: 全市'", becomes: null, city: '杭州' })), 'corrections/a.yaml:2 [correction/stale] 实际：city：报告不涉及“杭州”，目录中有 开封；'],
    ['the same twice', file(entry({}), entry({})), 'corrections/a.yaml:7 [correction/stale] 实际：与第 2 行的校正重叠'],
    ['bad YAML', { 'a.yaml': 'corrections:\n  - {kind: characters\n' }, 'corrections/a.yaml:3 [correction/syntax] 实际：YAML 语法错误'],
    ['the id of no report', { 'b.yaml': file(entry({}))['a.yaml'] ?? '' }, 'corrections/b.yaml:1 [correction/foreign] 实际：目录中没有编号为 b 的报告；应为：文件名为“报告编号.yaml”，编号有 a。'],
  ]
  for (const [name, files, says] of table) {
    const { code, said } = await index(files)
    t.equal(code, 1, `${name}: something was refused`)
    t.ok(said.includes(says), `${name}: ${said}`)
    t.match(said, /1 份报告/, `${name}: the report is taken`)
  }
  const sound = await index(file(entry({})))
  t.same([sound.code, /拒收 /u.test(sound.said)], [0, false], 'a sound one is not refused')
})
