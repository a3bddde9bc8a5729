import { connect, type AddressInfo } from 'node:net'
import t from 'tap'
import { encodeAddress } from '../server/raw-address.js'
import { testApp } from './support/built.js'

const app = await testApp()
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo
t.teardown(() => app.close())

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends parts of bytes, `pause` ms apart, and gives all that comes back until the server ends. */
function talk(parts: readonly (string | Buffer)[], pause = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = Buffer.alloc(0)
    socket.on('data', (data) => { received = Buffer.concat([received, data]) })
    socket.once('error', reject)
    socket.once('close', () => resolve(received.toString('utf8')))
    socket.once('connect', () => void (async () => {
      for (const part of parts) {
        socket.write(part)
        await wait(pause)
      }
    })())
  })
}

const request = (method: string, address: Buffer | string, ...headers: string[]): Buffer =>
  Buffer.concat([Buffer.from(`${method} `), Buffer.isBuffer(address) ? address : Buffer.from(address), Buffer.from(` HTTP/1.1\r\n${['host: localhost', 'connection: close', ...headers].join('\r\n')}\r\n\r\n`)])

const status = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/u.exec(answer)?.[1])
const body = (answer: string): string => answer.slice(answer.indexOf('\r\n\r\n') + 4)
const header = (answer: string, name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'imu').exec(answer.slice(0, answer.indexOf('\r\n\r\n')))?.[1]?.trim()

/** 医养结合 in GB18030, from the code table. */
const GB = Buffer.from('d2bdd1f8bde1bacf', 'hex')
const RAW = '/api/search?q=医养结合'

t.test('an address is encoded as what it says, in UTF-8 or GB18030', (t) => {
  const table: [bytes: Buffer, encoded: string | null][] = [
    [Buffer.from('/search?q=a'), '/search?q=a'],
    [Buffer.from('/search?q=医'), '/search?q=%E5%8C%BB'],
    [Buffer.from('/search?q=医&city=开封'), '/search?q=%E5%8C%BB&city=%E5%BC%80%E5%B0%81'],
    [Buffer.from('/search?q=%E5%8C%BB医'), '/search?q=%E5%8C%BB%E5%8C%BB'],
    [Buffer.from('/search?q=😀𠮷'), '/search?q=%F0%9F%98%80%F0%A0%AE%B7'],
    [Buffer.concat([Buffer.from('/search?q='), GB]), `/search?q=${encodeURIComponent('医养结合')}`],
    [Buffer.from([0x2f, 0xff]), null],
    [Buffer.from([0x2f, 0x81]), null],
    [Buffer.from(''), ''],
  ]
  for (const [bytes, encoded] of table) t.equal(encodeAddress(bytes.toString('latin1')), encoded, bytes.toString('hex'))
  t.end()
})

t.test('raw 汉字 in an address are answered like encoded ones', async (t) => {
  const expected = (await app.inject({ url: `/api/search?q=${encodeURIComponent('医养结合')}` })).json<{ total: number }>().total
  t.ok(expected > 0)
  for (const address of [RAW, Buffer.concat([Buffer.from('/api/search?q='), GB])]) {
    const answer = await talk([request('GET', address)])
    t.equal(status(answer), 200)
    t.equal((JSON.parse(body(answer)) as { total: number }).total, expected)
    t.match(header(answer, 'content-security-policy'), /default-src/u, 'with the same guards')
  }
})

t.test('a raw address that is refused is refused like an encoded one', async (t) => {
  t.equal(status(await talk([request('GET', '/汉字')])), 404)
  t.equal(status(await talk([request('GET', '/search?q=医&page=0')])), 400)
})

t.test('HEAD answers without a body, and with no other length than GET', async (t) => {
  const address = '/search?q=医养结合'
  const got = await talk([request('GET', address)])
  const headed = await talk([request('HEAD', address)])
  t.equal(status(headed), 200)
  t.equal(body(headed), '')
  // RFC 9110, 8.6: a Content-Length in answer to HEAD is that of GET, or there is none.
  t.ok([undefined, header(got, 'content-length')].includes(header(headed, 'content-length')), `${header(headed, 'content-length') ?? 'none'} beside ${header(got, 'content-length') ?? 'none'}`)
})

t.test('what is no request is refused, and the server lives on', async (t) => {
  const garbage: (string | Buffer)[] = ['garbage\r\n\r\n', Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0xff]), request('POST', '/汉字'), request('GET', Buffer.from([0x2f, 0xff, 0xfe])), 'GET http://x/汉字 HTTP/1.1\r\n\r\n', request('GET', `/${'汉'.repeat(6000)}`), request('GET', '/', `x: ${'y'.repeat(20_000)}`)]
  for (const bytes of garbage) {
    const answer = await talk([bytes])
    t.ok(status(answer) >= 400 && status(answer) < 500, answer.slice(0, 40))
    if (body(answer).startsWith('{"error":{"code"')) t.match((JSON.parse(body(answer)) as { error: { message: string } }).error.message, /\p{Script=Han}/u)
  }
  t.equal(status(await talk([request('GET', '/healthz')])), 200)
})

t.test('lines cannot be smuggled into the answer', async (t) => {
  const answer = await talk([request('GET', '/r/汉%0d%0aset-cookie:x')])
  t.equal(header(answer, 'set-cookie'), undefined)
  t.equal(status(answer), 404)
})

t.test('a head that comes slowly is waited for', async (t) => {
  const whole = request('GET', '/healthz')
  const parts = Array.from({ length: Math.ceil(whole.length / 20) }, (_, i) => whole.subarray(i * 20, i * 20 + 20))
  t.equal(status(await talk(parts, 50)), 200)
})

t.test('a raw address that comes in two parts is not left without an answer', async (t) => {
  const whole = request('GET', RAW)
  // Node hands on the packet that it could not read, not those before it: without the first part it can only be refused.
  t.ok([200, 400].includes(status(await talk([whole.subarray(0, 8), whole.subarray(8)], 60))))
})

t.test('a head that never ends does not hold a connection', { timeout: 30_000 }, async (t) => {
  const started = Date.now()
  await talk(['GET /healthz HTTP/1.1\r\nhost: x\r\n'])
  // The limit is 10 s; a second more for a busy machine.
  t.ok(Date.now() - started < 14_000, `${Date.now() - started} ms`)
})
