import type { Columns, ScoredPassages } from '../../../indexer/index.js'
import type { Headings } from '../headings.js'
import type { Holders } from '../holders.js'
import type { Concept, Interpretation } from '../interpretation.js'
import type { Steps } from '../steps.js'
import { AS_PLACE, AS_YEAR, coverageOf, IN_HEADING, IN_PART, OTHER_PLACE, pairsOf, PAIRS_FACTOR, PART_MIN, UNKNOWN_FACTOR, yearPattern } from '../meeting.js'
import type { Workspace } from './workspace.js'

/** How well passages meet a query, by place in `passages`: what `Match` says of one, as far as its text need not be read for it. */
export interface Met {
  /** Ordinals, ascending. */
  readonly passages: Uint32Array
  readonly base: Float64Array
  /** -1 for a passage that does not satisfy the query. */
  readonly coverage: Float64Array
  readonly quality: Float64Array
  readonly literal: Float64Array
  /** Concepts that stand in the text. */
  readonly inText: Uint8Array
  /** 1 where a place that the query names is another one. */
  readonly elsewhere: Uint8Array
}

/** What meeting a query with passages needs of the corpus. */
export interface MeetingPlace {
  readonly columns: Columns
  readonly headings: Headings
  readonly holders: Holders
  /** Report titles, folded, by place of the report. */
  readonly foldedTitles: readonly string[]
}

/** Code units of a concept that one mask speaks of. */
const MASK_BITS = 31

/**
 * Meets a query with all candidates at once: a concept's strength comes from lists of passages (in the text as typed, in another way of writing, in part), from
 * the headings above, and from city and years. Gives for every candidate exactly what `matchEntry` gives for one, in the workspace: what is to stay has to be copied
 * before the next query is met. Rests between concepts.
 */
export function* meet(interpretation: Interpretation, { passages, scores }: ScoredPassages, place: MeetingPlace, workspace: Workspace): Steps<Met> {
  const { holders } = place
  const { at } = workspace
  const count = passages.length
  number(passages, at)
  try {
    const allowed = allowedAmong(interpretation, passages, place, workspace)
    const sums = workspace.clear(count)
    const asked: Asked = { weight: 0, telling: 0, tellingConcepts: 0 }
    for (const concept of interpretation.concepts) {
      yield
      const { weight, generic } = concept
      asked.weight += weight
      if (!generic) {
        asked.telling += weight * (concept.unknown ? UNKNOWN_FACTOR : 1)
        asked.tellingConcepts++
      }
      const reached = strengthsOf(concept, passages, place, workspace)
      if (concept.city !== null) markOtherPlaces(workspace.strength, sums.elsewhere, generic ? null : workspace.tellingElsewhere)
      takeStrengths(reached, weight, generic ? null : workspace.telling, workspace)
    }
    yield
    const { pieces } = interpretation
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
    for (const piece of pieces) addLength(holders.standing(piece), piece.length, workspace)
    const required = interpretation.phrases.length + interpretation.choices.length + interpretation.fields.length
    weigh(asked, { length, mayBeUnmet: required > 0 }, allowed, workspace)
    return { passages, base: scores, ...sums }
  } finally {
    unnumber(passages, at)
  }
}

/** What a query asks: the weight of its concepts, and of those that tell. */
interface Asked {
  weight: number
  telling: number
  tellingConcepts: number
}

/*
 * What follows goes through all candidates, or through a whole list. Each loop is a function of its own over local variables, because the engine compiles such a one well.
 */

function number(passages: Uint32Array, at: Int32Array): void {
  for (let i = 0; i < passages.length; i++) at[passages[i]!] = i
}

function unnumber(passages: Uint32Array, at: Int32Array): void {
  for (let i = 0; i < passages.length; i++) at[passages[i]!] = -1
}

/** Where a concept that names a city is not met, the passage is of another place. */
function markOtherPlaces(strength: Float64Array, elsewhere: Uint8Array, telling: Uint8Array | null): void {
  for (let i = 0; i < elsewhere.length; i++) {
    if (strength[i] !== 0) continue
    elsewhere[i] = 1
    if (telling) telling[i] = 1
  }
}

/** Adds the strengths of one concept to what is met, and clears them. */
function takeStrengths(reached: number, weight: number, telling: Float64Array | null, { touched, marked, strength, stands, met, inText }: Workspace): void {
  for (let t = 0; t < reached; t++) {
    const i = touched[t]!
    const one = weight * strength[i]!
    met[i]! += one
    if (telling !== null) telling[i]! += one
    inText[i]! += stands[i]!
    strength[i] = 0
    stands[i] = 0
    marked[i] = 0
  }
}

/** Adds the length of a piece where it stands as typed. */
function addLength(list: Uint32Array, length: number, { at, literalLength }: Workspace): void {
  for (let p = 0; p < list.length; p++) {
    const i = at[list[p]!]!
    if (i !== -1) literalLength[i]! += length
  }
}

/** Coverage, quality and literal share of every candidate. */
function weigh({ weight, telling: askedTelling, tellingConcepts }: Asked, { length, mayBeUnmet }: { readonly length: number; readonly mayBeUnmet: boolean }, allowed: Uint8Array,
  { met, telling, literalLength, tellingElsewhere, coverage, quality, literal }: Workspace): void {
  for (let i = 0; i < allowed.length; i++) {
    const isLiteral = length === 0 ? 1 : literalLength[i]! / length
    const covered = coverageOf(met[i]!, weight, isLiteral, length)
    literal[i] = isLiteral
    if (allowed[i] === 0 || (covered === 0 && !mayBeUnmet)) {
      coverage[i] = -1
      quality[i] = 0
      continue
    }
    coverage[i] = covered
    const good = isLiteral === 1 || tellingConcepts === 0 ? covered : telling[i]! / askedTelling
    quality[i] = tellingElsewhere[i] === 1 ? good * OTHER_PLACE : good
  }
}

/** Raises the strength of the candidates in a list to what being met so is worth; `inText`: 1 where it stands there. Returns how many are touched by now. */
function meetListed(list: Uint32Array, worth: number, inText: number, reached: number, { at, strength, stands, touched, marked }: Workspace): number {
  let last = reached
  for (let p = 0; p < list.length; p++) {
    const i = at[list[p]!]!
    if (i === -1) continue
    if (marked[i] === 0) {
      marked[i] = 1
      touched[last++] = i
    }
    stands[i]! |= inText
    if (strength[i]! < worth) strength[i] = worth
  }
  return last
}

/** The same for one part of a compound, whose parts are summed. */
function meetCompound(list: Uint32Array, worth: number, reached: number, { at, sums, stands, touched, marked }: Workspace): number {
  let last = reached
  for (let p = 0; p < list.length; p++) {
    const i = at[list[p]!]!
    if (i === -1) continue
    if (marked[i] === 0) {
      marked[i] = 1
      touched[last++] = i
    }
    stands[i] = 1
    sums[i]! += worth
  }
  return last
}

/** The same for the candidates whose value in a column is one of those that are marked. */
function meetByColumn(column: Uint32Array, having: Uint8Array, worth: number, passages: Uint32Array, reached: number, { strength, touched, marked }: Workspace): number {
  let last = reached
  for (let i = 0; i < passages.length; i++) {
    if (having[column[passages[i]!]!] !== 1 || strength[i]! >= worth) continue
    if (marked[i] === 0) {
      marked[i] = 1
      touched[last++] = i
    }
    strength[i] = worth
  }
  return last
}

/** Calls with the place of every passage of a list that is a candidate. */
function each(list: Uint32Array, at: Int32Array, take: (i: number) => void): void {
  for (let p = 0; p < list.length; p++) {
    const i = at[list[p]!]!
    if (i !== -1) take(i)
  }
}

/** What has been met at some places, ascending, as values of their own. */
export const metAt = ({ passages, base, coverage, quality, literal, inText, elsewhere }: Met, places: Uint32Array): Met => ({
  passages: pick(passages, places, new Uint32Array(places.length)), base: pick(base, places, new Float64Array(places.length)), coverage: pick(coverage, places, new Float64Array(places.length)),
  quality: pick(quality, places, new Float64Array(places.length)), literal: pick(literal, places, new Float64Array(places.length)),
  inText: pick(inText, places, new Uint8Array(places.length)), elsewhere: pick(elsewhere, places, new Uint8Array(places.length)),
})

function pick<T extends Uint32Array | Float64Array | Uint8Array>(from: T, places: Uint32Array, into: T): T {
  for (let i = 0; i < places.length; i++) into[i] = from[places[i]!]!
  return into
}

/** 1 for every candidate that holds all phrases, one of each group of choices, nothing that is excluded, and satisfies all fields. */
function allowedAmong({ phrases, choices, excluded, fields }: Interpretation, passages: Uint32Array, { columns, headings, holders, foldedTitles }: MeetingPlace, { at, allowed: all }: Workspace): Uint8Array {
  const allowed = all.subarray(0, passages.length).fill(1)
  const require = (lists: readonly Uint32Array[]): void => {
    const met = new Uint8Array(passages.length)
    for (const list of lists) each(list, at, (i) => { met[i] = 1 })
    for (let i = 0; i < allowed.length; i++) allowed[i]! &= met[i]!
  }
  const where = (holds: (passage: number) => boolean): void => {
    for (let i = 0; i < allowed.length; i++) if (allowed[i] === 1 && !holds(passages[i]!)) allowed[i] = 0
  }
  for (const phrase of phrases) require([holders.holding(phrase)])
  for (const group of choices) require(group.map((phrase) => holders.holding(phrase)))
  for (const word of excluded) {
    each(holders.holding(word), at, (i) => { allowed[i] = 0 })
    where((passage) => columns.cities[columns.cityOf[passage]!] !== word)
  }
  for (const { name, value } of fields) {
    if (name === 'city') {
      where((passage) => columns.cities[columns.cityOf[passage]!] === value)
    } else if (name === 'year') {
      const covering = columns.yearSets.map((years) => years.includes(Number(value)))
      const writing = new Set(holders.matching(value, yearPattern(value)))
      where((passage) => covering[columns.yearsOf[passage]!] === true || writing.has(passage))
    } else {
      const titled = foldedTitles.map((title) => title.includes(value))
      const under = headings.pathsHolding(value)
      where((passage) => titled[columns.reportOf[passage]!] === true || under?.[columns.pathOf[passage]!] === 1)
    }
  }
  return allowed
}

/**
 * Writes how strongly each candidate meets a concept, and 1 into `stands` where it, or another way of writing it, or a part of it is in the text. Returns how many
 * candidates it has touched: only they are looked at again.
 */
function strengthsOf(concept: Concept, passages: Uint32Array, { columns, headings, holders }: MeetingPlace, workspace: Workspace): number {
  let reached = 0
  const compounds = concept.alternatives.filter(({ kind }) => kind === 'compound').length
  if (compounds > 0) {
    const { touched, strength, sums } = workspace
    sums.fill(0, 0, passages.length)
    for (const { text, weight, kind } of concept.alternatives) if (kind === 'compound') reached = meetCompound(holders.standing(text), weight, reached, workspace)
    for (let t = 0; t < reached; t++) strength[touched[t]!] = sums[touched[t]!]! / compounds
  }
  for (const { text, weight, kind } of concept.alternatives) if (kind !== 'compound') reached = meetListed(holders.standing(text), weight, 1, reached, workspace)
  reached = meetListed(headings.under(concept.text), IN_HEADING, 0, reached, workspace)
  if (concept.city !== null) reached = meetByColumn(columns.cityOf, Uint8Array.from(columns.cities, (city) => (city === concept.city ? 1 : 0)), AS_PLACE, passages, reached, workspace)
  if (concept.years.length > 0) reached = meetByColumn(columns.yearsOf, Uint8Array.from(columns.yearSets, (years) => (concept.years.some((year) => years.includes(year)) ? 1 : 0)), AS_YEAR, passages, reached, workspace)
  if ([...concept.text].length >= 3 && concept.number === null) reached = meetInPart(concept, holders, reached, workspace)
  return meetListed(concept.number ? holders.stating(concept.text, concept.number) : holders.standing(concept.text), 1, 1, reached, workspace)
}

/** Adds what a concept that stands only in part is worth: by its words, or by its pairs of 汉字, whichever is more. Only candidates that hold a part are looked at. */
function meetInPart(concept: Concept, holders: Holders, reached: number, workspace: Workspace): number {
  const blocks = Math.ceil(concept.text.length / MASK_BITS)
  const byWords = Array.from({ length: blocks }, (_, b) => workspace.mask(b))
  const byPairs = Array.from({ length: blocks }, (_, b) => workspace.mask(blocks + b))
  const held = cover(concept.text, pairsOf(concept), holders, byPairs, cover(concept.text, concept.parts, holders, byWords, 0, workspace), workspace)
  return meetCovered(concept.text.length, byWords, byPairs, held, reached, workspace)
}

/** Sets in the masks of the candidates which units of a text some parts of it cover. Returns how many candidates hold a part by now. */
function cover(text: string, parts: readonly string[], holders: Holders, masks: readonly Int32Array[], held: number, workspace: Workspace): number {
  let last = held
  for (const part of parts) {
    const covered = new Int32Array(masks.length)
    for (let start = text.indexOf(part); start !== -1; start = text.indexOf(part, start + 1)) {
      for (let unit = start; unit < start + part.length; unit++) covered[Math.floor(unit / MASK_BITS)]! |= 1 << (unit % MASK_BITS)
    }
    const list = holders.holding(part)
    last = holdPart(list, last, workspace)
    masks.forEach((mask, b) => { if (covered[b] !== 0) setBits(list, covered[b]!, mask, workspace.at) })
  }
  return last
}

function holdPart(list: Uint32Array, held: number, { at, parted, withPart }: Workspace): number {
  let last = held
  for (let p = 0; p < list.length; p++) {
    const i = at[list[p]!]!
    if (i === -1 || parted[i] === 1) continue
    parted[i] = 1
    withPart[last++] = i
  }
  return last
}

function setBits(list: Uint32Array, bits: number, mask: Int32Array, at: Int32Array): void {
  for (let p = 0; p < list.length; p++) {
    const i = at[list[p]!]!
    if (i !== -1) mask[i]! |= bits
  }
}

/** Reads the masks off, and clears them. */
function meetCovered(length: number, byWords: readonly Int32Array[], byPairs: readonly Int32Array[], held: number, reached: number, { strength, stands, touched, marked, parted, withPart }: Workspace): number {
  let last = reached
  for (let h = 0; h < held; h++) {
    const i = withPart[h]!
    parted[i] = 0
    let [words, pairs] = [0, 0]
    for (let b = 0; b < byWords.length; b++) {
      words += ones(byWords[b]![i]!)
      pairs += ones(byPairs[b]![i]!)
      byWords[b]![i] = 0
      byPairs[b]![i] = 0
    }
    const share = words === length ? 1 : Math.max(words / length, (pairs / length) * PAIRS_FACTOR)
    if (strength[i]! >= IN_PART || share < PART_MIN || share * IN_PART <= strength[i]!) continue
    if (marked[i] === 0) {
      marked[i] = 1
      touched[last++] = i
    }
    strength[i] = share * IN_PART
    stands[i] = 1
  }
  return last
}

function ones(mask: number): number {
  let value = mask - ((mask >>> 1) & 0x55555555)
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
