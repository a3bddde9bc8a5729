import { occurrences, type Folded, type Span } from '../../indexer/index.js'
import type { Corpus, Entry } from './corpus.js'
import type { Alternative, Concept, Interpretation } from './interpret.js'

/** How well one concept is met by one passage. */
export interface ConceptMatch {
  readonly concept: Concept
  /** 0 not at all … 1 literally in the text. */
  readonly strength: number
  /** The texts by which it was met, as they are to be marked. */
  readonly by: readonly { readonly text: string; readonly kind: 'literal' | 'synonym' | 'part' }[]
}

/** How well a passage meets a query. */
export interface Match {
  readonly concepts: readonly ConceptMatch[]
  /** Share of the query's weight that is met, 0 … 1; 1 for a query of phrases only. */
  readonly coverage: number
  /** Share of the query's pieces that stand literally, by length, 0 … 1. */
  readonly literal: number
  /** How close together the met concepts stand, 0 … 1; 1 when they are adjacent. */
  readonly proximity: number
}

const IN_HEADING = 0.75
const AS_PLACE = 0.9
const AS_YEAR = 0.6
/** What a concept that stands only in part is worth, at most. */
const IN_PART = 0.7
/** Less of its characters than this share, and a concept is not met. */
const PART_MIN = 0.5
/** Pairs of 汉字 say less than words: they may cross a word's edge. */
const PAIRS_FACTOR = 0.9
const HAN_PAIR = /^\p{Script=Han}{2}$/u

const pairsOf = (text: string): string[] => {
  const characters = [...text]
  return characters.slice(0, -1).map((c, i) => c + (characters[i + 1] ?? ''))
}

function bestAlternative(alternatives: readonly Alternative[], text: string): { strength: number; by: ConceptMatch['by'] } {
  const present = alternatives.filter((alternative) => text.includes(alternative.text))
  if (present.length === 0) return { strength: 0, by: [] }
  const whole = present.filter(({ kind }) => kind !== 'compound')
  const parts = alternatives.filter(({ kind }) => kind === 'compound')
  const partStrength = parts.length === 0 ? 0 : (present.filter(({ kind }) => kind === 'compound').reduce((sum, { weight }) => sum + weight, 0) / parts.length)
  return {
    strength: Math.max(partStrength, ...whole.map(({ weight }) => weight), 0),
    by: present.map((alternative) => ({ text: alternative.text, kind: 'synonym' })),
  }
}

/** Which part of a long concept stands in the text: by its words, or by its pairs of 汉字, whichever is more. */
function partsIn({ text: concept, parts }: Concept, text: string): { share: number; runs: string[] } {
  const byWords = coveredBy(concept, parts.filter((part) => text.includes(part)))
  if (byWords.share === 1) return byWords
  const byPairs = coveredBy(concept, pairsOf(concept).filter((pair) => HAN_PAIR.test(pair) && text.includes(pair)))
  return byPairs.share * PAIRS_FACTOR > byWords.share ? { ...byPairs, share: byPairs.share * PAIRS_FACTOR } : byWords
}

/** Share of the concept's characters that lie in one of the found parts, and the parts that no longer one holds. */
function coveredBy(concept: string, found: readonly string[]): { share: number; runs: string[] } {
  const covered = new Set<number>()
  for (const part of found) {
    for (let at = concept.indexOf(part); at !== -1; at = concept.indexOf(part, at + 1)) {
      for (let i = at; i < at + part.length; i++) covered.add(i)
    }
  }
  return { share: covered.size / concept.length, runs: found.filter((part) => !found.some((other) => other !== part && other.includes(part))) }
}

/** Whether a place in a text cuts through a number: digits, or a point or comma between digits. */
const cutsNumber = (text: string, at: number): boolean => /\d[.,]?$/.test(text.slice(Math.max(0, at - 2), at)) && /^[.,]?\d/.test(text.slice(at, at + 2))

/** Where a folded text stands in a passage, and not as a part of a longer number: 100 does not stand in 1100 or 0.100. */
function placesOf(needle: string, entry: Entry, folded: Folded): Span[] {
  const spans = occurrences(folded, needle)
  if (!/^\d|\d$/.test(needle)) return spans
  return spans.filter(({ start, end }) => !cutsNumber(entry.passage.text, start) && !cutsNumber(entry.passage.text, end))
}

/** Whether a folded text stands in a passage, by the same rule. */
const standsIn = (needle: string, entry: Entry, folded: Folded): boolean =>
  /^\d|\d$/.test(needle) ? placesOf(needle, entry, folded).length > 0 : folded.text.includes(needle)

function matchConcept(concept: Concept, entry: Entry, corpus: Corpus, headings: string): ConceptMatch {
  const folded = corpus.folded(entry)
  const { text } = folded
  const stands = concept.number ? concept.number.exec(corpus.spaced(entry))?.[0].replace(/\s/gu, '') : standsIn(concept.text, entry, folded) ? concept.text : undefined
  if (stands !== undefined) return { concept, strength: 1, by: [{ text: stands, kind: 'literal' }] }
  const alternative = bestAlternative(concept.alternatives, text)
  let { strength, by } = alternative
  if (strength < IN_HEADING && headings.includes(concept.text)) strength = IN_HEADING
  if (concept.city !== null && concept.city === entry.passage.city) strength = Math.max(strength, AS_PLACE)
  if (concept.year !== null && entry.passage.years.includes(concept.year)) strength = Math.max(strength, AS_YEAR)
  if (strength < IN_PART && [...concept.text].length >= 3) {
    const { share, runs } = partsIn(concept, text)
    if (share >= PART_MIN && share * IN_PART > strength) {
      strength = share * IN_PART
      by = [...by, ...runs.map((run) => ({ text: run, kind: 'part' as const }))]
    }
  }
  return { concept, strength, by }
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

/** Meets a query with a passage. `null` when a phrase is missing or nothing of the query is met. */
export function matchEntry(interpretation: Interpretation, entry: Entry, corpus: Corpus): Match | null {
  const folded = corpus.folded(entry)
  const { text } = folded
  if (!interpretation.phrases.every((phrase) => text.includes(phrase))) return null
  if (interpretation.excluded.some((word) => text.includes(word) || entry.passage.city === word)) return null
  const headings = corpus.foldedHeadings(entry)
  const concepts = interpretation.concepts.map((concept) => matchConcept(concept, entry, corpus, headings))
  const weight = interpretation.concepts.reduce((sum, concept) => sum + concept.weight, 0)
  const met = concepts.reduce((sum, { concept, strength }) => sum + concept.weight * strength, 0)
  const coverage = weight === 0 ? 1 : met / weight
  if (coverage === 0 && interpretation.phrases.length === 0) return null
  const length = interpretation.pieces.reduce((sum, piece) => sum + piece.length, 0)
  const literal = interpretation.pieces.filter((piece) => standsIn(piece, entry, folded)).reduce((sum, piece) => sum + piece.length, 0)
  const inText = concepts.flatMap(({ by }) => by.filter(({ text: t }) => text.includes(t)).slice(0, 1).map(({ text: t }) => t))
  const window = inText.length >= 2 ? shortestWindow(text, inText) : null
  return {
    concepts, coverage,
    literal: length === 0 ? 1 : literal / length,
    proximity: window === null ? 0 : Math.min(1, inText.reduce((sum, t) => sum + t.length, 0) / window),
  }
}

export type MarkKind = 'exact' | 'term' | 'synonym'

/** A span of the original text where the query stands. */
export interface Mark extends Span {
  readonly kind: MarkKind
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
  for (const piece of interpretation.pieces) add(piece, 'exact')
  for (const { by } of match?.concepts ?? []) {
    for (const { text, kind } of by) add(text, kind === 'synonym' ? 'synonym' : 'term')
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
