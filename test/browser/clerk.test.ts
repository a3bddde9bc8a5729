import t from 'tap'
import { testApp } from '../support/built.js'
import { launchChromium } from './chromium.js'
import { DESK, focused, inView, overflows, PHONE, styleOf, tabTo, visit } from './visit.js'

/** What a clerk does all day, by keyboard alone: find, narrow, read, jump between hits, collect, cite, share, print; and what machines do not see. */

const app = await testApp()
const origin = await app.listen({ port: 0, host: '127.0.0.1' })
const browser = await launchChromium()
t.teardown(async () => {
  await browser.close()
  await app.close()
})

const REPORT = '/r/kaifeng-145-plan'
const seeking = (q: string): string => `?q=${encodeURIComponent(q)}`
const isText = (text: RegExp) => async (page: Parameters<typeof focused>[0]): Promise<boolean> => text.test(await focused(page, 'text'))

for (const javaScriptEnabled of [true, false]) {
  for (const [name, viewport] of [['desk', DESK], ['phone', PHONE]] as const) {
    const how = `${name}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`

    t.test(`find, narrow and read by keyboard alone (${how})`, (t) => visit(t, browser, { javaScriptEnabled, viewport }, async (page) => {
      await page.goto(origin)
      t.equal(await focused(page, 'id'), 'q-hero')
      await page.keyboard.type('家庭医生')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/search\?/)

      await tabTo(page, isText(/^筛选$/), 30)
      await page.keyboard.press('Enter')
      await tabTo(page, async () => (await focused(page, 'name')) === 'city' && (await focused(page, 'value')) === '开封')
      await page.keyboard.press('Space')
      await tabTo(page, isText(/^应用筛选$/))
      await page.keyboard.press('Enter')
      await page.waitForURL(/city=.*#results$/)
      t.equal(await focused(page, 'id'), 'results', 'after filtering the focus is at the heading of the results')

      await tabTo(page, async () => /\/r\/[^/]+\/p\//.test(await focused(page, 'href')))
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/p\/[0-9a-z]{8}/)
      t.match(await page.locator('.focus mark').first().textContent(), /家庭医生/)
    }))

    t.test(`jump from hit to hit by plain links (${how})`, (t) => visit(t, browser, { javaScriptEnabled, viewport }, async (page) => {
      await page.goto(`${origin}${REPORT}${seeking('医养结合')}`)
      const count = await page.locator('.hit-nav').count()
      await tabTo(page, isText(/^到第一处$/))
      await page.keyboard.press('Enter')
      for (let hit = 1; hit < count; hit++) {
        await page.waitForURL(new RegExp(`#hit-${hit}$`))
        t.ok(await inView(page, `#hit-${hit}`), `hit ${hit} is in view`)
        await tabTo(page, isText(/^下一处$/), 3)
        await page.keyboard.press('Enter')
      }
      await page.waitForURL(new RegExp(`#hit-${count}$`))
      await tabTo(page, isText(/^上一处$/), 3)
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(`#hit-${count - 1}$`))
    }))

    t.test(`cite, share and print a passage by keyboard alone (${how})`, (t) => visit(t, browser, { javaScriptEnabled, viewport }, async (page) => {
      await page.goto(`${origin}/search${seeking('“医疗集团”')}`)
      await tabTo(page, async () => /\/r\/[^/]+\/p\//.test(await focused(page, 'href')))
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/p\//)
      await tabTo(page, isText(/^引用$/), 6)
      await page.keyboard.press('Enter')
      await page.waitForURL(/#cite$/)
      await tabTo(page, isText(/^引用本段$/), 3)
      await page.keyboard.press('Enter')
      await tabTo(page, async () => (await focused(page, 'id')) === 'cite-text', 3)
      t.match(await focused(page, 'value'), /\[[A-Z]+(?:\/OL)?\]/, 'the citation')
      for (let i = 0; i < 8 && (await focused(page, 'id')) !== 'address'; i++) await page.keyboard.press('Shift+Tab')
      t.match(await focused(page, 'value'), /^http.+\/p\/[0-9a-z]{8}$/, 'the address to share')
      await page.emulateMedia({ media: 'print' })
      t.match(await page.locator('.print-head').textContent(), /\/p\/.+\d{4}-\d\d-\d\d 查阅/)
      t.equal(await page.locator('.print-head').isVisible(), true)
      for (const part of ['.site-head', '.toc', '.hit-nav', '.settings']) t.equal(await page.locator(part).locator('visible=true').count(), 0, `${part} is not printed`)
      t.equal(await styleOf(page, 'mark', 'backgroundColor'), 'rgba(0, 0, 0, 0)', 'marks are off')
    }))

    t.test(`narrow to a county, collect, order and take away by keyboard alone (${how})`, (t) => visit(t, browser, { javaScriptEnabled, viewport }, async (page) => {
      await page.goto(`${origin}/search${seeking('医共体')}`)
      await tabTo(page, isText(/^筛选$/), 30)
      await page.keyboard.press('Enter')
      await tabTo(page, isText(/^开封\s*\d+ 个县区$/))
      await page.keyboard.press('Enter')
      await tabTo(page, async () => (await focused(page, 'name')) === 'county' && (await focused(page, 'value')) === '开封/尉氏县', 20)
      await page.keyboard.press('Space')
      await tabTo(page, isText(/^应用筛选$/))
      await page.keyboard.press('Enter')
      await page.waitForURL(/county=.*#results$/)
      t.equal(await page.getByRole('link', { name: /^开封 · 尉氏县/ }).count(), 1, 'its chip')
      t.match(await page.locator('.hit').first().textContent(), /尉氏/)
      for (const q of ['医共体', '医养结合']) {
        await page.goto(`${origin}/search${seeking(q)}`)
        await tabTo(page, isText(/^加入摘编$/), 60)
        await page.keyboard.press('Enter')
        await page.waitForURL(/#collect-/)
        t.equal(await focused(page, 'text') === '已在摘编中' || (await page.locator(':target').textContent())?.includes('摘编'), true, 'one is back at the passage')
      }
      await page.goto(`${origin}/basket`)
      const items = page.locator('.basket-items > li')
      t.equal(await items.count(), 2)
      const second = await items.nth(1).locator('blockquote').textContent()
      await tabTo(page, isText(/^上移$/), 60)
      await page.keyboard.press('Enter')
      await page.waitForURL(/#/)
      t.equal(await items.nth(0).locator('blockquote').textContent(), second, 'the second has become the first')
      await tabTo(page, isText(/Word/), 60)
      t.match(await focused(page, 'href'), /\.docx/)
      await tabTo(page, async () => (await focused(page, 'id')) === 'basket-address', 20)
      const shared = await focused(page, 'value')
      t.match(shared, /\/basket\?p=/, 'an address to share')
      await page.context().clearCookies()
      await page.goto(`${origin}/basket${new URL(shared).search}`)
      t.equal(await items.count(), 2, 'which shows the same to others')
    }))

    t.test(`reading settings are applied where one reads, and stay (${how})`, (t) => visit(t, browser, { javaScriptEnabled, viewport }, async (page) => {
      const size = async (): Promise<number> => parseFloat(await styleOf(page, '.report', 'fontSize'))
      const ground = (): Promise<string> => styleOf(page, 'body', 'backgroundColor')
      await page.goto(`${origin}${REPORT}${seeking('医院')}`)
      const [before, light] = [await size(), await ground()]
      await page.getByText('阅读设置').click()
      await page.getByRole('radio', { name: '特大' }).check()
      await page.getByRole('radio', { name: '深色' }).check()
      await page.getByRole('button', { name: '应用设置' }).click()
      await page.waitForURL(`${origin}${REPORT}${seeking('医院')}`)
      t.ok(await size() > before * 1.3, 'the text is larger')
      t.not(await ground(), light)
      for (const width of [900, 1024, 1160, 1280, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        t.notOk(await overflows(page), `${width} px wide`)
      }
      await page.setViewportSize(viewport)
      await page.goto(`${origin}/search${seeking('医院')}`)
      t.not(await ground(), light, 'on the other pages too')
    }))
  }
}

t.test('keys lead through hits and results, to the search box and to their help; switched off they do nothing', (t) => visit(t, browser, {}, async (page) => {
  await page.goto(`${origin}${REPORT}${seeking('医养结合')}`)
  for (const [key, hit] of [['n', 1], ['n', 2], ['n', 3], ['N', 2], ['N', 1]] as const) {
    await page.keyboard.press(key)
    t.equal(await focused(page, 'id'), `hit-${hit}`, key)
  }
  await page.keyboard.press('/')
  t.equal(await focused(page, 'id'), 'q-head')
  await page.keyboard.type('n/?')
  t.equal(await focused(page, 'value'), 'n/?', 'in a field they are letters, and write over what was there')
  await page.goto(`${origin}/search${seeking('医养结合')}`)
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  t.equal(await focused(page, 'href'), await page.locator('.hit h2 a').nth(1).getAttribute('href'))
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  t.match(await page.getByRole('dialog').textContent(), /上一处命中/)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  t.equal(await page.locator('[role=status]').count(), 2, 'one region for what scripts say, beside the number of results')

  await page.goto(`${origin}/settings?keys=off&to=/search`)
  await page.keyboard.press('/')
  await page.keyboard.press('n')
  await page.keyboard.press('?')
  t.equal(await focused(page, 'tag'), 'body')
  t.equal(await page.getByRole('dialog').count(), 0)
}))

t.test('an IME composition confirmed by Enter never submits; the Enter behind it does', (t) => visit(t, browser, {}, async (page) => {
  await page.goto(`${origin}/search${seeking('医院')}`)
  const here = page.url()
  const cdp = await page.context().newCDPSession(page)
  const field = page.locator('#q-head')
  const key = (type: 'rawKeyDown' | 'keyUp', code: number, name: string) => cdp.send('Input.dispatchKeyEvent', { type, key: name, code: 'Enter', windowsVirtualKeyCode: code })
  /** What Chromium gets from the system: composing text, the confirming Enter as key 229, the text, the key going up. */
  const compose = async (pinyin: string, text: string): Promise<void> => {
    for (let i = 1; i <= pinyin.length; i++) {
      await key('rawKeyDown', 229, 'Process')
      await cdp.send('Input.imeSetComposition', { text: pinyin.slice(0, i), selectionStart: i, selectionEnd: i })
    }
    await key('rawKeyDown', 229, 'Process')
    await cdp.send('Input.insertText', { text })
    await key('keyUp', 13, 'Enter')
  }
  const composed = page.evaluate('new Promise((done) => document.addEventListener("compositionend", (event) => done(event.data), { once: true }))')
  await field.fill('')
  await compose('yigongti', '医共体')
  t.equal(await composed, '医共体', 'a real composition')
  t.equal(await field.inputValue(), '医共体')
  await page.getByRole('listbox', { name: '检索建议' }).waitFor()
  t.equal(page.url(), here, 'nothing was sent')

  // An option is active: composing on must not choose it.
  await page.keyboard.press('ArrowDown')
  t.ok(await field.getAttribute('aria-activedescendant'))
  await compose('jianshe', '建设')
  t.equal(page.url(), here, 'still nothing was sent')
  t.match(await field.inputValue(), /建设$/)

  // WebKit tells the confirming Enter after the composition's end, with key code 229.
  await page.evaluate(`(() => {
    const field = document.querySelector('#q-head')
    field.dispatchEvent(new CompositionEvent('compositionend', { data: '建设', bubbles: true }))
    const enter = new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true })
    field.dispatchEvent(enter)
  })()`)
  t.equal(page.url(), here)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.href !== here)
  t.match(decodeURIComponent(page.url()), /建设/, 'the next Enter sends')
}))

t.test('a field finds among the values of a long filter, and sends nothing of its own', (t) => visit(t, browser, {}, async (page) => {
  await page.goto(`${origin}/search${seeking('服务')}`)
  const field = page.getByRole('searchbox', { name: '在主题中查找' })
  await field.fill('党建')
  t.strictSame(await page.locator('#facet-topic li:visible label > span:first-of-type').allTextContents(), ['党建与行风'])
  await field.press('Enter')
  t.notMatch(page.url(), /#results/)
  await page.getByRole('checkbox', { name: /^党建/ }).check()
  await page.getByRole('button', { name: '应用筛选' }).click()
  await page.waitForURL(/topic=/)
  t.strictSame([...new URL(page.url()).searchParams.keys()].sort(), ['q', 'topic'], 'empty fields aside, only what was asked')
}))

const PAGES = ['/', '/reports', '/settings', '/quality', `/search${seeking('医共体')}&city=${encodeURIComponent('开封')}&-topic=${encodeURIComponent('医改')}`, `/search${seeking('猴痘火星')}&city=${encodeURIComponent('北京')}`, REPORT, `${REPORT}${seeking('家庭医生')}`, `${REPORT}/source`, `${REPORT}/quality`, '/r/henan-2019-conference', '/nowhere']

t.test('at 400 % (320 px) no page scrolls sideways, in either language and in the largest size', (t) => visit(t, browser, { viewport: { width: 320, height: 256 } }, async (page) => {
  for (const settings of ['', '/settings?size=largest&leading=wide&to=/']) {
    if (settings !== '') await page.goto(origin + settings)
    for (const path of PAGES) {
      for (const lang of ['', `${path.includes('?') ? '&' : '?'}lang=en`]) {
        await page.goto(origin + path + lang)
        t.notOk(await overflows(page), path + lang)
      }
    }
  }
}))

t.test('every link and button has a name, and what has the focus shows it', (t) => visit(t, browser, {}, async (page) => {
  for (const path of PAGES) {
    await page.goto(origin + path)
    t.strictSame(await page.evaluate(`[...document.querySelectorAll('a[href], button, summary')].filter((e) => !e.closest('[aria-hidden]'))
      .filter((e) => ((e.getAttribute('aria-label') ?? '') + e.textContent + [...e.querySelectorAll('img')].map((i) => i.alt).join('')).trim() === '').map((e) => e.outerHTML.slice(0, 120))`), [], path)
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      t.ok(await page.evaluate('(() => { const e = document.activeElement; return e === document.body || e.tagName === "HTML" || getComputedStyle(e).outlineStyle !== "none" })()'), `${path}: ${await focused(page, 'text')}`)
    }
  }
}))

/** Texts whose contrast with the ground behind them is below WCAG's 4.5 (3 for large ones), as far as grounds are plain colours. */
const FAINT = `(() => {
  const parse = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return { r, g, b, a } }
  const over = (top, below) => ({ r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1 })
  const light = ({ r, g, b }) => [r, g, b].map((c) => c / 255).map((c) => (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)
  const faint = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (node.textContent.trim() === '' || element.closest('.vh, script, [hidden], svg') || !element.checkVisibility({ opacityProperty: true })) continue
    const grounds = []
    let plain = true
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e)
      if (style.backgroundImage !== 'none' || !/^rgba?\\(/.test(style.backgroundColor)) { plain = false; break }
      grounds.unshift(parse(style.backgroundColor))
      if (grounds[0].a === 1) break
    }
    if (!plain) continue
    const style = getComputedStyle(element)
    const ground = grounds.reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 })
    const [a, b] = [light(over(parse(style.color), ground)), light(ground)]
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05)
    const size = parseFloat(style.fontSize)
    if (ratio < (size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5)) faint.add(ratio.toFixed(2) + ' ' + element.tagName + '.' + element.className + ' ' + node.textContent.trim().slice(0, 20))
  }
  return [...faint].slice(0, 6)
})()`

for (const theme of ['light', 'dark', 'warm']) {
  t.test(`every text stands out from its ground (${theme})`, (t) => visit(t, browser, {}, async (page) => {
    await page.goto(`${origin}/settings?theme=${theme}&to=/`)
    for (const path of PAGES) {
      await page.goto(origin + path)
      t.strictSame(await page.evaluate(FAINT), [], path)
    }
  }))
}

t.test('with forced colours marks, chosen things and the strip of hits are still told apart', (t) => visit(t, browser, { forcedColors: 'active' }, async (page) => {
  await page.goto(`${origin}${REPORT}${seeking('医院')}`)
  t.not(await styleOf(page, 'mark', 'backgroundColor'), await styleOf(page, 'body', 'backgroundColor'))
  t.not(await styleOf(page, '.density-bar', 'fill'), await styleOf(page, '.density-ground', 'fill'))
  t.not(await styleOf(page, '.site-nav [aria-current]', 'borderBottomStyle'), 'none')
}))
