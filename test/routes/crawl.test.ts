import t from 'tap'
import { testApp } from '../support/built.js'
import { elements, named, parseHtml, textOf, type Element } from '../support/html.js'

/** The whole site as a reader can walk it: from the home page along every link. */

const app = await testApp()
t.teardown(() => app.close())

/** Facets and sorts multiply without end: beyond so many addresses of the search and the overview the rest are variations. */
const SEARCHES = 400
const MOST = 3000

/** Passages look alike: each is asked for, and of their two kinds of page every eighth is read as well. */
const READ = 8
const isPassagePage = (address: string): boolean => /^\/r\/[^/]+\/(?:p\/|source\?)/u.test(address)

const faults: string[] = []
const ids = new Map<string, Set<string>>()
const fragments: [from: string, address: string, fragment: string][] = []
let pages = 0

function inspect(address: string, root: Element): void {
  pages++
  const fault = (text: string): number => faults.push(`${address}: ${text}`)
  const all = elements(root)
  const count = (name: string): number => all.filter((element) => element.name === name).length
  if (root.children.find((child): child is Element => typeof child !== 'string')?.attributes.get('lang') !== 'zh-CN') fault('lang is not zh-CN')
  if (count('h1') !== 1) fault(`${count('h1')} h1`)
  if (textOf(named(root, 'h1')[0] ?? root).trim() === '') fault('empty h1')
  if (textOf(named(root, 'title')[0] ?? root).trim() === '') fault('empty title')
  if (count('main') !== 1) fault(`${count('main')} main`)
  const own = all.flatMap(({ attributes }) => attributes.get('id') ?? [])
  for (const id of new Set(own)) if (own.indexOf(id) !== own.lastIndexOf(id)) fault(`id ${id} twice`)
  if (own.some((id) => id === '' || /\s/u.test(id))) fault('an id that is no word')
  ids.set(address, new Set(own))
  for (const { name, attributes } of all) {
    if (name === 'style' || attributes.has('style')) fault('inline style')
    if (name === 'script' && !attributes.get('src')?.startsWith('/public/')) fault('inline script')
    if ([...attributes.keys()].some((attribute) => attribute.startsWith('on'))) fault('inline handler')
    if (name === 'label' && attributes.has('for') && !own.includes(attributes.get('for') ?? '')) fault(`label for ${attributes.get('for') ?? ''}`)
    if (attributes.has('aria-labelledby') && !own.includes(attributes.get('aria-labelledby') ?? '')) fault('aria-labelledby leads nowhere')
    if (name === 'img' && !attributes.has('alt')) fault('img without alt')
  }
  const levels = all.flatMap(({ name }) => (/^h[1-6]$/u.test(name) ? [Number(name[1])] : []))
  if (levels.some((level, i) => level > (levels[i - 1] ?? 0) + 1)) fault(`heading levels ${levels.join('').slice(0, 40)}`)
  if (/\[object |undefined|\bNaN\b/u.test(textOf(named(root, 'main')[0] ?? root))) fault('prints a value that is no text')
}

t.test('every link of every page answers, and every page is sound', async (t) => {
  const queue = ['/']
  const known = new Set(queue)
  let searches = 0
  let passagePages = 0
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const response = await app.inject({ url: address })
    // A short address leads to its passage.
    if (response.statusCode === 302 && address.startsWith('/c/')) {
      const target = String(response.headers.location).replace(/#.*/u, '')
      if (!known.has(target)) queue.push(target)
      known.add(target)
      continue
    }
    if (response.statusCode !== 200) faults.push(`${address}: ${response.statusCode}`)
    if (!String(response.headers['content-type']).startsWith('text/html')) continue
    if (isPassagePage(address) && passagePages++ % READ !== 0) continue
    const root = parseHtml(response.body)
    inspect(address, root)
    for (const { attributes } of elements(root)) {
      const link = attributes.get('href') ?? attributes.get('src')
      if (link === undefined) continue
      const url = new URL(link, `http://localhost:80${address}`)
      if (url.origin !== 'http://localhost') {
        faults.push(`${address} leads out of the site: ${link}`)
        continue
      }
      // The same pages in the other language are looked at in locale.test.ts.
      if (url.searchParams.has('lang')) continue
      const target = url.pathname + url.search
      if (url.hash !== '') fragments.push([address, target, decodeURIComponent(url.hash.slice(1))])
      if (known.has(target) || known.size >= MOST) continue
      if (/^\/(api\/search|search|overview(\.csv)?)\?/u.test(target) && ++searches > SEARCHES) continue
      known.add(target)
      // Search pages at the end, so that the bound leaves out none of the others.
      queue.push(target)
    }
  }
  t.ok(pages > 400 && known.size > 1000, `${pages} pages read, ${known.size} addresses answered`)
  t.ok(known.size < MOST, 'the bound was not reached: all of the site was walked')
  t.strictSame(faults.slice(0, 12), [], `${faults.length} faults`)
})

t.test('every fragment is an element of the page that it leads to', (t) => {
  const lost = fragments.filter(([, address, fragment]) => ids.has(address) && !ids.get(address)?.has(fragment))
  t.ok(fragments.length > 1000, `${fragments.length} links with a fragment`)
  t.strictSame([...new Set(lost.map(([from, address, fragment]) => `${from} -> ${address}#${fragment}`))].slice(0, 10), [], `${lost.length} lead nowhere`)
  t.end()
})
