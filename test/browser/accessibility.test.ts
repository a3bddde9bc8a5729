import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { PACKAGE_ROOT } from '../../indexer/index.js'
import { PROFILES, readChecks } from '../../server/views/accessibility.js'
import { checkPages } from './axe.js'
import { launchChromium } from './chromium.js'
import { everyPage } from './every-page.js'

const { app, pages } = await everyPage()
const origin = await app.listen({ port: 0, host: '127.0.0.1' })
const browser = await launchChromium()
t.teardown(async () => {
  await browser.close()
  await app.close()
})

t.test('the check finds what is wrong', async (t) => {
  const bad = await launchChromium()
  const page = await bad.newPage()
  await page.setContent('<html lang="zh-CN"><title>x</title><main><h1>x</h1><img src="x.png"><p style="color:#aaa;background:#fff">浅</p><div style="width:3000px">宽</div></main>')
  const found = await checkPages(bad, `data:text/html,${encodeURIComponent(await page.content())}`, [{ name: 'bad', path: '' }], 'light-desk')
  await bad.close()
  t.ok(['image-alt', 'color-contrast', 'scrolls sideways'].every((fault) => found.get('bad')?.some((one) => one.startsWith(fault))), JSON.stringify(found.get('bad')))
})

for (const profile of PROFILES) {
  t.test(`axe finds nothing on any page, and none scrolls sideways (${profile})`, async (t) => {
    for (const [name, faults] of await checkPages(browser, origin, pages, profile)) t.strictSame(faults, [], name)
  })
}

t.test('the statement is of these pages and conditions', (t) => {
  const { states } = readChecks(readFileSync(join(PACKAGE_ROOT, 'public', 'accessibility.json'), 'utf8'))
  t.strictSame(states.map(({ name }) => name), pages.map(({ name }) => name), 'run `npm run bench -- accessibility`')
  for (const { name, found } of states) t.strictSame(Object.keys(found), [...PROFILES], name)
  t.end()
})
