/** A network of one hidden layer: terms in, a probability out. */

export interface Network {
  /** For every hidden unit: its offset, its weight for each term, and its weight in the result. */
  readonly hidden: readonly (readonly number[])[]
  /** Offset of the result, and the weight of each term in it directly. */
  readonly direct: readonly number[]
}

/** The log-odds that the network gives. */
export function logOdds({ hidden, direct }: Network, terms: ArrayLike<number>): number {
  let sum = direct[0] ?? 0
  for (let n = 0; n < terms.length; n++) sum += (direct[n + 1] ?? 0) * terms[n]!
  for (const unit of hidden) {
    let value = unit[0] ?? 0
    for (let n = 0; n < terms.length; n++) value += (unit[n + 1] ?? 0) * terms[n]!
    sum += (unit[terms.length + 1] ?? 0) * Math.tanh(value)
  }
  return sum
}

export const probability = (network: Network, terms: ArrayLike<number>): number => 1 / (1 + Math.exp(-logOdds(network, terms)))
