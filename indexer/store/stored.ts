import type { Columns, PassageStore } from '../ports.js'
import type { Passage, Report } from '../types.js'
import { inflateRawSync } from 'node:zlib'
import type { PlacedPassage } from './body.js'
import type { ListedReport, StoreTables } from './builder.js'
import { startsOf, unpackColumn } from './column.js'
import { Kept } from './kept.js'
import { ReportParts, type ReportPart } from './parts.js'
import { readMaking, readRecord } from './record.js'
import { openSections, sectionOf } from './sections.js'
import { TextUnits } from './text-units.js'

export { StoreBuilder } from './builder.js'

/** Passages and bodies of reports that stay in memory once read. */
const MOST_PASSAGES = 4096
const MOST_BODIES = 8

/** Opens what `StoreBuilder` has made: passages and reports are read when they are asked for. Bytes that it has not made throw. */
export function openStore(bytes: Uint8Array): PassageStore {
  const sections = openSections(bytes)
  const of = (name: string): Uint8Array => sectionOf(sections, name, 'u8')
  const column = (name: string): Uint32Array => unpackColumn(of(name))
  const tables = JSON.parse(inflateRawSync(of('tables')).toString('utf8')) as StoreTables
  const firsts = startsOf(Uint32Array.from(tables.reports, ({ passages }) => passages))
  const size = firsts[tables.reports.length] ?? 0
  const reportOf = new Uint32Array(size)
  tables.reports.forEach((_, place) => reportOf.fill(place, firsts[place], firsts[place + 1]))
  const columns: Columns = {
    size, reportOf, cityOf: column('cityOf'), cities: tables.cities, yearsOf: column('yearsOf'), yearSets: tables.yearSets,
    topicsOf: column('topicsOf'), topicSets: tables.topicSets, pathOf: column('pathOf'), paths: tables.paths, headings: tables.headings,
  }
  const parts = new ReportParts(of('parts'), startsOf(column('partLengths')))
  const [records, recordStarts] = [of('records'), startsOf(column('recordLengths'))]
  const recordOf = (ordinal: number): Uint8Array => records.subarray(recordStarts[ordinal], recordStarts[ordinal + 1])
  const texts = new TextUnits(startsOf(column('textLengths')), (ordinal) => readMaking(recordOf(ordinal)), (ordinal, line) => parts.block(reportOf[ordinal] ?? 0, line))
  const passages = new Kept(MOST_PASSAGES, (ordinal) => readRecord(recordOf(ordinal), parts.names(reportOf[ordinal] ?? 0), {
    city: columns.cities[columns.cityOf[ordinal] ?? -1] || null, years: columns.yearSets[columns.yearsOf[ordinal] ?? -1] ?? [],
  }, texts.text(ordinal)))
  const placed = (report: number): PlacedPassage[] => Array.from({ length: tables.reports[report]?.passages ?? 0 }, (_, i) => readMaking(recordOf((firsts[report] ?? 0) + i)))
  const bodies = new Kept(MOST_BODIES, (report) => parts.body(report, () => placed(report)))
  return {
    columns, texts, firsts,
    passage: (ordinal) => passages.get(ordinal),
    reports: tables.reports.map((listed, i) => storedReport(listed, lazyList(listed.passages, (place) => passages.get((firsts[i] ?? 0) + place)), () => bodies.get(i))),
  }
}

/** A report whose parts are read when they are asked for. */
const storedReport = ({ entry }: ListedReport, passages: readonly Passage[], body: () => ReportPart): Report => ({
  ...entry, passages,
  get canonical() { return body().canonical },
  get sections() { return body().sections },
  get furniture() { return body().furniture },
  get corrections() { return body().corrections },
  get diagnostics() { return body().diagnostics },
  get source() { return body().source },
})

/** A list whose members are made when they are asked for; its length is known without them. */
function lazyList<T>(length: number, at: (place: number) => T): readonly T[] {
  const placeOf = (key: string | symbol): number | null => {
    const place = typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : -1
    return place >= 0 && place < length ? place : null
  }
  return new Proxy<T[]>(new Array<T>(length), {
    get(list, key, receiver): unknown {
      const place = placeOf(key)
      return place === null ? Reflect.get(list, key, receiver) as unknown : at(place)
    },
    has: (list, key) => placeOf(key) !== null || Reflect.has(list, key),
    ownKeys: () => [...Array.from({ length }, (_, place) => String(place)), 'length'],
    getOwnPropertyDescriptor(list, key) {
      const place = placeOf(key)
      return place === null ? Reflect.getOwnPropertyDescriptor(list, key) : { value: at(place), enumerable: true, configurable: true, writable: true }
    },
  })
}
