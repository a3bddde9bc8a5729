import t from 'tap'
import fc from 'fast-check'
import { Pattern } from '../../indexer/editions/distance.js'
import { law } from '../support/law.js'

/** Oracle: the whole table. `free`: the text may begin and end anywhere. */
function slow(pattern: string, text: string, free: boolean): number {
  let column = Array.from({ length: pattern.length + 1 }, (_, i) => i)
  let best = column[pattern.length] ?? 0
  for (let j = 1; j <= text.length; j++) {
    const next = [free ? 0 : j]
    for (let i = 1; i <= pattern.length; i++) {
      next.push(Math.min((column[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1, (column[i - 1] ?? 0) + (pattern[i - 1] === text[j - 1] ? 0 : 1)))
    }
    column = next
    best = Math.min(best, column[pattern.length] ?? 0)
  }
  return free ? best : (column[pattern.length] ?? 0)
}

const text = fc.string({ unit: fc.constantFrom(...'医养结合a1'), maxLength: 150 })

t.test('distances of texts by hand', (t) => {
  const table: [pattern: string, text: string, distance: number][] = [['', '', 0], ['', '医', 1], ['医', '', 1], ['医共体', '医联体', 1], ['医'.repeat(40), '医'.repeat(33), 7], ['甲乙丙', '乙丙丁', 2]]
  for (const [a, b, distance] of table) t.equal(new Pattern(a).distance(b), distance, `${a} ${b}`)
  t.equal(new Pattern('').similarity(''), 1)
  t.same(new Pattern('医共体').fit('建设医联体若干'), { errors: 1, start: 2, end: 5 })
  t.same(new Pattern('医共体').fit(''), { errors: 3, start: 0, end: 0 })
  t.end()
})

t.test('laws of distance', (t) => {
  law(t, 'the distance is that of the whole table', fc.tuple(text, text), ([a, b]) => new Pattern(a).distance(b) === slow(a, b, false))
  law(t, 'the best fit is that of the whole table, and its place has that distance', fc.tuple(text, text), ([a, b]) => {
    const { errors, start, end } = new Pattern(a).fit(b)
    return errors === slow(a, b, true) && slow(a, b.slice(start, end), false) === errors
  })
  law(t, 'a pattern answers the same again', fc.tuple(text, text, text), ([a, b, c]) => {
    const pattern = new Pattern(a)
    const first = pattern.distance(b)
    pattern.fit(c)
    return pattern.distance(b) === first
  })
  t.end()
})
