import type { Columns, ScoredPassages } from '../../../indexer/index.js'
import type { Headings } from '../headings.js'
import type { Holders } from '../holders.js'
import type { Concept, Interpretation } from '../interpretation.js'
import { AS_PLACE, AS_YEAR, coverageOf, IN_HEADING, IN_PART, OTHER_PLACE, pairsOf, PAIRS_FACTOR, PART_MIN, UNKNOWN_FACTOR, yearPattern } from '../meeting.js'

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

/** Arrays that meeting a query works in; they are the same for all queries, which are met one after the other. */
export class Workspace {
  /** By ordinal: the place among the candidates, -1 between queries. */
  readonly at: Int32Array
  readonly met: Float64Array
  readonly telling: Float64Array
  readonly literalLength: Float64Array
  readonly strength: Float64Array
  readonly sums: Float64Array
  readonly stands: Uint8Array
  /** Places of the candidates that the concept at hand is met by in any way, each once; `marked` tells which they are. All is zero between concepts. */
  readonly touched: Uint32Array
  readonly marked: Uint8Array
  readonly allowed: Uint8Array
  readonly tellingElsewhere: Uint8Array
  readonly coverage: Float64Array
  readonly quality: Float64Array
  readonly literal: Float64Array
  readonly inText: Uint8Array
  readonly elsewhere: Uint8Array
  /** Candidates that hold a part of the concept at hand, each once; `parted` tells which they are. All is zero between concepts, as are the masks. */
  readonly withPart: Uint32Array
  readonly parted: Uint8Array
  readonly #masks: Int32Array[] = []
  readonly #size: number

  constructor(size: number) {
    this.#size = size
    this.withPart = new Uint32Array(size)
    this.parted = new Uint8Array(size)
    this.at = new Int32Array(size).fill(-1)
    ;[this.met, this.telling, this.literalLength, this.strength, this.sums] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)]
    ;[this.stands, this.allowed, this.tellingElsewhere, this.marked] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)]
    this.touched = new Uint32Array(size)
    ;[this.coverage, this.quality, this.literal] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
    ;[this.inText, this.elsewhere] = [new Uint8Array(size), new Uint8Array(size)]
  }

  /** By candidate: which code units of a concept's text its parts cover, `MASK_BITS` at a time. */
  mask(n: number): Int32Array {
    return (this.#masks[n] ??= new Int32Array(this.#size))
  }
}

/** What meeting a query with passages needs of the corpus. */
export interface MeetingPlace {
  readonly columns: Columns
  readonly headings: Headings
  readonly holders: Holders
  /** Report titles, folded, by place of the report. */
  readonly foldedTitles: readonly string[]
  readonly workspace: Workspace
}

/** Code units of a concept that one mask speaks of. */
const MASK_BITS = 31

/**
 * Meets a query with all candidates at once: a concept's strength comes from lists of passages (in the text as typed, in another way of writing, in part), from
 * the headings above, and from city and years. Gives for every candidate exactly what `matchEntry` gives for one, in the workspace: what is to stay has to be copied
 * before the next query is met.
 */
export function meet(interpretation: Interpretation, { passages, scores }: ScoredPassages, place: MeetingPlace): Met {
  const { holders, workspace } = place
  const { at, met, telling, literalLength, strength, stands, tellingElsewhere, touched, marked } = workspace
  const count = passages.length
  for (let i = 0; i < count; i++) at[passages[i]!] = i
  const allowed = allowedAmong(interpretation, passages, place)
  met.fill(0, 0, count)
  telling.fill(0, 0, count)
  literalLength.fill(0, 0, count)
  tellingElsewhere.fill(0, 0, count)
  const [inText, elsewhere] = [workspace.inText.subarray(0, count).fill(0), workspace.elsewhere.subarray(0, count).fill(0)]
  let [asked, askedTelling, tellingConcepts] = [0, 0, 0]
  for (const concept of interpretation.concepts) {
    const { weight, generic } = concept
    const reached = strengthsOf(concept, passages, place)
    asked += weight
    if (!generic) {
      askedTelling += weight * (concept.unknown ? UNKNOWN_FACTOR : 1)
      tellingConcepts++
    }
    for (let t = 0; t < reached; t++) {
      const i = touched[t]!
      const one = weight * strength[i]!
      met[i]! += one
      if (!generic) telling[i]! += one
      inText[i]! += stands[i]!
    }
    if (concept.city !== null) {
      for (let i = 0; i < count; i++) {
        if (strength[i] !== 0) continue
        elsewhere[i] = 1
        if (!generic) tellingElsewhere[i] = 1
      }
    }
    for (let t = 0; t < reached; t++) {
      const i = touched[t]!
      strength[i] = 0
      stands[i] = 0
      marked[i] = 0
    }
  }
  const { pieces } = interpretation
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  for (const piece of pieces) each(holders.standing(piece), at, (i) => { literalLength[i]! += piece.length })
  const required = interpretation.phrases.length + interpretation.choices.length + interpretation.fields.length
  const [coverage, quality, literal] = [workspace.coverage.subarray(0, count), workspace.quality.subarray(0, count), workspace.literal.subarray(0, count)]
  for (let i = 0; i < count; i++) {
    const isLiteral = length === 0 ? 1 : literalLength[i]! / length
    const covered = coverageOf(met[i]!, asked, isLiteral, length)
    literal[i] = isLiteral
    if (allowed[i] === 0 || (covered === 0 && required === 0)) {
      coverage[i] = -1
      quality[i] = 0
      continue
    }
    coverage[i] = covered
    const good = isLiteral === 1 || tellingConcepts === 0 ? covered : telling[i]! / askedTelling
    quality[i] = tellingElsewhere[i] === 1 ? good * OTHER_PLACE : good
  }
  for (let i = 0; i < count; i++) at[passages[i]!] = -1
  return { passages, base: scores, coverage, quality, literal, inText, elsewhere }
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
function allowedAmong({ phrases, choices, excluded, fields }: Interpretation, passages: Uint32Array, { columns, headings, holders, foldedTitles, workspace: { at, allowed: all } }: MeetingPlace): Uint8Array {
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
function strengthsOf(concept: Concept, passages: Uint32Array, { columns, headings, holders, workspace }: MeetingPlace): number {
  const { at, strength, stands, sums, touched, marked } = workspace
  const count = passages.length
  let reached = 0
  const touch = (i: number): void => {
    if (marked[i] === 1) return
    marked[i] = 1
    touched[reached++] = i
  }
  const compounds = concept.alternatives.filter(({ kind }) => kind === 'compound').length
  if (compounds > 0) sums.fill(0, 0, count)
  for (const { text, weight, kind } of concept.alternatives) {
    const isCompound = kind === 'compound'
    each(holders.standing(text), at, (i) => {
      touch(i)
      stands[i] = 1
      if (isCompound) sums[i]! += weight
      else if (weight > strength[i]!) strength[i] = weight
    })
  }
  if (compounds > 0) {
    for (let t = 0; t < reached; t++) {
      const i = touched[t]!
      strength[i] = Math.max(strength[i]!, sums[i]! / compounds)
    }
  }
  headings.eachUnder(concept.text, (passage) => {
    const i = at[passage]!
    if (i === -1) return
    touch(i)
    if (strength[i]! < IN_HEADING) strength[i] = IN_HEADING
  })
  const raise = (to: number, column: Uint32Array, having: Uint8Array): void => {
    for (let i = 0; i < count; i++) {
      if (having[column[passages[i]!]!] !== 1 || strength[i]! >= to) continue
      touch(i)
      strength[i] = to
    }
  }
  if (concept.city !== null) raise(AS_PLACE, columns.cityOf, Uint8Array.from(columns.cities, (city) => (city === concept.city ? 1 : 0)))
  if (concept.years.length > 0) raise(AS_YEAR, columns.yearsOf, Uint8Array.from(columns.yearSets, (years) => (concept.years.some((year) => years.includes(year)) ? 1 : 0)))
  if ([...concept.text].length >= 3 && concept.number === null) partsOf(concept, workspace, holders, touch)
  const list = concept.number ? holders.stating(concept.text, concept.number) : holders.standing(concept.text)
  for (let p = 0; p < list.length; p++) {
    const i = at[list[p]!]!
    if (i === -1) continue
    if (marked[i] === 0) {
      marked[i] = 1
      touched[reached++] = i
    }
    strength[i] = 1
    stands[i] = 1
  }
  return reached
}

/** Adds what concepts that stand only in part are worth: by their words, or by their pairs of 汉字, whichever is more. Only candidates that hold a part are looked at. */
function partsOf(concept: Concept, workspace: Workspace, holders: Holders, touch: (i: number) => void): void {
  const { at, strength, stands, parted, withPart } = workspace
  const { length } = concept.text
  const blocks = Math.ceil(length / MASK_BITS)
  let reached = 0
  const cover = (parts: readonly string[], first: number): void => {
    for (const part of parts) {
      const covered = new Int32Array(blocks)
      for (let start = concept.text.indexOf(part); start !== -1; start = concept.text.indexOf(part, start + 1)) {
        for (let unit = start; unit < start + part.length; unit++) covered[Math.floor(unit / MASK_BITS)]! |= 1 << (unit % MASK_BITS)
      }
      const list = holders.holding(part)
      for (let p = 0; p < list.length; p++) {
        const i = at[list[p]!]!
        if (i === -1) continue
        if (parted[i] === 0) {
          parted[i] = 1
          withPart[reached++] = i
        }
        for (let b = 0; b < blocks; b++) workspace.mask(first + b)[i]! |= covered[b]!
      }
    }
  }
  cover(concept.parts, 0)
  cover(pairsOf(concept), blocks)
  const shareIn = (i: number, first: number): number => {
    let sum = 0
    for (let b = 0; b < blocks; b++) {
      const mask = workspace.mask(first + b)
      sum += ones(mask[i]!)
      mask[i] = 0
    }
    return sum / length
  }
  for (let r = 0; r < reached; r++) {
    const i = withPart[r]!
    parted[i] = 0
    const [byWords, byPairs] = [shareIn(i, 0), shareIn(i, blocks)]
    const share = byWords === 1 ? 1 : Math.max(byWords, byPairs * PAIRS_FACTOR)
    if (strength[i]! < IN_PART && share >= PART_MIN && share * IN_PART > strength[i]!) {
      touch(i)
      strength[i] = share * IN_PART
      stands[i] = 1
    }
  }
}

function ones(mask: number): number {
  let value = mask - ((mask >>> 1) & 0x55555555)
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
