import type { ConceptMatch, Match, MetBy } from '../search/match.js'
import type { Phrase } from './markup.js'
import type { Messages } from './messages/index.js'

/** Why a passage is a hit, in the words of the pages. */

/** The names of kinds of match; what stands as it was typed needs none. */
const BY = {
  literal: null, choice: null, part: 'byPart', number: 'byNumber', abbreviation: 'byAbbreviation', compound: 'byCompound', synonym: 'bySynonym', prefix: 'byPrefix', spelling: 'bySpelling',
} as const satisfies Readonly<Record<MetBy['kind'], keyof Messages['understood'] | null>>
const ELSEWHERE = { heading: 'inHeading', city: 'ofCity', year: 'ofYear' } as const
const MOST_BY = 3

/** One concept of a hit: 疾控；疾控中心（简称：疾病预防控制中心）；开封（所属城市）. */
function conceptWhy({ concept, by, elsewhere }: ConceptMatch, { understood, facts }: Messages): Phrase[] {
  const kinds = [...new Set(by.map(({ kind }) => kind))].map((kind) => {
    const texts = facts.listed([...new Set(by.filter((one) => one.kind === kind).map(({ text }) => text))].slice(0, MOST_BY))
    const name = BY[kind]
    return name === null ? understood.words(texts) : understood.met(concept.text, understood[name], texts)
  })
  return [...kinds, ...(elsewhere ? [understood.met(concept.text, understood[ELSEWHERE[elsewhere]], '')] : [])]
}

/** Why a passage is a hit; '' when everything is listed. */
export function whyOf(match: Match | null, messages: Messages): Phrase {
  const { understood } = messages
  const met = (match?.concepts ?? []).filter(({ strength }) => strength > 0).map((concept) => conceptWhy(concept, messages)).filter((ways) => ways.length > 0).map(understood.metAll)
  const concepts = [...met, ...(match?.statesNumber ? [understood.statesNumber] : [])]
  return concepts.length === 0 ? '' : understood.concepts(concepts)
}

/** The words of the query that a hit does not meet; '' when it meets all. */
export const missingIn = (match: Match | null, { facts }: Messages): string =>
  facts.listed((match?.concepts ?? []).filter(({ strength, concept }) => strength === 0 && !concept.generic).map(({ concept }) => concept.text))
