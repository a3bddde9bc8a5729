import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { PROFILES, type Checks, type Profile } from '../server/views/accessibility.js'
import { AXE, checkPages } from '../test/browser/axe.js'
import { launchChromium } from '../test/browser/chromium.js'
import { everyPage } from '../test/browser/every-page.js'

/** `npm run bench -- accessibility`: axe on every page in every state, under all conditions; its result is what the statement shows. */
export async function accessibility(): Promise<void> {
  const { app, pages } = await everyPage()
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await launchChromium()
  const found = new Map(pages.map(({ name }) => [name, Object.fromEntries(PROFILES.map((profile) => [profile, []])) as unknown as Record<Profile, string[]>]))
  for (const profile of PROFILES) {
    for (const [name, faults] of await checkPages(browser, origin, pages, profile)) {
      const state = found.get(name)
      if (state) state[profile] = faults.map((fault) => fault.split(':', 1)[0] ?? fault)
      for (const fault of faults) console.log(`${profile} ${name}: ${fault}`)
    }
  }
  const checks: Checks = {
    date: new Date().toISOString().slice(0, 10), engine: AXE, browser: `Chromium ${browser.version()}`,
    states: [...found].map(([name, state]) => ({ name, found: state })),
  }
  await browser.close()
  await app.close()
  writeFileSync(join(PACKAGE_ROOT, 'public', 'accessibility.json'), `${JSON.stringify(checks, null, 1)}\n`)
  console.log(`${pages.length} states under ${PROFILES.length} conditions; written to public/accessibility.json`)
}
