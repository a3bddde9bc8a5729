import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { PACKAGE_ROOT } from '../../indexer/index.js'
import { loadTemplates } from '../../server/views/handlebars.js'
import { clipNotes, Html, type Notes } from '../../server/views/markup.js'
import { paragraphsOf, paragraphSpans } from '../../server/views/passage-text.js'
import { passageJson } from '../../server/views/api.js'
import { attribute, byId, elements, named, parseHtml, textOf, withClass } from '../support/html.js'
import { madeUpEngine } from '../support/made-up.js'
import { holds, typedText } from '../support/seeded.js'
import { reading, results } from '../support/states.js'

/** Cuts a text at random into marks, fixes, doubts and breaks; each list ascends. */
const annotated = typedText(40).chain((text) => fc.record({
  text: fc.constant(text),
  cuts: fc.uniqueArray(fc.nat(text.length), { maxLength: 8 }).map((cuts) => cuts.sort((a, b) => a - b)),
  fixed: fc.uniqueArray(fc.nat(text.length), { maxLength: 8 }).map((cuts) => cuts.sort((a, b) => a - b)),
  doubts: fc.uniqueArray(fc.nat(text.length), { maxLength: 5 }).map((cuts) => cuts.sort((a, b) => a - b)),
  breaks: fc.array(fc.integer({ min: -2, max: text.length + 2 }), { maxLength: 5 }),
}))
const spansFrom = (cuts: readonly number[]): { start: number; end: number }[] => cuts.flatMap((start, i) => (i % 2 === 0 && cuts[i + 1] !== undefined ? [{ start, end: cuts[i + 1] ?? 0 }] : []))
const notesFrom = (fixed: readonly number[], doubts: readonly number[]): Notes => ({
  fixes: spansFrom(fixed).map((span) => ({ ...span, label: '<原>"' })),
  doubts: doubts.map((at, i) => ({ at, label: `存疑 ${at} "<&`, href: i % 2 === 0 ? null : '/r/x/source?p=a&line=2#L2' })),
})

holds(t, 'stripping the tags of paragraphs with marks, fixes and doubts gives back the text', fc.property(annotated, ({ text, cuts, fixed, doubts, breaks }) => {
  const marks = spansFrom(cuts).map((span) => ({ ...span, kind: 'term' as const }))
  const paragraphs = paragraphsOf({ text, breaks } as never, marks, notesFrom(fixed, doubts)).map(({ html }) => parseHtml(html.toString()))
  return paragraphs.map(textOf).join('') === text
}), 2000)

holds(t, 'marks, fixes and doubts stand at their characters, across the paragraphs of the print', fc.property(annotated, ({ text, cuts, fixed, doubts, breaks }) => {
  const marks = spansFrom(cuts).map((span) => ({ ...span, kind: 'term' as const }))
  const notes = notesFrom(fixed, doubts)
  const roots = paragraphsOf({ text, breaks } as never, marks, notes).map(({ html }) => parseHtml(html.toString()))
  const all = roots.flatMap(elements)
  const inside = (spans: readonly { start: number; end: number }[]): string => spans.map(({ start, end }) => text.slice(start, end)).join('')
  return all.filter(({ name }) => name === 'mark').map(textOf).join('') === inside(marks)
    && all.filter(({ name }) => name === 'ins').map(textOf).join('') === inside(notes.fixes)
    && all.filter((element) => element.attributes.get('class') === 'doubt').map((element) => element.attributes.get('aria-label')).join('|') === notes.doubts.filter(({ at }) => at < text.length).map(({ label }) => label).join('|')
}), 2000)

t.test('a doubt stands before its character, and a fix says what the source has', (t) => {
  const notes: Notes = { fixes: [{ start: 1, end: 2, label: '原文：and' }], doubts: [{ at: 2, label: '把握约 62%', href: '/s' }] }
  t.equal(Html.marked('甲和乙', [], notes).toString(), '甲<ins class="fix" title="原文：and">和</ins><a class="doubt" href="/s" aria-label="把握约 62%" title="把握约 62%"></a>乙')
  t.equal(Html.marked('甲和乙', [{ start: 0, end: 3, kind: 'exact' }], { ...notes, fixes: [] }).toString(), '<mark class="exact">甲和<a class="doubt" href="/s" aria-label="把握约 62%" title="把握约 62%"></a>乙</mark>')
  t.strictSame(clipNotes(notes, 2, 3), { fixes: [], doubts: [{ at: 0, label: '把握约 62%', href: '/s' }] })
  t.end()
})

t.test('paragraphs tile the text, whatever the breaks say', (t) => {
  const table: [breaks: number[] | undefined, spans: [number, number][]][] = [
    [undefined, [[0, 6]]], [[], [[0, 6]]], [[3], [[0, 3], [3, 6]]], [[4, 2, 4], [[0, 2], [2, 4], [4, 6]]], [[0, 6, 9, -1], [[0, 6]]],
  ]
  for (const [breaks, spans] of table) t.strictSame(paragraphSpans({ text: '一二三四五六', ...(breaks ? { breaks } : {}) }), spans.map(([start, end]) => ({ start, end })), JSON.stringify(breaks))
  t.end()
})

const TEXTS = ['1 床位数（张） 10 20 预期性', '2 医师数（人） 30 40 预期性', '全市新增床位十万张，家庭医生签约服务稳步推进。另起一段的文字在此。']
const made = madeUpEngine({
  id: 'edited', texts: TEXTS, section: 'table',
  corrections: [{ kind: 'characters', line: 3, found: '20O', becomes: '20', by: '编辑部', evidence: '《公报》第 3 页' }],
  passages: {
    0: { kind: 'row', corrections: [0] }, 1: { kind: 'row' },
    2: { doubts: [{ at: 8, confidence: 0.624 }, { at: 23, confidence: 0.3 }], breaks: [23], corrections: [0], reordered: true },
  },
})
const [row, , run] = made.corpus.entries
if (!row || !run) throw new Error('the made-up report is gone')
const render = loadTemplates(join(PACKAGE_ROOT, 'templates'))

t.test('a run shows its paragraphs, its doubts and its corrections where it stands and in the focus', (t) => {
  const root = parseHtml(render('report', reading(made, run.report, '“签约服务稳步推进。另起一段”', run)))
  for (const place of [named(withClass(root, 'focus')[0] ?? root, 'blockquote')[0], byId(root, `p-${run.passage.anchor}`)]) {
    if (!place) throw new Error('the passage is not shown')
    t.strictSame(named(place, 'p').slice(0, 2).map(textOf), [TEXTS[2]?.slice(0, 23), TEXTS[2]?.slice(23)], 'one p for each paragraph of the print')
    t.strictSame(named(place, 'mark').map(textOf), ['签约服务稳步推进。', '另起一段'], 'the mark goes on in the next paragraph')
    const doubts = withClass(place, 'doubt')
    t.strictSame(doubts.map((doubt) => attribute(doubt, 'href')), [8, 23].map(() => `/r/edited/source?p=${run.passage.anchor}&line=3#L3`))
    t.match(attribute(doubts[0], 'aria-label'), /62%/)
  }
  const corrected = withClass(root, 'corrected')
  t.equal(corrected.length, 3, 'in the focus, where it stands, and below the table')
  for (const element of corrected) {
    t.match(textOf(element).replace(/\s+/g, ''), /原文：20O；校正：20。依据：《公报》第3页（编辑部）/)
    t.match(attribute(named(element, 'a')[0], 'href'), /^\/r\/edited\/source\?p=/, 'the original is one click away')
  }
  t.match(textOf(withClass(root, 'legend')[0] ?? parseHtml('')), /全文共 2 处/)
  t.end()
})

t.test('a corrected row of a table has a sign that leads to its source, others have none', (t) => {
  const root = parseHtml(render('report', reading(made, row.report, '', null)))
  const signs = withClass(root, 'row-fixed')
  t.strictSame(signs.map((sign) => attribute(sign, 'href')), [`/r/edited/source?p=${row.passage.anchor}#L1`])
  t.match(textOf(withClass(root, 'row-note')[0] ?? parseHtml('')), /第 1 段.*20O/su)
  t.end()
})

t.test('results and the API say what was corrected and what is doubtful', (t) => {
  const hits = results(made, { q: '家庭医生签约' }).hits
  const hit = hits.find(({ doubts }) => doubts > 0)
  t.strictSame([hit?.doubts, hit?.corrected], [2, true])
  const root = parseHtml(render('results', results(made, { q: '家庭医生签约' })))
  t.match(textOf(withClass(root, 'hit')[0] ?? parseHtml('')), /2 处相连是推定的.*经编辑校正/su)
  t.notOk(named(withClass(root, 'snippet')[0] ?? root, 'a').some((link) => named(link, 'a').length > 0), 'no link within a link')
  const passage = passageJson(run)
  t.strictSame([passage.doubts, passage.breaks, passage.corrections.map(({ becomes }) => becomes)], [run.passage.doubts, [23], ['20']])
  t.end()
})
