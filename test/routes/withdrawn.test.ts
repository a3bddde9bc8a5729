import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildSnapshot, openSnapshot, readEditions } from '../../indexer/index.js'
import { buildApp } from '../../server/app.js'
import { Engine } from '../../server/search/engine.js'
import { SEEDS, testLanguage } from '../support/built.js'

const ID = 'jiaozuo-2022-decade'

t.test('a withdrawn report answers 410 and why, its editions stay, and no other report is touched', async (t) => {
  const seeds = mkdtempSync(join(tmpdir(), 'withdrawn-'))
  const data = mkdtempSync(join(tmpdir(), 'withdrawn-data-'))
  cpSync(SEEDS, seeds, { recursive: true })
  const catalog = join(seeds, 'catalog.yaml')
  // Two reports are enough, and quick.
  writeFileSync(catalog, readFileSync(catalog, 'utf8').replace(/ {2}- file: 000[\s\S]*?(?= {2}- file: 002)/, ''))
  t.ok((await buildSnapshot(seeds, data, testLanguage(), () => undefined)).ok)
  const [edition] = await readEditions(data, ID)
  const anchor = edition?.passages[3]?.anchor ?? ''
  writeFileSync(catalog, readFileSync(catalog, 'utf8').replace(`id: ${ID}\n`, `id: ${ID}\n    withdrawn: 发布机构更正后另行公布\n`))
  rmSync(join(seeds, '004_e69a66f2887db367.txt'))
  const built = await buildSnapshot(seeds, data, testLanguage(), () => undefined)
  t.match(built, { ok: true, value: { withdrawn: [{ id: ID }] } })
  const opened = await openSnapshot(data, testLanguage().fingerprints, null)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const app = await buildApp({ engine: new Engine(opened.value, testLanguage()), baseUrl: '', logger: false })
  t.teardown(() => app.close())
  for (const url of [`/r/${ID}`, `/r/${ID}/p/${anchor}`, `/r/${ID}/source`, `/api/reports/${ID}`, `/api/passages/${ID}/${anchor}`]) {
    const response = await app.inject({ url })
    t.equal(response.statusCode, 410, url)
    t.match(response.body, /已撤回：发布机构更正后另行公布/)
  }
  t.equal((await app.inject({ url: '/r/kaifeng-2020-summary' })).statusCode, 200)
  t.equal((await app.inject({ url: '/r/never-was' })).statusCode, 404)
  t.equal((await readEditions(data, ID)).length, 1)
})
