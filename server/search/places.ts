import type { Lexicon } from '../../indexer/index.js'
import type { Corpus } from './corpus.js'

/** A city under the name that facets use, and its full name. */
export interface Place {
  readonly name: string
  readonly full: string
  /** Present names of its counties, in the order of their codes; empty where no list has them. */
  readonly counties: readonly string[]
}

/** The cities that a corpus may be asked for: those of Henan, then those that its catalogue or its passages name, in the order of their codes; ones that no list has come last. */
export function placesOf({ reports, columns }: Pick<Corpus, 'reports' | 'columns'>, { cities, otherCities }: Lexicon): Place[] {
  const named = new Set([...reports.flatMap((report) => report.cities), ...columns.cities].filter((name) => name !== ''))
  const listed = [...cities, ...otherCities.filter(({ name, full }) => named.has(name) || named.has(full))]
    .map(({ name, full, counties }) => ({ name: named.has(full) ? full : name, full, counties: [...new Set(counties.values())] }))
  const known = new Set(listed.map(({ name }) => name))
  return [...listed, ...[...named].filter((name) => !known.has(name)).sort().map((name) => ({ name, full: `${name}市`, counties: [] }))]
}

/** Counties that passages name, below their cities, in the order of the places. */
export function countiesOf({ columns }: Pick<Corpus, 'columns'>, places: readonly Place[]): string[] {
  const order = new Map(places.flatMap(({ name, counties }) => counties.map((county) => `${name}/${county}`)).map((path, place) => [path, place]))
  const place = (path: string): number => order.get(path) ?? order.size
  return [...new Set(columns.countySets.flat())].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}
