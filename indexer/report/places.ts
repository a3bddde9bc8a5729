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

/** Words by which a passage speaks of the whole city. */
const WHOLE_CITY = /全市|我市|市直|市、县/

/**
 * The county a passage is about, by its present name: the only one of its city that it names, in its first sentence, with
 * no word of the whole city. A county that is only mentioned makes no passage about it: then `null`.
 */
export function countyOf(text: string, city: City | undefined): string | null {
  if (!city || WHOLE_CITY.test(text) || text.includes(city.full)) return null
  const named = new Set<string>()
  for (const [written, present] of city.counties) if (text.includes(written)) named.add(present)
  const [county] = named
  const opening = text.slice(0, (text.indexOf('。') + 1) || text.length)
  const opens = [...city.counties].some(([written, present]) => present === county && opening.includes(written))
  return named.size === 1 && opens ? (county ?? null) : null
}
