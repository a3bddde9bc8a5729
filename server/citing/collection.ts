import { toBibtex } from './bibtex.js'
import { toCsl } from './csl.js'
import { formatReference } from './gbt7714.js'
import type { CitationRecord, Excerpt } from './record.js'
import { toRis } from './ris.js'
import { escapeMarkdown, formatCitation, type CitationOptions } from './text.js'
import { toWord } from './word.js'

/** Several passages of several reports as one file. */

/** Each publication once, in the order in which they are cited first; the n-th record is that of the reference `places[n]`, counted from 0. */
export function referencesOf(records: readonly CitationRecord[], options: CitationOptions): { readonly references: readonly string[]; readonly places: readonly number[] } {
  const references: string[] = []
  const places = records.map((record) => {
    const text = formatReference(record, options)
    const known = references.indexOf(text)
    return known === -1 ? references.push(text) - 1 : known
  })
  return { references, places }
}

const TITLE = '摘编'
const heading = (excerpts: readonly Excerpt[], { accessed }: CitationOptions): string => `${TITLE}（${excerpts.length} 段，${accessed}）`

function toText(excerpts: readonly Excerpt[], options: CitationOptions): string {
  const blocks = excerpts.map(({ record, caution }, i) => `${i + 1}. ${formatCitation(record, { ...options, style: 'quote' })}${caution === '' ? '' : `\n注意：${caution}`}`)
  return `${[heading(excerpts, options), ...blocks].join('\n\n')}\n`
}

function toMarkdown(excerpts: readonly Excerpt[], options: CitationOptions): string {
  const blocks = excerpts.map(({ record, caution }) => `${formatCitation(record, { ...options, style: 'markdown' })}${caution === '' ? '' : `\n\n注意：${escapeMarkdown(caution)}`}`)
  return `# ${heading(excerpts, options)}\n\n${blocks.join('\n\n---\n\n')}\n`
}

/** The formats of a collection, by the ending of its address. */
export const COLLECTIONS = {
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', label: 'Word', write: (excerpts, options) => toWord(heading(excerpts, options), excerpts, options) },
  md: { type: 'text/markdown', label: 'Markdown', write: toMarkdown },
  txt: { type: 'text/plain', label: '文本', write: toText },
  ris: { type: 'application/x-research-info-systems', label: 'RIS', write: (excerpts, { accessed }) => excerpts.map(({ record }) => toRis(record, accessed)).join('') },
  bib: { type: 'application/x-bibtex', label: 'BibTeX', write: (excerpts, { accessed }) => excerpts.map(({ record }) => toBibtex(record, accessed)).join('\n') },
  json: { type: 'application/vnd.citationstyles.csl+json', label: 'CSL-JSON', write: (excerpts, { accessed }) => `${JSON.stringify(excerpts.flatMap(({ record }) => toCsl(record, accessed)), null, 1)}\n` },
} as const satisfies Readonly<Record<string, { readonly type: string; readonly label: string; write(excerpts: readonly Excerpt[], options: CitationOptions): string | Promise<Uint8Array> }>>

export type CollectionFormat = keyof typeof COLLECTIONS
export const COLLECTION_FORMATS = Object.keys(COLLECTIONS) as readonly CollectionFormat[]
