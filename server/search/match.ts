import { occurrences, type Folded, type Span } from '../../indexer/index.js'
import { cuts, mayBePart } from './boundaries.js'
import type { Corpus, Entry } from './corpus.js'
import type { Alternative, AlternativeKind, Concept, Interpretation } from './interpretation.js'
import { AS_PLACE, AS_YEAR, coverageOf, IN_HEADING, IN_PART, OTHER_PLACE, pairsOf, PAIRS_FACTOR, PART_MIN, UNKNOWN_FACTOR, yearPattern } from './meeting.js'

/** A text by which a concept was met, as it is to be marked and explained. */
export interface MetBy {
  readonly text: string
  readonly kind: 'literal' | 'part' | AlternativeKind
}

/** How well one concept is met by one passage. */
export interface ConceptMatch {
  readonly concept: Concept
  /** 0 not at all … 1 literally in the text. */
  readonly strength: number
  readonly by: readonly MetBy[]
  /** Where it was met, when not in the text: in a heading above it, or as the passage's city or year. */
  readonly elsewhere: 'heading' | 'city' | 'year' | null
}

/** How well a passage meets a query. */
export interface Match {
  readonly concepts: readonly ConceptMatch[]
  /** Share of the query's weight that is met, 0 … 1; 1 for a query of phrases only. */
  readonly coverage: number
  /** The same without generic words, and less when a place that the query names is another one: what `weak` goes by. */
  readonly quality: number
  /** Share of the query's pieces that stand literally, by length, 0 … 1. */
  readonly literal: number
  /** How close together the met concepts stand, 0 … 1; 1 when they are adjacent. */
  readonly proximity: number
  /** A number is asked for, and one stands beside what it is asked of. */
  readonly statesNumber: boolean
}

/** A number counts as beside a word up to so many code units before and behind it. */
const NUMBER_BEFORE = 12
const NUMBER_BEHIND = 24
function bestAlternative(alternatives: readonly Alternative[], stands: (text: string) => boolean): { strength: number; by: readonly MetBy[] } {
  const present = alternatives.filter(({ text }) => stands(text))
  if (present.length === 0) return { strength: 0, by: [] }
  const parts = alternatives.filter(({ kind }) => kind === 'compound')
  const partStrength = parts.length === 0 ? 0 : present.filter(({ kind }) => kind === 'compound').reduce((sum, { weight }) => sum + weight, 0) / parts.length
  return {
    strength: present.reduce((most, { kind, weight }) => (kind === 'compound' ? most : Math.max(most, weight)), partStrength),
    by: present.map(({ text, kind }) => ({ text, kind })),
  }
}

/** Which part of a long concept stands in the text: by its words, or by its pairs of 汉字, whichever is more. */
function partsIn(concept: Concept, text: string): { share: number; runs: string[] } {
  const byWords = coveredBy(concept.text, concept.parts.filter((part) => text.includes(part)))
  if (byWords.share === 1) return byWords
  const byPairs = coveredBy(concept.text, pairsOf(concept).filter((pair) => text.includes(pair)))
  return byPairs.share * PAIRS_FACTOR > byWords.share ? { ...byPairs, share: byPairs.share * PAIRS_FACTOR } : byWords
}

/** Share of the concept's characters that lie in one of the found parts, and the parts that no longer one holds. */
function coveredBy(concept: string, found: readonly string[]): { share: number; runs: string[] } {
  if (found.length === 0) return { share: 0, runs: [] }
  const covered = new Set<number>()
  for (const part of found) {
    for (let at = concept.indexOf(part); at !== -1; at = concept.indexOf(part, at + 1)) {
      for (let i = at; i < at + part.length; i++) covered.add(i)
    }
  }
  return { share: covered.size / concept.length, runs: found.filter((part) => !found.some((other) => other !== part && other.includes(part))) }
}

/** Where a folded text stands in a passage, and not as a part of a longer number or Latin word: 100 does not stand in 1100 or 0.100, ap not in APP. */
function placesOf(needle: string, entry: Entry, folded: Folded): Span[] {
  const spans = occurrences(folded, needle)
  if (!mayBePart(needle)) return spans
  const { text } = entry.passage
  return spans.filter(({ start, end }) => [start, end].every((at) => !cuts(text, at)))
}

/** Whether a folded text stands in a passage, by the same rule. */
const standsIn = (needle: string, entry: Entry, folded: Folded): boolean =>
  mayBePart(needle) ? placesOf(needle, entry, folded).length > 0 : folded.text.includes(needle)

function matchConcept(concept: Concept, entry: Entry, corpus: Corpus, headings: string): ConceptMatch {
  const folded = corpus.folded(entry)
  const { text } = folded
  const stands = concept.number ? concept.number.exec(corpus.spaced(entry))?.[0].replace(/\s/gu, '') : standsIn(concept.text, entry, folded) ? concept.text : undefined
  if (stands !== undefined) return { concept, strength: 1, by: [{ text: stands, kind: 'literal' }], elsewhere: null }
  let { strength, by } = bestAlternative(concept.alternatives, (other) => standsIn(other, entry, folded))
  let elsewhere: ConceptMatch['elsewhere'] = null
  const raise = (to: number, where: ConceptMatch['elsewhere']): void => {
    if (to > strength) [strength, elsewhere] = [to, where]
  }
  if (headings.includes(concept.text)) raise(IN_HEADING, 'heading')
  if (concept.city !== null && concept.city === entry.passage.city) raise(AS_PLACE, 'city')
  if (concept.years.some((year) => entry.passage.years.includes(year))) raise(AS_YEAR, 'year')
  if (strength < IN_PART && [...concept.text].length >= 3 && concept.number === null) {
    const { share, runs } = partsIn(concept, text)
    if (share >= PART_MIN && share * IN_PART > strength) {
      raise(share * IN_PART, null)
      by = [...by, ...runs.map((run) => ({ text: run, kind: 'part' as const }))]
    }
  }
  return { concept, strength, by, elsewhere }
}

/** How numbers are stated, by what is asked for; years are neither. */
const STATED = { count: /\d[\d,.]*[十百千万亿]*余?多?(?:个|家|所|名|人|例|件|起|次|项|张|台|辆|支|座|处|户|元|亩|平方米|公里|岁|小时|分钟|天|周|个月|吨|年(?![\d底]))/u, rate: /\d(?:%|‰|\/\d|个百分点)|\/10万|分之/u } as const

/** Whether a number of the kind that is asked for stands beside one of the texts. */
function numberBeside(text: string, sought: readonly string[], wanted: keyof typeof STATED): boolean {
  return sought.some((needle) => {
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
      const around = `${text.slice(Math.max(0, at - NUMBER_BEFORE), at)}\n${text.slice(at + needle.length, at + needle.length + NUMBER_BEHIND)}`
      if (STATED[wanted].test(around.replace(/(?<!\d)(?:19|20)\d\d年?/g, ''))) return true
    }
    return false
  })
}

/** Whether a passage satisfies the fields of a query. */
function inFields({ fields }: Interpretation, entry: Entry, text: string, headings: string, title: string): boolean {
  return fields.every(({ name, value }) => {
    if (name === 'city') return entry.passage.city === value
    if (name === 'year') return entry.passage.years.includes(Number(value)) || yearPattern(value).test(text)
    return title.includes(value) || headings.includes(value)
  })
}

/** Shortest stretch of the folded text that holds one occurrence of each text, in code units; `null` when one is missing. */
export function shortestWindow(text: string, sought: readonly string[]): number | null {
  const all = sought.flatMap((needle, which) => {
    const at: { which: number; start: number; end: number }[] = []
    for (let i = text.indexOf(needle); i !== -1; i = text.indexOf(needle, i + 1)) at.push({ which, start: i, end: i + needle.length })
    return at
  }).sort((a, b) => a.start - b.start || a.end - b.end)
  const last = new Map<number, { start: number; end: number }>()
  let best: number | null = null
  for (const { which, start, end } of all) {
    last.set(which, { start, end })
    if (last.size < sought.length) continue
    const spans = [...last.values()]
    const width = Math.max(...spans.map((s) => s.end)) - Math.min(...spans.map((s) => s.start))
    if (best === null || width < best) best = width
  }
  return best
}

const met = (concepts: readonly ConceptMatch[]): number => concepts.reduce((sum, { concept, strength }) => sum + concept.weight * strength, 0)
const asked = (concepts: readonly ConceptMatch[], unknown = 1): number => concepts.reduce((sum, { concept }) => sum + concept.weight * (concept.unknown ? unknown : 1), 0)

/** Meets a query with a passage. `null` when a phrase is missing or nothing of the query is met. */
export function matchEntry(interpretation: Interpretation, entry: Entry, corpus: Corpus): Match | null {
  const folded = corpus.folded(entry)
  const { text } = folded
  const { phrases, choices, excluded, pieces } = interpretation
  if (!phrases.every((phrase) => text.includes(phrase)) || !choices.every((group) => group.some((phrase) => text.includes(phrase)))) return null
  if (excluded.some((word) => text.includes(word) || entry.passage.city === word)) return null
  const headings = corpus.foldedHeadings(entry)
  if (interpretation.fields.length > 0 && !inFields(interpretation, entry, text, headings, corpus.foldedTitle(entry))) return null
  const concepts = interpretation.concepts.map((concept) => matchConcept(concept, entry, corpus, headings))
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const literal = length === 0 ? 1 : pieces.filter((piece) => standsIn(piece, entry, folded)).reduce((sum, piece) => sum + piece.length, 0) / length
  const weight = asked(concepts)
  const coverage = coverageOf(met(concepts), weight, literal, length)
  const required = phrases.length + choices.length + interpretation.fields.length
  if (coverage === 0 && required === 0) return null
  const telling = concepts.filter(({ concept }) => !concept.generic)
  const elsewhere = telling.some(({ concept, strength }) => concept.city !== null && strength === 0)
  const quality = literal === 1 || telling.length === 0 ? coverage : met(telling) / asked(telling, UNKNOWN_FACTOR)
  const inText = concepts.flatMap(({ by }) => by.filter(({ text: t }) => text.includes(t)).slice(0, 1).map(({ text: t }) => t))
  const window = inText.length >= 2 ? shortestWindow(text, inText) : null
  const subjects = telling.filter(({ concept }) => concept.city === null && concept.years.length === 0).flatMap(({ by }) => by.map(({ text: t }) => t))
  return {
    concepts, coverage, literal,
    quality: elsewhere ? quality * OTHER_PLACE : quality,
    proximity: window === null ? 0 : Math.min(1, inText.reduce((sum, t) => sum + t.length, 0) / window),
    statesNumber: interpretation.numberWanted !== null && numberBeside(text, subjects, interpretation.numberWanted),
  }
}

export type MarkKind = 'exact' | 'term' | 'synonym'

/** A span of the original text where the query stands. */
export interface Mark extends Span {
  readonly kind: MarkKind
}

const MARKED_AS: Readonly<Record<MetBy['kind'], MarkKind>> = {
  literal: 'term', part: 'term', choice: 'term', number: 'term', abbreviation: 'synonym', compound: 'synonym', synonym: 'synonym', prefix: 'synonym', spelling: 'synonym',
}
const PRECEDENCE: Readonly<Record<MarkKind, number>> = { exact: 0, term: 1, synonym: 2 }

/**
 * The marks of a passage: phrases and pieces as typed are exact, words and parts of them are terms, other ways of
 * writing are synonyms. Marks are ascending and do not overlap; where two would, the more exact one stands.
 */
export function marksOf(interpretation: Interpretation, match: Match | null, entry: Entry, corpus: Corpus): Mark[] {
  const folded = corpus.folded(entry)
  const found: Mark[] = []
  const add = (needle: string, kind: MarkKind, whole = true): void => {
    for (const span of whole ? placesOf(needle, entry, folded) : occurrences(folded, needle)) found.push({ ...span, kind })
  }
  // A quoted phrase matches what stands there, through a number too.
  for (const phrase of interpretation.phrases) add(phrase, 'exact', false)
  for (const phrase of interpretation.choices.flat()) add(phrase, 'exact', false)
  for (const piece of interpretation.pieces) add(piece, 'exact')
  for (const { by } of match?.concepts ?? []) {
    for (const { text, kind } of by) add(text, MARKED_AS[kind])
  }
  return settle(found, entry.passage.text.length)
}

const KINDS = ['exact', 'term', 'synonym'] as const

/** Paints the most exact kind over every character, then reads the runs off; linear in text and marks. */
function settle(found: readonly Mark[], length: number): Mark[] {
  const paint = new Uint8Array(length)
  for (const kind of [...KINDS].reverse()) {
    for (const mark of found) if (mark.kind === kind) paint.fill(PRECEDENCE[kind] + 1, mark.start, mark.end)
  }
  const marks: Mark[] = []
  for (let at = 0; at < length;) {
    let end = at
    while (end < length && paint[end] === paint[at]) end++
    const kind = KINDS[(paint[at] ?? 0) - 1]
    if (kind) marks.push({ start: at, end, kind })
    at = end
  }
  return marks
}

/** The marks inside `[start, end)`, cut at its edges and counted from `start`. */
export const clipMarks = (marks: readonly Mark[], start: number, end: number): Mark[] =>
  marks.filter((mark) => mark.start < end && start < mark.end)
    .map((mark) => ({ ...mark, start: Math.max(mark.start, start) - start, end: Math.min(mark.end, end) - start }))
