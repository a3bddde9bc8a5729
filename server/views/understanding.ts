/** How a query was understood, in the words of the page, each with the click that undoes it. */

import type { Engine, Results } from '../search/engine.js'
import type { Interpretation } from '../search/interpretation.js'
import { OFF, type Off, type Query } from '../search/query.js'
import { searchLink } from './links.js'
import type { Phrase } from './markup.js'
import type { Messages } from './messages/index.js'

export interface Understanding {
  /** A text that was probably meant: searched for (then `undo` leads back to what was typed), or only offered. */
  readonly spelling: { readonly text: string; readonly applied: boolean; readonly how: string; readonly href: string; readonly undo: string } | null
  /** What was sought beside what was typed, by kind. */
  readonly kinds: readonly {
    readonly label: string
    readonly terms: readonly { readonly term: string; readonly as: string }[]
    readonly without: string
    readonly off: string
  }[]
  /** Kinds that are switched off. */
  readonly switchedOff: readonly { readonly label: string; readonly href: string }[]
  /** Cities and years of the query, as filters that could be set. */
  readonly offers: readonly { readonly label: Phrase; readonly href: string }[]
  /** The preference for the places and years that the query names can be switched off here. */
  readonly placeOff: string | null
  /** Words of the query that could be dropped, with what that would give. */
  readonly drop: readonly { readonly label: Phrase; readonly href: string }[]
  /** The words that a weak result does not meet. */
  readonly missing: string
  /** The words that were sought, when nothing was found. */
  readonly words: string
}

const MOST_TERMS = 6
const MOST_AS = 4
const MOST_DROPPED = 3

const first = (query: Query): Query => ({ ...query, page: 1 })
const switchOff = (query: Query, kind: Off): string => searchLink(first({ ...query, off: [...new Set([...query.off, kind])].sort() }))

function kindsOf({ query, interpretation }: Results, { understood }: Messages): Understanding['kinds'] {
  const groups = [
    { off: 'abbreviation', label: understood.abbreviation, kinds: ['abbreviation', 'compound'] },
    { off: 'synonym', label: understood.synonym, kinds: ['synonym'] },
    { off: 'correction', label: understood.correctionKind, kinds: ['prefix', 'spelling'] },
  ] as const satisfies readonly { readonly off: Off; readonly label: string; readonly kinds: readonly string[] }[]
  return groups.flatMap(({ off, label, kinds }) => {
    const terms = interpretation.concepts.flatMap(({ text, alternatives }) => {
      const as = [...new Set(alternatives.filter(({ kind }) => kinds.some((one) => one === kind)).map((one) => one.text))]
      return as.length === 0 ? [] : [{ term: text, as: understood.ways(as.slice(0, MOST_AS), as.length) }]
    })
    return terms.length === 0 ? [] : [{ label: understood.kind(label), terms: terms.slice(0, MOST_TERMS), without: understood.without(label), off: switchOff(query, off) }]
  })
}

/** Takes a word out of a text as typed; `null` when it does not stand there as it was read, or nothing is left. */
export function withoutWord(q: string, word: string): string | null {
  const at = q.toLowerCase().indexOf(word)
  const rest = at === -1 ? '' : `${q.slice(0, at)} ${q.slice(at + word.length)}`.replace(/\s+/gu, ' ').trim()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : null
}

function offersOf({ query, interpretation, spelling, facets }: Results, { understood }: Messages): Understanding['offers'] {
  const q = spelling?.applied ? spelling.text : query.q
  const cities = interpretation.concepts.flatMap(({ text, city }) => (city === null || query.city.length > 0 ? [] : [{ text, city }]))
    .filter(({ city }) => facets.city.some(({ value, count }) => value === city && count > 0))
  const years = interpretation.concepts.flatMap(({ text, years: all }) => (all.length !== 1 || query.year.length > 0 ? [] : all.map((year) => ({ text, year }))))
    .filter(({ year }) => facets.year.some(({ value, count }) => value === String(year) && count > 0))
  const offer = (label: Phrase, words: readonly string[], filter: Partial<Query>) => {
    const rest = words.reduce<string | null>((left, word) => (left === null ? null : withoutWord(left, word)), q)
    return rest === null ? [] : [{ label, href: searchLink(first({ ...query, ...filter, q: rest })) }]
  }
  const [city] = cities
  const [year] = years
  return [
    ...(city ? offer(understood.onlyCity(city.city), [city.text], { city: [city.city] }) : []),
    ...(year ? offer(understood.onlyYear(year.year), [year.text], { year: [year.year] }) : []),
    ...(city && year ? offer(understood.onlyCityYear(city.city, year.year), [city.text, year.text], { city: [city.city], year: [year.year] }) : []),
  ]
}

/** The concepts that the best hit does not meet. */
const unmet = ({ hits, interpretation }: Results): Interpretation['concepts'] => {
  const match = hits[0]?.match
  return match ? match.concepts.filter(({ strength, concept }) => strength === 0 && !concept.generic).map(({ concept }) => concept) : interpretation.concepts
}

export function understandingOf(results: Results, engine: Engine, messages: Messages): Understanding {
  const { understood, facts } = messages
  const { query, spelling, interpretation, weak } = results
  const missing = weak && query.q !== '' ? unmet(results) : []
  const drop = interpretation.concepts.length < 2 ? [] : missing.slice(0, MOST_DROPPED).flatMap(({ text }) => {
    const rest = withoutWord(query.q, text)
    const changed = rest === null ? null : first({ ...query, q: rest })
    const count = changed ? engine.search({ ...changed, size: 1 }).total : 0
    return changed && count > 0 ? [{ label: understood.dropWord(text, count), href: searchLink(changed) }] : []
  })
  return {
    spelling: spelling && {
      text: spelling.text, applied: spelling.applied,
      how: facts.listed([...new Set(spelling.corrections.map(({ kind }) => understood[kind]))]),
      href: searchLink(first({ ...query, q: spelling.text })),
      undo: switchOff(query, 'correction'),
    },
    kinds: kindsOf(results, messages),
    switchedOff: OFF.filter((kind) => query.off.includes(kind)).map((kind) => ({
      label: understood[kind], href: searchLink(first({ ...query, off: query.off.filter((other) => other !== kind) })),
    })),
    offers: offersOf(results, messages),
    placeOff: interpretation.concepts.some(({ city, years }) => city !== null || years.length > 0) ? switchOff(query, 'place') : null,
    drop, missing: facts.listed(missing.map(({ text }) => text)),
    words: interpretation.concepts.map(({ text }) => text).join(' / '),
  }
}
