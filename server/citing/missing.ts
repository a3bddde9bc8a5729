import { citedUrl, type CitationRecord } from './record.js'
import type { GbtEdition } from './gbt7714.js'

/** What each kind of publication is cited with; a newspaper's page and a document's number have names of their own. */
const NUMBER_NAMES: Partial<Readonly<Record<CitationRecord['kind'], string>>> = { official: '文号', standard: '标准编号' }

/**
 * The names, in Chinese, of what a reference should have and the record does not say, in the order of the reference.
 * Empty when nothing is missing. A field that the source may simply not have (the number of a report) is not counted.
 */
export function missingFields(record: CitationRecord, edition: GbtEdition, accessed: string): string[] {
  const { kind, authors, container, number, issued, pages, url, place, publisher } = record
  const online = citedUrl(record) !== null
  const missing: string[] = []
  const need = (absent: boolean, name: string): void => {
    if (absent) missing.push(name)
  }
  need(authors.length === 0 && kind !== 'standard', '责任者')
  need(number === null && NUMBER_NAMES[kind] !== undefined, NUMBER_NAMES[kind] ?? '')
  need(container === null && kind === 'newspaper', '报纸名')
  need(place === null && kind === 'report' && !online, '出版地')
  need(publisher === null && kind === 'report' && !online, '出版者')
  if (kind !== 'standard') {
    const date = kind === 'newspaper' ? '出版日期' : '发布日期'
    const bracketed = issued === null && kind === 'report' && online && edition === '2025' && pages === null
    need(issued === null, bracketed ? `${date}（[${accessed.slice(0, 4)}] 是引用年份，不是发布年份）` : date)
    // A report on paper is cited with its year (2025, 7.5.4.1); all others with the day (7.5.4.2, 7.6).
    need(issued !== null && issued.length < 10 && (kind !== 'report' || online), `${date}的${issued?.length === 4 ? '月日' : '日'}`)
  }
  need(pages === null && kind === 'newspaper', '版次')
  need(url === null && online, '原文网址（以本站地址代）')
  return missing
}
