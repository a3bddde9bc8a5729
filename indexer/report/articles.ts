import type { Paragraph } from '../text/paragraph.js'
import { mentionsOf, withoutFalsePlaces } from './places.js'
import type { City } from '../types.js'
import type { CorrectedBlock } from './corrections/index.js'
import type { Block } from './sections.js'
import { isByline } from './passage-kind.js'
import { isSpeakerLine } from './speaker.js'
import { isPageTitle } from './titles.js'

/**
 * Which city's article a paragraph of a multi-city page belongs to: the likeliest sequence of cities (Viterbi),
 * where naming a city speaks for it and changing the city costs, least where a speaker is introduced.
 */

/** Cost of going over to another city between two paragraphs. */
const SWITCH = 2.5
/** What one paragraph's mentions can weigh at most: naming a city ten times is no better than four. */
const CEILING = 4
/** Weight of an introduction (`开封市卫生健康委党组书记、主任…`) and of a headline that opens with the city. */
const INTRODUCTION = 3
const HEADLINE = 8
/** Weight of a paragraph that belongs to no city's article. */
const NOBODY = 0.1

const headlineOf = (text: string, city: City): boolean =>
  text.length <= 30 && !/[，。；、,;]/.test(text) && text.startsWith(city.full) && /[\s：:]/.test(text.charAt(city.full.length))

/** A short line without a sentence's punctuation, directly above one that says who speaks. */
const isHeadlineAbove = (paragraphs: readonly Pick<Paragraph, 'text'>[], i: number): boolean => {
  const text = paragraphs[i]?.text ?? ''
  return text.length >= 4 && text.length <= 30 && !/[，。；：、,;:]/.test(text) && !isSpeakerLine(text) && !isByline(text) && isSpeakerLine(paragraphs[i + 1]?.text ?? '')
}

const OFFICE = /^卫生(?:健康|计生|和计划生育)(?:体育)?委(?:员会)?[^，。；]{0,14}(?:书记|主\s*任|局长|副主任)/

/** Whether a text introduces a speaker of the city's health commission. */
const introduces = (text: string, city: City): boolean =>
  text.split(city.full).slice(1).some((behind) => OFFICE.test(behind))

function weightOf(text: string, city: City): number {
  const named = Math.min(CEILING, mentionsOf(text, city))
  return named + (introduces(text, city) ? INTRODUCTION : 0) + (headlineOf(text, city) ? HEADLINE : 0)
}

/** The city of every paragraph, `null` where the page speaks for itself. One city or none needs no search. */
export function assignCities(paragraphs: readonly Paragraph[], cities: readonly City[], notPlaces: readonly string[] = []): (City | null)[] {
  if (cities.length <= 1) return paragraphs.map(() => cities[0] ?? null)
  const states: (City | null)[] = [null, ...cities]
  let best = states.map(() => 0)
  const back: number[][] = []
  for (const paragraph of paragraphs) {
    const text = withoutFalsePlaces(paragraph.text, notPlaces)
    const weights = states.map((city) => (city ? weightOf(text, city) : NOBODY))
    const leader = best.indexOf(Math.max(...best))
    const from = states.map((_, s) => ((best[s] ?? 0) > (best[leader] ?? 0) - SWITCH ? s : leader))
    back.push(from)
    best = states.map((_, s) => (best[from[s] ?? 0] ?? 0) - (from[s] === s ? 0 : SWITCH) + (weights[s] ?? 0))
  }
  const path: (City | null)[] = []
  let state = best.indexOf(Math.max(...best))
  for (let i = paragraphs.length - 1; i >= 0; i--) {
    path[i] = states[state] ?? null
    state = back[i]?.[state] ?? state
  }
  // A headline that names no city belongs to the speaker below it.
  for (const i of paragraphs.keys()) if (isHeadlineAbove(paragraphs, i)) path[i] = path[i + 1] ?? null
  // What stands above the first headline speaks for the page, unless it says more of a city than that one met there.
  const headline = paragraphs.findIndex(({ text }, i) => isHeadlineAbove(paragraphs, i) || cities.some((city) => headlineOf(text, city)))
  for (let i = 0; i < headline && cities.every((city) => mentionsOf(paragraphs[i]?.text ?? '', city) <= 1 && !introduces(paragraphs[i]?.text ?? '', city)); i++) path[i] = null
  for (const end of paragraphs.length > 0 ? [0, paragraphs.length - 1] : []) if (isPageTitle(paragraphs[end]?.text ?? '', cities) && !isByline(paragraphs[end]?.text ?? '')) path[end] = null
  // Who wrote it is said below an article, and opens none.
  for (const i of paragraphs.keys()) if (i > 0 && path[i] === null && isByline(paragraphs[i]?.text ?? '')) path[i] = path[i - 1] ?? null
  return path
}

/**
 * Puts an article heading before every change of city: the headline where the source prints one there, else the
 * city's full name without pieces. A report on one city, or on none, passes unchanged.
 */
export function divideIntoArticles(blocks: readonly CorrectedBlock[], cities: readonly City[], notPlaces: readonly string[] = []): Block[] {
  if (cities.length <= 1) return [...blocks]
  const texts = blocks.map((block) => (block.kind === 'table' ? { pieces: [], text: '' } : block.paragraph))
  const assigned = assignCities(texts, cities, notPlaces).map((city, i) => {
    const said = blocks[i]?.city
    return said === undefined ? city : (cities.find(({ name }) => name === said) ?? null)
  })
  const divided: Block[] = []
  blocks.forEach((block, i) => {
    const city = assigned[i] ?? null
    const previous = i === 0 ? null : (assigned[i - 1] ?? null)
    if (block.kind === 'paragraph' && city && (headlineOf(block.paragraph.text, city) || isHeadlineAbove(texts, i))) {
      divided.push({ kind: 'article', paragraph: block.paragraph, city: city.name })
      return
    }
    if (city !== previous && block.kind !== 'article') divided.push({ kind: 'article', paragraph: { pieces: [], text: city?.full ?? '' }, city: city?.name ?? null })
    divided.push(block)
  })
  return divided
}
