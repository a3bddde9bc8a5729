import fc from 'fast-check'
import t from 'tap'
import { densityOf, type Stretch } from '../../server/views/density.js'
import { law } from '../support/law.js'

const anyStretches = fc.array(fc.record({ length: fc.nat(2000), found: fc.boolean() }), { maxLength: 60 })
  .map((all) => all.map(({ length, found }, i): Stretch => ({ length, href: found ? `#hit-${i}` : null })))

law(t, 'a strip has a bar where something was found, inside its frame, and each leads to the first of its hits', anyStretches, (stretches) => {
  const { width, height, bars } = densityOf(stretches, [])
  const found = stretches.flatMap(({ href }) => href ?? [])
  const total = Math.max(1, stretches.reduce((sum, { length }) => sum + length, 0))
  const expected = new Map<number, string>()
  let at = 0
  for (const { length, href } of stretches) {
    const x = Math.min(119, Math.floor((at / total) * 120)) * 5
    if (href !== null && !expected.has(x)) expected.set(x, href)
    at += length
  }
  if (JSON.stringify(bars.map(({ x, href }) => [x, href])) !== JSON.stringify([...expected])) throw new Error(`${JSON.stringify(bars)} for ${JSON.stringify([...expected])}`)
  if (bars.some((bar) => bar.x < 0 || bar.x >= width || bar.y < 0 || bar.y + bar.height !== height || bar.height < 9 || !found.includes(bar.href))) throw new Error(JSON.stringify(bars))
})

t.test('more hits make a higher bar, and parts are marked where they begin', (t) => {
  const stretches = [{ length: 10, href: '#a' }, { length: 10, href: '#b' }, { length: 980, href: null }, { length: 1000, href: '#c' }]
  const { bars, parts, height } = densityOf(stretches, [0, 3, 9])
  t.strictSame(bars.map(({ href }) => href), ['#a', '#c'])
  t.equal(bars[0]?.height, height)
  t.ok((bars[1]?.height ?? 0) < height)
  t.strictSame(parts, [{ x: 300, height }], 'the first part needs no mark, and what is not there gets none')
  t.end()
})
