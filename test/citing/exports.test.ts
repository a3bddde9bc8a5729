import { Cite } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'
import fc from 'fast-check'
import t from 'tap'
import { escapeTex, toBibtex } from '../../server/citing/bibtex.js'
import { toCsl } from '../../server/citing/csl.js'
import { EXPORT_FORMATS, exportName, EXPORTS } from '../../server/citing/exports.js'
import { coinsTitle, highwireTags } from '../../server/citing/page-metadata.js'
import { citedUrl, nameText, oneLine, type CitationRecord } from '../../server/citing/record.js'
import { toRis } from '../../server/citing/ris.js'
import { escapeMarkdown, formatCitation, placeOf, STYLES } from '../../server/citing/text.js'
import { holds } from '../support/seeded.js'
import { accessed as anyDay, anyRecord, recordOf } from './records.js'

/** Every format is read back by a reader that is not ours (citation-js), or by a small strict one where the text may be anything. */

const record = recordOf({
  id: 'kaifeng-2020-summary-7k2m9qxa', kind: 'report', authors: ['开封市卫生健康委员会', '河南省卫生健康委员会'], title: '开封市卫生健康委员会2020年工作总结 & 100%_计划#{1}',
  number: '汴卫〔2021〕3号', place: '开封', publisher: '开封市卫生健康委员会办公室', issued: '2021-01-15', pages: '3-5', url: 'https://wsjkw.example.gov.cn/a?b=1&c=%E5%BC%80#d',
  address: 'https://reports.example.cn/r/kaifeng-2020-summary/p/7k2m9qxa',
  passage: { anchor: '7k2m9qxa', headings: ['一、统筹兼顾', '（一）抗疫'], place: { number: 12, lines: [75, 77] }, quote: '共 1375 人，完成率 98.6%。' },
})
const ACCESSED = '2026-08-30'

type Item = Record<string, unknown>
const read = (text: string): Item => {
  const items = new Cite(text).format('data', { format: 'object' }) as Item[]
  if (items.length !== 1) throw new Error(`${items.length} items`)
  return items[0] ?? {}
}
const day = (text: string): object => ({ 'date-parts': [text.split('-').map(Number)] })

t.test('RIS is read back by citation-js, field by field', (t) => {
  t.match(read(toRis(record, ACCESSED)), {
    type: 'report', title: record.title, author: [{ family: '开封市卫生健康委员会' }, { family: '河南省卫生健康委员会' }], number: record.number, 'publisher-place': '开封',
    publisher: record.publisher, issued: day('2021-01-15'), page: '3-5', URL: record.url, accessed: day(ACCESSED), language: 'zh-CN', abstract: record.passage?.quote, note: placeOf(record),
  })
  t.equal(read(toRis({ ...record, kind: 'newspaper', container: '河南日报' }, ACCESSED))['container-title'], '河南日报')
  t.end()
})

t.test('BibTeX is read back by citation-js, field by field', (t) => {
  t.match(read(toBibtex(record, ACCESSED)), {
    type: 'report', id: record.id, title: record.title, author: [{ family: '开封市卫生健康委员会' }, { family: '河南省卫生健康委员会' }], number: record.number, 'publisher-place': '开封',
    publisher: record.publisher, issued: day('2021-01-15'), page: '3-5', URL: record.url, accessed: day(ACCESSED),
  })
  const newspaper = toBibtex({ ...record, kind: 'newspaper', container: '河南日报', pages: '5' }, ACCESSED)
  t.match(read(newspaper), { 'container-title': '河南日报', page: '5' })
  t.match(newspaper, 'entrysubtype = {newspaper}')
  t.match(read(toBibtex({ ...record, kind: 'web' }, ACCESSED)), { type: 'webpage', URL: record.url })
  t.end()
})

/** Names and types of CSL 1.0.2 that our items may use (csl-data.json), with the shape of each. */
const CSL_TYPES = ['report', 'article-newspaper', 'webpage', 'standard']
const CSL_TEXTS = ['id', 'title', 'container-title', 'number', 'publisher', 'publisher-place', 'page', 'URL', 'language', 'genre', 'abstract', 'note', 'archive_location']

function cslFaults(item: Item): string[] {
  const faults: string[] = []
  for (const [name, value] of Object.entries(item)) {
    if (name === 'type') faults.push(...(CSL_TYPES.includes(String(value)) ? [] : [`type ${String(value)}`]))
    else if (CSL_TEXTS.includes(name)) faults.push(...(typeof value === 'string' && value !== '' ? [] : [name]))
    else if (name === 'issued' || name === 'accessed') {
      const parts = (value as { 'date-parts': number[][] })['date-parts']
      if (Object.keys(value as object).length !== 1 || parts.length !== 1 || !parts[0]?.length || parts[0].length > 3 || !parts[0].every(Number.isInteger)) faults.push(name)
    } else if (name === 'author') {
      for (const author of value as Item[]) if (!Object.entries(author).every(([key, text]) => ['family', 'given', 'literal'].includes(key) && typeof text === 'string')) faults.push(name)
    } else faults.push(`unknown ${name}`)
  }
  return [...faults, ...['id', 'type'].filter((name) => !(name in item))]
}

holds(t, 'CSL-JSON keeps to the schema for any record', fc.property(anyRecord, anyDay, (given, accessed) => {
  const items = JSON.parse(JSON.stringify(toCsl(given, accessed))) as Item[]
  return items.length === 1 && cslFaults(items[0] ?? {}).length === 0
}), 500)

t.test('CSL-JSON holds every field', (t) => {
  t.strictSame(toCsl(record, ACCESSED), [{
    id: record.id, type: 'report', title: record.title, author: [{ literal: '开封市卫生健康委员会' }, { literal: '河南省卫生健康委员会' }], number: record.number, publisher: record.publisher,
    'publisher-place': '开封', issued: day('2021-01-15'), page: '3-5', URL: record.url, accessed: day(ACCESSED), language: 'zh-CN', abstract: record.passage?.quote, note: placeOf(record), archive_location: record.address,
  }])
  t.strictSame(cslFaults({ id: 'a', type: 'novel', issued: { 'date-parts': [['2021']] }, colour: 'red' }), ['type novel', 'issued', 'unknown colour'], 'the check notices')
  t.end()
})

/** What a record says, by field, as one line each; a field that is empty is not there. */
const said = (given: CitationRecord): string[] =>
  [given.title, given.container, given.number, given.publisher, given.place, given.pages, ...given.authors.map(nameText), given.passage?.quote ?? null, placeOf(given), citedUrl(given)]
    .map((text) => oneLine(text ?? '')).filter((text) => text !== '')

/** Strict reader of RIS: tag, two blanks, hyphen, blank, value. */
function readRis(text: string): { tag: string; value: string }[] {
  if (!text.endsWith('\r\nER  - \r\n')) throw new Error('no end of record')
  return text.slice(0, -2).split('\r\n').map((line) => {
    const [, tag = '', value = ''] = /^([A-Z][A-Z0-9]) {2}- ([^\r\n]*)$/u.exec(line) ?? []
    if (tag === '') throw new Error(`no RIS line: ${line}`)
    return { tag, value }
  })
}

holds(t, 'RIS loses no field and lets no text open another', fc.property(anyRecord, anyDay, (given, accessed) => {
  const fields = readRis(toRis(given, accessed))
  const values = fields.map(({ value }) => value)
  return fields.filter(({ tag }) => tag === 'TY' || tag === 'ER').length === 2 && fields[0]?.tag === 'TY' && said(given).every((text) => values.includes(text))
}), 500)

const TEX = new Map(['\\', '~', '^'].map((sign) => [escapeTex(sign), sign]))
/** Texts that are full of the signs that a format must escape. */
const signs = fc.string({ unit: fc.oneof(fc.constantFrom(...'\\{}~^%#&$_*`[]<>()+-.!|=@医 a1'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) })
const readTex = (tex: string): string => tex.replace(/\\text[a-z]+\{\}|\\[{}%#&$_]/gu, (escape) => TEX.get(escape) ?? escape.slice(1))

/** Strict reader of BibTeX: balanced braces, one entry. */
function readBibtex(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  const lines = text.split('\n')
  if (!/^@[a-z]+\{[a-z0-9-]+,$/u.test(lines[0] ?? '') || lines.slice(-2).join('|') !== '}|') throw new Error(`no entry: ${text}`)
  for (const line of lines.slice(1, -2)) {
    const [, name = '', value = ''] = /^ {2}([a-z]+) = \{(.*)\},$/u.exec(line) ?? []
    let depth = 0
    for (const sign of value.replace(/\\[{}\\]/gu, '')) {
      depth += sign === '{' ? 1 : sign === '}' ? -1 : 0
      if (depth < 0) throw new Error(`unbalanced: ${line}`)
    }
    if (name === '' || fields.has(name) || depth !== 0) throw new Error(`no field: ${line}`)
    fields.set(name, value)
  }
  return fields
}

holds(t, 'BibTeX loses no field and lets no text open another', fc.property(anyRecord, anyDay, (given, accessed) => {
  const fields = readBibtex(toBibtex(given, accessed))
  const values = [...fields].map(([name, value]) => readTex(name === 'title' ? value.slice(1, -1) : value))
  const others = said({ ...given, authors: [] }).filter((text) => text !== citedUrl(given))
  return others.every((text) => values.includes(text)) && (citedUrl(given) === null || fields.get('url') === citedUrl(given)?.replace(/[{}\\]/gu, encodeURIComponent))
}), 500)

holds(t, 'TeX escapes read back as the text', fc.property(signs, (text) => readTex(escapeTex(text)) === oneLine(text) && !/[%#&$_~^]/u.test(escapeTex(text).replace(/\\text[a-z]+\{\}|\\[{}%#&$_]/gu, ''))), 500)

holds(t, 'Markdown escapes read back as the text, with no sign left bare', fc.property(signs, (text) => {
  const markdown = escapeMarkdown(text)
  return markdown.replace(/\\([!-/:-@[-`{-~])/gu, '$1') === text && !/(?<!\\)(?:\\\\)*[`*_[\]<>|~&#]/u.test(markdown.replace(/\\[!-/:-@[-`{-~]/gu, ''))
}), 500)

holds(t, 'COinS and Highwire tags carry what the record says', fc.property(anyRecord, (given) => {
  const pairs = coinsTitle(given).split('&').map((pair) => pair.split('='))
  const coins = pairs.map(([, value = '']) => decodeURIComponent(value))
  const meta = highwireTags(given)
  const [title, ...authors] = [given.title, ...given.authors.map(nameText)].map(oneLine)
  return pairs.every((pair) => pair.length === 2) && coins.includes('info:ofi/fmt:kev:mtx:dc') && [title, ...authors].every((text) => text === '' || (coins.includes(text ?? '') && meta.some(({ content }) => content === text))) &&
    meta.every(({ name, content }) => name.startsWith('citation_') && content !== '')
}), 300)

holds(t, 'a file name is one that every system takes', fc.property(anyRecord, fc.constantFrom(...EXPORT_FORMATS), (given, format) => {
  const name = exportName(given, format)
  return name.endsWith(`.${format}`) && !/[\\/:*?"<>|%\u0000-\u001f]/u.test(name) && Buffer.byteLength(name) <= 255 && !name.startsWith('.')
}), 500)

t.test('a citation as text says where the passage stands, where it is read, and what is missing', (t) => {
  const options = { edition: '2025', accessed: ACCESSED } as const
  const lone = recordOf({ kind: 'report', authors: ['甲'], title: '题*名*', issued: '2021', address: 'https://here/p', passage: record.passage })
  const note = '甲. 题*名*[R/OL]. 2021. https://here/p.\n引文位置：一、统筹兼顾 › （一）抗疫，第 12 段（原文第 75–77 行）\n本站地址：https://here/p （2026-08-30 查阅）\n缺：发布日期的月日、原文网址（以本站地址代）'
  t.equal(formatCitation(lone, { ...options, style: 'note' }), note)
  t.equal(formatCitation(lone, { ...options, style: 'quote' }), `共 1375 人，完成率 98.6%。\n${note}`)
  t.equal(formatCitation(lone, { ...options, style: 'reference' }), '甲. 题*名*[R/OL]. 2021. https://here/p.')
  t.match(formatCitation(lone, { ...options, style: 'markdown' }), '> 共 1375 人，完成率 98\\.6%。\n\n甲\\. 题\\*名\\*\\[R/OL\\]\\.')
  t.notMatch(formatCitation({ ...lone, passage: null }, { ...options, style: 'quote' }), '引文位置', 'a whole report has no place')
  t.notMatch(formatCitation(record, { ...options, style: 'note' }), '缺：', 'nothing is missing')
  t.end()
})

holds(t, 'every format and style takes any record', fc.property(anyRecord, anyDay, fc.constantFrom(...STYLES), (given, accessed, style) =>
  EXPORT_FORMATS.every((format) => EXPORTS[format].write(given, { edition: '2025', style, accessed }).endsWith('\n'))), 200)
