import fc from 'fast-check'
import t from 'tap'
import { testApp, testEngine } from '../support/built.js'
import { holdsAsync, typedText } from '../support/seeded.js'

const app = await testApp()
const engine = await testEngine()
t.teardown(() => app.close())
const get = (url: string) => app.inject({ url })
const report = engine.corpus.reports[0]?.id ?? ''

t.test('the API refuses with a code, the right status, and a Chinese message that says what to do', async (t) => {
  const long = encodeURIComponent('长'.repeat(201))
  const cities = Array.from({ length: 50 }, (_, i) => `city=c${i}`).join('&')
  const table: [url: string, status: number, code: string, message: RegExp][] = [
    ['/api/search?page=0', 400, 'bad-parameter', /页码请用从 1 开始的整数/u],
    ['/api/search?page=abc', 400, 'bad-parameter', /页码/u],
    ['/api/search?size=1000', 400, 'bad-parameter', /每页条数请用 1–100/u],
    ['/api/search?year=20x2', 400, 'bad-parameter', /年份请用四位数字/u],
    ['/api/search?year=2020&year=x', 400, 'bad-parameter', /年份/u],
    ['/api/search?sort=foo', 400, 'bad-parameter', /排序方式只能是/u],
    [`/api/search?${cities}`, 400, 'bad-parameter', /最多 40 个/u],
    ['/api/search?report=A', 400, 'bad-parameter', /报告标识/u],
    [`/api/search?q=${long}`, 400, 'query-too-long', /请缩短/u],
    [`/api/suggest?q=${long}`, 400, 'query-too-long', /请缩短/u],
    ['/api/search?page=0&size=0', 400, 'bad-parameter', /页码|每页/u],
    ['/api/reports/no-such-report', 404, 'unknown-report', /请在下面检索|查看报告列表/u],
    ['/api/reports/NO', 404, 'not-found', /报告标识/u],
    [`/api/passages/${report}/00000000`, 404, 'unknown-passage', /没有该编号/u],
    ['/api/passages/no-such-report/00000000', 404, 'unknown-report', /./u],
    [`/api/passages/${report}/x`, 404, 'not-found', /段落编号/u],
    ['/api/nowhere', 404, 'not-found', /./u],
  ]
  for (const [url, status, code, message] of table) {
    const response = await get(url)
    t.equal(response.statusCode, status, url.slice(0, 60))
    t.match(response.headers['content-type'], /^application\/json/u)
    const body = response.json<{ error: { code: string; message: string } }>()
    t.strictSame([Object.keys(body), Object.keys(body.error).sort()], [['error'], ['code', 'message']])
    t.equal(body.error.code, code)
    t.match(body.error.message, message)
    t.match(body.error.message, /^[^a-z]*\p{Script=Han}/u, 'Chinese')
  }
})

t.test('a repeated text is not said to be too long', async (t) => {
  const response = await get('/api/search?q=a&q=b')
  t.equal(response.statusCode, 400)
  const { error } = response.json<{ error: { code: string; message: string } }>()
  t.not(error.code, 'query-too-long')
  t.notMatch(error.message, /最长/u)
})

t.test('names of JavaScript are no parameters', async (t) => {
  for (const query of ['__proto__=1', '__proto__[x]=1', 'constructor=1', 'toString=1', 'hasOwnProperty=x', 'unknown=1']) t.equal((await get(`/api/search?${query}`)).statusCode, 200, query)
  t.notOk('x' in {})
  for (const name of ['__proto__', 'constructor', 'tostring']) t.equal((await get(`/api/reports/${name}`)).statusCode, 404, name)
})

t.test('two hundred parameters are answered', async (t) => {
  const response = await get(`/api/search?${Array.from({ length: 200 }, (_, i) => `x${i}=${i}`).join('&')}&q=a`)
  t.equal(response.statusCode, 200)
})

t.test('an unforeseen failure tells the reader nothing of the inside', async (t) => {
  const failing = await testApp()
  failing.get('/api/failing', () => { throw new Error('secret detail') })
  failing.get('/failing', () => { throw new Error('secret detail') })
  for (const url of ['/api/failing', '/failing']) {
    const response = await failing.inject({ url })
    t.equal(response.statusCode, 500)
    t.notMatch(response.body, /secret|at .*\.js/u)
    t.match(response.body, /请稍后重试/u)
  }
  await failing.close()
})

const name = fc.oneof(fc.constantFrom('q', 'city', 'year', 'topic', 'report', 'from', 'to', 'sort', 'page', 'size', 'p'), fc.string({ maxLength: 8 }))
const value = fc.oneof(typedText(40), fc.integer().map(String), fc.constantFrom('', '0x10', '1e2', '2020', '-0', '%', '%CE%C0', '＋'))
const path = fc.constantFrom('/search', '/api/search', '/api/suggest', `/r/${report}`, `/r/${report}/source`, '/reports', '/')

holdsAsync(t, 'whatever parameters are sent, the answer is 200, 400 or 404', fc.asyncProperty(path, fc.array(fc.tuple(name, value), { maxLength: 6 }), fc.boolean(), async (at, pairs, raw) => {
  const query = raw ? pairs.map(([n, v]) => `${encodeURIComponent(n)}=${/^[!-~]*$/u.test(v) ? v.replace(/[#?&\s]/gu, '') : encodeURIComponent(v.toWellFormed())}`).join('&') : new URLSearchParams(pairs).toString()
  return [200, 400, 404].includes((await get(`${at}?${query}`)).statusCode)
}), 500)
