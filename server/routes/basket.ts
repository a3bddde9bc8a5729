import formbody from '@fastify/formbody'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { create as contentDisposition } from 'content-disposition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { COLLECTION_FORMATS, COLLECTIONS, type CollectionFormat } from '../citing/collection.js'
import type { Editions } from '../resolving/archive.js'
import { isSame, moved, readItems, printItems, resolveItems, type CollectedItem } from '../resolving/collection.js'
import type { Engine } from '../search/engine.js'
import { basketView, excerptsOf } from '../views/basket.js'
import type { Site } from '../views/frame.js'
import type { Render } from '../views/handlebars.js'
import { BASKET, COLLECT_CITED, collectElement, collectedElement, passageLink } from '../views/links.js'
import { MESSAGES } from '../views/messages/index.js'
import { collectedOf, keepCollected } from './basket-cookie.js'
import { citationOptions, type CiteQuery } from './citation.js'
import { sendPage, siteOf } from './origin.js'
import { basketFull, foreignForm, type Refuse } from './problems.js'
import { BasketChange, BasketParameters } from './schemas.js'

export interface BasketOptions {
  readonly engine: Engine
  readonly editions: Editions
  readonly render: Render
  readonly site: Site
  readonly refuse: Refuse
}

/** Whether a form was sent from a page of another site. Browsers that say neither where from nor what kind are let in: they send no cookies across sites. */
function isForeign(request: FastifyRequest, { baseUrl }: Site): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = request.headers
  return origin !== undefined && origin !== `${request.protocol}://${request.host}` && origin !== baseUrl
}

/** Where a form may lead back to: a page of this site, without its fragment; else the collection. */
const wayBack = (from: string | undefined): string => (from !== undefined && /^\/(?![/\\])[^\s\\#]*$/u.test(from) ? from : BASKET)

/** The element of the button that was pressed; a passage's own page has it at its top as well. */
const buttonAt = (to: string, { report, anchor }: CollectedItem): string => (to.startsWith(passageLink(report, anchor)) ? COLLECT_CITED : collectElement(report, anchor))

/** The reader's collection: as a page, as files, and the forms that change it. */
export const basket: FastifyPluginAsyncTypebox<BasketOptions> = async (app, { engine, editions, render, site, refuse }) => {
  await app.register(formbody, { bodyLimit: 16 * 1024 })

  /** With the edition that is served, so that a later change can be told. */
  const taken = (items: readonly CollectedItem[]): Promise<CollectedItem[]> => Promise.all(items.map(async (item) => {
    const report = engine.corpus.report(item.report)
    return item.edition !== null || !report ? item : { ...item, edition: (await editions.of(report)).at(-1)?.id ?? null }
  }))
  const byPlace = (items: readonly CollectedItem[], key: 'city' | 'year'): CollectedItem[] => {
    const keyOf = ({ report, anchor }: CollectedItem): number => {
      const entry = engine.corpus.entry(report, anchor)
      const value = key === 'city' ? engine.valuesOf('city').indexOf(entry?.passage.city ?? '') : (entry?.passage.years[0] ?? -1)
      return value === -1 ? Infinity : value
    }
    return items.map((item, i) => ({ item, i, place: keyOf(item) })).sort((a, b) => (a.place === b.place ? a.i - b.i : a.place < b.place ? -1 : 1)).map(({ item }) => item)
  }

  app.get('/basket', { schema: { hide: true, querystring: BasketParameters } }, async (request, reply) => {
    const { p } = request.query
    const options = citationOptions(request.query, new Date())
    if ('status' in options) return refuse(request, reply, options)
    const passages = await resolveItems(p === undefined ? collectedOf(request) : readItems(p), editions, engine.corpus)
    const here = siteOf(request, site)
    return sendPage(reply.header('cache-control', 'no-store'), render, 'basket', basketView(passages, p !== undefined, options, here), here)
  })

  app.post('/basket', { schema: { hide: true, body: BasketChange } }, async (request, reply) => {
    if (isForeign(request, site)) return refuse(request, reply, foreignForm)
    const { do: verb, p = '', from } = request.body
    const items = collectedOf(request)
    const named = readItems(p)
    const [first] = named
    const others = items.filter((item) => !named.some((one) => isSame(one, item)))
    const back = (to: string): FastifyReply => reply.code(303).header('cache-control', 'no-store').header('location', to)
    const show = (kept: readonly CollectedItem[], item: CollectedItem | undefined): FastifyReply =>
      keepCollected(request, back(`${BASKET}${item ? `#${collectedElement(item.anchor)}` : ''}`), kept).send()
    switch (verb) {
      case 'add': {
        const all = [...items, ...await taken(named.filter((item) => !items.some((one) => isSame(one, item))))]
        if (readItems(printItems(all)).length < all.length) return refuse(request, reply, basketFull)
        const to = wayBack(from)
        return keepCollected(request, back(first && to !== BASKET ? `${to}#${buttonAt(to, first)}` : to), all).send()
      }
      case 'remove': {
        const next = others[Math.min(items.findIndex((item) => first !== undefined && isSame(item, first)), others.length - 1)]
        return show(others, next)
      }
      case 'up': case 'down': return show(first ? moved(items, first, verb) : items, first)
      case 'by-city': return show(byPlace(items, 'city'), undefined)
      case 'by-year': return show(byPlace(items, 'year'), undefined)
      case 'clear': return show([], undefined)
    }
  })

  const file = async (request: FastifyRequest, reply: FastifyReply, format: CollectionFormat): Promise<FastifyReply> => {
    const query = request.query as CiteQuery & { readonly p?: string }
    const options = citationOptions(query, new Date())
    if ('status' in options) return refuse(request, reply, options)
    const passages = await resolveItems(query.p === undefined ? collectedOf(request) : readItems(query.p), editions, engine.corpus)
    const excerpts = excerptsOf(passages, siteOf(request, site)).filter((excerpt) => excerpt !== null)
    const { type, write } = COLLECTIONS[format]
    const written = await write(excerpts, options)
    return reply.type(typeof written === 'string' ? `${type}; charset=utf-8` : type).header('cache-control', 'no-store')
      .header('content-disposition', contentDisposition(`${MESSAGES['zh-CN'].basket.name} ${options.accessed}.${format}`, { fallback: `basket.${format}` })).send(written)
  }
  for (const format of COLLECTION_FORMATS) {
    app.get(`/basket.${format}`, { schema: { hide: true, querystring: BasketParameters } }, (request, reply) => file(request, reply, format))
  }
}
