import type { Browser } from 'playwright-core'
import t from 'tap'
import { testApp } from '../support/built.js'
import { launchChromium } from './chromium.js'
import { DESK, overflows, PHONE, visit } from './visit.js'

/** A clerk's way through the portal in a real Chromium, with JavaScript on and off, on a desk and on a phone. */

const app = await testApp()
const origin = await app.listen({ port: 0, host: '127.0.0.1' })
const browser: Browser = await launchChromium()
t.teardown(async () => {
  await browser.close()
  await app.close()
})

for (const javaScript of [true, false]) {
  for (const [name, viewport] of [['desk', DESK], ['phone', PHONE]] as const) {
    t.test(`search, filter, open a passage and go back (${name}, JavaScript ${javaScript ? 'on' : 'off'})`, (t) => visit(t, browser, { javaScriptEnabled: javaScript, viewport }, async (page) => {
      await page.goto(origin)
      t.equal(await page.getByRole('heading', { level: 1 }).count(), 1)

      await page.locator('[data-search]').first().fill('家庭医生签约')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/search\?q=/)
      const total = Number(await page.locator('.total b').first().textContent())
      t.ok(total > 3, `${total} hits`)
      t.ok(await page.locator('.snippet mark').count() > 0, 'hits are marked')

      const box = page.getByRole('checkbox', { name: /^开封/ })
      const promised = Number(await page.locator('label', { has: box }).locator('.n').evaluate((n: { firstChild: { textContent: string } }) => n.firstChild.textContent))
      await box.check()
      await page.getByRole('button', { name: '应用筛选' }).click()
      await page.waitForURL(/city=/)
      t.equal(Number(await page.locator('.total b').first().textContent()), promised, 'the facet kept its promise')
      t.match(await page.locator('.chip').first().textContent(), /开封/)
      const results = page.url()

      await page.locator('.hit h2 a').first().click()
      await page.waitForURL(/\/r\/[^/]+\/p\/[0-9a-z]{8}/)
      t.ok(await page.locator('.focus mark').count() > 0, 'marks follow into the report')
      const quoted = (await page.locator('.focus blockquote').textContent())?.trim()
      t.equal((await page.locator('.p.focused > p').allTextContents()).join('').trim(), quoted, 'the passage is marked where it stands')
      t.match(await page.getByLabel('固定链接', { exact: true }).inputValue(), /^http:\/\/127\.0\.0\.1:\d+\/r\//)

      await page.locator('.focus .lines').click()
      await page.waitForURL(/\/source\?p=/)
      t.ok(await page.locator('tr.marked').count() > 0, 'the source lines are marked')
      t.equal((await page.locator('.source-text').isVisible()), true, 'the source is shown first')
      await page.locator('a.part.own').first().click()
      await page.waitForURL(/#t-\d+$/)
      t.ok(await page.locator('.stretch:target').isVisible(), 'a fragment leads to what was made of it')
      t.equal(await page.locator('.source-text').isVisible(), viewport === DESK, 'beside it on a desk, in its stead on a phone')
      await page.locator('.stretch:target').click()
      await page.waitForURL(/#s-\d+$/)
      t.ok(await page.locator('.part:target').isVisible(), 'and back')
      if (viewport === PHONE) {
        await page.getByRole('link', { name: /^整理后/ }).click()
        t.equal(await page.locator('.source-text').isVisible(), false, 'the tab shows the restored text only')
      }
      await page.getByRole('link', { name: '回到阅读页' }).click()
      await page.waitForURL(/\/p\//)
      for (let steps = 0; page.url() !== results && steps < 12; steps++) await page.goBack()
      t.equal(page.url(), results, 'back at the results')
      t.equal(Number(await page.locator('.total b').first().textContent()), promised)

      await page.getByRole('link', { name: /移除此筛选/ }).click()
      t.equal(Number(await page.locator('.total b').first().textContent()), total, 'the chip took its filter away')
    }))

    t.test(`no page scrolls sideways, loses its search box or lacks a main heading (${name}, JavaScript ${javaScript ? 'on' : 'off'})`, (t) => visit(t, browser, { javaScriptEnabled: javaScript, viewport }, async (page) => {
      const report = '/r/kaifeng-145-plan'
      for (const path of ['/', '/reports', '/search', '/search?q=医共体', '/search?q=猴痘&city=开封', report, `${report}?q=家庭医生`, `${report}/source`, `${report}/source?line=1591`, '/r/henan-2019-conference/source', `${report}/quality`, '/r/henan-2019-conference/quality', '/quality']) {
        await page.goto(origin + path)
        t.notOk(await overflows(page), `${path} fits its width`)
        t.ok(await page.locator('[data-search]').first().count() >= 1, `${path} has a search box`)
        t.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${path} has one main heading`)
      }
    }))
  }
}

t.test('the whole way by keyboard alone', (t) => visit(t, browser, {}, async (page) => {
  await page.goto(`${origin}/reports`)
  await page.keyboard.press('Tab')
  t.equal(await page.evaluate('document.activeElement.textContent'), '跳到正文', 'the first stop is the skip link')
  await page.goto(origin)
  t.equal(await page.evaluate('document.activeElement.id'), 'q-hero', 'the home page begins in its search box')
  await page.keyboard.type('医疗集团')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search/)
  await page.locator('.hit h2 a').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/p\//)
  t.match(await page.locator('.focus blockquote').textContent(), /医疗集团/)
}))

t.test('an address that is wrong leads on: to a search box, with what was typed', (t) => visit(t, browser, { javaScriptEnabled: false }, async (page) => {
  const response = await page.goto(`${origin}/search?q=${encodeURIComponent('长'.repeat(201))}`)
  t.equal(response?.status(), 400)
  t.equal(await page.getByRole('searchbox').inputValue(), '长'.repeat(201))
  t.match(await page.locator('main').textContent(), /200 个字/)
}))

t.test('the citation is copied by its button, and the reader is told', (t) => visit(t, browser, {}, async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${origin}/r/kaifeng-145-plan`)
  await page.locator('#cite summary').click()
  const text = await page.getByLabel('引文', { exact: true }).inputValue()
  t.match(text, /征求意见稿.+\[EB\/OL\]/)
  await page.getByRole('button', { name: '复制引文' }).click()
  await page.getByText('引文已复制').waitFor({ state: 'attached' })
  t.equal(await page.locator('[role=status]', { hasText: '引文已复制' }).count(), 1, 'one region says so')
  t.equal(await page.evaluate('navigator.clipboard.readText()'), text)
}))

t.test('without a clipboard for scripts the text is copied from the field, and a failure is said', (t) => visit(t, browser, {}, async (page) => {
  await page.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined }); document.execCommand = () => window.copies ?? true')
  await page.goto(`${origin}/r/kaifeng-145-plan`)
  await page.locator('#cite summary').click()
  const button = page.getByRole('button', { name: '复制引文' })
  await button.click()
  await page.getByText('引文已复制').waitFor({ state: 'attached' })
  t.equal(await page.evaluate('getSelection().toString().length || document.activeElement.selectionEnd'), (await page.getByLabel('引文', { exact: true }).inputValue()).length, 'the whole text is selected')
  await page.evaluate('window.copies = false')
  await button.click()
  await page.getByText('未能复制').waitFor({ state: 'attached' })
}))

t.test('without JavaScript the citation stands in a field, in the edition that was chosen', (t) => visit(t, browser, { javaScriptEnabled: false, viewport: PHONE }, async (page) => {
  await page.goto(`${origin}/r/kaifeng-2020-summary`)
  await page.locator('#cite summary').click()
  t.equal(await page.getByRole('button', { name: '复制引文' }).count(), 0, 'no button that does nothing')
  await page.getByLabel('国标版本').selectOption('2015')
  await page.getByRole('button', { name: '更新引文' }).click()
  await page.waitForURL(/edition=2015/)
  t.match(await page.getByLabel('引文', { exact: true }).inputValue(), /\[R\/OL\]\. \(2021\)\[\d{4}-\d\d-\d\d\]\./)
  t.notOk(await overflows(page), 'the page fits a phone')
}))
