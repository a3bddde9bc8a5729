import { join } from 'node:path'
import t from 'tap'
import { PACKAGE_ROOT, type Report } from '../../indexer/index.js'
import { loadTemplates } from '../../server/views/handlebars.js'
import { passageElement } from '../../server/views/links.js'
import { reportView, type SectionView, type TocView } from '../../server/views/report.js'
import { testEngine } from '../support/built.js'
import { byId, named, parseHtml, textOf, withClass, type Element } from '../support/html.js'
import { reading, testSite } from '../support/states.js'

const engine = await testEngine()
const render = loadTemplates(join(PACKAGE_ROOT, 'templates'))
const { reports, entries } = engine.corpus
const entriesOf = (report: Report) => entries.filter((entry) => entry.report === report)
interface Shown { readonly element: string; readonly found: boolean; readonly focused: boolean; readonly markup: string }
/** Everything that stands for a passage, rows of tables included, in the order of the page. */
const passagesOf = ({ grid, passages, sections }: SectionView): Shown[] => [
  ...(grid && grid.headElement !== '' ? [{ element: grid.headElement, found: false, focused: false, markup: '' }] : []),
  ...(grid?.rows ?? []).map(({ element, found, focused, name, values }) => ({ element, found, focused, markup: [name, ...values.map(({ cell }) => cell)].join('') })),
  ...passages.map(({ element, found, focused, paragraphs }) => ({ element, found, focused, markup: paragraphs.map(({ html }) => html).join('') })),
  ...sections.flatMap(passagesOf),
]
/** The paragraphs of a passage's element, without those of its notes. */
const paragraphsIn = (element: Element): Element[] => element.children.filter((child): child is Element => typeof child !== 'string' && child.name === 'p' && withClass({ ...element, children: [child] }, 'gap').length === 0)
const withoutControls = (element: Element): Element =>
  ({ ...element, children: element.children.filter((child) => typeof child === 'string' || !['a', 'button'].includes(child.name)).map((child) => (typeof child === 'string' ? child : withoutControls(child))) })
const tocOf = (toc: TocView): TocView[] => [toc, ...toc.sections.flatMap(tocOf)]

t.test('a report shows every passage once, in reading order, with its text and its number', (t) => {
  for (const report of reports) {
    const passages = reportView(report, '', [], engine, testSite).sections.flatMap(passagesOf)
    t.strictSame(passages.map(({ element }) => element), report.passages.map(({ anchor }) => passageElement(anchor)), report.id)
    const root = parseHtml(render('report', reading(engine, report, '', null)))
    t.strictSame(withClass(root, 'p').map((element) => paragraphsIn(element).map(textOf).join('')), report.passages.filter(({ kind }) => kind !== 'row').map(({ text }) => text))
    for (const { anchor, kind, text: whole, label } of report.passages) {
      const text = whole.slice(label === null ? 0 : label.length + 1)
      // A row shows its cells, with links to its address and its source and a button among them; a header names columns, not all of its words.
      const row = kind === 'row' && /^\d/.test(text) ? byId(root, passageElement(anchor)) : undefined
      if (row) t.match(textOf(withoutControls(row)).replace(/[\s¶]/g, ''), new RegExp(`${text.replace(/\s/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`), text)
    }
    t.equal(named(root, 'mark').length, 0, 'nothing is marked when nothing is sought')
  }
  t.end()
})

t.test('a run of the column page that breaks off says that the source has lost what follows', (t) => {
  const gaps = (id: string): string[] => {
    const report = reports.find((one) => one.id === id) as Report
    return withClass(parseHtml(render('report', reading(engine, report, '', null))), 'p').filter((element) => withClass(element, 'gap').length > 0).map((element) => textOf(paragraphsIn(element).at(-1) as Element))
  }
  const broken = gaps('henan-2019-conference')
  t.ok(broken.some((text) => text.endsWith('为我们指明了2019')), 'a passage that breaks off')
  t.notOk(broken.some((text) => /[。]$/.test(text)), 'none that ends a sentence')
  t.strictSame(gaps('kaifeng-145-plan'), [], 'and none where nothing is torn')
  t.end()
})

t.test('a text sought in a report marks what the search finds there, and only that', (t) => {
  for (const report of reports) {
    for (const q of ['医院', '两癌', '“服务”']) {
      const view = reportView(report, q, [], engine, testSite)
      const found = engine.foundIn(q, report.id)
      const passages = view.sections.flatMap(passagesOf)
      t.strictSame(passages.filter((passage) => passage.found).map(({ element }) => element), entriesOf(report).filter(({ ordinal }) => found.has(ordinal)).map(({ passage }) => passageElement(passage.anchor)), `${report.id}: ${q}`)
      t.equal(view.hits?.count, found.size)
      t.equal(view.hits?.links.length, found.size)
      // Each passage stands in one branch of the contents, so that the outermost counts add up, passages above the first heading aside.
      const counted = view.toc.reduce((sum, { hits }) => sum + hits, 0)
      t.ok(counted <= found.size && view.toc.flatMap(tocOf).every(({ hits, sections }) => hits >= sections.reduce((sum, child) => sum + child.hits, 0)))
      t.ok(passages.every(({ markup, found: isFound }) => isFound || !markup.includes('<mark')))
    }
  }
  t.equal(reportView(reports[0] as Report, '', [], engine, testSite).hits, null)
  t.end()
})

t.test('from each hit plain links lead to the one before and the one behind, and the strip leads to hits', (t) => {
  for (const report of reports) {
    const root = parseHtml(render('report', reading(engine, report, '服务', null)))
    const bars = withClass(root, 'hit-nav')
    t.equal(bars.length, engine.foundIn('服务', report.id).size, report.id)
    t.ok(bars.length > 2)
    for (const [i, bar] of bars.entries()) {
      t.equal(bar.attributes.get('id'), `hit-${i + 1}`)
      t.match(textOf(bar), new RegExp(`^第 ${i + 1} / ${bars.length} 处`))
      t.strictSame(named(bar, 'a').map((link) => link.attributes.get('href')), [i, i + 2].filter((n) => n >= 1 && n <= bars.length).map((n) => `#hit-${n}`))
    }
    const strip = withClass(root, 'density')[0] ?? root
    t.ok(named(strip, 'a').length > 0 && named(strip, 'a').every((link) => byId(root, link.attributes.get('href')?.slice(1) ?? '')))
  }
  t.equal(withClass(parseHtml(render('report', reading(engine, reports[0] as Report, '', null))), 'hit-nav').length, 0)
  t.end()
})

t.test('the contents lead to the headings, in order', (t) => {
  for (const report of reports) {
    const view = reportView(report, '', [], engine, testSite)
    const root = parseHtml(render('report', reading(engine, report, '', null)))
    const toc = view.toc.flatMap(tocOf)
    t.ok(toc.every(({ href, label }) => label !== '' && byId(root, href.slice(1)) !== undefined), report.id)
    t.equal(new Set(toc.map(({ href }) => href)).size, toc.length)
    const numbers = toc.map(({ href }) => Number(href.slice(2)))
    t.strictSame(numbers, [...numbers].sort((a, b) => a - b))
  }
  t.end()
})

t.test('one walks from the first passage to the last and back', (t) => {
  for (const report of reports) {
    const own = entriesOf(report)
    const focus = own.map((entry) => reportView(report, '', [entry], engine, testSite).focus)
    const address = (i: number): string | null => (own[i] ? `/r/${report.id}/p/${own[i].passage.anchor}#${passageElement(own[i].passage.anchor)}` : null)
    t.strictSame(focus.map((view) => [view?.previous, view?.next, view?.label]), own.map((_, i) => [address(i - 1), address(i + 1), `第 ${i + 1} 段`]), report.id)
  }
  t.end()
})

t.test('a passage in focus carries its lasting address, and is the one that is focused in the text', (t) => {
  for (const entry of [entries[0], entries[200], entries.at(-1)]) {
    if (!entry) throw new Error('too few passages')
    const view = reportView(entry.report, '医院', [entry], engine, testSite)
    t.equal(view.focus?.address, `https://reports.example.cn/r/${entry.id.replace('/', '/p/')}`)
    t.strictSame(view.sections.flatMap(passagesOf).filter(({ focused }) => focused).map(({ element }) => element), [passageElement(entry.passage.anchor)])
    const root = parseHtml(render('report', reading(engine, entry.report, '医院', entry)))
    t.equal(textOf(named(withClass(root, 'focus')[0] ?? root, 'blockquote')[0] ?? root), entry.passage.text)
  }
  t.end()
})
