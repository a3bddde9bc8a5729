import type { CatalogEntry, Report } from '../types.js'
import { writeBody } from './body.js'
import { countyPath } from './county-path.js'
import { growingBytes, growingNumbers, growingUnits } from './growing.js'
import { Numbering } from './numbering.js'
import { RecordWriter, type Tables } from './record.js'
import { packSections } from './sections.js'

/** A report as the catalogue knows it, and how many passages it has. */
export interface ListedReport {
  readonly entry: CatalogEntry
  readonly passages: number
}

/** Everything of the passages that is no number. */
export interface StoreTables extends Tables {
  readonly reports: readonly ListedReport[]
  readonly cities: readonly string[]
  readonly countySets: readonly (readonly string[])[]
  readonly topicSets: readonly (readonly string[])[]
  readonly paths: readonly (readonly number[])[]
  readonly headings: readonly string[]
}

/** Keeps reports, one after the other, so that each passage and each report can be read by itself. Memory grows with what is written, not with the reports' objects. */
export class StoreBuilder {
  readonly #units = growingUnits()
  readonly #starts = growingNumbers()
  readonly #records = growingBytes()
  readonly #recordStarts = growingNumbers()
  readonly #bodies = growingBytes()
  readonly #bodyStarts = growingNumbers()
  readonly #columns = { reportOf: growingNumbers(), cityOf: growingNumbers(), countiesOf: growingNumbers(), yearsOf: growingNumbers(), topicsOf: growingNumbers(), pathOf: growingNumbers() }
  readonly #writer = new RecordWriter()
  readonly #reports: ListedReport[] = []
  readonly #cities = new Numbering<string>()
  readonly #counties = new Numbering<readonly string[]>()
  readonly #topics = new Numbering<readonly string[]>()
  readonly #paths = new Numbering<readonly number[]>()
  readonly #headings = new Numbering<string>()

  /** `paths`: the headings above each passage. */
  add(report: Report, paths: readonly (readonly string[])[]): void {
    const { canonical, sections, passages, furniture, corrections, diagnostics, source, ...entry } = report
    const place = this.#reports.push({ entry, passages: passages.length }) - 1
    this.#bodyStarts.push(this.#bodies.length)
    const body = writeBody({ canonical, sections, furniture, corrections, diagnostics, source })
    this.#bodies.more(body.length).set(body)
    passages.forEach((passage, i) => {
      const { text } = passage
      this.#starts.push(this.#units.length)
      const units = this.#units.more(text.length)
      for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
      this.#recordStarts.push(this.#records.length)
      const record = Buffer.from(this.#writer.write(passage), 'utf8')
      this.#records.more(record.length).set(record)
      this.#columns.reportOf.push(place)
      this.#columns.cityOf.push(this.#cities.of(passage.city ?? ''))
      this.#columns.countiesOf.push(this.#counties.of((passage.counties ?? []).map((county) => countyPath(passage.city ?? '', county))))
      this.#columns.yearsOf.push(this.#writer.years.of(passage.years))
      this.#columns.topicsOf.push(this.#topics.of(passage.topics.map(({ topic }) => topic)))
      this.#columns.pathOf.push(this.#paths.of((paths[i] ?? []).map((heading) => this.#headings.of(heading))))
    })
  }

  finish(): Uint8Array {
    this.#starts.push(this.#units.length)
    this.#recordStarts.push(this.#records.length)
    this.#bodyStarts.push(this.#bodies.length)
    const tables: StoreTables = {
      ...this.#writer.tables, reports: this.#reports, cities: this.#cities.values, countySets: this.#counties.values, topicSets: this.#topics.values,
      paths: this.#paths.values, headings: this.#headings.values,
    }
    return packSections({
      tables: Buffer.from(JSON.stringify(tables), 'utf8'), units: this.#units.finish(), starts: this.#starts.finish(),
      records: this.#records.finish(), recordStarts: this.#recordStarts.finish(), bodies: this.#bodies.finish(), bodyStarts: this.#bodyStarts.finish(),
      ...Object.fromEntries(Object.entries(this.#columns).map(([name, column]) => [name, column.finish()])),
    })
  }
}
