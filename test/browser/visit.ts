import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'

export const DESK = { width: 1280, height: 900 }
export const PHONE = { width: 360, height: 740 }

/** Uses a page, and fails the test on any error of a script, of the console, or of the content security policy. */
export async function visit(t: Test, browser: Browser, options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: DESK, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // That an address answers 400 or 404 is what some tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  try {
    await use(page)
    t.same(complaints, [], 'no errors in the browser')
  } finally {
    await context.close()
  }
}

/** Whether the page can be scrolled sideways. */
export const overflows = (page: Page): Promise<boolean> => page.locator('html').evaluate((html: { scrollWidth: number; clientWidth: number }) => html.scrollWidth > html.clientWidth)

/** Something of the element that has the focus; '' when it lacks it. */
export const focused = async (page: Page, what: 'id' | 'text' | 'href' | 'name' | 'value' | 'tag'): Promise<string> =>
  page.evaluate<string>(`((what) => {
    const element = document.activeElement
    if (what === 'text') return element.textContent.trim()
    if (what === 'tag') return element.tagName.toLowerCase()
    if (what === 'value') return element.value ?? ''
    return element.getAttribute(what) ?? ''
  })(${JSON.stringify(what)})`)

/** A computed property of the first element that a selector finds. */
export const styleOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`)

/** Whether an element stands within the window, top and bottom. */
export const inView = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate<boolean>(`(() => { const { top, bottom } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return top >= 0 && bottom <= innerHeight })()`)

/** Presses Tab until what has the focus is what is sought; fails after `most` stops. */
export async function tabTo(page: Page, is: (page: Page) => Promise<boolean>, most = 120): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    if (await is(page)) return
  }
  throw new Error(`not reached by ${most} Tabs: at ${await focused(page, 'tag')} ${await focused(page, 'text')}`)
}
