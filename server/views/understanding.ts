/** How a query was understood, in the words of the page, each with the click that undoes it. */

import { CORRECTION_LABELS, KIND_LABELS } from './match-kinds.js'
import type { Engine, Results } from '../search/engine.js'
import type { Interpretation } from '../search/interpretation.js'
import { OFF, type Off, type Query } from '../search/query.js'
import { searchLink } from './links.js'

export interface Understanding {
  /** A text that was probably meant: searched for (then `undo` leads back to what was typed), or only offered. */
  readonly spelling: { readonly text: string; readonly applied: boolean; readonly how: string; readonly href: string; readonly undo: string } | null
  /** What was sought beside what was typed, by kind. */
  readonly kinds: readonly {
    readonly label: string
    readonly terms: readonly { readonly term: string; readonly as: string }[]
    readonly off: string
  }[]
  /** Kinds that are switched off. */
  readonly switchedOff: readonly { readonly label: string; readonly href: string }[]
  /** Cities and years of the query, as filters that could be set. */
  readonly offers: readonly { readonly label: string; readonly href: string }[]
  /** The preference for the places and years that the query names can be switched off here. */
  readonly placeOff: string | null
  /** Words of the query that could be dropped, with what that would give. */
  readonly drop: readonly { readonly word: string; readonly href: string; readonly count: number }[]
  /** The words that a weak result does not meet. */
  readonly missing: string
  /** The words that were sought, when nothing was found. */
  readonly words: string
}

const OFF_LABELS: Readonly<Record<Off, string>> = { abbreviation: '简称与全称', synonym: '近义说法', correction: '自动纠错', place: '地名与年份优先' }
const MOST_TERMS = 6
const MOST_AS = 4
const MOST_DROPPED = 3

const first = (query: Query): Query => ({ ...query, page: 1 })
const switchOff = (query: Query, kind: Off): string => searchLink(first({ ...query, off: [...new Set([...query.off, kind])].sort() }))

function kindsOf({ query, interpretation }: Results): Understanding['kinds'] {
  const groups: readonly (readonly [keyof typeof KIND_LABELS, readonly string[]])[] = [['abbreviation', ['abbreviation', 'compound']], ['synonym', ['synonym']], ['correction', ['prefix', 'spelling']]]
  return groups.flatMap(([off, kinds]) => {
    const terms = interpretation.concepts.flatMap(({ text, alternatives }) => {
      const as = [...new Set(alternatives.filter(({ kind }) => kinds.includes(kind)).map((one) => one.text))]
      return as.length === 0 ? [] : [{ term: text, as: `${as.slice(0, MOST_AS).join('、')}${as.length > MOST_AS ? ` 等 ${as.length} 种` : ''}` }]
    })
    return terms.length === 0 ? [] : [{ label: KIND_LABELS[off], terms: terms.slice(0, MOST_TERMS), off: switchOff(query, off) }]
  })
}

/** Takes a word out of a text as typed; `null` when it does not stand there as it was read, or nothing is left. */
function withoutWord(q: string, word: string): string | null {
  const at = q.toLowerCase().indexOf(word)
  const rest = at === -1 ? '' : `${q.slice(0, at)} ${q.slice(at + word.length)}`.replace(/\s+/gu, ' ').trim()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : null
}

function offersOf({ query, interpretation, spelling, facets }: Results): Understanding['offers'] {
  const q = spelling?.applied ? spelling.text : query.q
  const cities = interpretation.concepts.flatMap(({ text, city }) => (city === null || query.city.length > 0 ? [] : [{ text, city }]))
    .filter(({ city }) => facets.city.some(({ value, count }) => value === city && count > 0))
  const years = interpretation.concepts.flatMap(({ text, years: all }) => (all.length !== 1 || query.year.length > 0 ? [] : all.map((year) => ({ text, year }))))
    .filter(({ year }) => facets.year.some(({ value, count }) => value === String(year) && count > 0))
  const offer = (label: string, words: readonly string[], filter: Partial<Query>) => {
    const rest = words.reduce<string | null>((left, word) => (left === null ? null : withoutWord(left, word)), q)
    return rest === null ? [] : [{ label, href: searchLink(first({ ...query, ...filter, q: rest })) }]
  }
  const [city] = cities
  const [year] = years
  return [
    ...(city ? offer(`只看${city.city}`, [city.text], { city: [city.city] }) : []),
    ...(year ? offer(`只看 ${year.year} 年度的报告`, [year.text], { year: [year.year] }) : []),
    ...(city && year ? offer(`只看${city.city} ${year.year} 年度`, [city.text, year.text], { city: [city.city], year: [year.year] }) : []),
  ]
}

/** The concepts that the best hit does not meet. */
const unmet = ({ hits, interpretation }: Results): Interpretation['concepts'] => {
  const match = hits[0]?.match
  return match ? match.concepts.filter(({ strength, concept }) => strength === 0 && !concept.generic).map(({ concept }) => concept) : interpretation.concepts
}

export function understandingOf(results: Results, engine: Engine): Understanding {
  const { query, spelling, interpretation, weak } = results
  const missing = weak && query.q !== '' ? unmet(results) : []
  const drop = interpretation.concepts.length < 2 ? [] : missing.slice(0, MOST_DROPPED).flatMap(({ text }) => {
    const rest = withoutWord(query.q, text)
    const changed = rest === null ? null : first({ ...query, q: rest })
    const count = changed ? engine.search({ ...changed, size: 1 }).total : 0
    return changed && count > 0 ? [{ word: text, href: searchLink(changed), count }] : []
  })
  return {
    spelling: spelling && {
      text: spelling.text, applied: spelling.applied,
      how: [...new Set(spelling.corrections.map(({ kind }) => CORRECTION_LABELS[kind]))].join('、'),
      href: searchLink(first({ ...query, q: spelling.text })),
      undo: switchOff(query, 'correction'),
    },
    kinds: kindsOf(results),
    switchedOff: OFF.filter((kind) => query.off.includes(kind)).map((kind) => ({
      label: OFF_LABELS[kind], href: searchLink(first({ ...query, off: query.off.filter((other) => other !== kind) })),
    })),
    offers: offersOf(results),
    placeOff: interpretation.concepts.some(({ city, years }) => city !== null || years.length > 0) ? switchOff(query, 'place') : null,
    drop, missing: missing.map(({ text }) => text).join('、'),
    words: interpretation.concepts.map(({ text }) => text).join(' / '),
  }
}
