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
import { sendPage, siteOf } from './origin.js'
import { citable } from '../views/cite.js'
import type { Site } from '../views/frame.js'
import type { Page, Render } from '../views/handlebars.js'
import { homeContent, homeView } from '../views/home.js'
import { LOCALES, MESSAGES, type Messages } from '../views/messages/index.js'
import { allQualityView, qualityView } from '../views/quality.js'
import { reportView } from '../views/report.js'
import { rangeView, resolutionView, type ResolutionView } from '../views/resolution.js'
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
  /** Answers with the page of a view that is made in the language of the request. */
  const show = (request: FastifyRequest, reply: FastifyReply, page: Page, viewOf: (here: Site) => object): FastifyReply => {
    const here = siteOf(request, site)
    return sendPage(reply, render, page, viewOf(here), here)
  }
  const hidden = { hide: true }
  /** The reading view with how to cite what it shows. */
  const showReport = (request: FastifyRequest, reply: FastifyReply, report: Report, target: ((messages: Messages) => { readonly view: ResolutionView; readonly entries: readonly Entry[] }) | null = null): FastifyReply => {
    const query = request.query as CiteQuery & { readonly q?: string }
    const options = citationOptions(query, new Date())
    if ('status' in options) return refuse(request, reply, options)
    const q = (query.q ?? '').trim()
    const chosen = query.edition !== undefined || query.style !== undefined || query.accessed !== undefined
    return show(request, reply, 'report', (here) => {
      const aim = target?.(here.messages) ?? null
      return citable(reportView(report, q, aim?.entries ?? [], engine, here, aim?.view ?? null), report, aim?.entries ?? [], { options, chosen, q, links, site: here })
    })
  }
  const home = new Map(LOCALES.map((locale) => [locale, homeContent(engine, MESSAGES[locale])]))

  app.get('/', { schema: hidden }, (request, reply) => show(request, reply, 'home', (here) => homeView(home.get(here.locale) ?? homeContent(engine, here.messages), here)))

  app.get('/search', { schema: { ...hidden, querystring: SearchParameters } }, async (request, reply) => {
    const results = await engine.answer(toQuery(request.query))
    return show(request, reply, 'results', (here) => resultsView(results, engine, here))
  })

  app.get('/reports', { schema: hidden }, (request, reply) => show(request, reply, 'reports', (here) => reportsView(engine, here)))

  app.get('/r/:report', { schema: { ...hidden, params: ReportPath, querystring: ReadingParameters } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    return showReport(request, reply, report)
  })

  app.get('/r/:report/p/:anchor', { schema: { ...hidden, params: PassagesPath, querystring: PassageParameters } }, async (request, reply) => {
    const { report: id, anchor } = request.params
    const found = await resolveAddress(engine, editions, id, anchor, request.query.v)
    if ('refusal' in found) return refuse(request, reply, found.refusal)
    const { report, resolution } = found
    const q = (request.query.q ?? '').trim()
    return showReport(request, reply, report, (messages) => ({
      view: 'parts' in resolution ? rangeView(resolution, q, messages) : resolutionView(report, anchor, resolution, q, messages), entries: resolution.entries,
    }))
  })

  app.get('/r/:report/source', { schema: { ...hidden, params: ReportPath, querystring: SourceParameters } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    const { p, line, column } = request.query
    const entry = p === undefined ? passageAt(report, line, column, engine.corpus) : engine.corpus.entry(report.id, p)
    if (entry === undefined) return refuse(request, reply, unknownPassage)
    return show(request, reply, 'source', (here) => sourceView(report, { entry, line: line ?? null }, here))
  })
  app.get('/quality', { schema: hidden }, (request, reply) => show(request, reply, 'qualities', (here) => allQualityView(engine, here)))

  app.get('/r/:report/quality', { schema: { ...hidden, params: ReportPath } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    if (!report) return refuse(request, reply, unknownReport)
    return show(request, reply, 'quality', (here) => qualityView(report, engine.corpus, here))
  })
  return Promise.resolve()
}
