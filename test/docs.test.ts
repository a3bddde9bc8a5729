import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { PACKAGE_ROOT, PROBLEM_CODES } from '../indexer/index.js'
import { SERVER_SETTINGS } from '../server/config.js'

/** What the documents promise is what the code has, both ways. */

const read = (name: string): string => readFileSync(join(PACKAGE_ROOT, name), 'utf8')
const readme = read('README.md')

t.test('README documents every setting as it is, and no other', async (t) => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| `--([a-z-]+)` \| (?:`([^`]*)`)? ?\| (.+) \|$/gm)]
  t.same(rows.map(([, name, flag, fallback = '', meaning]) => ({ name, flag, fallback, meaning })), SERVER_SETTINGS.map(({ name, flag, fallback, meaning }) => ({ name, flag, fallback, meaning })))
})

t.test('README documents every problem code, and no other', async (t) => {
  const section = readme.slice(readme.indexOf('| code | when |'), readme.indexOf('## Words used here'))
  t.same([...new Set(section.match(/(?:catalog|correction|source|snapshot|data|ledger)\/[a-z-]+/g))].sort(), [...PROBLEM_CODES].sort())
})

t.test('every verb is documented, and every documented verb exists', async (t) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const verbs = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name) && name !== 'lint')
  for (const verb of verbs) t.match(readme, new RegExp(`npm (run )?${verb}\\b`), verb)
  for (const [, verb] of readme.matchAll(/npm run ([a-z]+)/g)) t.ok(verb !== undefined && verb in scripts, verb ?? '')
})

t.test('the two commands stand at the top of both READMEs', async (t) => {
  for (const name of ['README.md', 'README.zh-CN.md']) {
    const top = read(name).split('\n').slice(0, 6).join('\n')
    t.match(top, /npm ci && npm start/)
    t.match(top, /npm ci && npm test/)
  }
})

t.test('ARCHITECTURE has a heading for every folder of the code', async (t) => {
  const text = read('ARCHITECTURE.md')
  for (const folder of ['indexer/text', 'indexer/report', 'indexer/analysis', 'indexer/lexicon', 'indexer/adapters', 'server/search', 'server/views', 'server/routes', 'templates', 'public', 'test', 'bench']) {
    t.match(text, new RegExp(`^## .*\`${folder}\`.* — .*\\?$`, 'm'), folder)
  }
})
