import type { City } from '../types.js'

/** A text without the strings in which a place's name is not that place. Only for looking names up, not for showing. */
export const withoutFalsePlaces = (text: string, notPlaces: readonly string[]): string =>
  notPlaces.reduce((rest, word) => rest.replaceAll(word, '\u0000'), text)

function countOf(text: string, name: string): number {
  let count = 0
  if (name !== '') for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) count++
  return count
}

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
