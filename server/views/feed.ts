import { oneLine } from '../citing/record.js'
import type { Entry } from '../search/corpus.js'
import type { Results } from '../search/engine.js'
import type { Site } from './frame.js'
import { absolute, feedLink, passageLink, reportLink, searchLink } from './links.js'
import { escapeHtml } from './markup.js'
import { titleOf } from './results.js'

/** What is not written for readers of pages: an Atom feed of a search (RFC 4287), the site map. */

/** An instant of a report: when its text was recorded last, else its day of publication, else the end of the last year that it covers. */
export function updatedAt({ published, covers, imprint }: Entry['report'], recorded: string): string {
  if (recorded !== '') return recorded
  const [year, month = '01', day = '01'] = (imprint?.date ?? '').split('-')
  if (year !== undefined && year !== '') return `${year}-${month}-${day}T00:00:00Z`
  return published === null ? `${covers.at(-1) ?? 1970}-12-31T00:00:00Z` : `${published}-01-01T00:00:00Z`
}

export interface FeedEntry {
  readonly entry: Entry
  readonly updated: string
}

const element = (name: string, text: string, attributes = ''): string => `<${name}${attributes}>${escapeHtml(oneLine(text))}</${name}>`
const link = (rel: string, type: string, href: string): string => `<link rel="${rel}" type="${type}" href="${escapeHtml(href)}"/>`

/** The hits of a search as a feed: an entry for each passage with its words; ids are the passages' lasting addresses. */
export function atomFeed({ query }: Results, entries: readonly FeedEntry[], { messages: { results, shell }, baseUrl }: Site): string {
  const at = (path: string): string => absolute(baseUrl, path)
  const title = query.q === '' ? results.all : results.quoted(query.q)
  const newest = entries.reduce((latest, { updated }) => (updated > latest ? updated : latest), '1970-01-01T00:00:00Z')
  const items = entries.map(({ entry, updated }) => {
    const { report, passage, headings } = entry
    const address = at(passageLink(report.id, passage.anchor))
    const quote = `<blockquote lang="zh-CN">${escapeHtml(oneLine(passage.text))}</blockquote><p>${escapeHtml(oneLine([...headings, report.title].join(' › ')))}</p>`
    return [
      '<entry>', element('id', address), element('title', titleOf(entry)), element('updated', updated), link('alternate', 'text/html', address),
      `<author>${element('name', report.issuer ?? shell.siteName)}</author>`,
      element('summary', passage.text, ' type="text" xml:lang="zh-CN"'), `<content type="html">${escapeHtml(quote)}</content>`,
      ...passage.topics.map(({ topic }) => `<category term="${escapeHtml(topic)}"/>`),
      `<source>${element('id', at(reportLink(report.id)))}${element('title', report.title)}${element('updated', updated)}</source>`, '</entry>',
    ].join('')
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
${element('id', at(feedLink(query)))}
${element('title', shell.titleOf(title))}
${element('updated', newest)}
<author>${element('name', shell.siteName)}</author>
${link('self', 'application/atom+xml', at(feedLink(query)))}
${link('alternate', 'text/html', at(searchLink(query)))}
${items.join('\n')}
</feed>
`
}

/** The site map (sitemaps.org 0.9): addresses with the day of their last change, where it is known. */
export const siteMap = (pages: readonly { readonly path: string; readonly changed: string }[], baseUrl: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.map(({ path, changed }) => `<url><loc>${escapeHtml(absolute(baseUrl, path))}</loc>${changed === '' ? '' : `<lastmod>${changed.slice(0, 10)}</lastmod>`}</url>`).join('\n')}
</urlset>
`
