import t from 'tap'
import { doubtfulJoins, doubtsIn } from '../../indexer/report/doubts.js'
import type { Run } from '../../indexer/text/reading-order/index.js'

const fragment = (line: number, from: number, text: string): Run['fragments'][number] => ({ line, from, to: from + text.length, text })
const run: Run = {
  fragments: [fragment(3, 0, '作为省会'), fragment(3, 10, '城 市'), fragment(7, 2, '一直坚持')], joins: [{ confidence: 0.6 }, { confidence: 0.9 }],
  paragraphBreaks: [], city: null, role: 'body',
}
const pieces = [{ line: 3, from: 0, to: 4 }, { line: 3, from: 10, to: 11 }, { line: 3, from: 12, to: 13 }, { line: 7, from: 2, to: 6 }]

t.test('a weak join is found at its offset in the text, a sure one is not', (t) => {
  t.strictSame(doubtsIn(pieces, doubtfulJoins([run])), [{ at: 4, confidence: 0.6 }])
  t.strictSame(doubtsIn(pieces, doubtfulJoins([{ ...run, joins: [{ confidence: 0.8 }, { confidence: 0.5 }] }])), [{ at: 6, confidence: 0.5 }])
  t.end()
})

t.test('it is found wherever a passage holds both its sides, and nowhere else', (t) => {
  const doubtful = doubtfulJoins([run])
  t.strictSame(doubtsIn([{ line: 1, from: 0, to: 5 }, ...pieces.slice(0, 2)], doubtful), [{ at: 9, confidence: 0.6 }])
  t.strictSame(doubtsIn([pieces[0], pieces[3]].flatMap((piece) => piece ?? []), doubtful), [], 'an editor has joined other fragments')
  t.strictSame(doubtsIn([], doubtful), [])
  t.end()
})

t.test('what is printed as it stands has no doubtful joins', (t) => {
  t.equal(doubtfulJoins([{ ...run, role: 'printed' }]).size, 0)
  t.end()
})
