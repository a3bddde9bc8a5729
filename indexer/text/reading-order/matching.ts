/** Successors by graduated assignment: soft one-to-one choice, in which joins that run in step support each other. */

/** Sparse square matrix: candidate joins `from[k] -> to[k]` with a score. */
export interface Candidates {
  readonly size: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly score: Float64Array
}

/** `partner[k * reach + r]`: the candidate that runs in step with candidate k, or -1; with its weight. */
export interface Support {
  readonly reach: number
  readonly partner: Int32Array
  readonly weight: Float64Array
  /** However many joins run in step with one, they add no more than this. */
  readonly most: number
}

export interface Schedule {
  readonly betas: readonly number[]
  readonly stepsPerBeta: number
  readonly balance: number
}

const SCHEDULE: Schedule = {
  betas: [0.25, 0.32, 0.4, 0.5, 0.62, 0.75, 0.9, 1],
  stepsPerBeta: 4,
  balance: 3,
}

/** Support counted low, as learned, and high: what holds under all of them is sure. */
const STRENGTHS = [0.7, 1, 1.4]

/** Probability of every candidate join: the mean over annealings that trust support more and less. */
export function assign(candidates: Candidates, support: Support, nothing: number, strengths: readonly number[] = STRENGTHS): Float64Array {
  const mean = new Float64Array(candidates.from.length)
  for (const strength of strengths) anneal(candidates, support, nothing, strength, SCHEDULE).forEach((value, k) => (mean[k]! += value / strengths.length))
  return mean
}

function anneal(candidates: Candidates, support: Support, nothing: number, strength: number, schedule: Schedule): Float64Array {
  const { size, from, to, score } = candidates
  const count = from.length
  let chance: Float64Array = new Float64Array(count)
  const weight = new Float64Array(count)
  const rows = new Float64Array(size).fill(1)
  const columns = new Float64Array(size).fill(1)
  for (const beta of schedule.betas) {
    for (let step = 0; step < schedule.stepsPerBeta; step++) {
      for (let k = 0; k < count; k++) {
        let steps = 0
        for (let r = 0; r < support.reach; r++) {
          const other = support.partner[k * support.reach + r]!
          if (other >= 0) steps += support.weight[k * support.reach + r]! * chance[other]!
        }
        const total = score[k]! + strength * support.most * (1 - Math.exp(-steps / support.most))
        weight[k] = Math.exp(Math.min(60, beta * (total - nothing)))
      }
      chance = balanced(weight, from, to, rows, columns, schedule.balance)
    }
  }
  return chance
}

/** Rows and columns scaled, from where the last step left them, until each, with its share of "nothing", sums to one. */
function balanced(weight: Float64Array, from: Int32Array, to: Int32Array, rows: Float64Array, columns: Float64Array, rounds: number): Float64Array {
  const sum = new Float64Array(rows.length)
  for (let round = 0; round < rounds; round++) {
    sum.fill(1)
    for (let k = 0; k < weight.length; k++) sum[from[k]!]! += weight[k]! * columns[to[k]!]!
    for (let i = 0; i < sum.length; i++) rows[i] = 1 / sum[i]!
    sum.fill(1)
    for (let k = 0; k < weight.length; k++) sum[to[k]!]! += weight[k]! * rows[from[k]!]!
    for (let i = 0; i < sum.length; i++) columns[i] = 1 / sum[i]!
  }
  const chance = new Float64Array(weight.length)
  for (let k = 0; k < weight.length; k++) chance[k] = weight[k]! * rows[from[k]!]! * columns[to[k]!]!
  return chance
}
