import t from 'tap'
import { wayBack } from '../../server/routes/settings.js'
import { testApp } from '../support/built.js'
import { attribute, byId, named, parseHtml } from '../support/html.js'

const app = await testApp()
t.teardown(() => app.close())

t.test('settings are kept in one cookie, and the form leads back to where it was sent', async (t) => {
  const { statusCode, headers } = await app.inject({ url: '/settings?size=large&theme=warm&face=song&to=%2Fr%2Fkaifeng-145-plan%3Fq%3D%25E5%258C%25BB' })
  t.equal(statusCode, 303)
  t.equal(headers.location, '/r/kaifeng-145-plan?q=%E5%8C%BB')
  t.match(String(headers['set-cookie']), /^settings=size-large\.theme-warm; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/u)
  t.equal(headers['cache-control'], 'no-store')
  const cookie = String(headers['set-cookie']).split(';', 1)[0] ?? ''
  for (const url of ['/', '/search?q=%E5%85%BB%E8%80%81', '/r/kaifeng-145-plan', '/nowhere']) {
    const page = parseHtml((await app.inject({ url, headers: { cookie } })).body)
    t.equal(attribute(named(page, 'html')[0], 'class'), 'size-large theme-warm', url)
  }
  const page = parseHtml((await app.inject({ url: '/settings', headers: { cookie } })).body)
  t.strictSame(named(page, 'input').filter((input) => input.attributes.has('checked')).map((input) => attribute(input, 'id')), ['set-size-large', 'set-leading-normal', 'set-face-song', 'set-theme-warm', 'set-keys-on'])
})

t.test('what is not asked for stays as it was, and the defaults need no cookie', async (t) => {
  const changed = await app.inject({ url: '/settings?keys=off', headers: { cookie: 'settings=face-hei; other=1' } })
  t.match(String(changed.headers['set-cookie']), /^settings=face-hei\.keys-off;/u)
  t.equal(changed.headers.location, '/')
  t.match(String((await app.inject({ url: '/settings?face=song&keys=on', headers: { cookie: 'settings=face-hei.keys-off' } })).headers['set-cookie']), /^settings=; Max-Age=0;/u)
})

t.test('a value that is not offered is refused, and sets nothing', async (t) => {
  for (const query of ['size=huge', 'theme=dark&theme=light', 'keys=%3Cb%3E']) {
    const { statusCode, headers } = await app.inject({ url: `/settings?${query}` })
    t.equal(statusCode, 400, query)
    t.notOk('set-cookie' in headers)
  }
})

t.test('the form leads to no other site', (t) => {
  const table: [to: string | undefined, back: string][] = [
    [undefined, '/'], ['/search?q=a', '/search?q=a'], ['/r/a/p/b#p-b', '/r/a/p/b#p-b'], ['//evil.example', '/'], ['/\\evil.example', '/'], ['https://evil.example', '/'], ['javascript:alert(1)', '/'], ['/a\r\nset-cookie: x', '/'], ['', '/'],
  ]
  for (const [to, back] of table) t.equal(wayBack(to), back, to ?? 'nothing')
  t.end()
})

t.test('the language of the page is kept on the way back', async (t) => {
  t.equal((await app.inject({ url: '/settings?size=large&lang=en&to=%2Freports' })).headers.location, '/reports?lang=en')
})

t.test('every page prints its address and the day', async (t) => {
  const { body } = await app.inject({ url: '/r/kaifeng-145-plan?q=a&lang=en', headers: { host: 'reports.example.cn' } })
  t.match(body, /<p class="print-head"><span lang="zh-CN">http:\/\/reports\.example\.cn\/r\/kaifeng-145-plan\?q=a<\/span> retrieved \d{4}-\d\d-\d\d<\/p>/u)
  t.ok(byId(parseHtml(body), 'main'))
})
