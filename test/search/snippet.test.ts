import fc from 'fast-check'
import t from 'tap'
import type { Mark } from '../../server/search/match.js'
import { EMPTY_QUERY } from '../../server/search/query.js'
import { snippetOf } from '../../server/search/snippet.js'
import { testEngine } from '../support/built.js'
import { dice, holds, SEED } from '../support/seeded.js'

const engine = await testEngine()

const KINDS = ['exact', 'term', 'synonym'] as const
const passage = fc.string({ unit: fc.constantFrom(...'医养结合服务体系建设，。；、：“”（）2021年𠮷😀 '), minLength: 0, maxLength: 400 })

/** Marks as `marksOf` makes them: ascending, apart, on borders of characters. */
const withMarks = passage.chain((text) => {
  const borders = [0]
  for (const character of text) borders.push((borders.at(-1) ?? 0) + character.length)
  return fc.tuple(fc.constant(text), fc.uniqueArray(fc.constantFrom(...borders), { maxLength: 16 }), fc.infiniteStream(fc.constantFrom(...KINDS)))
}).map(([text, cuts, kinds]): [string, Mark[]] => {
  const sorted = [...cuts].sort((a, b) => a - b)
  const marks: Mark[] = []
  for (let i = 0; i + 1 < sorted.length; i += 2) marks.push({ start: sorted[i] ?? 0, end: sorted[i + 1] ?? 0, kind: kinds.next().value ?? 'exact' })
  return [text, marks]
})

/** The longest excerpt: that of a passage which is shown whole (120), since a cut one is no longer than 96. */
const LONGEST = 120

holds(t, 'a snippet is a stretch of its passage, and its marks are on the same characters', fc.property(withMarks, ([text, marks]) => {
  const snippet = snippetOf(text, marks)
  const at = snippet.start
  return text.slice(at, at + snippet.text.length) === snippet.text
    && snippet.text.length <= LONGEST
    && (text === '' || snippet.text !== '')
    && snippet.marks.every((mark) => marks.some(({ start, end, kind }) => kind === mark.kind && start <= mark.start + at && mark.end + at <= end) && mark.start < mark.end && mark.end <= snippet.text.length)
    && snippet.marks.every((mark, i) => i === 0 || (snippet.marks[i - 1]?.end ?? 0) <= mark.start)
}), 3000)

holds(t, 'a snippet never cuts a character in two', fc.property(withMarks, ([text, marks]) => snippetOf(text, marks).text.isWellFormed()), 3000)

holds(t, 'a passage with a mark has a snippet with a mark', fc.property(withMarks, ([text, marks]) => marks.length === 0 || snippetOf(text, marks).marks.length > 0), 3000)

t.test('a short passage is shown whole, and one without marks from its start', (t) => {
  const short = '医'.repeat(LONGEST)
  t.strictSame(snippetOf(short, []), { text: short, marks: [], start: 0 })
  const long = '医养结合，'.repeat(60)
  t.equal(snippetOf(long, []).start, 0)
  t.ok(snippetOf(long, []).text.length < long.length)
  t.end()
})

t.test('a snippet opens at a clause, at the window with the most of what is sought', (t) => {
  const filler = '其他工作有序推进，取得一定成效。'.repeat(12)
  const text = `${filler}开展家庭医生签约，${filler}推进家庭医生签约和医养结合工作。${filler}`
  const marks = ['家庭医生', '医养结合'].flatMap((word) => [...text.matchAll(new RegExp(word, 'gu'))].map(({ index }): Mark => ({ start: index, end: index + word.length, kind: 'exact' }))).sort((a, b) => a.start - b.start)
  const snippet = snippetOf(text, marks)
  t.ok(snippet.text.includes('家庭医生签约和医养结合'), 'both words are in the window')
  t.match(text[snippet.start - 1], /[。，；：]/u, 'a clause ends before it')
  t.end()
})

t.test(`the snippets of real hits hold what was sought, phrases of any length included (seed ${SEED})`, (t) => {
  const { pick, between, below } = dice()
  const bare: string[] = []
  let looked = 0
  for (let i = 0; i < 150; i++) {
    const { passage } = pick(engine.corpus.entries.filter(({ passage }) => passage.text.length > LONGEST))
    // Up to a query's 200 characters: readers paste whole sentences out of PDFs.
    const length = between(4, 196)
    const start = below(Math.max(1, passage.text.length - length))
    const phrase = passage.text.slice(start, start + length).replace(/["“”]/gu, ' ').trim()
    for (const { snippet, marks, entry } of engine.search({ ...EMPTY_QUERY, q: `"${phrase}"` }).hits) {
      looked++
      if (entry.passage.text.slice(snippet.start, snippet.start + snippet.text.length) !== snippet.text) bare.push(`${entry.id}: not a stretch`)
      if (marks.length > 0 && snippet.marks.length === 0) bare.push(`${phrase.length} characters: ${phrase.slice(0, 20)}…`)
    }
  }
  t.ok(looked > 80, `${looked} snippets were looked at`)
  t.strictSame(bare.slice(0, 5), [], `${bare.length} of ${looked} snippets do not show the phrase`)
  t.end()
})
