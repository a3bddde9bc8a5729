import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Report } from '../../indexer/index.js'
import type { Editions } from '../resolving/archive.js'
import { resolvePassage, resolveRange, type RangeResolution, type Resolution } from '../resolving/resolve.js'
import type { Engine } from '../search/engine.js'
import { resolutionJson } from '../views/api.js'
import { unknownEdition, unknownPassage, unknownReport, type Refusal, type Refuse } from './problems.js'
import * as schemas from './schemas.js'

export interface PassageOptions {
  readonly engine: Engine
  readonly editions: Editions
  readonly refuse: Refuse
}

type Found = { readonly report: Report; readonly resolution: Resolution | RangeResolution } | { readonly refusal: Refusal }

/** What the address of a passage, or of a range `a~b`, leads to; `v` pins an edition. */
export async function resolveAddress({ corpus }: Engine, editions: Editions, id: string, anchors: string, v: string | undefined): Promise<Found> {
  const report = corpus.report(id)
  if (!report) return { refusal: unknownReport }
  const known = await editions.of(report)
  const [from = '', to] = anchors.split('~')
  const resolution = to === undefined ? resolvePassage(report, from, v ?? null, known, corpus) : resolveRange(report, [from, to], v ?? null, known, corpus)
  return resolution ? { report, resolution } : { refusal: v === undefined ? unknownPassage : unknownEdition }
}

/** The lasting addresses of passages as JSON: the same facts as their pages. */
export const passages: FastifyPluginAsyncTypebox<PassageOptions> = (app, { engine, editions, refuse }) => {
  app.get('/api/passages/:report/:anchor', {
    schema: {
      summary: 'What has become of a passage (or of a range, a~b) since it was first published', params: schemas.PassagesPath, querystring: schemas.PassageParameters,
      response: { 200: schemas.PassageResponse, 400: schemas.ErrorResponse, 404: schemas.ErrorResponse },
    },
    // Typed where it is built, and written as it is, so that no field is lost to the schema.
    serializerCompiler: () => (value) => JSON.stringify(value),
  }, async (request, reply) => {
    const found = await resolveAddress(engine, editions, request.params.report, request.params.anchor, request.query.v)
    return 'refusal' in found ? refuse(request, reply, found.refusal) : resolutionJson(found.resolution) as never
  })
  return Promise.resolve()
}
