/** A small strict reader of HTML, so that tests look at elements and not at strings. It refuses what browsers forgive. */

export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (Element | string)[]
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
/** Elements whose content is text up to their end tag; only in the last two are entities read. */
const TEXT_ONLY = new Set(['script', 'style', 'title', 'textarea'])
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Entities -> text. A bare ampersand or an entity that is not known is an escape gone wrong, and throws. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:(#x[0-9a-f]+|#\d+|[a-z]+);)?/giu, (whole, name: string | undefined) => {
    if (name?.startsWith('#')) return String.fromCodePoint(Number(name.replace('#', '').replace(/^x/iu, '0x')))
    const known = name === undefined ? undefined : NAMED[name]
    if (known === undefined) throw new Error(`bad entity: ${text.slice(Math.max(0, text.indexOf(whole) - 30), text.indexOf(whole) + 30)}`)
    return known
  })

const TAG = /<(\/?)([a-z][a-z\d]*)((?:\s+[a-z][a-zA-Z\d-]*(?:="[^"]*")?)*)\s*>/uy
const ATTRIBUTE = /([a-z][a-zA-Z\d-]*)(?:="([^"]*)")?/gu

function attributesOf(source: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error(`attribute ${name} twice: ${source}`)
    attributes.set(name, decodeEntities(value))
  }
  return attributes
}

/** Reads a page or a fragment; the root is nameless. Throws when tags are not nested as they should be. */
export function parseHtml(html: string): Element {
  const root: Element = { name: '', attributes: new Map(), children: [] }
  const open: Element[] = [root]
  const here = (): Element => open.at(-1) ?? root
  let at = /^\s*<!doctype html>/iu.exec(html)?.[0].length ?? 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    const end = next === -1 ? html.length : next
    if (end > at) here().children.push(decodeEntities(html.slice(at, end)))
    if (next === -1) break
    TAG.lastIndex = next
    const tag = TAG.exec(html)
    if (!tag) throw new Error(`not a tag: ${html.slice(next, next + 80)}`)
    const [whole, closing, name = '', rest = ''] = tag
    at = next + whole.length
    if (closing) {
      if (here().name !== name) throw new Error(`</${name}> closes <${here().name}>: ${html.slice(Math.max(0, next - 80), at)}`)
      open.pop()
      continue
    }
    const element: Element = { name, attributes: attributesOf(rest), children: [] }
    here().children.push(element)
    if (TEXT_ONLY.has(name)) {
      const close = html.indexOf(`</${name}>`, at)
      if (close === -1) throw new Error(`<${name}> is not closed`)
      const content = html.slice(at, close)
      if (content !== '') element.children.push(name === 'script' || name === 'style' ? content : decodeEntities(content))
      at = close + name.length + 3
    } else if (!VOID.has(name)) {
      open.push(element)
    }
  }
  if (open.length > 1) throw new Error(`<${here().name}> is not closed`)
  return root
}

/** All elements below, in the order of the page. */
export function elements(root: Element): Element[] {
  return root.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elements(child)]))
}

export const named = (root: Element, name: string): Element[] => elements(root).filter((element) => element.name === name)

export const withClass = (root: Element, name: string): Element[] =>
  elements(root).filter((element) => (element.attributes.get('class') ?? '').split(' ').includes(name))

export const textOf = (root: Element): string => root.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

export const attribute = (element: Element | undefined, name: string): string | undefined => element?.attributes.get(name)

export const byId = (root: Element, id: string): Element | undefined => elements(root).find((element) => element.attributes.get('id') === id)
