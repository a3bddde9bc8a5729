import fc from 'fast-check'
import t from 'tap'
import type { Mark } from '../../server/search/match.js'
import { escapeHtml, Html } from '../../server/views/markup.js'
import { anyUnits, holds } from '../support/seeded.js'
import { parseHtml, textOf } from '../support/html.js'

const hostile = fc.string({ unit: fc.oneof(fc.constantFrom('<script>', '</mark>', '<mark class="exact">', '&amp;', '&lt;', '&#39;', '"', "'", '`', '=', '&', '<', '>', '𠮷', '😀', '医', '\u0000', '\n'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 40 })

const withMarks = fc.oneof(hostile, anyUnits(60)).chain((text) => fc.tuple(
  fc.constant(text),
  fc.uniqueArray(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }),
  fc.constantFrom<Mark['kind']>('exact', 'term', 'synonym'),
)).map(([text, cuts, kind]): [string, Mark[]] => {
  const sorted = cuts.sort((a, b) => a - b)
  const marks: Mark[] = []
  for (let i = 0; i + 1 < sorted.length; i += 2) marks.push({ start: sorted[i] ?? 0, end: sorted[i + 1] ?? 0, kind })
  return [text, marks]
})

holds(t, 'stripping the tags and entities of a marked text gives back the text', fc.property(withMarks, ([text, marks]) => {
  const markup = Html.marked(text, marks).toString()
  // Its own way back, not that of the code: tags first, then the five entities, the ampersand last.
  const stripped = markup.replace(/<\/?mark(?: class="[a-z]+")?>/gu, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  return stripped === text
}), 3000)

holds(t, 'a marked text has no other elements than its marks, each around its own characters', fc.property(withMarks, ([text, marks]) => {
  const root = parseHtml(Html.marked(text, marks).toString())
  const found = root.children.flatMap((child) => (typeof child === 'string' ? [] : [child]))
  return textOf(root) === text
    && found.length === marks.length
    && found.every((element, i) => element.name === 'mark' && element.attributes.get('class') === marks[i]?.kind && textOf(element) === text.slice(marks[i]?.start, marks[i]?.end) && element.children.every((child) => typeof child === 'string'))
}), 2000)

t.test('markup is escaped first and marked second', (t) => {
  t.equal(Html.marked('a<b>&"c"', [{ start: 1, end: 4, kind: 'exact' }]).toString(), 'a<mark class="exact">&lt;b&gt;</mark>&amp;&quot;c&quot;')
  t.equal(Html.marked('<script>alert(1)</script>', []).toString(), '&lt;script&gt;alert(1)&lt;/script&gt;')
  t.equal(Html.marked('', []).toString(), '')
  t.equal(escapeHtml(`'"<>&`), '&#39;&quot;&lt;&gt;&amp;')
  t.end()
})
