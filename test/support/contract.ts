import Handlebars from 'handlebars'
import { message } from '../../server/views/messages/index.js'

/** What templates read, compared with what views have: runs Handlebars' own syntax tree over real views. */

export interface TemplateSet {
  readonly pages: Readonly<Record<string, string>>
  readonly partials: Readonly<Record<string, string>>
}
export interface PageState {
  readonly page: string
  readonly view: object
}

type Node = hbs.AST.Node
type Values = Readonly<Record<string, unknown>>
/** A value and where it stands in the page's view: `hits[].report`. */
interface Here {
  readonly value: unknown
  readonly shape: string
}
interface Block {
  readonly program: hbs.AST.Program
  readonly template: string
}

const isPlain = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('toHTML' in value)
/** Sections within sections have one shape. */
const collapse = (shape: string): string => shape.replace(/(^|\.)([a-z0-9]+\[\])(?:\.\2)+/giu, '$1$2')
/** The frame is one view that all pages share: what one page's layout reads of it is read. */
const owned = (page: string, shape: string): string => `${/^frame(\.|$)/u.test(shape) ? 'layout' : page}: ${shape}`
const truthy = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value))

/** Faults: `template:line reads x, which … does not have`; `… is never tried`; `page: field is read by no template`. */
export function contractFaults(templates: TemplateSet, states: readonly PageState[]): string[] {
  const faults = new Set<string>()
  const read = new Set<string>()
  const tried = new Set<Node>()
  const seen = new Map<Node, string>()
  const parsed = new Map(Object.entries({ ...templates.partials, ...templates.pages }).map(([name, text]) => [name, Handlebars.parse(text)]))
  let page = ''

  const at = (node: Node, template: string): string => `${template}:${node.loc.start.line}`
  const isPath = (node: Node): node is hbs.AST.PathExpression => node.type === 'PathExpression'

  /** `t "place" values…`: the message has to be in the catalogue, and to take so many values. */
  function say(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression, here: Here, template: string): Here | null {
    const values = node.params.slice(1).map((param) => resolve(param, here, template))
    if (!isPath(node.path) || node.path.original !== 't') {
      faults.add(`${at(node, template)} uses ${isPath(node.path) ? node.path.original : 'a helper'}, which this check does not know`)
      return null
    }
    const place = (node.params[0] as unknown as { value?: unknown } | undefined)?.value
    try {
      const said = message('zh-CN', String(place), values.map((value) => value?.value))
      if (/undefined|null|\[object/u.test(String(said))) faults.add(`${at(node, template)} says ${String(place)} with a value that is no text`)
      return { value: said, shape: '' }
    } catch (error) {
      faults.add(`${at(node, template)}: ${(error as Error).message}`)
      return null
    }
  }

  function resolve(node: Node, here: Here, template: string): Here | null {
    tried.add(node)
    if (node.type === 'SubExpression') return say(node as hbs.AST.SubExpression, here, template)
    if (!isPath(node)) return { value: (node as unknown as { value: unknown }).value, shape: '' }
    if (node.data || node.depth > 0 || node.original === 'this') {
      faults.add(`${at(node, template)} reads ${node.original}, which this check does not know`)
      return null
    }
    let { value, shape } = here
    for (const part of node.parts as readonly string[]) {
      if (!isPlain(value) || !Object.hasOwn(value, part)) {
        faults.add(`${at(node, template)} reads ${node.original}, which ${page}${shape === '' ? '' : ` ${shape}`} does not have`)
        return null
      }
      shape = collapse(shape === '' ? part : `${shape}.${part}`)
      read.add(owned(page, shape))
      value = value[part]
      if (value instanceof Lent) ({ value, shape } = value)
    }
    return { value, shape }
  }

  function run(program: hbs.AST.Program | undefined, here: Here, template: string, block: Block | null): void {
    for (const node of program?.body ?? []) statement(node, here, template, block)
  }

  function statement(node: hbs.AST.Statement, here: Here, template: string, block: Block | null): void {
    if (node.type === 'MustacheStatement' && (node as hbs.AST.MustacheStatement).params.length > 0) {
      say(node as hbs.AST.MustacheStatement, here, template)
    } else if (node.type === 'MustacheStatement') {
      const found = resolve((node as hbs.AST.MustacheStatement).path, here, template)
      const kind = found?.value === null || typeof found?.value === 'boolean' || isPlain(found?.value) || Array.isArray(found?.value)
      if (found && (kind || found.value === undefined)) faults.add(`${at(node, template)} prints ${found.shape}, which is no text`)
    } else if (node.type === 'BlockStatement') {
      const { path, params, program, inverse } = node as hbs.AST.BlockStatement
      const found = params[0] ? resolve(params[0], here, template) : null
      const helper = isPath(path) ? path.original : ''
      if (!['if', 'unless', 'each', 'with'].includes(helper)) faults.add(`${at(node, template)} uses ${helper}, which this check does not know`)
      if (!found) return
      if (helper === 'each') {
        if (!Array.isArray(found.value)) faults.add(`${at(node, template)} repeats ${found.shape}, which is no list`)
        else for (const item of found.value) run(program, { value: item, shape: collapse(`${found.shape}[]`) }, template, block)
      } else if (truthy(found.value) === (helper !== 'unless')) {
        run(program, helper === 'with' ? found : here, template, block)
      } else {
        run(inverse, here, template, block)
      }
    } else if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') {
      const call = node as hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement
      const name = isPath(call.name) ? (call.name).original : ''
      if (name === '@partial-block') {
        if (block) run(block.program, here, block.template, null)
        return
      }
      const partial = parsed.get(name)
      if (!partial) {
        faults.add(`${at(node, template)} uses the partial ${name}, which there is not`)
        return
      }
      const inner = call.params[0] ? resolve(call.params[0], here, template) : here
      const pairs = ((call.hash as hbs.AST.Hash | undefined)?.pairs ?? []).map((pair) => [pair.key, resolve(pair.value, here, template)] as const)
      if (!inner) return
      const lent = Object.fromEntries(pairs.flatMap(([key, value]) => (value ? [[key, new Lent(value.value, value.shape)]] : [])))
      const value = pairs.length === 0 ? inner.value : { ...(inner.value as object), ...lent }
      run(partial, { value, shape: inner.shape }, name, node.type === 'PartialBlockStatement' ? { program: (node as hbs.AST.PartialBlockStatement).program, template } : block)
    }
  }

  for (const state of states) {
    page = state.page
    const program = parsed.get(page)
    if (!program || !(page in templates.pages)) faults.add(`there is no template ${page}`)
    else run(program, { value: state.view, shape: '' }, page, null)
  }

  for (const [name, program] of parsed) collectPaths(program, (node) => seen.set(node, `${name}:${node.loc.start.line}`))
  for (const [node, place] of seen) {
    if (!tried.has(node)) faults.add(`${place} reads ${(node as hbs.AST.PathExpression).original}, which no state of a view has tried`)
  }
  for (const { page, view } of states) {
    for (const shape of fieldsOf(view, '')) if (!read.has(owned(page, shape))) faults.add(`${owned(page, shape)} is read by no template`)
  }
  return [...faults].sort()
}

/** A value that a hash argument hands to a partial under another name, with the shape that it really has. */
class Lent {
  constructor(readonly value: unknown, readonly shape: string) {}
}

function fieldsOf(value: unknown, shape: string): Set<string> {
  const fields = new Set<string>()
  if (Array.isArray(value)) for (const item of value) for (const field of fieldsOf(item, collapse(`${shape}[]`))) fields.add(field)
  if (isPlain(value)) {
    for (const [name, inner] of Object.entries(value)) {
      const own = collapse(shape === '' ? name : `${shape}.${name}`)
      fields.add(own)
      for (const field of fieldsOf(inner, own)) fields.add(field)
    }
  }
  return fields
}

/** Every path that a template reads: of mustaches, of blocks, of hash arguments. */
function collectPaths(program: hbs.AST.Program | undefined, take: (node: Node) => void): void {
  const takePath = (node: Node | undefined): void => {
    if (node?.type === 'PathExpression') take(node)
    else if (node?.type === 'SubExpression') for (const param of (node as hbs.AST.SubExpression).params) takePath(param)
  }
  for (const node of program?.body ?? []) {
    if (node.type === 'MustacheStatement') {
      const { path, params } = node as hbs.AST.MustacheStatement
      for (const read of params.length > 0 ? params : [path]) takePath(read)
    }
    if (node.type === 'BlockStatement') {
      const block = node as hbs.AST.BlockStatement
      takePath(block.params[0])
      collectPaths(block.program, take)
      collectPaths(block.inverse, take)
    }
    if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement') {
      const call = node as hbs.AST.PartialBlockStatement
      takePath(call.params[0])
      for (const pair of (call.hash as hbs.AST.Hash | undefined)?.pairs ?? []) takePath(pair.value)
      collectPaths(call.program, take)
    }
  }
}
