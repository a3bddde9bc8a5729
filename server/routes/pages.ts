import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import type { Engine } from '../search/engine.js'
import { toQuery } from '../search/query.js'
import { siteOf } from './origin.js'
import type { Site } from '../views/frame.js'
import type { Page, Render } from '../views/handlebars.js'
import { homeContent, homeView } from '../views/home.js'
import { allQualityView, qualityView } from '../views/quality.js'
import { reportView } from '../views/report.js'
import { reportsView } from '../views/reports.js'
import { resultsView } from '../views/results.js'
import { passageAt, sourceView } from '../views/source.js'
import { unknownPassage, unknownReport, type Refuse } from './problems.js'
import { PassagePath, ReadingParameters, ReportPath, SearchParameters, SourceParameters } from './schemas.js'

export interface PageOptions {
  readonly engine: Engine
  readonly render: Render
  readonly site: Site
  readonly refuse: Refuse
}

/** The pages for readers. */
export const pages: FastifyPluginAsyncTypebox<PageOptions> = (app, { engine, render, site, refuse }) => {
  const show = (reply: FastifyReply, page: Page, view: object): FastifyReply => reply.type('text/html; charset=utf-8').send(render(page, view))
  const hidden = { hide: true }
  const home = homeContent(engine)

  app.get('/', { schema: hidden }, (request, reply) => show(reply, 'home', homeView(home, siteOf(request, site))))

  app.get('/search', { schema: { ...hidden, querystring: SearchParameters } }, (request, reply) =>
    show(reply, 'results', resultsView(engine.search(toQuery(request.query)), engine, siteOf(request, site))))

  app.get('/reports', { schema: hidden }, (request, reply) => show(reply, 'reports', reportsView(engine, siteOf(request, site))))

  app.get('/r/:report', { schema: { ...hidden, params: ReportPath, querystring: ReadingParameters } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    return show(reply, 'report', reportView(report, (request.query.q ?? '').trim(), null, engine, siteOf(request, site)))
  })

  app.get('/r/:report/p/:anchor', { schema: { ...hidden, params: PassagePath, querystring: ReadingParameters } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    const entry = engine.corpus.entry(report.id, request.params.anchor)
    if (!entry) return refuse(request, reply, unknownPassage)
    return show(reply, 'report', reportView(report, (request.query.q ?? '').trim(), entry, engine, siteOf(request, site)))
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
