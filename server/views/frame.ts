import { EMPTY_QUERY } from '../search/query.js'
import type { Assets } from './assets.js'
import { absolute, BASKET, HOME, inLocale, OPENSEARCH, OVERVIEW, QUALITY, OPENAPI, REPORTS, searchLink, SETTINGS_PATH } from './links.js'
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
  readonly printed: string
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
  /** The collection, and where its forms lead back to. */
  readonly basket: string
  readonly here: string
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
}

export function frameOf(site: Site, options: FrameOptions): Frame {
  const { title, description, path, q = '', headSearch = true, current, indexed = true } = options
  const { messages: { shell, script, overview, basket }, locale, here, keepsLocale, collected } = site
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return {
    lang: locale,
    classes: settingsClasses(site.settings), printed: shell.printed(absolute(site.baseUrl, here), site.today), settings: SETTINGS_PATH,
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
    quality: QUALITY, reports: REPORTS, home: HOME, openapi: OPENAPI, basket: BASKET, here: keepsLocale ? inLocale(here, locale) : here,
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
