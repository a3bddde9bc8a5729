import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { create as contentDisposition } from 'content-disposition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Report } from '../../indexer/index.js'
import { citationRecord, endsOf } from '../citing/catalogue.js'
import { EXPORT_FORMATS, EXPORTS, exportName, type ExportFormat } from '../citing/exports.js'
import { qrSvg } from '../citing/qr.js'
import { readShort, type ShortLinks } from '../citing/short-links.js'
import type { Entry } from '../search/corpus.js'
import type { Engine } from '../search/engine.js'
import type { Site } from '../views/frame.js'
import { absolute, inLocale, passageLink, passageVisit, reportLink, shortLink } from '../views/links.js'
import { citationOptions, type CiteQuery } from './citation.js'
import { siteOf } from './origin.js'
import { unknownPassage, unknownReport, unknownShort, type Refuse } from './problems.js'
import * as schemas from './schemas.js'

export interface CiteOptions {
  readonly engine: Engine
  readonly site: Site
  readonly refuse: Refuse
  readonly links: ShortLinks
}

/** Shown where it is opened; the others are files for a reference manager. */
const SHOWN: readonly ExportFormat[] = ['txt', 'json']

/** The passages from one anchor to another, both included, in either order; none when the report lacks one of them. */
function entriesBetween({ corpus }: Engine, report: Report, anchors: readonly string[]): Entry[] {
  const ends = anchors.map((anchor) => corpus.entry(report.id, anchor)?.ordinal ?? NaN)
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  return Number.isNaN(first) ? [] : Array.from({ length: last - first + 1 }, (_, i) => corpus.at(first + i))
}

/** Citations of reports and passages as files, and short addresses for print. */
export const cite: FastifyPluginAsyncTypebox<CiteOptions> = (app, { engine, site, refuse, links }) => {
  const failures = { 400: schemas.ErrorPage, 404: schemas.ErrorPage }

  const send = (request: FastifyRequest, reply: FastifyReply, format: ExportFormat, report: Report, entries: readonly Entry[]): FastifyReply => {
    const options = citationOptions(request.query as CiteQuery, new Date())
    if ('status' in options) return refuse(request, reply, options)
    const path = entries.length === 0 ? reportLink(report.id) : passageLink(report.id, endsOf(entries).map(({ passage }) => passage.anchor).join('~'))
    const record = citationRecord(report, entries, absolute(siteOf(request, site).baseUrl, path))
    const { type, write } = EXPORTS[format]
    return reply
      .type(`${type}; charset=utf-8`)
      .header('content-disposition', contentDisposition(exportName(record, format), { type: SHOWN.includes(format) ? 'inline' : 'attachment', fallback: `${record.id}.${format}` }))
      .send(write(record, options))
  }

  for (const format of EXPORT_FORMATS) {
    const { type, label } = EXPORTS[format]
    const response = { 200: { description: label, content: { [type]: { schema: { type: 'string' } } } }, ...failures }

    app.get(`/r/:report/cite.${format}`, {
      schema: { summary: `Citation of a report: ${label}`, params: schemas.ReportPath, querystring: schemas.CiteParameters, ...{ response } },
    }, (request, reply) => {
      const report = engine.corpus.report(request.params.report)
      return report ? send(request, reply, format, report, []) : refuse(request, reply, unknownReport)
    })

    app.get(`/r/:report/p/:anchor/cite.${format}`, {
      schema: { summary: `Citation of a passage, or of a range a~b: ${label}`, params: schemas.PassagesPath, querystring: schemas.CiteParameters, ...{ response } },
    }, (request, reply) => {
      const report = engine.corpus.report(request.params.report)
      if (!report) return refuse(request, reply, unknownReport)
      const entries = entriesBetween(engine, report, request.params.anchor.split('~'))
      return entries.length > 0 ? send(request, reply, format, report, entries) : refuse(request, reply, unknownPassage)
    })
  }

  // Found, not moved: what stands at the passage's address may change, the short address may not.
  app.get('/c/:short', { schema: { hide: true, params: schemas.ShortPath } }, (request, reply) => {
    const target = links.target(readShort(request.params.short))
    if (!target) return refuse(request, reply, unknownShort)
    const { keepsLocale, locale } = siteOf(request, site)
    const address = passageVisit(target.report, target.anchor)
    return reply.header('cache-control', 'no-cache').redirect(keepsLocale ? inLocale(address, locale) : address, 302)
  })

  app.get('/c/:short.svg', { schema: { hide: true, params: schemas.ShortPath } }, (request, reply) => {
    const short = readShort(request.params.short)
    if (!links.target(short)) return refuse(request, reply, unknownShort)
    return reply.type('image/svg+xml; charset=utf-8').header('cache-control', 'no-cache').send(qrSvg(absolute(siteOf(request, site).baseUrl, shortLink(short))))
  })
  return Promise.resolve()
}
