import { dateParts } from './dates.js'
import { citedUrl, oneLine, type CitationKind, type CitationRecord, type Name } from './record.js'
import { placeOf } from './text.js'

/** CSL types (CSL 1.0.2, appendix III). 公文 is a `webpage`: the official style of 2025 prints that as [EB/OL], with its number. */
const TYPES: Readonly<Record<CitationKind, string>> = { report: 'report', newspaper: 'article-newspaper', web: 'webpage', official: 'webpage', standard: 'standard' }

interface CslDate { readonly 'date-parts': readonly (readonly number[])[] }

const cslDate = (text: string | null): CslDate | undefined => {
  const parts = text === null ? null : dateParts(text)
  return parts === null ? undefined : { 'date-parts': [parts.filter((part) => part !== undefined)] }
}
const cslName = (name: Name): object => ('literal' in name ? { literal: oneLine(name.literal) } : { family: oneLine(name.family), given: oneLine(name.given) })

/** A record as a list of one CSL-JSON item (schema csl-data.json 1.0). What is not known has no field. */
export function toCsl(record: CitationRecord, accessed: string): object[] {
  const text = (value: string | null): string | undefined => {
    const line = oneLine(value ?? '')
    return line === '' ? undefined : line
  }
  const fields: Record<string, unknown> = {
    id: record.id,
    type: TYPES[record.kind],
    title: text(record.title),
    author: record.authors.length === 0 ? undefined : record.authors.map(cslName),
    'container-title': text(record.container),
    number: text(record.number),
    publisher: text(record.publisher),
    'publisher-place': text(record.place),
    issued: cslDate(record.issued),
    page: text(record.pages),
    URL: text(citedUrl(record)),
    accessed: cslDate(accessed),
    language: 'zh-CN',
    genre: record.kind === 'official' ? '公文' : undefined,
    abstract: text(record.passage?.quote ?? null),
    note: text(placeOf(record)),
    archive_location: record.url === null ? undefined : text(record.address),
  }
  return [Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))]
}
