import type { Columns, PassageStore } from '../ports.js'
import type { Passage, Report } from '../types.js'
import { inflateRawSync } from 'node:zlib'
import type { PlacedPassage } from './body.js'
import type { KeptReport, ListedReport, StoreTables } from './builder.js'
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

/** What a store's bytes hold, unpacked as far as it is needed at once. */
class StoreFile {
  readonly tables: StoreTables
  readonly columns: Columns
  /** By place of a report: the ordinal of its first passage; behind them the number of passages. */
  readonly firsts: Uint32Array
  readonly parts: ReportParts
  readonly textLengths: Uint32Array
  readonly #recordLengths: Uint32Array
  readonly #records: Uint8Array
  readonly #recordStarts: Uint32Array

  constructor(bytes: Uint8Array) {
    const sections = openSections(bytes)
    const of = (name: string): Uint8Array => sectionOf(sections, name, 'u8')
    const column = (name: string): Uint32Array => unpackColumn(of(name))
    this.tables = JSON.parse(inflateRawSync(of('tables')).toString('utf8')) as StoreTables
    const { reports, cities, countySets, yearSets, topicSets, paths, headings } = this.tables
    const firsts = startsOf(Uint32Array.from(reports, ({ passages }) => passages))
    const size = firsts[reports.length] ?? 0
    const reportOf = new Uint32Array(size)
    reports.forEach((_, place) => reportOf.fill(place, firsts[place], firsts[place + 1]))
    this.firsts = firsts
    this.columns = { size, reportOf, cityOf: column('cityOf'), cities, countiesOf: column('countiesOf'), countySets, yearsOf: column('yearsOf'), yearSets, topicsOf: column('topicsOf'), topicSets, pathOf: column('pathOf'), paths, headings }
    this.parts = new ReportParts(of('parts'), startsOf(column('partLengths')))
    this.textLengths = column('textLengths')
    this.#records = of('records')
    this.#recordLengths = column('recordLengths')
    this.#recordStarts = startsOf(this.#recordLengths)
  }

  record(ordinal: number): Uint8Array {
    return this.#records.subarray(this.#recordStarts[ordinal], this.#recordStarts[ordinal + 1])
  }

  kept(report: number): KeptReport {
    const [from, to] = [this.firsts[report] ?? 0, this.firsts[report + 1] ?? 0]
    const listed = this.tables.reports[report]
    if (!listed) throw new Error(`no report ${report}`)
    const { cityOf, cities, countiesOf, countySets, yearsOf, yearSets, topicsOf, topicSets, pathOf, paths, headings } = this.columns
    const written = new Map<number, readonly string[]>()
    const pathAt = (number: number): readonly string[] => {
      const path = written.get(number) ?? (paths[number] ?? []).map((heading) => headings[heading] ?? '')
      written.set(number, path)
      return path
    }
    return {
      listed, part: this.parts.bytes(report), records: this.#records.subarray(this.#recordStarts[from], this.#recordStarts[to]),
      recordLengths: this.#recordLengths.subarray(from, to), textLengths: this.textLengths.subarray(from, to),
      rows: Array.from({ length: to - from }, (_, i) => ({
        city: cities[cityOf[from + i] ?? -1] ?? '', counties: countySets[countiesOf[from + i] ?? -1] ?? [], years: yearSets[yearsOf[from + i] ?? -1] ?? [], topics: topicSets[topicsOf[from + i] ?? -1] ?? [],
        path: pathAt(pathOf[from + i] ?? -1),
      })),
    }
  }
}

/** Reports of a store, to be taken over into another as they are. */
export interface KeptReports {
  readonly reports: readonly ListedReport[]
  /** By place of a report: the ordinal of its first passage; behind them the number of passages. */
  readonly firsts: Uint32Array
  readonly kept: (report: number) => KeptReport
}

export function openKept(bytes: Uint8Array): KeptReports {
  const file = new StoreFile(bytes)
  return { reports: file.tables.reports, firsts: file.firsts, kept: (report) => file.kept(report) }
}

/** Opens what `StoreBuilder` has made: passages and reports are read when they are asked for. Bytes that it has not made throw. */
export function openStore(bytes: Uint8Array): PassageStore & { readonly listed: readonly ListedReport[] } {
  const file = new StoreFile(bytes)
  const { columns, firsts, parts, tables: { reports } } = file
  const reportOf = (ordinal: number): number => columns.reportOf[ordinal] ?? 0
  const texts = new TextUnits(startsOf(file.textLengths), (ordinal) => readMaking(file.record(ordinal)), (ordinal, line) => parts.block(reportOf(ordinal), line))
  const passages = new Kept(MOST_PASSAGES, (ordinal) => readRecord(file.record(ordinal), parts.names(reportOf(ordinal)), {
    city: columns.cities[columns.cityOf[ordinal] ?? -1] || null, years: columns.yearSets[columns.yearsOf[ordinal] ?? -1] ?? [],
  }, texts.text(ordinal)))
  const placed = (report: number): PlacedPassage[] => Array.from({ length: reports[report]?.passages ?? 0 }, (_, i) => readMaking(file.record((firsts[report] ?? 0) + i)))
  const bodies = new Kept(MOST_BODIES, (report) => parts.body(report, () => placed(report)))
  return {
    columns, texts, firsts, listed: reports,
    passage: (ordinal) => passages.get(ordinal),
    anchor: (ordinal) => readMaking(file.record(ordinal)).anchor,
    reports: reports.map((listed, i) => storedReport(listed, lazyList(listed.passages, (place) => passages.get((firsts[i] ?? 0) + place)), () => bodies.get(i))),
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
