import { EMPTY_QUERY } from '../search/query.js'
import type { Assets } from './assets.js'
import { absolute, HOME, OPENSEARCH, REPORTS, searchLink } from './links.js'

/** The portal's name, as it stands in every title. */
export const SITE_NAME = '卫健报告检索'

/** What every page needs of the server. */
export interface Site {
  readonly assets: Assets
  /** Origin for addresses that leave the site, without a slash at the end; '' when not configured. */
  readonly baseUrl: string
}

/** What the layout reads: the frame of every page. */
export interface Frame {
  readonly title: string
  readonly siteName: string
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
  readonly current?: 'home' | 'search' | 'reports'
  readonly indexed?: boolean
}

export function frameOf(site: Site, options: FrameOptions): Frame {
  const { title, description, path, q = '', headSearch = true, current, indexed = true } = options
  return {
    title: title === '' ? SITE_NAME : `${title} — ${SITE_NAME}`,
    siteName: SITE_NAME,
    description, q, headSearch,
    canonical: absolute(site.baseUrl, path),
    robots: indexed ? 'index,follow' : 'noindex,follow',
    style: site.assets('style.css'),
    script: site.assets('enhance.js'),
    icon: site.assets('icon.svg'),
    opensearch: OPENSEARCH,
    meta: [],
    nav: [
      { label: '首页', href: HOME, current: current === 'home' },
      { label: '段落', href: searchLink(EMPTY_QUERY), current: current === 'search' },
      { label: '报告', href: REPORTS, current: current === 'reports' },
    ],
  }
}
