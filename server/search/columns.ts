import type { Entry } from './corpus.js'

/** What filters, facets and concepts ask of a passage, by ordinal. Values that many passages share are kept once and numbered. */
export interface Columns {
  readonly size: number
  /** Place of the passage's report among the reports. */
  readonly reportOf: Uint32Array
  readonly cityOf: Uint32Array
  /** Short names; none is the empty text. */
  readonly cities: readonly string[]
  readonly yearsOf: Uint32Array
  readonly yearSets: readonly (readonly number[])[]
  readonly topicsOf: Uint32Array
  readonly topicSets: readonly (readonly string[])[]
  readonly pathOf: Uint32Array
  /** Headings above a passage, outermost first, as numbers of `headings`. */
  readonly paths: readonly (readonly number[])[]
  readonly headings: readonly string[]
}

/** Numbers values by what they print as, in the order in which they first come. */
class Numbering<T> {
  readonly values: T[] = []
  readonly #numbers = new Map<string, number>()

  of(value: T): number {
    const key = JSON.stringify(value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.values.length)
    return this.values.push(value) - 1
  }
}

export function columnsOf(entries: readonly Entry[], reports: readonly { readonly id: string }[]): Columns {
  const places = new Map(reports.map(({ id }, i) => [id, i]))
  const [cities, years, topics, paths, headings] = [new Numbering<string>(), new Numbering<readonly number[]>(), new Numbering<readonly string[]>(), new Numbering<readonly number[]>(), new Numbering<string>()]
  const column = (of: (entry: Entry) => number): Uint32Array => Uint32Array.from(entries, of)
  return {
    size: entries.length,
    reportOf: column(({ report }) => places.get(report.id) ?? 0),
    cityOf: column(({ passage }) => cities.of(passage.city ?? '')), cities: cities.values,
    yearsOf: column(({ passage }) => years.of(passage.years)), yearSets: years.values,
    topicsOf: column(({ passage }) => topics.of(passage.topics.map(({ topic }) => topic))), topicSets: topics.values,
    pathOf: column((entry) => paths.of(entry.headings.map((heading) => headings.of(heading)))), paths: paths.values, headings: headings.values,
  }
}
