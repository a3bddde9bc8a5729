import { CONFIDENCE_TERMS, JoinWeighing, logOdds, OWN_TERMS, WORD_TERMS, type Forest, type JoinGraph } from '../../indexer/index.js'
import { fitTrees, type Examples, type Fit } from './fit-trees.js'

/** The joins of one page, and which of the candidates are true. */
export interface KnownJoins {
  readonly graph: JoinGraph
  readonly truth: Uint8Array
}

/** Pages are held out in so many turns: a forest is to be told what others think of pages that they were not fitted to. */
const TURNS = 2

interface Page {
  readonly weighing: JoinWeighing
  readonly truth: Uint8Array
  confidence: Float64Array
}

function examplesOf(pages: readonly Page[], width: number, termsOf: (page: Page) => Float32Array, shown: (page: Page) => Uint8Array | null): Examples {
  const most = pages.reduce((sum, { truth }) => sum + truth.length, 0)
  const terms = new Float32Array(most * width)
  const truth = new Uint8Array(most)
  let at = 0
  for (const page of pages) {
    const [all, chosen] = [termsOf(page), shown(page)]
    page.truth.forEach((value, n) => {
      if (chosen !== null && chosen[n] === 0) return
      terms.set(all.subarray(n * width, (n + 1) * width), at * width)
      truth[at++] = value
    })
  }
  return { width, terms: terms.subarray(0, at * width), truth: truth.subarray(0, at) }
}

const all = (): null => null

/** The terms that the words forest hears, without the others of each join. */
function wordsOf({ weighing: { own, joins } }: Page): Float32Array {
  const terms = new Float32Array(joins.length * WORD_TERMS)
  joins.forEach((_, n) => terms.set(own.subarray(n * OWN_TERMS, n * OWN_TERMS + WORD_TERMS), n * WORD_TERMS))
  return terms
}

/**
 * The two forests of words and `stages` more, each fitted to what the one before it thought. What a page is told of its joins comes from a forest that was fitted to other pages.
 */
export function fitForests(known: readonly KnownJoins[], stages: number, words: Fit, fit: Fit, say: (line: string) => void): Forest[] {
  const pages = known.map(({ graph, truth }): Page => {
    const weighing = new JoinWeighing(graph)
    return { weighing, truth: Uint8Array.from(weighing.joins, (k) => truth[k] ?? 0), confidence: graph.chance }
  })
  const forests: Forest[] = []
  const joins = pages.reduce((sum, { truth }) => sum + truth.length, 0)
  const held: (() => void)[] = []
  const losses: number[] = []
  /** Fits one forest to all pages, and tells each page what forests say that were fitted without it. */
  const stage = (how: Fit, width: number, termsOf: (page: Page) => Float32Array, shown: (page: Page) => Uint8Array | null, tell: (page: Page, forest: Forest) => void): void => {
    for (let turn = 0; turn < TURNS; turn++) {
      const without = fitTrees(examplesOf(pages.filter((_, n) => n % TURNS !== turn), width, termsOf, shown), how)
      held.push(() => { pages.forEach((page, n) => { if (n % TURNS === turn) tell(page, without) }) })
    }
    forests.push(fitTrees(examplesOf(pages, width, termsOf, shown), how))
    for (const told of held.splice(0)) told()
    say(`forest ${forests.length} fitted to ${joins} joins`)
  }
  stage(words, WORD_TERMS, wordsOf, all, ({ weighing }, forest) => { weighing.hear((terms) => logOdds(forest, terms), false) })
  stage(words, WORD_TERMS, wordsOf, ({ weighing }) => weighing.likely(), ({ weighing }, forest) => { weighing.hear((terms) => logOdds(forest, terms), true) })
  for (let n = 0; n < stages; n++) {
    for (const page of pages) page.confidence = page.weighing.settled(page.confidence, n)
    stage(fit, CONFIDENCE_TERMS, ({ weighing, confidence }) => weighing.terms(confidence), all, (page, forest) => {
      const { weighing, truth } = page
      page.confidence = weighing.weigh(forest, page.confidence)
      let loss = 0
      weighing.joins.forEach((k, at) => (loss -= Math.log(Math.max(1e-6, truth[at] === 1 ? page.confidence[k] ?? 0 : 1 - (page.confidence[k] ?? 0)))))
      losses.push(loss)
    })
    say(`log-loss where held out ${(losses.splice(0).reduce((a, b) => a + b, 0) / joins).toFixed(5)}`)
  }
  return forests
}
