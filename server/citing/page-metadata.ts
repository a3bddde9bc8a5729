import { citedUrl, nameText, oneLine, type CitationKind, type CitationRecord } from './record.js'

/** What a page says of its report to programs that collect references: Zotero, Google Scholar. */

export interface MetaTag {
  readonly name: string
  readonly content: string
}

const filled = <T extends readonly [string, string | null]>([, value]: T): boolean => oneLine(value ?? '') !== ''

/** Highwire Press tags, as Google Scholar documents them. Empty fields are not written. */
export function highwireTags(record: CitationRecord): MetaTag[] {
  const { kind } = record
  const tags: readonly (readonly [string, string | null])[] = [
    ['citation_title', record.title],
    ...record.authors.map((name) => ['citation_author', nameText(name)] as const),
    ['citation_publication_date', record.issued?.replaceAll('-', '/') ?? null],
    ['citation_technical_report_institution', kind === 'report' ? (record.publisher ?? (record.authors[0] ? nameText(record.authors[0]) : null)) : null],
    ['citation_technical_report_number', kind === 'report' || kind === 'official' ? record.number : null],
    ['citation_journal_title', kind === 'newspaper' ? record.container : null],
    ['citation_firstpage', record.pages],
    ['citation_publisher', kind === 'report' ? null : record.publisher],
    ['citation_language', 'zh-CN'],
    ['citation_public_url', citedUrl(record)],
    ['citation_fulltext_html_url', record.address],
  ]
  return tags.filter(filled).map(([name, content]) => ({ name, content: oneLine(content ?? '') }))
}

/** Zotero's item types, which its reader of COinS takes from `rft.type`. */
const ITEM_TYPES: Readonly<Record<CitationKind, string>> = { report: 'report', newspaper: 'newspaperArticle', web: 'webpage', official: 'report', standard: 'standard' }

/**
 * The `title` of a COinS span (OpenURL 1.0 KEV, Z39.88-2004, format Dublin Core, which alone can name a report, a newspaper article
 * and a web page). Not yet escaped for HTML.
 */
export function coinsTitle(record: CitationRecord): string {
  const fields: readonly (readonly [string, string | null])[] = [
    ['url_ver', 'Z39.88-2004'],
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:dc'],
    ['rft.type', ITEM_TYPES[record.kind]],
    ['rft.title', record.title],
    ...record.authors.map((name) => ['rft.au', nameText(name)] as const),
    ['rft.source', record.container],
    ['rft.publisher', record.publisher],
    ['rft.place', record.place],
    ['rft.date', record.issued],
    ['rft.pages', record.pages],
    ['rft.identifier', citedUrl(record)],
    ['rft.language', 'zh-CN'],
    ['rft.description', record.number],
  ]
  return fields.filter(filled).map(([name, value]) => `${name}=${encodeURIComponent(oneLine(value ?? ''))}`).join('&')
}
