import t from 'tap'
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { separateFurniture } from '../../indexer/text/furniture.js'
import { splitLines } from '../../indexer/text/lines.js'
import { lineIndex, sliceOf } from '../../indexer/text/paragraph.js'
import { reflow } from '../../indexer/text/reflow.js'
import { FIXTURES, linesFrom, readFixture, SEEDS_FOLDER } from '../support/corpus.js'
import { chineseLine, law, visible } from '../support/law.js'
import { boundaries, typeset } from '../../bench/pages/printed-page.js'

/** Each pair: a text as extraction leaves it (`.in`), and its paragraphs, one per line, as a reader restores them (`.out`). */
const names = readdirSync(join(FIXTURES, 'text')).filter((name) => name.endsWith('.in.txt')).map((name) => name.slice(0, -'.in.txt'.length))

t.test('damaged texts are restored to the paragraphs of their authors', (t) => {
  t.ok(names.length >= 10, 'fixtures were found')
  for (const name of names) {
    const source = splitLines(readFixture(`text/${name}.in.txt`))
    const restored = splitLines(readFixture(`text/${name}.out.txt`)).map((line) => line.text)
    const { text } = separateFurniture(source)
    t.same(reflow(text).map((paragraph) => paragraph.text), restored, name)
  }
  t.end()
})

t.test('Latin words that a line end parts are joined by one space', (t) => {
  t.same(reflow(linesFrom('Union Medical', 'College')).map((p) => p.text), ['Union Medical College'])
  t.same(reflow(linesFrom('Union Medical   ', 'College')).map((p) => p.text), ['Union Medical College'], 'however many stand at the end of the line')
  t.end()
})

t.test('no lines and blank lines give no paragraphs', (t) => {
  t.same(reflow([]), [])
  t.same(reflow(linesFrom('', '  ', '\f')), [])
  t.end()
})

const opening = fc.constantFrom('', '', '', '一、', '（一）', '1.', '（1）', '第一章 ', '第三条　', '# ', '- ', '一是', '专栏 2：', '“', '　　')
const line = fc.oneof({ weight: 5, arbitrary: fc.tuple(opening, chineseLine, fc.constantFrom('', '', '。', '；', '：', '”')).map((parts) => parts.join('')) }, { weight: 1, arbitrary: fc.constant('') })

t.test('paragraphs that were set as pages come back, whatever the measure and the blank lines', (t) => {
  // Whole paragraphs of a report that prints each on one line, their numbering taken off, so that only the layout tells where one ends.
  const source = splitLines(readFileSync(join(SEEDS_FOLDER, '002_7754d87d3ac6728e.txt'), 'utf8'))
  const paragraphs = source.filter(({ text }) => /^[一二三四五六七八九]是.*。$/.test(text)).map(({ text }) => text.slice(2))
  t.ok(paragraphs.length >= 50, 'the report was read')
  for (const blanks of ['doubled', 'between', 'none'] as const) {
    for (const measure of [20, 28, 33]) {
      const { text } = separateFurniture(splitLines(typeset(paragraphs, { measure, blanks, page: 22 })))
      const [truth, found] = [boundaries(paragraphs), boundaries(reflow(text).map((paragraph) => paragraph.text))]
      const right = [...found].filter((at) => truth.has(at)).length
      t.ok(right / found.size >= 0.97 && right / truth.size >= 0.95, `${blanks}, ${measure}: ${right} of ${truth.size} right, ${found.size - right} wrong`)
    }
  }
  t.end()
})

t.test('laws of reflow', (t) => {
  const texts = fc.array(line, { maxLength: 40 })
  law(t, 'every visible character is kept, in order, and none is invented', texts, (lines) =>
    visible(reflow(linesFrom(...lines)).map((p) => p.text).join('')) === visible(lines.join('')), 1000)
  law(t, 'a paragraph is what its pieces hold', texts, (lines) => {
    const source = linesFrom(...lines)
    return reflow(source).every((p) => p.text === p.pieces.map((piece) => sliceOf(piece, lineIndex(source))).join('') && p.text.trim() === p.text && p.text !== '')
  })
  t.end()
})
