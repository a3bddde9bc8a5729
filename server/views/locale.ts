import { inLocale } from './links.js'
import { escapeHtml, unescapeHtml } from './markup.js'
import type { Locale } from './messages/index.js'

/** Links and forms that lead to pages; files, data and short addresses have no language. */
const WITHOUT_LOCALE = /^\/(?:public\/|api\/|openapi\.json|opensearch\.xml|feed\.atom|favicon\.ico|manifest\.webmanifest|c\/|.*\/cite\.[a-z]+(?:\?|$))/u

/**
 * A page whose links and forms keep the language that was asked for by its address. Works on the finished page, whose
 * attributes are all written as `name="value"`, so that no link can be forgotten.
 */
export const keepLocale = (page: string, locale: Locale): string => page
  .replace(/ (href|action)="(\/[^"]*)"/gu, (whole, name: string, address: string) => {
    const plain = unescapeHtml(address)
    return WITHOUT_LOCALE.test(plain) || /[?&]lang=/u.test(plain) ? whole : ` ${name}="${escapeHtml(inLocale(plain, locale))}"`
  })
  .replace(/<form [^>]*method="get"[^>]*>/gu, (form) => `${form}<input type="hidden" name="lang" value="${locale}">`)
