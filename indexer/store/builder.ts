import { deflateRawSync } from 'node:zlib'
import { textMadeOf } from '../text/paragraph.js'
import type { CatalogEntry, Report } from '../types.js'
import { writeBody } from './body.js'
import { countyPath } from './county-path.js'
import { ByteWriter } from './bytes.js'
import { packColumn } from './column.js'
import { growingNumbers } from './growing.js'
import { Numbering } from './numbering.js'
import { RecordWriter } from './record.js'
import { packSections } from './sections.js'
import { writeSource } from './source-blocks.js'

/** A report as the catalogue knows it, and how many passages it has. */
export interface ListedReport {
  readonly entry: CatalogEntry
  readonly passages: number
  /** Nothing but its own entry, source and corrections has told how it reads. */
  readonly alone: boolean
  /** Of its canonical text, in code units. */
  readonly characters: number
  /** How many doubts reading it left. */
  readonly doubts: number
}

/** Everything of the columns that is no number. */
export interface StoreTables {
  readonly reports: readonly ListedReport[]
  readonly cities: readonly string[]
  readonly countySets: readonly (readonly string[])[]
  readonly yearSets: readonly (readonly number[])[]
  readonly topicSets: readonly (readonly string[])[]
  readonly paths: readonly (readonly number[])[]
  readonly headings: readonly string[]
}

/** What is kept of a report, to be appended as it is. */
export interface KeptReport {
  readonly listed: ListedReport
  readonly part: Uint8Array
  readonly records: Uint8Array
  readonly recordLengths: ArrayLike<number>
  readonly textLengths: ArrayLike<number>
  readonly rows: readonly ColumnRow[]
}

/** What columns and filters say of a passage. */
interface ColumnRow {
  readonly city: string
  /** With their city, see `county-path`. */
  readonly counties: readonly string[]
  readonly years: readonly number[]
  readonly topics: readonly string[]
  readonly path: readonly string[]
}

/**
 * Keeps reports, one after the other, so that each passage and each report can be read by itself. What is kept of a report depends on nothing but the report: it can be
 * copied into another snapshot as it is. Memory grows with what is written, not with the reports' objects.
 */
export class StoreBuilder {
  readonly #records = new ByteWriter()
  readonly #parts = new ByteWriter()
  readonly #columns = {
    textLengths: growingNumbers(), recordLengths: growingNumbers(), partLengths: growingNumbers(),
    cityOf: growingNumbers(), countiesOf: growingNumbers(), yearsOf: growingNumbers(), topicsOf: growingNumbers(), pathOf: growingNumbers(),
  }
  readonly #reports: ListedReport[] = []
  readonly #cities = new Numbering<string>()
  readonly #counties = new Numbering<readonly string[]>()
  readonly #years = new Numbering<readonly number[]>()
  readonly #topics = new Numbering<readonly string[]>()
  readonly #paths = new Numbering<readonly number[]>()
  readonly #headings = new Numbering<string>()
  #lastPath: readonly [path: readonly string[], numbers: readonly number[]] = [[], []]

  /** `paths`: the headings above each passage. `alone`: see `ListedReport`. */
  add(report: Report, paths: readonly (readonly string[])[], alone = false): void {
    const { passages, source } = report
    const writer = new RecordWriter()
    const records = new ByteWriter()
    const recordLengths = passages.map((passage) => {
      const from = records.length
      writer.write(passage, textMadeOf(passage.pieces, source), records)
      return records.length - from
    })
    const part = new ByteWriter()
    writeSource(source, part)
    part.counted(deflateRawSync(JSON.stringify(writer.tables)))
    part.counted(writeBody(report))
    this.append({
      listed: { entry: entryOf(report), passages: passages.length, alone, characters: report.canonical.text.length, doubts: report.diagnostics.length }, part: part.finish(), records: records.finish(), recordLengths, textLengths: passages.map(({ text }) => text.length),
      rows: passages.map(({ city, counties = [], years, topics }, i) => ({ city: city ?? '', counties: counties.map((county) => countyPath(city ?? '', county)), years, topics: topics.map(({ topic }) => topic), path: paths[i] ?? [] })),
    })
  }

  /** A report out of another store, behind those that were added before. */
  append({ listed, part, records, recordLengths, textLengths, rows }: KeptReport): void {
    const columns = this.#columns
    this.#reports.push(listed)
    columns.partLengths.push(part.length)
    this.#parts.bytes(part)
    this.#records.bytes(records)
    rows.forEach(({ city, counties, years, topics, path }, i) => {
      columns.recordLengths.push(recordLengths[i] ?? 0)
      columns.textLengths.push(textLengths[i] ?? 0)
      columns.cityOf.push(this.#cities.of(city))
      columns.countiesOf.push(this.#counties.of(counties))
      columns.yearsOf.push(this.#years.of(years))
      columns.topicsOf.push(this.#topics.of(topics))
      if (this.#lastPath[0] !== path) this.#lastPath = [path, path.map((heading) => this.#headings.of(heading))]
      columns.pathOf.push(this.#paths.of(this.#lastPath[1]))
    })
  }

  finish(): Uint8Array {
    const tables: StoreTables = {
      reports: this.#reports, cities: this.#cities.values, countySets: this.#counties.values, yearSets: this.#years.values, topicSets: this.#topics.values, paths: this.#paths.values, headings: this.#headings.values,
    }
    return packSections({
      tables: deflateRawSync(JSON.stringify(tables)), records: this.#records.finish(), parts: this.#parts.finish(),
      ...Object.fromEntries(Object.entries(this.#columns).map(([name, column]) => [name, packColumn(column.finish())])),
    })
  }
}

function entryOf({ file, id, title, kind, issuer, published, covers, cities, imprint, sha256, withdrawn }: Report): CatalogEntry {
  return { file, id, title, kind, issuer, published, covers, cities, ...(imprint ? { imprint } : {}), sha256, ...(withdrawn === undefined ? {} : { withdrawn }) }
}
