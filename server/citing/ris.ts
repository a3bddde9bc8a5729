import { dateParts } from './dates.js'
import { citedUrl, nameText, oneLine, type CitationKind, type CitationRecord } from './record.js'
import { placeOf } from './text.js'

/** RIS reference types, as Zotero, EndNote and NoteExpress read them. */
const TYPES: Readonly<Record<CitationKind, string>> = { report: 'RPRT', newspaper: 'NEWS', web: 'ELEC', official: 'GOVDOC', standard: 'STAND' }

/** `YYYY/MM/DD/`, with empty places for what is not known. */
const risDate = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${year}/${month}/${day}/`
}

/**
 * A record in the RIS format (Research Information Systems, 2011): a tag and a value a line, CR LF. Empty fields are not written.
 * Every value is one line, so that no text can open a field or end the record.
 */
export function toRis(record: CitationRecord, accessed: string): string {
  const { kind, issued, passage } = record
  const place = placeOf(record)
  const fields: readonly (readonly [tag: string, value: string | null])[] = [
    ['ID', record.id],
    ['TI', record.title],
    ...record.authors.map((name) => ['AU', nameText(name)] as const),
    ['T2', record.container],
    // The number of a report or document; a newspaper and a web page have no field for one.
    [kind === 'newspaper' || kind === 'web' ? 'M1' : 'SN', record.number],
    ['PB', record.publisher],
    ['CY', record.place],
    ['PY', issued === null ? null : String(dateParts(issued)?.[0] ?? '')],
    ['DA', issued === null || issued.length === 4 ? null : risDate(issued)],
    ['SP', record.pages],
    ['LA', 'zh-CN'],
    ['UR', citedUrl(record)],
    ['L2', record.url === null ? null : record.address],
    ['Y2', risDate(accessed)],
    ['AB', passage?.quote ?? null],
    ['N1', place],
  ]
  const lines = fields.flatMap(([tag, value]) => {
    const text = oneLine(value ?? '')
    return text === '' ? [] : [`${tag}  - ${text}`]
  })
  return [`TY  - ${TYPES[kind]}`, ...lines, 'ER  - ', ''].join('\r\n')
}
