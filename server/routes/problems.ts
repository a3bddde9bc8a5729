import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Render } from '../views/handlebars.js'
import type { Site } from '../views/frame.js'
import { noticeView } from '../views/notice.js'
import { siteOf } from './origin.js'
import { EDITIONS } from '../citing/gbt7714.js'
import { STYLES } from '../citing/text.js'
import { MAX_PAGE_SIZE, MAX_QUERY_LENGTH, SORTS } from '../search/query.js'

/** What a reader is told when a request cannot be answered: code, status, and in Chinese what to do. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly heading: string
  readonly message: string
}

interface ValidationFault {
  readonly keyword: string
  readonly instancePath: string
  readonly params?: { readonly missingProperty?: string }
  readonly parentSchema?: { readonly title?: string }
}

/** What to do about a parameter, by its name. */
const ADVICE: Readonly<Record<string, string>> = {
  q: `检索词最长 ${MAX_QUERY_LENGTH} 个字，请缩短后重试`,
  year: '年份请用四位数字，如 year=2022',
  from: '起始年份请用四位数字，如 from=2018',
  to: '截止年份请用四位数字，如 to=2022',
  page: '页码请用从 1 开始的整数，如 page=2',
  size: `每页条数请用 1–${MAX_PAGE_SIZE} 的整数`,
  sort: `排序方式只能是 ${SORTS.join('、')} 之一`,
  city: '城市请用简称，如 city=开封，最多 40 个',
  topic: '主题请从页面左侧的列表中选取，最多 40 个',
  report: '报告标识由小写字母、数字和连字符组成，如 kaifeng-2020-summary',
  anchor: '段落编号是 8 位小写字母和数字，请检查链接是否完整',
  line: '行号请用从 1 开始的整数，如 line=75',
  column: '列号请用从 1 开始的整数，如 column=3',
  edition: `国标版本只能是 ${EDITIONS.join('、')} 之一，如 edition=2015`,
  style: `引文样式只能是 ${STYLES.join('、')} 之一，如 style=reference`,
  accessed: '引用日期请写成年-月-日，且须是真实的日子，如 accessed=2026-08-30',
  v: '版本编号是 8 位小写字母和数字，请检查链接是否完整',
  short: '短链编号由数字和字母组成，请对照印刷件检查是否抄全',
  p: '段落编号是 8 位小写字母和数字，请检查链接是否完整',
}

/** What a reader is told about a failure of Fastify or of a route. */
export function refusalOf(error: FastifyError): Refusal {
  const faults = error.validation as readonly ValidationFault[] | undefined
  if (faults) {
    const names = [...new Set(faults.map(({ instancePath, params }) => instancePath.split('/')[1] ?? params?.missingProperty ?? ''))]
    const tooLong = faults.some(({ instancePath, keyword }) => instancePath === '/q' && keyword === 'maxLength')
    if (names.includes('q') && !tooLong) return { status: 400, code: 'bad-parameter', heading: '参数有误', message: '检索词 q 只能给一个，请合并后重试。' }
    const inPath = error.validationContext === 'params'
    const advice = names.map((name) => ADVICE[name] ?? `参数 ${name} 有误，请改正`).join('；')
    return inPath
      ? { status: 404, code: 'not-found', heading: '没有找到这一页', message: `地址有误：${advice}。` }
      : { status: 400, code: tooLong ? 'query-too-long' : 'bad-parameter', heading: tooLong ? '检索词太长了' : '参数有误', message: `${advice}。` }
  }
  const status = error.statusCode ?? 500
  if (status === 404) return { status, code: 'not-found', heading: '没有找到这一页', message: '地址可能已变或有误。请从检索或报告列表找起。' }
  if (status >= 400 && status < 500) return { status, code: 'bad-request', heading: '请求有误', message: '地址无法识别，请检查后重试。' }
  return { status: 500, code: 'internal', heading: '出错了', message: '服务器未能完成这次请求。请稍后重试；若一再出现，请告知管理员。' }
}

export const unknownReport: Refusal = { status: 404, code: 'unknown-report', heading: '没有这份报告', message: '这份报告未收录，或标识有误。请在下面检索，或查看报告列表。' }
/** A report that its issuer has withdrawn: gone for good, and said to be. */
export const withdrawnReport = (title: string, reason: string): Refusal =>
  ({ status: 410, code: 'withdrawn-report', heading: '这份报告已撤回', message: `《${title}》已撤回：${reason}。请勿再引用其中的文字。` })
export const unknownEdition: Refusal = { status: 404, code: 'unknown-edition', heading: '没有这个版本', message: '存档中没有这个版本，或该版本没有这一段。去掉地址中的 v= 可看现行版本。' }
export const unknownPassage: Refusal = { status: 404, code: 'unknown-passage', heading: '没有这个段落', message: '这份报告中没有该编号的段落，链接可能不完整。请在下面检索原句。' }

export const unknownShort: Refusal = { status: 404, code: 'unknown-short', heading: '没有这个短链', message: '没有发出过这个编号。请对照印刷件检查是否抄全、抄对，或在下面检索原句。' }
export const futureAccess: Refusal = { status: 400, code: 'bad-parameter', heading: '参数有误', message: '引用日期不能晚于今天，请改正 accessed。' }

/** Answers with a refusal: JSON below `/api/`, a page with a search box elsewhere. */
export type Refuse = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply

export function createRefuse(render: Render, site: Site): Refuse {
  return (request, reply, { status, code, heading, message }) => {
    reply.code(status).header('cache-control', 'no-store')
    if (request.url.startsWith('/api/')) return reply.type('application/json; charset=utf-8').send(JSON.stringify({ error: { code, message } }))
    // A request whose address could not be read has no query.
    const { q } = (request.query ?? {}) as { q?: unknown }
    const typed = typeof q === 'string' ? [...q].slice(0, 2000).join('') : ''
    return reply.type('text/html; charset=utf-8').send(render('notice', noticeView(heading, message, typed, siteOf(request, site))))
  }
}

/** Every failure of every route ends here; only unforeseen ones are logged as errors. */
export function handleProblems(app: FastifyInstance, refuse: Refuse): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal.status >= 500) request.log.error({ err: error }, 'request failed')
    return refuse(request, reply, refusal)
  })
  app.setNotFoundHandler((request, reply) =>
    refuse(request, reply, { status: 404, code: 'not-found', heading: '没有找到这一页', message: '地址可能已变或有误。请从检索或报告列表找起。' }))
}
