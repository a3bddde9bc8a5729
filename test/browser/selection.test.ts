import t from 'tap'
import { testApp } from '../support/built.js'
import { launchChromium } from './chromium.js'
import { focused, tabTo, visit } from './visit.js'

/** What a reader selects with the mouse in a report: within a passage, and over several. */

const app = await testApp()
const origin = await app.listen({ port: 0, host: '127.0.0.1' })
const browser = await launchChromium()
t.teardown(async () => {
  await browser.close()
  await app.close()
})

const REPORT = '/r/kaifeng-145-plan'
const isText = (text: RegExp) => async (page: Parameters<typeof focused>[0]): Promise<boolean> => text.test(await focused(page, 'text'))

t.test('selected text gets its tools: its citation is copied, word for word, and its passage can be collected', (t) => visit(t, browser, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await page.goto(`${origin}${REPORT}`)
  const passage = page.locator('.p', { hasText: /.{120}/ }).first()
  const anchor = (await passage.getAttribute('id'))?.slice(2) ?? ''
  await passage.scrollIntoViewIfNeeded()
  const box = await passage.locator('> p').first().boundingBox()
  if (!box) throw new Error('the passage is not shown')
  await page.mouse.move(box.x + 120, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 420, box.y + 12, { steps: 5 })
  await page.mouse.up()
  const copy = page.getByRole('group', { name: '所选文字' }).getByRole('button', { name: '复制引文' })
  await copy.waitFor()
  const selected = await page.evaluate<string>('getSelection().toString()')
  t.equal(await page.locator('.selection-tools [name=p]').inputValue(), `kaifeng-145-plan~${anchor}`)
  await tabTo(page, isText(/^复制引文$/), 8)
  await page.keyboard.press('Enter')
  await page.getByText('引文已复制').waitFor({ state: 'attached' })
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  t.ok(copied.startsWith(`“${selected}”\n`), copied.slice(0, 60))
  t.match(copied, new RegExp(`/p/${anchor}`))
  await page.keyboard.press('Escape')
  t.equal(await copy.count() === 0 || !(await copy.isVisible()), true)
}))

t.test('text selected over several passages is quoted paragraph by paragraph, cited and collected as a range, and its address leads to them', (t) => visit(t, browser, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await page.goto(`${origin}${REPORT}`)
  const ids = (await page.locator('.report .p').evaluateAll((all: { id: string }[]) => all.map(({ id }) => id))).slice(19, 22)
  const [first = '', , last = ''] = ids.map((id) => id.slice(2))
  const lineOf = async (id = '') => await page.locator(`[id="${id}"] > p`).first().boundingBox() ?? { x: 0, y: 0 }
  await page.locator(`[id="${ids[1] ?? ''}"]`).scrollIntoViewIfNeeded()
  // Dragged upwards: the focus of the selection stands before its anchor.
  const [from, to] = [await lineOf(ids[2]), await lineOf(ids[0])]
  await page.mouse.move(from.x + 160, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(to.x + 120, to.y + 12, { steps: 8 })
  await page.mouse.up()
  const tools = page.getByRole('group', { name: '所选文字' })
  await tools.waitFor()
  t.equal(await tools.getByRole('link').getAttribute('href'), `${REPORT}/p/${first}~${last}`)
  await tabTo(page, isText(/^复制引文$/), 12)
  await page.keyboard.press('Enter')
  await page.getByText('引文已复制').waitFor({ state: 'attached' })
  const copied = (await page.evaluate<string>('navigator.clipboard.readText()')).split('\n')
  const texts = await Promise.all(ids.map(async (id) => (await page.locator(`[id="${id}"] > p`).allTextContents()).join('')))
  t.ok(copied.slice(0, 3).every((line) => line.startsWith('“') && line.length > 3), 'every paragraph opens with its mark')
  t.ok(texts[0]?.endsWith(copied[0]?.slice(1) ?? '?'), `from within the first passage to its end: ${copied[0] ?? ''}`)
  t.equal(copied[1], `“${texts[1] ?? ''}`, 'the whole of the second')
  t.ok(copied[2]?.endsWith('”') && texts[2]?.startsWith(copied[2].slice(1, -1)), `the beginning of the last: ${copied[2] ?? ''}`)
  t.match(copied.join('\n'), /第 \d+–\d+ 段/)
  t.match(copied.join('\n'), new RegExp(`${REPORT}/p/${first}~${last}`))
  await tabTo(page, isText(/^加入摘编$/), 3)
  await page.keyboard.press('Enter')
  await page.waitForURL(/#collect-/)
  await page.goto(`${origin}/basket`)
  t.equal(await page.locator('main ol > li[id]').count(), 3, 'all three are collected')
  await page.goto(`${origin}${REPORT}/p/${first}~${last}`)
  t.match(await page.locator('#focus-h').textContent(), /第 20–22 段/)
}))
