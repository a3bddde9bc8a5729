import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Report } from '../../indexer/index.js'
import type { ShortLinks } from '../citing/short-links.js'
import type { Editions } from '../resolving/archive.js'
import type { Entry } from '../search/corpus.js'
import type { Engine } from '../search/engine.js'
import { toQuery } from '../search/query.js'
import { citationOptions, type CiteQuery } from './citation.js'
import { resolveAddress } from './passages.js'
import { siteOf } from './origin.js'
import { citable } from '../views/cite.js'
import type { Site } from '../views/frame.js'
import type { Page, Render } from '../views/handlebars.js'
import { homeContent, homeView } from '../views/home.js'
import { allQualityView, qualityView } from '../views/quality.js'
import { reportView, type Target } from '../views/report.js'
import { rangeView, resolutionView } from '../views/resolution.js'
import { reportsView } from '../views/reports.js'
import { resultsView } from '../views/results.js'
import { passageAt, sourceView } from '../views/source.js'
import { unknownPassage, unknownReport, type Refuse } from './problems.js'
import { PassageParameters, PassagesPath, ReadingParameters, ReportPath, SearchParameters, SourceParameters } from './schemas.js'

export interface PageOptions {
  readonly engine: Engine
  readonly editions: Editions
  readonly render: Render
  readonly site: Site
  readonly refuse: Refuse
  readonly links: ShortLinks
}

/** The pages for readers. */
export const pages: FastifyPluginAsyncTypebox<PageOptions> = (app, { engine, editions, render, site, refuse, links }) => {
  const show = (reply: FastifyReply, page: Page, view: object): FastifyReply => reply.type('text/html; charset=utf-8').send(render(page, view))
  const hidden = { hide: true }
  /** The reading view with how to cite what it shows. */
  const showReport = (request: FastifyRequest, reply: FastifyReply, report: Report, entry: Entry | null, target: Target | null = null): FastifyReply => {
    const query = request.query as CiteQuery & { readonly q?: string }
    const options = citationOptions(query, new Date())
    if ('status' in options) return refuse(request, reply, options)
    const q = (query.q ?? '').trim()
    const here = siteOf(request, site)
    const chosen = query.edition !== undefined || query.style !== undefined || query.accessed !== undefined
    return show(reply, 'report', citable(reportView(report, q, entry, engine, here, target), report, entry, { options, chosen, q, links, site: here }))
  }
  const home = homeContent(engine)

  app.get('/', { schema: hidden }, (request, reply) => show(reply, 'home', homeView(home, siteOf(request, site))))

  app.get('/search', { schema: { ...hidden, querystring: SearchParameters } }, (request, reply) =>
    show(reply, 'results', resultsView(engine.search(toQuery(request.query)), engine, siteOf(request, site))))

  app.get('/reports', { schema: hidden }, (request, reply) => show(reply, 'reports', reportsView(engine, siteOf(request, site))))

  app.get('/r/:report', { schema: { ...hidden, params: ReportPath, querystring: ReadingParameters } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    return showReport(request, reply, report, null)
  })

  app.get('/r/:report/p/:anchor', { schema: { ...hidden, params: PassagesPath, querystring: PassageParameters } }, async (request, reply) => {
    const { report: id, anchor } = request.params
    const found = await resolveAddress(engine, editions, id, anchor, request.query.v)
    if ('refusal' in found) return refuse(request, reply, found.refusal)
    const { report, resolution } = found
    const q = (request.query.q ?? '').trim()
    const view = 'parts' in resolution ? rangeView(resolution, q) : resolutionView(report, anchor, resolution, q)
    return showReport(request, reply, report, resolution.entries[0] ?? null, { view, entries: resolution.entries })
  })

  app.get('/r/:report/source', { schema: { ...hidden, params: ReportPath, querystring: SourceParameters } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    const { p, line, column } = request.query
    const entry = p === undefined ? passageAt(report, line, column, engine.corpus) : engine.corpus.entry(report.id, p)
    if (entry === undefined) return refuse(request, reply, unknownPassage)
    return show(reply, 'source', sourceView(report, { entry, line: line ?? null }, siteOf(request, site)))
  })
  app.get('/quality', { schema: hidden }, (request, reply) => show(reply, 'qualities', allQualityView(engine, siteOf(request, site))))

  app.get('/r/:report/quality', { schema: { ...hidden, params: ReportPath } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    return show(reply, 'quality', qualityView(report, engine.corpus, siteOf(request, site)))
  })
  return Promise.resolve()
}
