import type { City } from '../types.js'

/** A text without the strings in which a place's name is not that place. Only for looking names up, not for showing. */
export const withoutFalsePlaces = (text: string, notPlaces: readonly string[]): string =>
  notPlaces.reduce((rest, word) => rest.replaceAll(word, '\u0000'), text)

const countOf = (text: string, name: string): number => (name === '' ? 0 : text.split(name).length - 1)

/**
 * How strongly a text speaks of a city: full names, counties, short names. A bare short name may be part of
 * another name (郑州大学), so it counts least.
 */
export function mentionsOf(text: string, city: City): number {
  let score = countOf(text, city.full) + 0.3 * Math.max(0, countOf(text, city.name) - countOf(text, city.full))
  for (const alias of city.aliases) score += 0.7 * countOf(text, alias)
  for (const written of city.counties.keys()) if (!city.ambiguous.has(written)) score += 0.7 * countOf(text, written)
  return score
}
