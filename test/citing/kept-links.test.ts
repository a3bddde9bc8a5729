import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { publishSnapshot } from '../../indexer/adapters/snapshot-files.js'
import { keepShortLinks } from '../../server/citing/kept-links.js'
import { SHORT_LINKS_FILE } from '../../server/citing/short-links.js'
import { temporaryFolder } from '../support/built.js'

const keys = Array.from({ length: 3000 }, (_, i) => ({ report: `report-${i % 9}`, anchor: i.toString(32).padStart(8, '0') }))

t.test('every passage has an address for print, which outlives the passage, the index and a restart', async (t) => {
  const data = temporaryFolder('links')
  const first = await keepShortLinks(data, keys)
  t.equal(first.problem, null)
  const shorts = keys.map((key) => first.links.short(key) ?? '')
  t.equal(new Set(shorts).size, keys.length)
  t.ok(shorts.every((short) => /^[0-9a-z]{6,7}$/u.test(short)), 'short they are')

  const published = await publishSnapshot(data, { 'index.json': '{}' }, { analyzer: '', reader: '', seeds: [], counts: { reports: 0, passages: 0, characters: 0, refused: 0 } })
  t.ok(published.ok, 'a new index sweeps the data folder')
  const fewer = await keepShortLinks(data, keys.slice(10))
  t.strictSame(keys.map((key) => fewer.links.short(key)), shorts)
  t.strictSame(fewer.links.target(shorts[0] ?? ''), keys[0], 'a passage that is gone keeps its address')

  const elsewhere = await keepShortLinks(temporaryFolder('links'), [...keys].reverse())
  t.strictSame(keys.map((key) => elsewhere.links.short(key)), shorts, 'the same passages get the same addresses anywhere')
})

t.test('with a damaged file the sound addresses stay in force, and no passage gets a new one', async (t) => {
  const data = temporaryFolder('links')
  await keepShortLinks(data, keys.slice(0, 5))
  const path = join(data, SHORT_LINKS_FILE)
  const [first = '', ...rest] = (await readFile(path, 'utf8')).split('\n')
  await writeFile(path, [first.replace(/^./u, '#'), ...rest].join('\n'))
  const { links, problem } = await keepShortLinks(data, keys.slice(0, 6))
  t.equal(problem?.code, 'ledger/damaged')
  t.strictSame(keys.slice(0, 6).map((key) => links.short(key) !== undefined), [false, true, true, true, true, false])
})
