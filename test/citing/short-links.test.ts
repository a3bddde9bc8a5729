import fc from 'fast-check'
import jsQRModule from 'jsqr'
import t from 'tap'
import { qrSvg } from '../../server/citing/qr.js'
import { allocate, parseLink, printLink, readShort, ShortLinks, type PassageKey, type ShortLink } from '../../server/citing/short-links.js'
import { holds } from '../support/seeded.js'

const anchor = fc.string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 8, maxLength: 8 })
const key: fc.Arbitrary<PassageKey> = fc.record({ report: fc.constantFrom('kaifeng-2020-summary', 'a', 'henan-2023'), anchor })
const keys = fc.array(key, { maxLength: 40 })
const name = ({ report, anchor }: PassageKey): string => `${report}/${anchor}`

holds(t, 'every passage gets one id, and no id two passages, whatever was given before', fc.property(keys, keys, (before, now) => {
  const given = allocate([], before)
  const all = [...given, ...allocate(given, [...before, ...now])]
  return new Set(all.map(({ short }) => short)).size === all.length && new Set(all.map(name)).size === all.length && all.length === new Set([...before, ...now].map(name)).size
}))

holds(t, 'an id does not depend on what else there is, but for collisions', fc.property(keys, key, (others, wanted) => {
  const alone = allocate([], [wanted])[0]?.short ?? 'none'
  const among = allocate([], [...others, wanted]).find((link) => name(link) === name(wanted))?.short ?? ''
  return alone.length === 6 && among.startsWith(alone)
}))

t.test('an id that was given is never given again, also when its passage is gone', (t) => {
  const passage = { report: 'kaifeng-2020-summary', anchor: '7k2m9qxa' }
  const [own] = allocate([], [passage])
  const gone: ShortLink = { short: own?.short ?? '', report: 'withdrawn', anchor: '00000000' }
  const [link] = allocate([gone], [passage])
  t.match(link?.short, new RegExp(`^${gone.short}.$`, 'u'), 'a longer one is given')
  const links = new ShortLinks([gone, ...(link ? [link] : [])])
  t.same(links.target(gone.short), { report: 'withdrawn', anchor: '00000000' })
  t.equal(links.short(passage), link?.short)
  t.equal(links.target('zzzzzz'), undefined)
  t.strictSame(allocate([gone, ...(link ? [link] : [])], [passage]), [], 'and none twice')
  t.end()
})

t.test('what is typed from paper is read as it was printed', (t) => {
  for (const [typed, short] of [['7K2M9Q', '7k2m9q'], ['7k2-m9q', '7k2m9q'], ['OIl0', '0110']]) t.equal(readShort(typed ?? ''), short)
  t.end()
})

holds(t, 'a line is read back as it was written', fc.property(keys, (given) => {
  const links = allocate([], given)
  return links.every((link) => JSON.stringify(parseLink(printLink(link))) === JSON.stringify(link) && readShort(link.short) === link.short)
}))

t.test('a line of another form is none', (t) => {
  for (const line of ['', 'abc', 'abc def', 'abc a/b c', 'ABC a/b', 'abc a/b/c']) t.equal(parseLink(line), null, JSON.stringify(line))
  t.end()
})

/** The modules of our SVG as an image: a path of unit squares `Mx,yh1v1h-1z`. */
function imageOf(svg: string): { data: Uint8ClampedArray; side: number } {
  const [, size = '0'] = /viewBox="0 0 (\d+) \1"/u.exec(svg) ?? []
  const scale = Number(size) % 10 === 0 && Number(size) > 200 ? 10 : 1
  const modules = Number(size) / scale
  const pixels = 4
  const side = modules * pixels
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x = '0', y = '0'] of svg.matchAll(/M(\d+),(\d+)h/gu)) {
    for (let dy = 0; dy < pixels; dy++) {
      for (let dx = 0; dx < pixels; dx++) data.fill(0, ((Number(y) / scale * pixels + dy) * side + Number(x) / scale * pixels + dx) * 4, ((Number(y) / scale * pixels + dy) * side + Number(x) / scale * pixels + dx) * 4 + 3)
    }
  }
  return { data, side }
}
const jsQR = jsQRModule as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null

t.test('a QR code is read back as the address, and holds nothing that the security policy forbids', (t) => {
  for (const address of ['https://reports.example.cn/c/7k2m9q', 'http://127.0.0.1:3000/c/7k2m9qxab']) {
    const svg = qrSvg(address)
    const { data, side } = imageOf(svg)
    t.equal(jsQR(data, side, side)?.data, address)
    t.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/u)
    t.notMatch(svg, /style|script|href|on[a-z]+=/u)
  }
  t.end()
})
