import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Engine } from '../search/engine.js'
import { toQuery, type QueryParameters } from '../search/query.js'
import type { Measure, Table } from '../search/tabulate.js'
import { toCsv } from '../views/csv.js'
import type { WordsOf } from '../views/distinctive.js'
import type { Site } from '../views/frame.js'
import type { Render } from '../views/handlebars.js'
import { overviewView, type Overview } from '../views/overview.js'
import { overviewRows } from '../views/overview-data.js'
import { sendPage, siteOf } from './origin.js'
import { OverviewCsvParameters, OverviewParameters } from './schemas.js'

export interface OverviewOptions {
  readonly engine: Engine
  readonly render: Render
  readonly site: Site
}

interface Asked extends QueryParameters {
  readonly table?: Table
  readonly measure?: Measure
  readonly of?: string
}

/** `city:开封`, as the schema has let it pass. */
function readOf(of: string): WordsOf {
  const at = of.indexOf(':')
  return { dimension: of.slice(0, at) === 'year' ? 'year' : 'city', value: of.slice(at + 1) }
}

/** What to count: a page of the search is none of its business. */
const readOverview = ({ table = 'city-year', measure = 'passages', of, ...query }: Asked): Overview =>
  ({ query: toQuery({ ...query, sort: 'relevance', page: 1, size: 20 }), table, measure, of: of === undefined ? null : readOf(of) })

/** Any query by city, year and topic: as a page, and its numbers as a file for spreadsheets. */
export const overview: FastifyPluginAsyncTypebox<OverviewOptions> = (app, { engine, render, site }) => {
  app.get('/overview', { schema: { hide: true, querystring: OverviewParameters } }, (request, reply) => {
    const here = siteOf(request, site)
    return sendPage(reply, render, 'overview', overviewView(engine, readOverview(request.query), here), here)
  })

  const response = { 200: { description: 'CSV in UTF-8 with a byte order mark', content: { 'text/csv': { schema: { type: 'string' } } } } }
  app.get('/overview.csv', {
    schema: { summary: 'Passages of a query by city, year and topic, as CSV', querystring: OverviewCsvParameters, ...{ response } as object },
  }, (request, reply) => {
    const { part = 'table', ...asked } = request.query
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="overview-${part}.csv"`)
      .send(toCsv(overviewRows(engine, readOverview(asked), part, siteOf(request, site))))
  })
  return Promise.resolve()
}
