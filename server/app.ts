import { join } from 'node:path'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { allocate, ShortLinks } from './citing/short-links.js'
import { api } from './routes/api.js'
import { accessibility } from './routes/accessibility.js'
import { basket } from './routes/basket.js'
import { cite } from './routes/cite.js'
import { feeds } from './routes/feeds.js'
import { overview } from './routes/overview.js'
import { pages } from './routes/pages.js'
import { passages } from './routes/passages.js'
import { answerParserError, type ParserError } from './raw-address.js'
import { createRefuse, handleProblems, refusalOf, withdrawnReport } from './routes/problems.js'
import { service } from './routes/service.js'
import { settings } from './routes/settings.js'
import { Editions, NO_ARCHIVE, type Archive } from './resolving/archive.js'
import { passageKeys } from './search/corpus.js'
import type { Engine } from './search/engine.js'
import { readChecks } from './views/accessibility.js'
import { loadAssets, readPublic } from './views/assets.js'
import { siteWithout } from './views/frame.js'
import { loadTemplates } from './views/handlebars.js'

export interface AppOptions {
  readonly engine: Engine
  readonly baseUrl: string
  /** The short addresses that are kept; without them each passage gets one that lasts as long as the server. */
  readonly links?: ShortLinks
  readonly logger: FastifyBaseLogger | false
  /** Where old addresses are looked up; without one only what is served is known. */
  readonly archive?: Archive
}

/** Longest part of a query that is logged, in characters. */
const LOGGED_QUERY = 60
/** Times in ms: a slow client is cut off, a stop does not wait for idle connections. */
const LIMITS = { requestTimeout: 10_000, connectionTimeout: 10_000, keepAliveTimeout: 10_000, bodyLimit: 16 * 1024 } as const

/** Builds the server; it does not listen. */
export async function buildApp({ engine, baseUrl, logger, links = new ShortLinks(allocate([], passageKeys(engine.corpus))), archive = NO_ARCHIVE }: AppOptions): Promise<FastifyInstance> {
  const site = siteWithout(loadAssets(join(PACKAGE_ROOT, 'public')), baseUrl)
  const render = loadTemplates(join(PACKAGE_ROOT, 'templates'))
  const refuse = createRefuse(render, site)
  const app = fastify({
    ...LIMITS,
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    clientErrorHandler: (error, socket) => answerParserError(app, error as unknown as ParserError, socket),
    forceCloseConnections: 'idle',
    // Longer than any id: what is too long is refused by the schemas, in Chinese.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) => { refuse(request, reply, refusalOf(error)) },
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: true } },
  }) as unknown as FastifyInstance
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], styleSrc: ["'self'"], scriptSrc: ["'self'"], imgSrc: ["'self'"], manifestSrc: ["'self'"], connectSrc: ["'self'"],
        formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"],
      },
    },
    // The portal may be served without TLS inside an office network; whoever ends TLS sets this header.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  // Quality 4 of brotli compresses a page in a few milliseconds; small answers are sent as they are.
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1400, brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'Health report portal', version: '1' } } })
  await app.register(fastifyStatic, { root: join(PACKAGE_ROOT, 'public'), prefix: '/public/', immutable: true, maxAge: '365d', index: false })

  // An empty field of a form was not filled in: it is no parameter.
  app.addHook('preValidation', (request, _reply, done) => {
    const query = request.query as Record<string, unknown>
    for (const [name, value] of Object.entries(query)) {
      if (value === '' && name !== 'q') delete query[name]
    }
    done()
  })
  const withdrawn = new Map(engine.snapshot.manifest.withdrawn?.map((report) => [report.id, report]))
  app.addHook('preHandler', (request, reply, done) => {
    const { report: id } = (request.params ?? {}) as { report?: string }
    const report = withdrawn.get(id ?? '')
    if (report) refuse(request, reply, withdrawnReport(report.title, report.reason))
    else done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { q } = request.query as { q?: unknown }
    request.log.info({
      method: request.method, path: request.url.split('?', 1)[0]?.slice(0, 200), status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10, ...(typeof q === 'string' ? { q: [...q].slice(0, LOGGED_QUERY).join('') } : {}),
    }, 'request')
    done()
  })
  handleProblems(app, refuse)
  const editions = new Editions(archive)
  await app.register(pages, { engine, editions, render, site, refuse, links })
  await app.register(passages, { engine, editions, refuse })
  await app.register(overview, { engine, render, site })
  await app.register(basket, { engine, editions, render, site, refuse })
  await app.register(cite, { engine, site, refuse, links })
  await app.register(api, { engine, refuse })
  await app.register(settings, { render, site })
  await app.register(service, { engine, site })
  await app.register(feeds, { engine, editions, site })
  await app.register(accessibility, { render, site, checks: readChecks(readPublic(join(PACKAGE_ROOT, 'public'), 'accessibility.json')) })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app
}
