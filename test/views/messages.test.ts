import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { PACKAGE_ROOT, PASSAGE_STATES } from '../../indexer/index.js'
import { STYLES } from '../../server/citing/text.js'
import { SORTS } from '../../server/search/query.js'
import { MEASURES, TABLE_NAMES } from '../../server/search/tabulate.js'
import { MESSAGES, message } from '../../server/views/messages/index.js'
import { readTemplates } from '../support/states.js'

/** All words of the pages stand in the catalogue, and each of them is said somewhere. */

const read = (folder: string, ending: string): [name: string, text: string][] => readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith(ending)).map((name) => [`${folder}/${name}`, readFileSync(join(PACKAGE_ROOT, folder, name), 'utf8')])
const code = [...read('server/views', '.ts'), ...read('server/routes', '.ts')]
const outside = code.filter(([name]) => !name.includes('/messages/'))
/** Not said, but read or sent: the suffix of a city, the name of a field of the query, the units of numbers, the cities on the map. */
const NO_WORDS = /replace\(\/市\$\/|年份|const NUMBER|^ {2}\p{Script=Han}+: \[\d, \d\]/u
/** Messages that are named by a value of the model. */
const BY_VALUE: ReadonlySet<string> = new Set([...STYLES, ...PASSAGE_STATES, ...SORTS, ...TABLE_NAMES, ...MEASURES, 'newspaper', 'report', 'plan', 'feature', 'pinyin', 'homophone', 'look-alike', 'spelling'])
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '')
const { pages, partials } = readTemplates()
const templates = Object.entries({ ...pages, ...partials })

t.test('no Chinese stands in a template, a view, a route or the script', (t) => {
  for (const [name, text] of [...templates, ...outside.filter(([name]) => !name.endsWith('schemas.ts')), ['enhance.js', readFileSync(join(PACKAGE_ROOT, 'public/enhance.js'), 'utf8')] as const]) {
    t.strictSame(withoutComments(text).split('\n').filter((line) => /\p{Script=Han}/u.test(line) && !NO_WORDS.test(line)), [], name)
  }
  t.end()
})

t.test('no Chinese stands in the English catalogue, but for the name of the other language', (t) => {
  for (const [name, text] of read('server/views/messages/en', '.ts')) {
    t.strictSame(withoutComments(text).split('\n').filter((line) => /\p{Script=Han}/u.test(line) && !/otherLanguage/.test(line)), [], name)
  }
  t.end()
})

t.test('every message is said somewhere', (t) => {
  const inCode = withoutComments(outside.map(([, text]) => text).join('\n'))
  const said = [...templates, ...outside].map(([, text]) => text).join('\n')
  for (const [group, names] of Object.entries(MESSAGES['zh-CN'])) {
    // The script is handed its words as a whole, and a parameter's advice is found by its name.
    if (group === 'script' || group === 'advice') continue
    const unsaid = Object.keys(names).filter((name) => !BY_VALUE.has(name) && !said.includes(`"${group}.${name}"`) && !new RegExp(`\\b${name}\\b`, 'u').test(inCode))
    t.strictSame(unsaid, [], group)
  }
  t.end()
})

t.test('a message that is not there, or lacks a value, is not passed over', (t) => {
  t.throws(() => message('en', 'results.nothing', []), /no message results\.nothing/)
  t.throws(() => message('en', 'nothing.at', []), /no message/)
  t.throws(() => message('zh-CN', 'results.total', [3]), /with 1 values/)
  t.throws(() => message('zh-CN', 'results.weak', [3]), /with 1 values/)
  t.equal(String(message('en', 'results.total', [1, 2])), '<b>1</b> passage in <b>2</b> reports')
  t.equal(String(message('zh-CN', 'results.missing', ['<b>'])), '未含：<b>', 'escaped by the template')
  t.equal(String(message('en', 'results.missing', ['<b>'])), 'Without: <span lang="zh-CN">&lt;b&gt;</span>')
  t.end()
})
