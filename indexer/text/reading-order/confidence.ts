/** How sure a join is, once all joins around it are known: what speaks for it and against it, weighed by boosted trees, forest after forest. */
import { printed, unread } from './evidence.js'
import { inStepWith, ROW, type JoinGraph } from './join-graph.js'
import { clamp, Greatest, OWN_TERMS, ownTerms, WORD_TERMS } from './join-own-terms.js'
import { detoursOf } from './detours.js'
import { assign } from './matching.js'
import { columnDepths, columnTops } from './open-ends.js'
import { promisingOf } from './promising.js'
import { rowsByDepth, rowStepTerms, ROW_STEP_TERMS, type Said } from './row-steps.js'
import { logOdds, probability, type Forest } from './trees.js'

/** Candidates less probable than this by the assignment are not weighed again, unless their words say so much for them, in nats. */
const WORTH = 0.01
const TELLING = 2
/** A row has no more cells than this; joins that jump farther are taken in groups of `GROUP`. */
const MOST_COLUMNS = 6
const GROUP = 3
const IN_STEP = 0.5
const STEPS = 4
/** Before this stage all joins are assigned anew: by log-odds not beyond these, with so much of the support that the first assignment gave. */
const REASSIGNED = 1
const SUREST = 9
const SUPPORT_LEFT = [0.3]
/** Words that say so little for a join, in nats, speak against it. */
const WEAK = -1
/** Columns deeper than so many rows are alike. */
const DEEP = 10
/** How far around a join the text is asked how well it is understood. */
const AROUND = 12
/** Neighbours whose confidence a forest is told one by one. */
const BESIDE = [-3, -2, -1, 1, 2, 3] as const
const STEP_WORDS = [-2, -1, 0, 1, 2] as const
const LONG_STEP = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5] as const
const NEXT_TO = [-2, -1, 1, 2] as const
/** Around a join whose neighbours are joined otherwise, by no more than so many fragments farther or nearer. */
const ASKEW = 6
/** What the words say of a join in step that is not weighed. */
const UNHEARD = -2
const QUIET = 7
/** Fragments jumped over are counted up to so many. */
const OVER = 8
/** Number of terms that depend on the joins around. */
const AROUND_TERMS = 1 + 2 * BESIDE.length + 2 * NEXT_TO.length + 40 + ROW_STEP_TERMS
export const CONFIDENCE_TERMS = OWN_TERMS + AROUND_TERMS

/** Candidates that are weighed, and `CONFIDENCE_TERMS` terms of each, row after row. */
export interface WeighedJoins {
  readonly joins: Int32Array
  readonly terms: Float32Array
}

/** Weighs the joins of one graph again and again. */
export class JoinWeighing {
  readonly joins: Int32Array
  /** `OWN_TERMS` terms of every join that is weighed; the first `WORD_TERMS` of them tell what words and print say. */
  readonly own: Float32Array
  private readonly index = new Map<number, number>()
  /** What words and print say of every candidate, in nats; and what they say when the assignment makes the join. */
  private readonly said: Float64Array
  private readonly saidOfLikely: Float64Array

  constructor(private readonly graph: JoinGraph) {
    const { chance, lex, candidates: { size, from, to } } = graph
    const followed = new Uint8Array(size)
    const led = new Uint8Array(size)
    from.forEach((i, k) => {
      if (chance[k]! <= IN_STEP) return
      followed[i] = 1
      led[to[k]!] = 1
    })
    const worth = (k: number): boolean => chance[k]! >= WORTH || lex[k]! >= TELLING || (followed[from[k]!] === 0 && led[to[k]!] === 0)
    const likely = (k: number): boolean => k >= 0 && chance[k]! > IN_STEP
    const promising = promisingOf(graph)
    this.joins = Int32Array.from(from.keys()).filter((k) => worth(k) || promising(k) || likely(inStepWith(graph, k, -1)) || likely(inStepWith(graph, k, 1)))
    for (const k of this.joins) this.index.set(from[k]! * size + to[k]!, k)
    this.own = ownTerms(graph, this.joins)
    this.said = new Float64Array(from.length).fill(UNHEARD)
    this.saidOfLikely = new Float64Array(from.length).fill(UNHEARD)
  }

  /** Whether the assignment makes each of the joins that are weighed. */
  likely(): Uint8Array {
    return Uint8Array.from(this.joins, (k) => (this.graph.chance[k]! > IN_STEP ? 1 : 0))
  }

  /** Tells what words and print by themselves say of the joins that are weighed, in nats: of any, or of those that the assignment makes. */
  hear(said: (terms: Float32Array) => number, ofLikely: boolean): void {
    const heard = ofLikely ? this.saidOfLikely : this.said
    this.joins.forEach((k, n) => (heard[k] = clamp(said(this.own.subarray(n * OWN_TERMS, n * OWN_TERMS + WORD_TERMS)), -QUIET, QUIET)))
  }

  /** The terms of every join that is weighed, when the confidence of all candidates was this before. */
  terms(before: Float64Array): Float32Array {
    const { graph, joins } = this
    const { pieces, candidates: { size, from, to }, lex } = graph
    const terms = new Float32Array(joins.length * CONFIDENCE_TERMS)
    const [after, ahead] = [new Greatest(size, 0), new Greatest(size, 0)]
    const follower = new Int32Array(size).fill(-1)
    const leader = new Int32Array(size).fill(-1)
    const understood = new Float64Array(size).fill(NaN)
    for (const k of joins) {
      const [i, j] = [from[k]!, to[k]!]
      after.offer(i, before[k]!)
      ahead.offer(j, before[k]!)
      if (before[k]! <= IN_STEP) continue
      follower[i] = j
      leader[j] = i
      understood[i] = clamp(lex[k]!, -6, 8)
    }
    const chain = { follower, leader }
    const { above, below } = columnDepths(chain)
    const tops = new Map<number, readonly number[]>()
    const topsOf = (i: number): readonly number[] => {
      let found = tops.get(i)
      if (found === undefined) tops.set(i, (found = columnTops(chain, i)))
      return found
    }
    const familiar = means(understood, AROUND)
    const page = means(understood, size)[0] ?? 0
    const condition = this.condition(follower)
    // Where a piece stands in its line: lines begin with a row, unless something was torn off.
    const place = new Int32Array(size)
    for (let i = 1; i < size; i++) place[i] = pieces[i]!.line === pieces[i - 1]!.line ? place[i - 1]! + 1 : 0
    const sure = (k: number): number => (k < 0 ? 0 : before[k]!)
    const between = (i: number, j: number): number => sure(i < 0 || j < 0 || i >= size || j >= size ? -1 : (this.index.get(i * size + j) ?? -1))
    const heard = (k: number): number => (k < 0 ? UNHEARD : this.said[k]!)
    const stepWords = (k: number): number => STEP_WORDS.reduce<number>((sum, d) => sum + heard(inStepWith(graph, k, d)), 0)
    const [afterStep, aheadStep] = [new Greatest(size, STEP_WORDS.length * UNHEARD), new Greatest(size, STEP_WORDS.length * UNHEARD)]
    const longWords = (k: number): number => LONG_STEP.reduce<number>((sum, d) => sum + heard(inStepWith(graph, k, d)), 0)
    const [afterLong, aheadLong] = [new Greatest(size, LONG_STEP.length * UNHEARD), new Greatest(size, LONG_STEP.length * UNHEARD)]
    const long = new Float64Array(from.length)
    const rows = rowsByDepth(above, below)
    const said: Said = { of: (k) => (k < 0 ? UNHEARD : this.saidOfLikely[k]!), joined: (k) => k >= 0 && before[k]! > IN_STEP, open: (i, j) => follower[i] === -1 && leader[j] === -1 }
    const detours = detoursOf(graph, joins, (k) => ({ said: this.said[k]!, before: before[k]! }), { said: UNHEARD, before: 0 })
    const steps = new Float64Array(from.length)
    for (const k of joins) {
      long[k] = longWords(k)
      afterLong.offer(from[k]!, long[k])
      aheadLong.offer(to[k]!, long[k])
      const words = stepWords(k)
      steps[k] = words
      afterStep.offer(from[k]!, words)
      aheadStep.offer(to[k]!, words)
    }
    /** By how much a neighbour of the join's ends jumps farther than the join; beyond all when it is open. */
    const askew = (i: number, j: number, offset: number): number => (i < 0 || j < 0 || i >= size || j >= size ? ASKEW + 1 : clamp(j - i - offset, -ASKEW, ASKEW))
    const others = (greatest: Greatest, at: number, value: number): number => (at < 0 || at >= size ? 0 : greatest.other(at, value))
    joins.forEach((k, n) => {
      const [i, j] = [from[k]!, to[k]!]
      const offset = j - i
      let at = n * CONFIDENCE_TERMS
      terms.set(this.own.subarray(n * OWN_TERMS, (n + 1) * OWN_TERMS), at)
      at += OWN_TERMS
      terms[at++] = clamp(Math.log(Math.max(1e-4, before[k]!) / Math.max(1e-4, 1 - before[k]!)), -6, 6) / 4
      for (const d of BESIDE) terms[at++] = sure(inStepWith(graph, k, d))
      for (const d of NEXT_TO) {
        const beside = sure(inStepWith(graph, k, d))
        terms[at++] = others(after, i + d, beside)
        terms[at++] = others(ahead, j + d, beside)
      }
      terms[at++] = after.other(i, before[k]!)
      terms[at++] = ahead.other(j, before[k]!)
      const row = this.rowStep(k, place[i]!, before)
      terms[at++] = row.least
      terms[at++] = row.own
      terms[at++] = row.printed
      terms[at++] = row.count / GROUP
      terms[at++] = row.ends / GROUP
      terms[at++] = row.steps / STEPS
      terms[at++] = between(i - offset, i)
      terms[at++] = between(j, j + offset)
      terms[at++] = leader[i]! >= 0 ? 1 : 0
      terms[at++] = follower[j]! >= 0 ? 1 : 0
      const next = leader[j]! < 0 || leader[j] === i ? topsOf(i).indexOf(j - 1) : -1
      terms[at++] = next === 0 ? 1 : 0
      terms[at++] = next > 0 ? 1 : 0
      terms[at++] = clamp(above[i]!, 0, DEEP) / DEEP
      terms[at++] = clamp(below[j]!, 0, DEEP) / DEEP
      terms[at++] = clamp(Math.abs(above[i]! - below[j]!), 0, DEEP) / DEEP
      for (const d of BESIDE) terms[at++] = heard(inStepWith(graph, k, d))
      terms[at++] = this.said[k]!
      terms[at++] = steps[k]!
      terms[at++] = afterStep.lead(i, steps[k]!)
      terms[at++] = aheadStep.lead(j, steps[k]!)
      for (const d of [-1, 1]) {
        terms[at++] = askew(i + d, follower[i + d] ?? -1, offset)
        terms[at++] = askew(leader[j + d] ?? -1, j + d, offset)
      }
      let [ends, beginnings] = [0, 0]
      if (Math.abs(offset) <= OVER) {
        for (let between = Math.min(i, j) + 1; between < Math.max(i, j); between++) {
          if (follower[between]! < 0) ends++
          if (leader[between]! < 0) beginnings++
        }
      }
      terms[at++] = ends
      terms[at++] = beginnings
      terms[at++] = familiar[i]! / 4
      terms[at++] = page / 4
      terms.set(condition, at)
      at += condition.length
      terms[at++] = long[k]!
      terms[at++] = afterLong.lead(i, long[k]!)
      terms[at++] = aheadLong.lead(j, long[k]!)
      terms.set(rowStepTerms(graph, k, rows, said), at)
      at += ROW_STEP_TERMS
      const [way, back] = [detours.after(j, i), detours.before(i, j)]
      terms[at++] = way.said
      terms[at++] = way.before
      terms[at++] = back.said
      terms[at++] = back.before
    })
    return terms
  }

  /** What the forests before this stage say of all candidates, as the stage is to be told. */
  settled(before: Float64Array, stage: number): Float64Array {
    if (stage !== REASSIGNED) return before
    const score = before.map((confidence) => (confidence === 0 ? -SUREST : clamp(Math.log(confidence / (1 - confidence)), -SUREST, SUREST)))
    return assign({ ...this.graph.candidates, score }, this.graph.support, 0, SUPPORT_LEFT)
  }

  /** Confidence of all candidates by one forest more; 0 for those that are not weighed. */
  weigh(forest: Forest, before: Float64Array): Float64Array {
    const terms = this.terms(before)
    const confidence = new Float64Array(before.length)
    this.joins.forEach((k, n) => (confidence[k] = probability(forest, terms.subarray(n * CONFIDENCE_TERMS, (n + 1) * CONFIDENCE_TERMS))))
    return confidence
  }

  /** What the page shows of its condition: shares of fragments that are followed, that end beside another end (a hole in all columns), that are followed by what their words speak against, that the OCR could not read at an edge. */
  private condition(follower: Int32Array): number[] {
    const { pieces, candidates: { size, from, to } } = this.graph
    let [joined, holes, weak, unreadable] = [0, 0, 0, 0]
    for (let i = 0; i < size; i++) {
      if (follower[i]! >= 0) joined++
      else if (i + 1 < size && follower[i + 1]! < 0 && pieces[i]!.line === pieces[i + 1]!.line) holes++
      if (unread(pieces[i]!, pieces[i]!)) unreadable++
    }
    for (const k of this.joins) if (follower[from[k]!] === to[k]! && this.said[k]! < WEAK) weak++
    const share = (count: number): number => count / Math.max(1, size)
    return [share(joined), 5 * share(holes), 5 * share(weak), 5 * share(unreadable)]
  }

  /** The joins that run in step with this one, row by row. */
  private rowStep(k: number, place: number, before: Float64Array): RowStep {
    const { graph } = this
    const { pieces, candidates: { from, to } } = graph
    const offset = to[k]! - from[k]!
    const width = offset >= 2 && offset <= MOST_COLUMNS ? offset : GROUP
    const inStep = (d: number): boolean => {
      const other = Math.abs(d) > ROW ? -1 : inStepWith(graph, k, d)
      return other >= 0 && before[other]! > IN_STEP
    }
    let back = 0
    while (back < STEPS && inStep(-back - 1)) back++
    let ahead = 0
    while (ahead < STEPS && inStep(ahead + 1)) ahead++
    const over = (first: number, value: (k: number) => number): number => {
      let sum = 0
      for (let d = Math.max(first, -back); d < first + width && d <= ahead; d++) sum += value(inStepWith(graph, k, d))
      return sum
    }
    const words = (other: number): number => this.said[other]!
    let least = Infinity
    for (let first = -Math.min(back, width - 1); first <= 0; first++) least = Math.min(least, over(first, words))
    const own = -(place % width)
    return {
      least: clamp(least, -20, 20),
      own: clamp(over(own, words), -20, 20),
      printed: clamp(over(own, (other) => clamp(printed(pieces[from[other]!]!, pieces[to[other]!]!), -5, 3)), -12, 6),
      count: over(own, () => 1),
      ends: over(own, (other) => (pieces[from[other]!]!.ends ? 1 : 0)),
      steps: Math.min(STEPS, back + ahead),
    }
  }
}

/**
 * Confidence, 0..1, of every candidate join; 0 where the assignment all but excludes it. A lost row cuts all columns at the same place, and joins
 * in step that bridge it support each other; therefore the words of a whole row step are weighed together: the sum over the row, counted from the
 * start of the line, and the least sum over any row that the join can stand in. How much silence means depends on how well the text around is understood.
 * The first forest hears words and print alone, the second the same of the joins that the assignment makes: what is in its place and yet false is not like what stands anywhere. Each of the others knows what the one before it thought of this join, of those beside it and of its rivals; what the
 * second one says is assigned once more, so that a whole row can change its mind. Without forests the assignment is believed as it is.
 */
export function confidences(graph: JoinGraph, forests: readonly Forest[]): Float64Array {
  const [words, wordsOfLikely, ...stages] = forests
  if (words === undefined || wordsOfLikely === undefined) return graph.chance
  const weighing = new JoinWeighing(graph)
  weighing.hear((terms) => logOdds(words, terms), false)
  weighing.hear((terms) => logOdds(wordsOfLikely, terms), true)
  return stages.reduce((before, forest, stage) => weighing.weigh(forest, weighing.settled(before, stage)), graph.chance)
}

interface RowStep {
  /** Least sum of words over a row that can hold the join; the sum over the row that begins where the line does. */
  readonly least: number
  readonly own: number
  /** Sum of what widths and marks say over that row; how many joins it has, and how many of them follow a sentence's end. */
  readonly printed: number
  readonly count: number
  readonly ends: number
  /** Joins in step with this one, before and after it. */
  readonly steps: number
}

/** Mean of the known values around each place; 0 where there are none. */
function means(values: Float64Array, around: number): Float64Array {
  const sum = new Float64Array(values.length + 1)
  const count = new Float64Array(values.length + 1)
  values.forEach((value, i) => {
    sum[i + 1] = sum[i]! + (Number.isNaN(value) ? 0 : value)
    count[i + 1] = count[i]! + (Number.isNaN(value) ? 0 : 1)
  })
  return values.map((_, i) => {
    const [low, high] = [Math.max(0, i - around), Math.min(values.length, i + around + 1)]
    return (sum[high]! - sum[low]!) / Math.max(1, count[high]! - count[low]!)
  })
}
