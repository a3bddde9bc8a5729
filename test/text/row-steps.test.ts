import t from 'tap'
import { detoursOf } from '../../indexer/text/reading-order/detours.js'
import type { JoinGraph } from '../../indexer/text/reading-order/join-graph.js'
import { ROW } from '../../indexer/text/reading-order/join-graph.js'
import { promisingOf } from '../../indexer/text/reading-order/promising.js'
import { ROW_STEP_TERMS, rowsByDepth, rowStepTerms } from '../../indexer/text/reading-order/row-steps.js'

/** A graph of these joins `[from, to, score]`, and nothing else. */
function graphOf(size: number, joins: readonly (readonly [number, number, number])[]): JoinGraph {
  const [from, to] = [Int32Array.from(joins, ([i]) => i), Int32Array.from(joins, ([, j]) => j)]
  const reach = 2 * ROW
  const partner = new Int32Array(joins.length * reach).fill(-1)
  joins.forEach(([i, j], k) => {
    for (let d = -ROW; d <= ROW; d++) if (d !== 0) partner[k * reach + (d < 0 ? d + ROW : d + ROW - 1)] = joins.findIndex(([a, b]) => a === i + d && b === j + d)
  })
  const none = new Float32Array(joins.length)
  return {
    pieces: [], candidates: { size, from, to, score: Float64Array.from(joins, ([, , score]) => score) }, support: { reach, partner, weight: new Float64Array(partner.length), most: 1 },
    chance: new Float64Array(joins.length), lex: none, word: none, join: none, near: none, streamed: new Int32Array(size), article: [], city: [],
  }
}

t.test('a row is what is equally deep in its columns: a hole in all of them begins anew', (t) => {
  // Three columns of two rows, then a lost row, then two columns of two rows.
  const above = Int32Array.of(0, 0, 0, 1, 1, 1, 0, 0, 1, 1)
  const { above: { place, length } } = rowsByDepth(above, above)
  t.strictSame([...place], [0, 1, 2, 0, 1, 2, 0, 1, 0, 1])
  t.strictSame([...length], [3, 3, 3, 3, 3, 3, 2, 2, 2, 2])
  t.end()
})

t.test('the step between two rows is weighed by the words of all its joins, made or not', (t) => {
  const graph = graphOf(6, [[0, 3, 0], [1, 4, 0], [2, 5, 0]])
  const rows = rowsByDepth(Int32Array.of(0, 0, 0, 1, 1, 1), Int32Array.of(1, 1, 1, 0, 0, 0))
  const words = [5, -3, 1]
  const terms = rowStepTerms(graph, 0, rows, { of: (k) => words[k] ?? -2, joined: (k) => k === 2, open: (i) => i === 1 })
  t.equal(terms.length, ROW_STEP_TERMS)
  t.strictSame(terms.slice(0, 4), [0, 3, 0, 3], 'both ends stand first in rows of three')
  t.strictSame(terms.slice(4, 8), [3, -3, 1, 1], 'sum and least of the words, joins made, joins that could be')
  t.equal(terms[8], -2 + 5 - 3, 'the least that any row of three says')
  t.strictSame(terms.slice(9), [5, -2, -2, -3, 1], 'its own words and those next to it')
  t.end()
})

t.test('a torn-off cell is known by the way back to its column', (t) => {
  const graph = graphOf(40, [[2, 30, 0], [30, 8, 0], [30, 25, 0], [1, 5, 0]])
  const known = [{ said: 1, before: 0.1 }, { said: 4, before: 0.6 }, { said: 6, before: 0.9 }, { said: 0, before: 0 }]
  const none = { said: -2, before: 0 }
  const detours = detoursOf(graph, Int32Array.of(0, 1, 2, 3), (k) => known[k] ?? none, none)
  t.strictSame(detours.after(30, 2), { said: 4, before: 0.6 }, 'to 8, shortly after 2; 25 is too far')
  t.strictSame(detours.before(30, 8), { said: 1, before: 0.1 }, 'from 2, shortly before 8')
  t.strictSame(detours.after(5, 1), none)
  t.end()
})

t.test('a join is promising while it is among the best of both its ends', (t) => {
  const promising = promisingOf(graphOf(20, [[0, 10, 9], [0, 11, 8], [0, 12, 7], [0, 13, 6], [1, 12, 9], [2, 12, 9], [3, 12, 9]]))
  t.strictSame([0, 1, 2, 3].map(promising), [true, true, false, false], 'three better ones lead to 12, three better ones leave 0')
  const nextRow = promisingOf(graphOf(20, [[9, 12, 1], [1, 12, 9], [2, 12, 9], [3, 12, 9]]))
  t.ok(nextRow(0), 'one more is looked at in the next row')
  t.end()
})
