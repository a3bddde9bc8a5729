import t from 'tap'
import fc from 'fast-check'
import { isSame, MOST_ITEMS, moved, printItems, readItems, type CollectedItem } from '../../server/resolving/collection.js'

const anchor = fc.string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 8, maxLength: 8 })
const item = fc.record({ report: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), anchor, edition: fc.option(anchor) })
const items = fc.uniqueArray(item, { maxLength: 40, comparator: isSame })

t.test('what is printed is read as it was', (t) => {
  fc.assert(fc.property(items, (list) => JSON.stringify(readItems(printItems(list))) === JSON.stringify(list)))
  t.pass('for any list')
  t.end()
})

t.test('anything is read without fault: never more than a list holds, no passage twice, always small enough for a cookie', (t) => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(item, { maxLength: 200 }).map(printItems)), (text) => {
    const read = readItems(text)
    return read.length <= MOST_ITEMS && printItems(read).length <= 3600 && read.every((one, i) => !read.slice(0, i).some((other) => isSame(one, other)))
  }))
  t.strictSame(readItems('x~short,../etc~00000000,a~00000000~zz,,a~00000000~11111111'), [{ report: 'a', anchor: '00000000', edition: '11111111' }])
  t.end()
})

t.test('an item goes up and down by one, stays at the ends, and nothing is lost', (t) => {
  const [a, b, c] = ['a', 'b', 'c'].map((report): CollectedItem => ({ report, anchor: '00000000', edition: null }))
  if (!a || !b || !c) return t.fail('no items')
  t.strictSame(moved([a, b, c], b, 'up'), [b, a, c])
  t.strictSame(moved([a, b, c], b, 'down'), [a, c, b])
  t.strictSame(moved([a, b, c], a, 'up'), [a, b, c])
  t.strictSame(moved([a, b, c], c, 'down'), [a, b, c])
  t.strictSame(moved([a, b], c, 'up'), [a, b])
  return t.end()
})
