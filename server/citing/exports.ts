import { toBibtex } from './bibtex.js'
import { toCsl } from './csl.js'
import { oneLine, type CitationRecord } from './record.js'
import { toRis } from './ris.js'
import { formatCitation, type CitationOptions } from './text.js'

/** The formats in which a citation is handed out, by the ending of its address. */
export const EXPORTS = {
  txt: { type: 'text/plain', label: '文本', write: (record, options) => `${formatCitation(record, options)}\n` },
  ris: { type: 'application/x-research-info-systems', label: 'RIS', write: (record, { accessed }) => toRis(record, accessed) },
  bib: { type: 'application/x-bibtex', label: 'BibTeX', write: (record, { accessed }) => toBibtex(record, accessed) },
  json: { type: 'application/vnd.citationstyles.csl+json', label: 'CSL-JSON', write: (record, { accessed }) => `${JSON.stringify(toCsl(record, accessed), null, 1)}\n` },
} as const satisfies Readonly<Record<string, { readonly type: string; readonly label: string; write(record: CitationRecord, options: CitationOptions): string }>>

export type ExportFormat = keyof typeof EXPORTS
export const EXPORT_FORMATS = Object.keys(EXPORTS) as readonly ExportFormat[]

/** File names longer than these are cut: some systems allow 255 bytes, and a 汉字 takes three. */
const NAME_LENGTH = 60

/** A file name that says what it holds: `题名 第12段.ris`. Signs that file systems refuse are left out. */
export function exportName(record: CitationRecord, format: ExportFormat): string {
  const title = [...oneLine(record.title).replace(/[\\/:*?"<>|%]/gu, '')].slice(0, NAME_LENGTH).join('').replace(/^[.\s]+|[.\s]+$/gu, '')
  return `${title === '' ? record.id : title}${record.passage?.place ? ` 第${[record.passage.place.number, record.passage.place.last].filter((n) => n !== undefined).join('–')}段` : ''}.${format}`
}
