import type { Network } from '../../indexer/index.js'
import { chance } from '../chance.js'

/** What a network is fitted to: terms of each example, and whether it was true. */
export interface Example {
  readonly terms: readonly number[]
  readonly truth: 0 | 1
}

export interface Fit {
  readonly hidden: number
  readonly epochs: number
  /** Pull of every weight towards nothing. */
  readonly decay: number
  readonly seed: number
}

const BATCH = 64
const RATE = 0.01
const [FIRST, SECOND, LEAST] = [0.9, 0.999, 1e-8]

/** Fits a network by Adam (Kingma and Ba 2015) to the log-loss of the examples; the rate falls to nothing by a cosine. */
export function fitNetwork(examples: readonly Example[], { hidden, epochs, decay, seed }: Fit): Network {
  const dice = chance(seed)
  const terms = examples[0]?.terms.length ?? 0
  const unit = terms + 2
  const count = terms + 1 + hidden * unit
  const weights = Float64Array.from({ length: count }, (_, n) => (n <= terms ? 0 : (dice.next() - 0.5) * 0.6))
  const [gradient, mean, spread] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  const value = new Float64Array(hidden)
  const at = (n: number): number => weights[n] ?? 0
  const add = (n: number, amount: number): void => { gradient[n] = (gradient[n] ?? 0) + amount }
  const steps = Math.ceil(examples.length / BATCH) * epochs
  let step = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = dice.shuffled(examples)
    for (let start = 0; start < order.length; start += BATCH) {
      gradient.fill(0)
      const batch = order.slice(start, start + BATCH)
      for (const { terms: x, truth } of batch) {
        let sum = at(0)
        for (let n = 0; n < terms; n++) sum += at(n + 1) * (x[n] ?? 0)
        for (let h = 0; h < hidden; h++) {
          const base = terms + 1 + h * unit
          let inner = at(base)
          for (let n = 0; n < terms; n++) inner += at(base + 1 + n) * (x[n] ?? 0)
          value[h] = Math.tanh(inner)
          sum += at(base + 1 + terms) * (value[h] ?? 0)
        }
        const error = (1 / (1 + Math.exp(-sum)) - truth) / batch.length
        add(0, error)
        for (let n = 0; n < terms; n++) add(n + 1, error * (x[n] ?? 0))
        for (let h = 0; h < hidden; h++) {
          const base = terms + 1 + h * unit
          const out = value[h] ?? 0
          add(base + 1 + terms, error * out)
          const inner = error * at(base + 1 + terms) * (1 - out * out)
          add(base, inner)
          for (let n = 0; n < terms; n++) add(base + 1 + n, inner * (x[n] ?? 0))
        }
      }
      step++
      const rate = RATE * 0.5 * (1 + Math.cos((Math.PI * step) / steps))
      for (let n = 0; n < count; n++) {
        const g = (gradient[n] ?? 0) + decay * at(n)
        mean[n] = FIRST * (mean[n] ?? 0) + (1 - FIRST) * g
        spread[n] = SECOND * (spread[n] ?? 0) + (1 - SECOND) * g * g
        weights[n] = at(n) - (rate * (mean[n] ?? 0)) / (1 - FIRST ** step) / (Math.sqrt((spread[n] ?? 0) / (1 - SECOND ** step)) + LEAST)
      }
    }
  }
  const rounded = [...weights].map((weight) => Math.round(weight * 1000) / 1000)
  return { direct: rounded.slice(0, terms + 1), hidden: Array.from({ length: hidden }, (_, h) => rounded.slice(terms + 1 + h * unit, terms + 1 + (h + 1) * unit)) }
}
