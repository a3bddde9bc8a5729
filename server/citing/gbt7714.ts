import { citedUrl, oneLine, type CitationRecord, type Name } from './record.js'

/**
 * References by GB/T 7714 in the numeric system (顺序编码制), for both editions.
 *
 * What changed from 2015 to 2025 (in force since 2026-07-01), each with the clause of 2025:
 * - 6: `.` `[ ]` stay half-width, the other signs are full-width; 2015 leaves the width open, its examples print half-width;
 * - 7.1.1: family names in Latin script are no longer capitalised;
 * - 8.5 and 8.8: newspapers and reports online no longer carry the date of access; web pages (8.11) still do;
 * - 8.8: a report gives `date：pages`, without brackets around the date; place and publisher only for one on paper;
 * - 8.9: a standard begins with its number, and has no imprint;
 * - appendix A: [EB] is a web site or page, [A] an archive with its keeper: a document of an authority on the web is [EB].
 * Both editions: three authors, then 等 / et al. (7.1.2); an unknown author is left out in the numeric system (7.1.3); what an
 * electronic resource lacks of place and publisher is left out (7.5.2.3, 7.5.3.3). That an undated report online gives the year of
 * access in brackets (2025) follows the official CSL style, not a clause; `missingFields` says what those brackets mean.
 *
 * Institutions are printed as they write themselves: both editions capitalise persons only (2015, A.3: `World Health Organization.`).
 */
export const EDITIONS = ['2025', '2015'] as const
export type GbtEdition = (typeof EDITIONS)[number]

export interface ReferenceOptions {
  readonly edition: GbtEdition
  /** Date of access, `YYYY-MM-DD`. */
  readonly accessed: string
}

interface Signs {
  readonly comma: string
  readonly colon: string
  readonly round: (text: string) => string
}

const SIGNS: Readonly<Record<GbtEdition, Signs>> = {
  2015: { comma: ', ', colon: ': ', round: (text) => `(${text})` },
  2025: { comma: '，', colon: '：', round: (text) => `（${text}）` },
}

/** More authors than these are not named. */
const NAMED_AUTHORS = 3
const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** `Peter van der` -> `P v d`; a hyphen is kept in 2025 (7.1.1: Godard J-L), dropped in 2015 (8.1.1: GODARD J L). */
const initials = (given: string, edition: GbtEdition): string =>
  given.split(/[\s.]+/u).filter((part) => part !== '')
    .map((part) => part.split('-').map((piece) => [...piece][0] ?? '').join(edition === '2025' ? '-' : ' ')).join(' ')

function printName(name: Name, edition: GbtEdition): string {
  if ('literal' in name) return oneLine(name.literal)
  const family = oneLine(name.family)
  if (isHan(family)) return family + oneLine(name.given)
  return [edition === '2015' ? family.toUpperCase() : family, initials(oneLine(name.given), edition)].filter((part) => part !== '').join(' ')
}

function printAuthors(authors: readonly Name[], edition: GbtEdition): string {
  const names = authors.slice(0, NAMED_AUTHORS).map((name) => printName(name, edition)).filter((name) => name !== '')
  if (authors.length > NAMED_AUTHORS) names.push(isHan(names[0] ?? '') ? '等' : 'et al.')
  return names.join(SIGNS[edition].comma)
}

const TYPE_MARKS: Readonly<Record<GbtEdition, Readonly<Record<CitationRecord['kind'], string>>>> = {
  2015: { report: 'R', newspaper: 'N', web: 'EB', official: 'A', standard: 'S' },
  2025: { report: 'R', newspaper: 'N', web: 'EB', official: 'EB', standard: 'S' },
}

/** Title with number and mark: `题名：编号[R/OL]`. */
function printTitle(record: CitationRecord, edition: GbtEdition): string {
  const title = oneLine(record.title)
  const number = record.number === null ? '' : oneLine(record.number)
  const mark = `[${TYPE_MARKS[edition][record.kind]}${citedUrl(record) === null ? '' : '/OL'}]`
  if (number === '') return title + mark
  if (record.kind === 'standard' && edition === '2025') return `${number}\u3000${title}${mark}`
  return title + SIGNS[edition].colon + number + mark
}

/** `出版地：出版者，出版年：页码`, as far as it is known. */
function printImprint({ place, publisher, issued, pages }: CitationRecord, { comma, colon }: Signs, date: string | null = issued?.slice(0, 4) ?? null): string {
  const house = [place, publisher].flatMap((text) => (text === null ? [] : [oneLine(text)])).join(colon)
  return [[house, date ?? ''].filter((text) => text !== '').join(comma), pages === null ? '' : oneLine(pages)].filter((text) => text !== '').join(colon)
}

/** Where and when it was published, with the date of access where the edition asks for one. */
function printSource(record: CitationRecord, { edition, accessed }: ReferenceOptions): string {
  const signs = SIGNS[edition]
  const { kind, issued, pages, container } = record
  const online = citedUrl(record) !== null
  const access = online ? `[${accessed}]` : ''
  switch (kind) {
    case 'newspaper': {
      const place = [container === null ? '' : oneLine(container), issued ?? ''].filter((text) => text !== '').join(signs.comma)
      return place + (pages === null ? '' : signs.round(oneLine(pages))) + (edition === '2015' ? access : '')
    }
    case 'web':
    case 'official':
      return (issued === null ? '' : signs.round(issued)) + access
    case 'standard':
      return edition === '2015' ? printImprint(record, signs) + access : ''
    case 'report': {
      if (!online) return printImprint(record, signs)
      if (edition === '2025') return issued === null && pages === null ? `[${accessed.slice(0, 4)}]` : printImprint({ ...record, place: null, publisher: null }, signs, issued)
      const imprint = record.place === null && record.publisher === null && pages === null ? '' : printImprint(record, signs)
      return (imprint === '' && issued !== null ? signs.round(issued) : imprint) + access
    }
  }
}

/** Ends a part with one full stop: `et al.` has its own. */
const stop = (part: string): string => (part.endsWith('.') ? part : `${part}.`)

/**
 * One reference, without its number in the list, on one line. What the record does not say is left out, as the standard has it;
 * `missingFields` names it. Empty only for a record without a title.
 */
export function formatReference(record: CitationRecord, options: ReferenceOptions): string {
  const url = citedUrl(record)
  const authors = record.kind === 'standard' ? '' : printAuthors(record.authors, options.edition)
  const parts = [authors, printTitle(record, options.edition), printSource(record, options)].filter((part) => part !== '').map(stop)
  // The stop after an address is the reference's own (7.8), also when the address ends in one.
  return [...parts, ...(url === null ? [] : [`${oneLine(url)}.`])].join(' ')
}
