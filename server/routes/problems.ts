import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Render } from '../views/handlebars.js'
import type { Site } from '../views/frame.js'
import { noticeView } from '../views/notice.js'
import { MESSAGES, type Messages } from '../views/messages/index.js'
import { sendPage, siteOf } from './origin.js'
import { EDITIONS } from '../citing/gbt7714.js'
import { STYLES } from '../citing/text.js'
import { MAX_PAGE_SIZE, MAX_QUERY_LENGTH, SORTS } from '../search/query.js'
import { MEASURES, TABLE_NAMES } from '../search/tabulate.js'

/** What a reader is told when a request cannot be answered: code, status, and in the reader's language what to do. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly says: (messages: Messages) => { readonly heading: string; readonly message: string }
}

interface ValidationFault {
  readonly keyword: string
  readonly instancePath: string
  readonly params?: { readonly missingProperty?: string }
  readonly parentSchema?: { readonly title?: string }
}

/** What to do about a parameter, by its name. */
function adviceOn(name: string, { advice, problems }: Messages): string {
  const { q, size, sort, edition, style, table, measure, ...plain } = advice
  const bounded: Readonly<Record<string, string>> = { ...plain, q: q(MAX_QUERY_LENGTH), size: size(MAX_PAGE_SIZE), sort: sort(SORTS), edition: edition(EDITIONS), style: style(STYLES), table: table(TABLE_NAMES), measure: measure(MEASURES) }
  return bounded[name.replace(/^-/u, '')] ?? problems.otherParameter(name)
}

/** A refusal whose words stand in the catalogue. */
const refusal = (status: number, code: string, says: (problems: Messages['problems']) => readonly [heading: string, message: string]): Refusal =>
  ({ status, code, says: ({ problems }) => {
    const [heading, message] = says(problems)
    return { heading, message }
  } })

export const pageNotFound = refusal(404, 'not-found', ({ notFound, notFoundAdvice }) => [notFound, notFoundAdvice])

/** What a reader is told about a failure of Fastify or of a route. */
export function refusalOf(error: FastifyError): Refusal {
  const faults = error.validation as readonly ValidationFault[] | undefined
  if (faults) {
    const names = [...new Set(faults.map(({ instancePath, params }) => instancePath.split('/')[1] ?? params?.missingProperty ?? ''))]
    const tooLong = faults.some(({ instancePath, keyword }) => instancePath === '/q' && keyword === 'maxLength')
    if (names.includes('q') && !tooLong) return refusal(400, 'bad-parameter', ({ badParameter, oneQuery }) => [badParameter, oneQuery])
    const inPath = error.validationContext === 'params'
    return {
      status: inPath ? 404 : 400, code: inPath ? 'not-found' : tooLong ? 'query-too-long' : 'bad-parameter',
      says: (messages) => {
        const { problems } = messages
        const advice = names.map((name) => adviceOn(name, messages)).join(problems.and)
        return inPath ? { heading: problems.notFound, message: problems.badAddress(advice) } : { heading: tooLong ? problems.queryTooLong : problems.badParameter, message: problems.sentence(advice) }
      },
    }
  }
  const status = error.statusCode ?? 500
  if (status === 404) return pageNotFound
  if (status >= 400 && status < 500) return refusal(status, 'bad-request', ({ badRequest, badRequestAdvice }) => [badRequest, badRequestAdvice])
  return refusal(500, 'internal', ({ internal, internalAdvice }) => [internal, internalAdvice])
}

export const unknownReport = refusal(404, 'unknown-report', (says) => [says.unknownReport, says.unknownReportAdvice])
/** A report that its issuer has withdrawn: gone for good, and said to be. */
export const withdrawnReport = (title: string, reason: string): Refusal => refusal(410, 'withdrawn-report', (says) => [says.withdrawn, says.withdrawnAdvice(title, reason)])
export const unknownEdition = refusal(404, 'unknown-edition', (says) => [says.unknownEdition, says.unknownEditionAdvice])
export const unknownPassage = refusal(404, 'unknown-passage', (says) => [says.unknownPassage, says.unknownPassageAdvice])
export const unknownShort = refusal(404, 'unknown-short', (says) => [says.unknownShort, says.unknownShortAdvice])
export const futureAccess = refusal(400, 'bad-parameter', (says) => [says.badParameter, says.futureAccess])

export const foreignForm: Refusal = { status: 403, code: 'foreign-form', says: ({ basket }) => ({ heading: basket.foreign, message: basket.foreignAdvice }) }
export const basketFull: Refusal = { status: 409, code: 'basket-full', says: ({ basket }) => ({ heading: basket.full, message: basket.fullAdvice }) }

/** Answers with a refusal: JSON below `/api/`, which is Chinese by its contract, a page with a search box elsewhere. */
export type Refuse = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply

export function createRefuse(render: Render, site: Site): Refuse {
  return (request, reply, { status, code, says }) => {
    reply.code(status).header('cache-control', 'no-store')
    if (request.url.startsWith('/api/')) return reply.type('application/json; charset=utf-8').send(JSON.stringify({ error: { code, message: says(MESSAGES['zh-CN']).message } }))
    // A request whose address could not be read has no query.
    const { q } = (request.query ?? {}) as { q?: unknown }
    const typed = typeof q === 'string' ? [...q].slice(0, 2000).join('') : ''
    const here = siteOf(request, site)
    const { heading, message } = says(here.messages)
    return sendPage(reply, render, 'notice', noticeView(heading, message, typed, here), here)
  }
}

/** Every failure of every route ends here; only unforeseen ones are logged as errors. */
export function handleProblems(app: FastifyInstance, refuse: Refuse): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal.status >= 500) request.log.error({ err: error }, 'request failed')
    return refuse(request, reply, refusal)
  })
  app.setNotFoundHandler((request, reply) => refuse(request, reply, pageNotFound))
}
