/** From probable joins to runs: the surest joins first, one successor and one predecessor each, no circles. */
import type { Candidates } from './matching.js'

export interface Link {
  readonly from: number
  readonly to: number
  readonly confidence: number
}

/** Chosen joins; those below `least` are left open. */
export function links(candidates: Candidates, chance: Float64Array, least: number): Link[] {
  const order = Array.from(chance.keys())
    .filter((k) => chance[k]! >= least)
    .sort((a, b) => chance[b]! - chance[a]! || a - b)
  const next = new Map<number, number>()
  const before = new Set<number>()
  const last = Array.from({ length: candidates.size }, (_, i) => i)
  const first = Array.from({ length: candidates.size }, (_, i) => i)
  const chosen: Link[] = []
  for (const k of order) {
    const from = candidates.from[k]!
    const to = candidates.to[k]!
    if (next.has(from) || before.has(to) || first[from] === to) continue
    next.set(from, to)
    before.add(to)
    const head = first[from]!
    const tail = last[to]!
    last[head] = tail
    first[tail] = head
    chosen.push({ from, to, confidence: Math.min(1, chance[k]!) })
  }
  return chosen
}

/** Chains of indices; every index lies in exactly one. */
export function chains(size: number, chosen: readonly Link[]): number[][] {
  const next = new Map(chosen.map((link) => [link.from, link.to]))
  const followed = new Set(chosen.map((link) => link.to))
  const result: number[][] = []
  for (let i = 0; i < size; i++) {
    if (followed.has(i)) continue
    const chain = [i]
    for (let at = next.get(i); at !== undefined; at = next.get(at)) chain.push(at)
    result.push(chain)
  }
  return result
}
