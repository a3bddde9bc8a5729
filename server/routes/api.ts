import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Engine } from '../search/engine.js'
import { toQuery } from '../search/query.js'
import { reportJson, reportSummary, resultsJson } from '../views/api.js'
import { qualityJson } from '../views/quality.js'
import { unknownReport, type Refuse } from './problems.js'
import * as schemas from './schemas.js'

export interface ApiOptions {
  readonly engine: Engine
  readonly refuse: Refuse
}

/** The JSON contract of DESIGN: the same facts as the pages. */
export const api: FastifyPluginAsyncTypebox<ApiOptions> = (app, { engine, refuse }) => {
  const failures = { 400: schemas.ErrorResponse, 404: schemas.ErrorResponse }
  // Responses are built by `views/api.ts`, typed there; they are written as they are, so that no field is lost to a schema.
  const responses = (success: object): object => ({ response: { 200: success, ...failures } })

  app.get('/api/search', {
    schema: { summary: 'Search passages; city, year, topic and report may repeat (OR within, AND across)', querystring: schemas.SearchParameters, ...responses(schemas.SearchResponse) },
  }, async (request) => resultsJson(await engine.answer(toQuery(request.query))))

  app.get('/api/suggest', {
    schema: { summary: 'Completions of what is being typed', querystring: schemas.SuggestParameters, ...responses(schemas.SuggestResponse) },
  }, (request) => ({ query: request.query.q ?? '', suggestions: engine.suggest(request.query.q ?? '') }))

  app.get('/api/reports', { schema: { summary: 'All reports', ...responses(schemas.ReportsResponse) } },
    () => ({ reports: engine.corpus.reports.map(reportSummary) }))

  app.get('/api/reports/:report', { schema: { summary: 'One report as a tree of sections and passages', params: schemas.ReportPath, ...responses(schemas.ReportResponse) } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    return report ? reportJson(report, engine.corpus) : refuse(request, reply, unknownReport)
  })

  app.get('/api/reports/:report/quality', { schema: { summary: 'What reading has made of a report: reordered, joined, corrected, doubtful, left out', params: schemas.ReportPath, ...responses(schemas.QualityResponse) } }, (request, reply) => {
    const report = engine.corpus.report(request.params.report)
    return report ? qualityJson(report) : refuse(request, reply, unknownReport)
  })

  return Promise.resolve()
}
