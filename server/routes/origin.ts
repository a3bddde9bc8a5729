import { parse } from 'cookie'
import Negotiator from 'negotiator'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayInChina } from '../citing/dates.js'
import { printItem } from '../resolving/collection.js'
import type { Site } from '../views/frame.js'
import type { Page, Render } from '../views/handlebars.js'
import { keepLocale } from '../views/locale.js'
import { LOCALES, MESSAGES, type Locale } from '../views/messages/index.js'
import { readSettings } from '../views/settings.js'
import { collectedOf } from './basket-cookie.js'

/** Where a reader's settings are kept. */
export const SETTINGS_COOKIE = 'settings'

/** What a request says of the page that answers it: its origin, its address, its language. */

/** Languages that a reader may accept; whoever reads any Chinese gets Chinese before English. */
const OFFERED = ['zh-CN', 'zh', 'en'] as const

/** The language that a browser prefers: English only where it stands before every Chinese; Chinese when nothing is said, as crawlers do. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const [first] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages([...OFFERED])
  return first === 'en' ? 'en' : 'zh-CN'
}

/** Path and query as asked for, without `lang`; the first slash stands alone, so that no address leads out of the site. */
function addressOf(url: string): { readonly here: string; readonly asked: Locale | null } {
  const [, path = '', query = ''] = /^[/\\]*([^?#]*)(?:\?([^#]*))?/su.exec(url) ?? []
  // An empty field of a form was not filled in: it is no parameter.
  const parts = query.split('&').filter((part) => part !== '' && (part.startsWith('q=') || !part.endsWith('=')))
  const others = parts.filter((part) => !/^lang(?:=|$)/u.test(part))
  return { here: `/${path}${others.length === 0 ? '' : `?${others.join('&')}`}`, asked: LOCALES.find((locale) => parts.includes(`lang=${locale}`)) ?? null }
}

/** The site as one request sees it: with the configured origin, else the one that was asked, and in the reader's language. */
export function siteOf(request: FastifyRequest, site: Site): Site {
  const settings = readSettings(parse(request.headers.cookie ?? '')[SETTINGS_COOKIE] ?? '')
  const { here, asked } = addressOf(request.url)
  const locale = asked ?? preferredLocale(request.headers['accept-language'])
  const collected = new Set(collectedOf(request).map(({ report, anchor }) => printItem({ report, anchor, edition: null })))
  return { ...site, here, settings, collected, today: dayInChina(new Date()), locale, keepsLocale: asked !== null, messages: MESSAGES[locale], baseUrl: site.baseUrl === '' ? `${request.protocol}://${request.host}` : site.baseUrl }
}

/** Answers with a page in the language of its site. */
export function sendPage(reply: FastifyReply, render: Render, page: Page, view: object, { locale, keepsLocale }: Site): FastifyReply {
  const written = render(page, view)
  return reply.type('text/html; charset=utf-8').header('content-language', locale).header('vary', 'Accept-Language, Cookie')
    .send(keepsLocale ? keepLocale(written, locale) : written)
}
