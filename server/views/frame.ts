import { EMPTY_QUERY } from '../search/query.js'
import type { Assets } from './assets.js'
import { absolute, ACCESSIBILITY, BASKET, HOME, inLocale, MANIFEST, OPENSEARCH, OVERVIEW, QUALITY, OPENAPI, REPORTS, searchLink, SETTINGS_PATH } from './links.js'
import type { Phrase } from './markup.js'
import { LOCALES, MESSAGES, type Locale, type Messages } from './messages/index.js'
import { DEFAULT_SETTINGS, settingsClasses, type Settings } from './settings.js'

/** What every page needs of the server and of the request. */
export interface Site {
  readonly assets: Assets
  /** Origin for addresses that leave the site, without a slash at the end; '' when not configured. */
  readonly baseUrl: string
  readonly locale: Locale
  /** The reader has asked for this language by the address: the links of the page keep it. */
  readonly keepsLocale: boolean
  /** Path and query of the address that was asked for, without its language. */
  readonly here: string
  readonly messages: Messages
  readonly settings: Settings
  /** `report~anchor` of the passages that the reader has collected. */
  readonly collected: ReadonlySet<string>
  /** The day in China, `YYYY-MM-DD`. */
  readonly today: string
}

/** The site without a request, in its own language. */
export const siteWithout = (assets: Assets, baseUrl: string, today = ''): Site =>
  ({ assets, baseUrl, today, locale: 'zh-CN', keepsLocale: false, here: HOME, messages: MESSAGES['zh-CN'], settings: DEFAULT_SETTINGS, collected: new Set() })

/** What the layout reads: the frame of every page. */
export interface Frame {
  /** Of the page; what is quoted in it is Chinese. */
  readonly lang: Locale
  /** What the reader has set, as classes of the root element. */
  readonly classes: string
  /** Where and when the page was printed: the head of each printed page. */
  readonly printed: Phrase
  readonly settings: string
  readonly title: string
  readonly description: string
  readonly canonical: string
  /** Kept in the search box on every page. */
  readonly q: string
  /** The head has a search box, on every page but those that have their own. */
  readonly headSearch: boolean
  readonly robots: string
  readonly style: string
  readonly script: string
  readonly icon: string
  readonly opensearch: string
  /** What the script says, as JSON. */
  readonly words: string
  /** The same page in each language, for search engines. */
  readonly alternates: readonly { readonly lang: string; readonly href: string }[]
  /** The same page in the other language. */
  readonly otherLanguage: { readonly lang: Locale; readonly href: string }
  readonly quality: string
  readonly reports: string
  readonly home: string
  readonly openapi: string
  readonly accessibility: string
  /** The collection, and where its forms lead back to. */
  readonly basket: string
  readonly here: string
  readonly manifest: string
  readonly touchIcon: string
  /** Open Graph: how the address is shown where it is shared. */
  readonly share: readonly { readonly property: string; readonly content: string }[]
  /** Address of the same as an Atom feed; '' for pages that have none. */
  readonly feed: string
  /** For programs that collect references. */
  readonly meta: readonly { readonly name: string; readonly content: string }[]
  readonly nav: readonly { readonly label: string; readonly href: string; readonly current: boolean }[]
}

export interface FrameOptions {
  readonly title: string
  readonly description: string
  /** Path of the canonical address. */
  readonly path: string
  readonly q?: string
  readonly headSearch?: boolean
  readonly current?: 'home' | 'search' | 'reports' | 'overview' | 'basket'
  readonly indexed?: boolean
  /** The passage that the page is about: what is shown of it where its address is shared. */
  readonly quote?: { readonly text: string; readonly path: string }
  /** The same as a feed. */
  readonly feed?: string
}

/** An address with its 汉字 as such, for print; one that cannot be decoded stays as it is. */
function readable(address: string): string {
  try {
    return decodeURI(address)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return address
  }
}

export function frameOf(site: Site, options: FrameOptions): Frame {
  const { title, description, path, q = '', headSearch = true, current, indexed = true, quote, feed = '' } = options
  const { messages: { shell, script, overview, basket }, locale, here, keepsLocale, collected } = site
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return {
    lang: locale,
    classes: settingsClasses(site.settings), printed: shell.printed(readable(absolute(site.baseUrl, here)), site.today), settings: SETTINGS_PATH,
    title: title === '' ? shell.siteName : shell.titleOf(title),
    description, q, headSearch,
    canonical: absolute(site.baseUrl, path),
    robots: indexed ? 'index,follow' : 'noindex,follow',
    style: site.assets('style.css'),
    script: site.assets('enhance.js'),
    icon: site.assets('icon.svg'),
    opensearch: OPENSEARCH,
    words: JSON.stringify(script),
    alternates: [...LOCALES.map((lang) => ({ lang, href: absolute(site.baseUrl, inLocale(here, lang)) })), { lang: 'x-default', href: absolute(site.baseUrl, here) }],
    otherLanguage: { lang: other, href: inLocale(here, other) },
    quality: QUALITY, reports: REPORTS, home: HOME, openapi: OPENAPI, accessibility: ACCESSIBILITY, basket: BASKET, here: keepsLocale ? inLocale(here, locale) : here,
    manifest: MANIFEST, touchIcon: site.assets('icon-180.png'), feed,
    share: shareOf(site, options, title === '' ? shell.siteName : title, quote),
    meta: [],
    nav: [
      { label: shell.home, href: HOME, current: current === 'home' },
      { label: shell.passages, href: searchLink(EMPTY_QUERY), current: current === 'search' },
      { label: shell.reports, href: REPORTS, current: current === 'reports' },
      { label: overview.title, href: OVERVIEW, current: current === 'overview' },
      { label: collected.size === 0 ? basket.name : basket.nameWith(collected.size), href: BASKET, current: current === 'basket' },
    ],
  }
}

/** Characters of a quote that are shown where its address is shared. */
const SHARED_LENGTH = 200

/** Open Graph (ogp.me); other networks read the same tags. */
function shareOf(site: Site, { description, path }: FrameOptions, title: string, quote: FrameOptions['quote']): Frame['share'] {
  const { messages: { results, shell }, locale, baseUrl } = site
  const text = quote && (quote.text.length > SHARED_LENGTH ? `${quote.text.slice(0, SHARED_LENGTH).toWellFormed()}…` : quote.text)
  const tags: Readonly<Record<string, string>> = {
    type: quote ? 'article' : 'website', title, site_name: shell.siteName, locale: locale === 'en' ? 'en_GB' : 'zh_CN',
    description: text === undefined ? description : results.quoted(text), url: absolute(baseUrl, quote?.path ?? path), image: absolute(baseUrl, site.assets('icon-512.png')),
  }
  return [...Object.entries(tags).map(([name, content]) => ({ property: `og:${name}`, content })), { property: 'twitter:card', content: 'summary' }]
}
