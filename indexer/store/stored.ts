import type { Columns, PassageStore } from '../ports.js'
import type { Passage, Report } from '../types.js'
import { readBody, type Body } from './body.js'
import type { ListedReport, StoreTables } from './builder.js'
import { Kept } from './kept.js'
import { readRecord } from './record.js'
import { openSections, sectionOf } from './sections.js'

export { StoreBuilder } from './builder.js'

/** Passages and bodies of reports that stay in memory once read. */
const MOST_PASSAGES = 4096
const MOST_BODIES = 8

/** Opens what `StoreBuilder` has made, in place: passages and reports are read when they are asked for. Bytes that it has not made throw. */
export function openStore(bytes: Uint8Array): PassageStore {
  const sections = openSections(bytes)
  const of = (name: string): Uint32Array => sectionOf(sections, name, 'u32')
  const tables = JSON.parse(textOf(sectionOf(sections, 'tables', 'u8'))) as StoreTables
  const [units, starts] = [sectionOf(sections, 'units', 'u16'), of('starts')]
  const [records, recordStarts] = [sectionOf(sections, 'records', 'u8'), of('recordStarts')]
  const [bodies, bodyStarts] = [sectionOf(sections, 'bodies', 'u8'), of('bodyStarts')]
  const columns: Columns = {
    size: starts.length - 1, reportOf: of('reportOf'), cityOf: of('cityOf'), cities: tables.cities, countiesOf: of('countiesOf'), countySets: tables.countySets, yearsOf: of('yearsOf'), yearSets: tables.yearSets,
    topicsOf: of('topicsOf'), topicSets: tables.topicSets, pathOf: of('pathOf'), paths: tables.paths, headings: tables.headings,
  }
  const text = (ordinal: number): string => {
    const start = starts[ordinal] ?? 0
    return Buffer.from(units.buffer, units.byteOffset + start * 2, ((starts[ordinal + 1] ?? start) - start) * 2).toString('utf16le')
  }
  const passages = new Kept(MOST_PASSAGES, (ordinal) => readRecord(textOf(records.subarray(recordStarts[ordinal], recordStarts[ordinal + 1])), text(ordinal), tables))
  const read = new Kept<Body>(MOST_BODIES, (report) => readBody(bodies.subarray(bodyStarts[report], bodyStarts[report + 1])))
  const firsts = new Uint32Array(tables.reports.length + 1)
  tables.reports.forEach((report, i) => { firsts[i + 1] = (firsts[i] ?? 0) + report.passages })
  return {
    columns, units, starts, firsts,
    passage: (ordinal) => passages.get(ordinal),
    reports: tables.reports.map((listed, i) => storedReport(listed, lazyList(listed.passages, (place) => passages.get((firsts[i] ?? 0) + place)), () => read.get(i))),
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

/** A report whose parts are read when they are asked for. */
const storedReport = ({ entry }: ListedReport, passages: readonly Passage[], body: () => Body): Report => ({
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
