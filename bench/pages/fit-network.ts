import type { Network } from '../../indexer/index.js'
import { chance } from '../chance.js'

/** What a network is fitted to: `width` terms of each example, one after another, and whether it was true. */
export interface Examples {
  readonly width: number
  readonly terms: Float32Array
  readonly truth: Uint8Array
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

const at = (numbers: ArrayLike<number>, n: number): number => numbers[n] ?? 0

/** Fits a network by Adam (Kingma and Ba 2015) to the log-loss of the examples; the rate falls to nothing by a cosine. */
export function fitNetwork({ width, terms: x, truth }: Examples, { hidden, epochs, decay, seed }: Fit): Network {
  const dice = chance(seed)
  const unit = width + 2
  const count = width + 1 + hidden * unit
  const weights = Float64Array.from({ length: count }, (_, n) => (n <= width ? 0 : (dice.next() - 0.5) * 0.6))
  const [gradient, mean, spread] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  const value = new Float64Array(hidden)
  const add = (n: number, amount: number): void => { gradient[n] = at(gradient, n) + amount }
  const steps = Math.ceil(truth.length / BATCH) * epochs
  let order: readonly number[] = [...truth.keys()]
  let step = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    order = dice.shuffled(order)
    for (let start = 0; start < order.length; start += BATCH) {
      gradient.fill(0)
      const batch = order.slice(start, start + BATCH)
      for (const example of batch) {
        const first = example * width
        let sum = at(weights, 0)
        for (let n = 0; n < width; n++) sum += at(weights, n + 1) * at(x, first + n)
        for (let h = 0; h < hidden; h++) {
          const base = width + 1 + h * unit
          let inner = at(weights, base)
          for (let n = 0; n < width; n++) inner += at(weights, base + 1 + n) * at(x, first + n)
          value[h] = Math.tanh(inner)
          sum += at(weights, base + 1 + width) * at(value, h)
        }
        const error = (1 / (1 + Math.exp(-sum)) - at(truth, example)) / batch.length
        add(0, error)
        for (let n = 0; n < width; n++) add(n + 1, error * at(x, first + n))
        for (let h = 0; h < hidden; h++) {
          const base = width + 1 + h * unit
          const out = at(value, h)
          add(base + 1 + width, error * out)
          const inner = error * at(weights, base + 1 + width) * (1 - out * out)
          add(base, inner)
          for (let n = 0; n < width; n++) add(base + 1 + n, inner * at(x, first + n))
        }
      }
      step++
      const rate = RATE * 0.5 * (1 + Math.cos((Math.PI * step) / steps))
      for (let n = 0; n < count; n++) {
        const g = at(gradient, n) + decay * at(weights, n)
        mean[n] = FIRST * at(mean, n) + (1 - FIRST) * g
        spread[n] = SECOND * at(spread, n) + (1 - SECOND) * g * g
        weights[n] = at(weights, n) - (rate * at(mean, n)) / (1 - FIRST ** step) / (Math.sqrt(at(spread, n) / (1 - SECOND ** step)) + LEAST)
      }
    }
  }
  const rounded = [...weights].map((weight) => Math.round(weight * 1000) / 1000)
  return { direct: rounded.slice(0, width + 1), hidden: Array.from({ length: hidden }, (_, h) => rounded.slice(width + 1 + h * unit, width + 1 + (h + 1) * unit)) }
}
