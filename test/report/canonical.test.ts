import t from 'tap'
import fc from 'fast-check'
import { CanonicalBuilder, linesOf } from '../../indexer/report/canonical.js'
import { lineIndex, paragraphOf, sliceOf } from '../../indexer/text/paragraph.js'
import { linesFrom } from '../support/corpus.js'
import { hanText, law } from '../support/law.js'

t.test('blocks stand in order with one line feed between them', (t) => {
  const builder = new CanonicalBuilder()
  t.same(builder.append('一二', [{ line: 1, from: 0, to: 2 }]), { start: 0, end: 2 })
  t.same(builder.append('', []), { start: 2, end: 2 }, 'a block without pieces is no text')
  t.same(builder.append('三', [{ line: 2, from: 4, to: 5 }]), { start: 3, end: 4 })
  t.same(builder.finish(), { text: '一二\n三', pieces: [{ line: 1, from: 0, to: 2, start: 0 }, { line: 2, from: 4, to: 5, start: 3 }] })
  t.end()
})

t.test('pieces that are not as long as their text are a broken invariant', (t) => {
  t.throws(() => new CanonicalBuilder().append('一二三', [{ line: 1, from: 0, to: 2 }]), /tile/)
  t.end()
})

t.test('the lines of pieces are the first and the last', (t) => {
  t.same(linesOf([{ line: 7, from: 0, to: 1 }, { line: 3, from: 0, to: 1 }, { line: 5, from: 0, to: 1 }]), [3, 7])
  t.equal(linesOf([]), null)
  t.end()
})

t.test('laws of the canonical text', (t) => {
  const blocks = fc.array(fc.array(hanText(1, 8), { minLength: 1, maxLength: 4 }), { maxLength: 8 })
  law(t, 'pieces tile the text, line feeds between blocks aside', blocks, (groups) => {
    const builder = new CanonicalBuilder()
    const lines = linesFrom(...groups.flat())
    const index = lineIndex(lines)
    let next = 0
    for (const group of groups) {
      const paragraph = paragraphOf(group.map((text) => ({ line: ++next, from: 0, to: text.length })), index)
      const span = builder.append(paragraph.text, paragraph.pieces)
      if (span.end - span.start !== paragraph.text.length) return false
    }
    const { text, pieces } = builder.finish()
    let at = 0
    for (const piece of pieces) {
      if (piece.start !== at && !(piece.start === at + 1 && text[at] === '\n')) return false
      const slice = sliceOf(piece, index)
      if (text.slice(piece.start, piece.start + slice.length) !== slice) return false
      at = piece.start + slice.length
    }
    return at === text.length && text === groups.map((group) => group.join('')).join('\n')
  })
  t.end()
})
