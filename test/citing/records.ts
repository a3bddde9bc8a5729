import fc from 'fast-check'
import type { CitationRecord, Name } from '../../server/citing/record.js'
import { anyUnits, typedText } from '../support/seeded.js'

/** Records for tests of citing. */

const EMPTY: CitationRecord = {
  id: 'record', kind: 'report', authors: [], title: '题名', number: null, place: null, publisher: null, container: null, issued: null, pages: null, url: null, address: null, passage: null,
}

/** Names as a test writes them: `Boobier, Tony` is a person in Latin script, all else stands as it is. */
export type Given = Partial<Omit<CitationRecord, 'authors'>> & { readonly authors?: readonly string[] }

const nameFrom = (text: string): Name => {
  const [family = '', given] = text.split(', ')
  return given === undefined ? { literal: text } : { family, given }
}

export const recordOf = ({ authors = [], ...given }: Given): CitationRecord => ({ ...EMPTY, ...given, authors: authors.map(nameFrom) })

const text = fc.oneof(typedText(30), anyUnits(20))
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null })
const day = fc.date({ min: new Date('1949-10-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const issued = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.slice(0, length))

export const accessed = day
/** Any record, with any text in any field; its address is one that the portal makes. */
export const anyRecord: fc.Arbitrary<CitationRecord> = fc.record({
  id: fc.constantFrom('kaifeng-2020-summary', 'kaifeng-2020-summary-7k2m9qxa'),
  kind: fc.constantFrom('report', 'newspaper', 'web', 'official', 'standard'),
  authors: fc.array(fc.oneof(text.map((literal) => ({ literal })), fc.record({ family: text, given: text })), { maxLength: 5 }),
  title: text, number: maybe(text), place: maybe(text), publisher: maybe(text), container: maybe(text), issued: maybe(issued), pages: maybe(text),
  url: maybe(fc.webUrl({ withQueryParameters: true, withFragments: true })),
  address: fc.constantFrom('https://reports.example.cn/r/kaifeng-2020-summary/p/7k2m9qxa', 'http://127.0.0.1:3000/r/kaifeng-2020-summary'),
  passage: maybe(fc.record({
    anchor: fc.constant('7k2m9qxa'), headings: fc.array(text, { maxLength: 3 }), quote: text,
    place: maybe(fc.record({ number: fc.integer({ min: 1, max: 999 }), lines: fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 100, max: 999 })) })),
  })),
})
