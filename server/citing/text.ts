import { formatReference, type GbtEdition } from './gbt7714.js'
import { missingFields } from './missing.js'
import { oneLine, type CitationRecord } from './record.js'

/** `note`: reference, place, address, what is missing; `quote`: the words before it; `reference`: one line; `markdown`: all, as Markdown. */
export const STYLES = ['note', 'quote', 'reference', 'markdown'] as const
export type CitationStyle = (typeof STYLES)[number]

export interface CitationOptions {
  readonly edition: GbtEdition
  readonly style: CitationStyle
  /** Date of access, `YYYY-MM-DD`. */
  readonly accessed: string
}

/** Where the passage stands: `一、… › （三）…，第 12 段（原文第 75–77 行）`; only the headings for a passage that is there no more; '' for a whole report. */
export function placeOf({ passage }: CitationRecord): string {
  if (passage === null) return ''
  const above = passage.headings.map(oneLine).join(' › ')
  if (passage.place === null) return above
  const { number, last = number, lines } = passage.place
  const range = (first: number, end: number): string => (first === end ? String(first) : `${first}–${end}`)
  return `${above === '' ? '' : `${above}，`}第 ${range(number, last)} 段（原文第 ${range(...lines)} 行）`
}

/** The lines below a reference: place, our address with the date of access, what is missing. */
function remarks(record: CitationRecord, { edition, accessed }: CitationOptions): { readonly label: string; readonly text: string; readonly url: string | null }[] {
  const place = placeOf(record)
  const missing = missingFields(record, edition, accessed)
  return [
    ...(place === '' ? [] : [{ label: '引文位置', text: place, url: null }]),
    ...(record.address === null ? [] : [{ label: '本站地址', text: `（${accessed} 查阅）`, url: oneLine(record.address) }]),
    ...(missing.length === 0 ? [] : [{ label: '缺', text: missing.join('、'), url: null }]),
  ]
}

const MARKDOWN_SIGNS = /[\\`*_{}[\]<>()#+\-.!|~&]/gu

/** Text as Markdown that shows exactly this text (CommonMark 2.4: any ASCII punctuation may be escaped). */
export const escapeMarkdown = (text: string): string => text.replace(MARKDOWN_SIGNS, '\\$&')

/** An address as a Markdown autolink; what would end it is percent-encoded. */
const autolink = (url: string): string => `<${url.replace(/[<>\s]/gu, encodeURIComponent)}>`

function markdown(record: CitationRecord, options: CitationOptions): string {
  const { passage } = record
  return [
    ...(passage === null ? [] : [`> ${escapeMarkdown(oneLine(passage.quote))}`, '']),
    escapeMarkdown(formatReference(record, options)),
    ...remarks(record, options).flatMap(({ label, text, url }) => ['', `${label}：${url === null ? '' : `${autolink(url)} `}${escapeMarkdown(text)}`]),
  ].join('\n')
}

/** A citation as text, for pasting. No line feed at the end. */
export function formatCitation(record: CitationRecord, options: CitationOptions): string {
  const { style } = options
  if (style === 'reference') return formatReference(record, options)
  if (style === 'markdown') return markdown(record, options)
  return [
    ...(style === 'quote' && record.passage !== null ? [oneLine(record.passage.quote)] : []),
    formatReference(record, options),
    ...remarks(record, options).map(({ label, text, url }) => `${label}：${url === null ? '' : `${url} `}${text}`),
  ].join('\n')
}
