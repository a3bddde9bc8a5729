/** Order of one interleaved region: fragments, the rows as they pass, soft assignment, cities; twice, the second time wiser. */
import { apartness, citiesAlong, cityChances } from './articles.js'
import { affinities, farPairs, graph, knownPairs, type KnownPairs } from './candidates.js'
import { confidences } from './confidence.js'
import { indented, known as knownOf, lexical, piece, printed, unread } from './evidence.js'
import type { Piece } from './evidence.js'
import { fold } from './fold.js'
import { fragments } from './fragments.js'
import { labelledLines, roleOf, sectionOf } from './headings.js'
import type { Label } from './headings.js'
import type { JoinGraph } from './join-graph.js'
import { joinAffinity, type Evidence } from './language.js'
import { Ngrams } from './ngrams.js'
import { assign, type Candidates } from './matching.js'
import { endPairs } from './open-ends.js'
import { chains, links } from './order.js'
import type { Link } from './order.js'
import type { Affinities } from './pair-memory.js'
import { refined } from './refine.js'
import { follow } from './stream.js'
import { measured } from './tokens.js'
import type { Forest } from './trees.js'
import type { City, Fragment, Run } from './types.js'
import { WEIGHTS } from './weights.js'

/** Joins surer than this teach the language model what the page says. */
const SURE = 0.8
const PASSES = 2
/** A run's city is said when its fragments are so sure of it in the mean. */
const CARRIED = 0.35
/** Finding where a space between columns is missing needs no more than a first look. */
const PASSES_TO_CUT = 1

/** Other forests than the fitted ones, and who is told of the joins before they are weighed: for fitting. */
export interface Weighing {
  readonly forests?: readonly Forest[]
  readonly watch?: (graph: JoinGraph) => void
}

interface Solved {
  readonly pieces: readonly Piece[]
  readonly labels: readonly Label[]
  readonly chosen: readonly Link[]
  readonly chances: readonly Float64Array[]
  /** Index of each fragment's city; the number of cities stands for none. */
  readonly city: readonly number[]
}

/** Runs of a region; `lines` are those of the whole text, blank outside of the region. */
export function orderRegion(lines: readonly string[], evidence: Evidence, cities: readonly City[], weighing: Weighing = {}): { runs: Run[]; chances: Map<Fragment, number> } {
  const labelled = labelledLines(lines, cities)
  const sections = sectionOf(labelled, lines.length)
  const numbers: number[] = [0]
  for (let line = 1; line <= lines.length; line++) numbers.push(numbers[line - 1]! + (labelled.get(line)?.role === 'heading' ? 1 : 0))
  const section = (line: number): number => numbers[line] ?? 0
  let found: readonly Fragment[] = fragments(lines, joinAffinity(evidence), (line) => labelled.has(line), section)
  const ngrams = new Ngrams(evidence.ngrams)
  for (const fragment of found) ngrams.add(evidence.mask(fold(fragment.text)))
  const solveWith = (list: readonly Fragment[], passes: number): Solved => {
    const labels = list.map((fragment) => roleOf(fragment, labelled, cities))
    const pieces = measured(list, section).map((token) => piece(token, token.column, evidence))
    return solve(pieces, labels, pieces.map(({ line }) => section(line)), sections, evidence, ngrams, cities, passes, weighing)
  }
  const dirt: Fragment[] = []
  if (found.some((fragment, i) => fragment.line === found[i + 1]?.line && fragment.to === found[i + 1]?.from)) {
    const { pieces, chosen } = solveWith(found, PASSES_TO_CUT)
    const cut = refined(lines, pieces, chosen, evidence, (a, b) => lexical(knownOf(a, b, evidence), a, b, ngrams, WEIGHTS))
    if (cut.changed) found = cut.fragments
    dirt.push(...cut.dirt)
  }
  const solved = solveWith(found, PASSES)
  return { runs: [...runsOf(found, solved, cities), ...dirt.map(furniture)], chances: sureness(found, solved) }
}

function solve(
  pieces: readonly Piece[],
  labels: readonly Label[],
  article: readonly number[],
  sections: readonly (string | null)[],
  evidence: Evidence,
  ngrams: Ngrams,
  cities: readonly City[],
  passes: number,
  weighing: Weighing,
): Solved {
  const body = labels.map((label) => label.role === 'body')
  const pairs = knownPairs(pieces, evidence)
  let lex = affinities(pieces, pairs, ngrams, WEIGHTS)
  const far = farPairs(pieces, (i) => body[i] === true, evidence, ngrams, lex)
  let untaught = lex
  const stream = (): Int32Array =>
    follow({
      size: pieces.length,
      evidence: (a, b) => lex(a, b) + WEIGHTS.print * printed(pieces[a]!, pieces[b]!),
      open: (i) => body[i] === true,
      startsLine: (i) => pieces[i]!.line !== pieces[i - 1]?.line,
      resets: (i) => labels[i - 1]?.role === 'heading',
    })
  let before = stream()
  const page = {
    texts: pieces.map((p) => p.folded),
    sections: pieces.map((p, i) => labels[i]!.city ?? sections[p.line] ?? null),
    beside: (i: number): number[] => [i - 2, i - 1, i + 1, i + 2].filter((k) => body[k] === true && pieces[k]!.line === pieces[i]!.line),
  }
  let chosen: Link[] = []
  let chances: Float64Array[] | null = null
  for (let pass = 0; pass < passes; pass++) {
    const known = chances
    if (pass > 0) {
      // Phrases of joins that are sure help with those that are not.
      const wiser = new Ngrams(ngrams)
      const taught = new Set<number>()
      for (const { from, to, confidence } of chosen) {
        if (confidence <= SURE) continue
        wiser.addJoin(pieces[from]!.tail, pieces[to]!.head)
        taught.add(from * pieces.length + to)
      }
      const [earlier, later] = [lex, affinities(pieces, pairs, wiser, WEIGHTS)]
      lex = later
      // A join that has taught its own phrase is judged by what was known before.
      untaught = (i, j) => (taught.has(i * pieces.length + j) ? earlier(i, j) : later(i, j))
      before = stream()
    }
    const { candidates, support } = graph(pieces, far, pass > 0 ? endPairs(pieces.length, chosen, (i) => body[i] === true) : [], lex, WEIGHTS, (i, j) => {
      if (!body[i] || !body[j]) return -100
      const apart = known === null ? 0 : apartness(known[i]!, known[j]!)
      return (before[j] === i ? WEIGHTS.stream : 0) - WEIGHTS.otherCity * apart
    })
    const chance = passes === PASSES_TO_CUT ? assign(candidates, support, WEIGHTS.nothing, [1]) : assign(candidates, support, WEIGHTS.nothing)
    chosen = links(candidates, chance, WEIGHTS.least)
    if (pass === PASSES - 1) {
      const told = { pieces, candidates, support, chance, ...values(pieces, candidates, untaught, pairs, ngrams), streamed: before, article, city: known ?? [] }
      weighing.watch?.(told)
      const confidence = confidences(told, weighing.forests ?? evidence.forests)
      chosen = links(candidates, confidence, WEIGHTS.final)
    }
    chances = cityChances(page, cities, chains(pieces.length, chosen), chosen)
  }
  const final = chances ?? []
  const city = pieces.map(() => cities.length)
  const sure = new Map(chosen.map((link) => [link.from, link.confidence]))
  for (const chain of chains(pieces.length, chosen)) {
    const path = citiesAlong(
      chain.map((i) => final[i]!),
      chain.slice(0, -1).map((i) => sure.get(i) ?? 0),
    )
    chain.forEach((i, k) => (city[i] = path[k]!))
  }
  chosen = chosen.filter(({ from, to }) => city[from] === city[to])
  return { pieces, labels, chosen, chances: final, city }
}

/** What language says of every candidate. */
function values(pieces: readonly Piece[], { from, to }: Candidates, lex: Affinities, { word, join }: KnownPairs, ngrams: Ngrams): Pick<JoinGraph, 'lex' | 'word' | 'join' | 'near'> {
  const of = (say: Affinities): Float32Array => Float32Array.from(from, (i, k) => say(i, to[k]!))
  return { lex: of(lex), word: of(word), join: of(join), near: of((i, j) => (unread(pieces[i]!, pieces[j]!) ? 0 : ngrams.affinity(pieces[i]!.tail, pieces[j]!.head))) }
}

/** The city of a chain, where its fragments carry it; null where they speak for others as much. */
function carried(chain: readonly number[], { chances, city }: Solved, cities: readonly City[]): string | null {
  const number = city[chain[0]!]!
  const mean = chain.reduce((sum, i) => sum + (chances[i]?.[number] ?? 0), 0) / chain.length
  return mean >= CARRIED ? (cities[number]?.name ?? null) : null
}

function runsOf(found: readonly Fragment[], solved: Solved, cities: readonly City[]): Run[] {
  const { pieces, labels, chosen } = solved
  const sure = new Map(chosen.map((link) => [link.from, link.confidence]))
  return chains(pieces.length, chosen).map((chain) => ({
    fragments: chain.map((i) => found[i]!),
    joins: chain.slice(0, -1).map((i) => ({ confidence: sure.get(i) ?? 0 })),
    paragraphBreaks: chain.flatMap((i, k) => (k > 0 && breaks(pieces[chain[k - 1]!]!, pieces[i]!) ? [k] : [])),
    city: labels[chain[0]!]!.city ?? carried(chain, solved, cities),
    role: labels[chain[0]!]!.role,
  }))
}

function furniture(fragment: Fragment): Run {
  return { fragments: [fragment], joins: [], paragraphBreaks: [], city: null, role: 'furniture' }
}

/** For each fragment how surely it belongs to its most probable city. */
function sureness(found: readonly Fragment[], { chances }: Solved): Map<Fragment, number> {
  return new Map(found.map((fragment, i) => [fragment, Math.max(...chances[i]!)]))
}

/** Whether b opens a paragraph after a: the sentence is over, and b is indented or a is short. */
function breaks(a: Piece, b: Piece): boolean {
  if (!a.ends) return false
  const short = a.offFull > 0.6 && a.range.max < a.column
  return indented(b) > 0.4 || (short && b.offFirst < 0.6)
}
