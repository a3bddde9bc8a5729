import axe, { type AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import type { Profile } from '../../server/views/accessibility.js'
import type { PageAt } from './every-page.js'

/** axe-core on a page as a browser shows it. */

export const AXE = `axe-core ${axe.version}`

/** Conditions of the statement: width, colours, and the zoom that a width of 320 px stands for (WCAG 1.4.10). */
const CONTEXTS: Readonly<Record<Profile, { readonly viewport: { readonly width: number; readonly height: number }; readonly colorScheme: 'light' | 'dark'; readonly forcedColors?: 'active' }>> = {
  'light-desk': { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  'dark-desk': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  'light-phone': { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  'dark-reflow': { viewport: { width: 320, height: 256 }, colorScheme: 'dark' },
  'forced-colours': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', forcedColors: 'active' },
}
const RULES = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, resultTypes: ['violations'] }

/** What is wrong with a page: `rule: first element`, and `scrolls sideways` where the whole page does. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(RULES)})`)
  const sideways = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
  return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ''}${nodes.length > 1 ? ` and ${nodes.length - 1} more` : ''}`), ...(sideways ? ['scrolls sideways'] : [])]
}

/** Looks at all pages under one set of conditions. */
export async function checkPages(browser: Browser, origin: string, pages: readonly PageAt[], profile: Profile): Promise<Map<string, string[]>> {
  const context = await browser.newContext({ ...CONTEXTS[profile], locale: 'zh-CN' })
  const page = await context.newPage()
  const found = new Map<string, string[]>()
  for (const { name, path } of pages) {
    await page.goto(origin + path)
    found.set(name, await faultsOf(page))
  }
  await context.close()
  return found
}
