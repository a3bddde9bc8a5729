import { citedUrl, nameText, oneLine, type CitationKind, type CitationRecord, type Name } from './record.js'
import { placeOf } from './text.js'

/** biblatex entry types (biblatex manual 2.1); a newspaper is an article with `entrysubtype`. */
const TYPES: Readonly<Record<CitationKind, string>> = { report: 'report', newspaper: 'article', web: 'online', official: 'online', standard: 'standard' }

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}',
  '%': '\\%', '#': '\\#', '&': '\\&', $: '\\$', _: '\\_',
}

/** Text as a TeX value that prints exactly this text. */
export const escapeTex = (text: string): string => oneLine(text).replace(/[\\{}~^%#&$_]/gu, (sign) => ESCAPES[sign] ?? sign)

/** An address for a verbatim field: what would unbalance its braces is percent-encoded. */
const verbatim = (url: string): string => oneLine(url).replace(/[{}\\\s]/gu, encodeURIComponent)

/** A name in braces of its own is not taken apart: 汉字 and institutions; else `family, given`. */
const texName = (name: Name): string => ('literal' in name || name.given.trim() === '' || name.family.trim() === ''
  ? `{${escapeTex('literal' in name ? name.literal : name.family + name.given)}}`
  : `{${escapeTex(name.family)}}, {${escapeTex(name.given)}}`)

/** A record for biblatex and BibTeX, in UTF-8. Empty fields are not written; the title keeps its case. */
export function toBibtex(record: CitationRecord, accessed: string): string {
  const { kind, passage } = record
  const url = citedUrl(record)
  const value = (text: string | null): string | null => {
    const tex = text === null ? '' : escapeTex(text)
    return tex === '' ? null : tex
  }
  const title = value(record.title)
  const names = record.authors.filter((name) => nameText(name).replace(/^,|,$/gu, '').trim() !== '')
  const fields: readonly (readonly [name: string, value: string | null])[] = [
    ['author', names.length === 0 ? null : names.map(texName).join(' and ')],
    ['title', title === null ? null : `{${title}}`],
    ['entrysubtype', kind === 'newspaper' ? 'newspaper' : null],
    ['type', kind === 'report' ? '报告' : kind === 'official' ? '公文' : null],
    ['journaltitle', value(record.container)],
    // biblatex prints the number of a report and a standard; of a web page it prints what is added to the title.
    [kind === 'report' || kind === 'standard' ? 'number' : 'titleaddon', value(record.number)],
    [kind === 'report' ? 'institution' : 'publisher', value(record.publisher)],
    ['location', value(record.place)],
    ['date', record.issued],
    ['pages', value(record.pages)],
    ['url', url === null ? null : verbatim(url)],
    ['urldate', url === null ? null : accessed],
    ['langid', 'chinese'],
    ['abstract', passage === null ? null : value(passage.quote)],
    ['note', value(placeOf(record))],
    ['addendum', record.url === null || record.address === null ? null : `\\url{${verbatim(record.address)}}`],
  ]
  const lines = fields.flatMap(([name, text]) => (text === null ? [] : [`  ${name} = {${text}},`]))
  return `@${TYPES[kind]}{${record.id},\n${lines.join('\n')}\n}\n`
}
