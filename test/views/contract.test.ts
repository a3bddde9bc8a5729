import t from 'tap'
import { PAGES } from '../../server/views/handlebars.js'
import { testEngine } from '../support/built.js'
import { contractFaults, type TemplateSet } from '../support/contract.js'
import { allStates, readTemplates } from '../support/states.js'

const engine = await testEngine()
const states = allStates(engine)
const templates = readTemplates()

t.test('templates read what their views have, and views have what a template reads', (t) => {
  t.strictSame(contractFaults(templates, states), [])
  t.end()
})

t.test('every page has a template and is looked at in some state', (t) => {
  t.strictSame(Object.keys(templates.pages).sort(), [...PAGES].sort())
  t.strictSame([...new Set(states.map(({ page }) => page))].sort(), [...PAGES].sort())
  t.end()
})

const layout = '{{title}}{{> @partial-block}}'
const check = (page: string, view: object, partials: Record<string, string> = {}): string[] => {
  const set: TemplateSet = { pages: { page }, partials }
  return contractFaults(set, [{ page: 'page', view }])
}

t.test('the check is silent where both agree', (t) => {
  const tree = { label: 'a', sub: [{ label: 'b', sub: [{ label: 'c', sub: [] }] }] }
  const table: [page: string, view: object, partials?: Record<string, string>][] = [
    ['{{a}}', { a: 'x' }],
    ['{{#if a}}{{a.b}}{{/if}}', { a: { b: 1 } }],
    ['{{#each list}}{{x}}{{/each}}', { list: [{ x: '1' }] }],
    ['{{#with a}}{{b}}{{/with}}', { a: { b: 1 } }],
    ['{{> part mode="x"}}', { a: 1 }, { part: '{{mode}}{{a}}' }],
    ['{{#> layout}}{{a}}{{/layout}}', { title: 't', a: 1 }, { layout }],
    ['{{> tree}}', tree, { tree: '{{label}}{{#each sub}}{{> tree}}{{/each}}' }],
    ['{{> tree list=sub}}', { sub: tree.sub }, { tree: '{{#each list}}{{label}}{{#if sub}}{{> tree list=sub}}{{/if}}{{/each}}' }],
    ['{{a}}', { a: { toHTML: () => '' } }],
  ]
  for (const [page, view, partials] of table) t.strictSame(check(page, view, partials), [], page)
  t.end()
})

t.test('the check names what a wrong template reads', (t) => {
  const table: [page: string, view: object, fault: RegExp, partials?: Record<string, string>][] = [
    ['{{a}}{{b}}', { a: 'x' }, /page:1 reads b, which page does not have/],
    ['{{a}}{{#if b}}x{{/if}}', { a: 'x' }, /page:1 reads b, which page does not have/],
    ['{{a}}{{#each b}}x{{/each}}', { a: 'x' }, /page:1 reads b, which page does not have/],
    ['{{#each list}}\n{{x}}{{y}}{{/each}}', { list: [{ x: '1', y: '2' }, { x: '2' }] }, /page:2 reads y, which page list\[\] does not have/],
    ['{{a}}{{#each list}}{{a}}{{/each}}', { a: 1, list: [{}] }, /reads a, which page list\[\] does not have/],
    ['{{#with a}}{{c}}{{/with}}', { a: { b: 1 } }, /reads c, which page a does not have/],
    ['{{#> layout}}{{a}}{{/layout}}', { a: 1 }, /layout:1 reads title, which page does not have/, { layout }],
    ['{{#> layout}}{{b}}{{/layout}}', { title: 't', a: 1 }, /page:1 reads b/, { layout }],
    ['{{> part}}', { a: 1 }, /part:1 reads mode/, { part: '{{mode}}{{a}}' }],
    ['{{> part mode=b}}', { a: 1 }, /page:1 reads b/, { part: '{{a}}{{mode}}' }],
    ['{{> gone}}', {}, /partial gone, which there is not/],
    ['{{a}}', { a: null }, /prints a, which is no text/],
    ['{{a}}', { a: { b: 1 } }, /prints a, which is no text/],
    ['{{#each a}}{{/each}}', { a: 'text' }, /repeats a, which is no list/],
    ['{{#if a}}{{b}}{{/if}}', { a: false, b: 1 }, /reads b, which no state of a view has tried/],
    ['{{#each a}}{{b}}{{/each}}', { a: [] }, /reads b, which no state of a view has tried/],
    ['{{constructor}}', {}, /reads constructor, which page does not have/],
  ]
  for (const [page, view, fault, partials] of table) t.ok(check(page, view, partials).some((found) => fault.test(found)), `${page}: ${String(fault)}`)
  t.end()
})

t.test('the check names a field that no template reads, however deep', (t) => {
  t.strictSame(check('{{a}}', { a: 1, b: 2 }), ['page: b is read by no template'])
  t.strictSame(check('{{#each list}}{{x}}{{/each}}', { list: [{ x: 1, y: 2 }] }), ['page: list[].y is read by no template'])
  t.strictSame(check('{{#if a}}x{{/if}}', { a: { b: 1 } }), ['page: a.b is read by no template'])
  t.strictSame(check('{{> tree}}', { sub: [{ sub: [{ sub: [], odd: 1 }], odd: 1 }] }, { tree: '{{#each sub}}{{> tree}}{{/each}}' }), ['page: sub[].odd is read by no template'])
  t.end()
})

t.test('one wrong letter in a real template is noticed', (t) => {
  const before = new Set(contractFaults(templates, states))
  const wrong: TemplateSet = { ...templates, pages: { ...templates.pages, results: (templates.pages['results'] ?? '').replace('{{#if weak}}', '{{#if week}}') } }
  const added = contractFaults(wrong, states).filter((fault) => !before.has(fault))
  t.ok(added.some((fault) => /^results:\d+ reads week, which results does not have$/.test(fault)), added.join('; '))
  t.ok(added.includes('results: weak is read by no template'))
  t.end()
})

t.test('a field added to a real view is noticed', (t) => {
  const more = states.map(({ page, view }) => ({ page, view: page === 'home' ? { ...view, extra: 1 } : view }))
  t.ok(contractFaults(templates, more).includes('home: extra is read by no template'))
  t.end()
})
