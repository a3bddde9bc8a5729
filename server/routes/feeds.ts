import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Report } from '../../indexer/index.js'
import type { Editions } from '../resolving/archive.js'
import type { Engine } from '../search/engine.js'
import { toQuery } from '../search/query.js'
import { atomFeed, siteMap, updatedAt } from '../views/feed.js'
import type { Site } from '../views/frame.js'
import { ACCESSIBILITY, HOME, OVERVIEW, QUALITY, reportLink, REPORTS } from '../views/links.js'
import { siteOf } from './origin.js'
import { SearchParameters } from './schemas.js'

export interface FeedOptions {
  readonly engine: Engine
  readonly editions: Editions
  readonly site: Site
}

/** Entries of a feed. */
const MOST_ENTRIES = 50

/** For programs that follow the portal: an Atom feed of every search, and the site map. */
export const feeds: FastifyPluginAsyncTypebox<FeedOptions> = (app, { engine, editions, site }) => {
  const recorded = async (report: Report): Promise<string> => (await editions.of(report)).at(-1)?.recorded ?? ''

  app.get('/feed.atom', { schema: { hide: true, querystring: SearchParameters } }, async (request, reply) => {
    const results = engine.search(toQuery({ ...request.query, page: 1, size: MOST_ENTRIES, sort: 'newest' }))
    const entries = await Promise.all(results.hits.map(async ({ entry }) => ({ entry, updated: updatedAt(entry.report, await recorded(entry.report)) })))
    // What was recorded last comes first; the order of the search settles the rest.
    const newest = [...entries].sort((a, b) => (a.updated === b.updated ? 0 : a.updated < b.updated ? 1 : -1))
    return reply.type('application/atom+xml; charset=utf-8').header('vary', 'Accept-Language').send(atomFeed({ ...results, query: toQuery(request.query) }, newest, siteOf(request, site)))
  })

  app.get('/sitemap.xml', { schema: { hide: true } }, async (request, reply) => {
    const reports = await Promise.all(engine.corpus.reports.map(async (report) => ({ path: reportLink(report.id), changed: await recorded(report) })))
    const pages = [HOME, REPORTS, OVERVIEW, QUALITY, ACCESSIBILITY].map((path) => ({ path, changed: '' }))
    return reply.type('application/xml; charset=utf-8').send(siteMap([...pages, ...reports], siteOf(request, site).baseUrl))
  })
  return Promise.resolve()
}
