/** Which city's article each fragment belongs to: names it mentions, what it is joined to, what is printed beside it, the heading above. */
import type { Link } from './order.js'
import type { City } from './types.js'

const MENTION = 4
const COUNTY = 2
const SECTION = 0.04
const NOWHERE = 0.004
const JOINED = 1
const BESIDE = 0.25
const ROUNDS = 150
const SETTLED = 1e-4

export interface Page {
  /** Folded text of every fragment, in the order of the file. */
  readonly texts: readonly string[]
  /** City of the heading above it, or the one that a heading or speaker names. */
  readonly sections: readonly (string | null)[]
  /** Fragments of the same line next to it. */
  readonly beside: (i: number) => readonly number[]
}

/**
 * Probability of every city for every fragment; the last entry stands for "none of them".
 * Names are sources; what they say spreads along joins and rows until it balances (a harmonic function on the graph),
 * so that a name outweighs a heading above, and the heading decides only where no name is near.
 */
export function cityChances(page: Page, cities: readonly City[], chains: readonly (readonly number[])[], links: readonly Link[]): Float64Array[] {
  const none = cities.length
  const numberOf = new Map(cities.map((city, c) => [city.name, c]))
  const source = page.texts.map((_, i) => {
    const score = new Float64Array(none + 1)
    const above = numberOf.get(page.sections[i] ?? '')
    score[above ?? none] = above === undefined ? NOWHERE : SECTION
    return score
  })
  for (const chain of chains) addMentions(chain, page.texts, cities, source)
  const edges: { to: number; weight: number }[][] = page.texts.map(() => [])
  const connect = (a: number, b: number, weight: number): void => {
    edges[a]!.push({ to: b, weight })
    edges[b]!.push({ to: a, weight })
  }
  for (const { from, to, confidence } of links) connect(from, to, JOINED * confidence * confidence)
  page.texts.forEach((_, i) => {
    for (const other of page.beside(i)) if (other > i) connect(i, other, BESIDE / (other - i))
  })
  const chances = source.map(normal)
  const score = new Float64Array(none + 1)
  let moved = Infinity
  for (let round = 0; round < ROUNDS && moved > SETTLED; round++) {
    moved = 0
    const forward = round % 2 === 0
    for (let n = 0; n < source.length; n++) {
      const i = forward ? n : source.length - 1 - n
      const own = chances[i]!
      score.set(source[i]!)
      for (const { to, weight } of edges[i]!) {
        const other = chances[to]!
        for (let c = 0; c <= none; c++) score[c]! += weight * other[c]!
      }
      let sum = 0
      for (let c = 0; c <= none; c++) sum += score[c]!
      for (let c = 0; c <= none; c++) {
        const value = score[c]! / sum
        moved = Math.max(moved, Math.abs(value - own[c]!))
        own[c] = value
      }
    }
  }
  return chances
}

/** Names found in a chain's text count for the fragments that hold them, also where a name is cut by a join. */
function addMentions(chain: readonly number[], texts: readonly string[], cities: readonly City[], base: readonly Float64Array[]): void {
  const owner: number[] = []
  for (const i of chain) for (let k = 0; k < texts[i]!.length; k++) owner.push(i)
  const text = chain.map((i) => texts[i]!).join('')
  cities.forEach((city, c) => {
    for (const [name, value] of [[city.name, MENTION] as const, ...(city.counties ?? []).map((county) => [county, COUNTY] as const)]) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
        const touched = new Set(owner.slice(at, at + name.length))
        for (const i of touched) base[i]![c]! += value / Math.sqrt(touched.size)
      }
    }
  })
}

function normal(score: Float64Array): Float64Array {
  let sum = 0
  for (const value of score) sum += value
  return sum > 0 ? score.map((value) => value / sum) : score
}

/** How surely two fragments belong to different cities, 0..1; 0 where one of them is unknown. */
export function apartness(a: Float64Array, b: Float64Array): number {
  let same = 0
  let topA = 0
  let topB = 0
  a.forEach((value, c) => {
    same += value * b[c]!
    topA = Math.max(topA, value)
    topB = Math.max(topB, b[c]!)
  })
  return (1 - same / Math.max(topA, topB, 1e-9)) * topA * topB
}

/**
 * The city of every fragment of a chain: what each fragment says, and that a join keeps to one city unless it is weak.
 * Where the city changes, the join is to be cut.
 */
export function citiesAlong(chances: readonly Float64Array[], confidences: readonly number[]): number[] {
  const count = chances[0]?.length ?? 0
  let score = new Float64Array(count)
  const from: Int32Array[] = []
  chances.forEach((chance, i) => {
    const switching = i === 0 ? 0 : Math.log(0.3 * (1 - confidences[i - 1]!) + 0.003)
    let best = 0
    for (let c = 1; c < count; c++) if (score[c]! > score[best]!) best = c
    const next = new Float64Array(count)
    const back = new Int32Array(count)
    for (let c = 0; c < count; c++) {
      const stays = score[c]! >= score[best]! + switching
      back[c] = stays ? c : best
      next[c] = (stays ? score[c]! : score[best]! + switching) + Math.log(0.03 + chance[c]!)
    }
    from.push(back)
    score = next
  })
  let at = 0
  for (let c = 1; c < count; c++) if (score[c]! > score[at]!) at = c
  const path: number[] = []
  for (let i = chances.length - 1; i >= 0; i--) {
    path.unshift(at)
    at = from[i]![at]!
  }
  return path
}
