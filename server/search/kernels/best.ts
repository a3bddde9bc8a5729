import type { Steps } from '../steps.js'

/** Scores of places that ascend with the order of the corpus. */
export interface Scoring<T extends { readonly score: number }> {
  /** Bounds of the score, known without looking at the passage. */
  readonly least: (place: number) => number
  readonly most: (place: number) => number
  /** Looks at it. */
  readonly exact: (place: number) => T
}

/**
 * The best of some places, best first, equals in their order: exactly those that sorting all by their exact scores would give. Looked at are only places
 * whose upper bound reaches the lower bound of the last one that is wanted, in the order of their upper bounds, until no bound reaches what was found
 * (the threshold algorithm, Fagin et al. 2003). Places ascend. Rests between looks.
 */
export function* best<T extends { readonly score: number }>(places: Uint32Array, count: number, { least, most, exact }: Scoring<T>): Steps<T[]> {
  if (count <= 0 || places.length === 0) return []
  const floor = places.length > count ? lowestOfBest(places, count, least) : -Infinity
  const reaching = new ByBound(places, most, floor)
  const top: { place: number; item: T }[] = []
  for (let place = reaching.next(); place !== -1; place = reaching.next()) {
    const last = top[count - 1]
    if (last && reaching.bound < last.item.score) break
    yield
    const item = exact(place)
    let [low, high] = [0, top.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = top[middle]!
      if (other.item.score > item.score || (other.item.score === item.score && other.place < place)) low = middle + 1
      else high = middle
    }
    if (low >= count) continue
    top.splice(low, 0, { place, item })
    if (top.length > count) top.pop()
  }
  return top.map(({ item }) => item)
}

/** Places in the order of their upper bounds, greatest first, equals in their own order: a heap, because only the first ones are taken. */
class ByBound {
  readonly #places: Uint32Array
  readonly #bounds: Float64Array
  #size = 0
  /** Of the place that was given last. */
  bound = 0

  /** Those whose bound reaches `floor`; places ascend. */
  constructor(places: Uint32Array, boundOf: (place: number) => number, floor: number) {
    this.#places = new Uint32Array(places.length)
    this.#bounds = new Float64Array(places.length)
    for (let i = 0; i < places.length; i++) {
      const bound = boundOf(places[i]!)
      if (bound < floor) continue
      this.#places[this.#size] = places[i]!
      this.#bounds[this.#size++] = bound
    }
    for (let at = (this.#size >> 1) - 1; at >= 0; at--) this.#sink(at)
  }

  /** The next place; -1 when there is none. */
  next(): number {
    if (this.#size === 0) return -1
    const place = this.#places[0]!
    this.bound = this.#bounds[0]!
    this.#size--
    this.#places[0] = this.#places[this.#size]!
    this.#bounds[0] = this.#bounds[this.#size]!
    this.#sink(0)
    return place
  }

  #sink(from: number): void {
    const [places, bounds, size] = [this.#places, this.#bounds, this.#size]
    const [place, bound] = [places[from]!, bounds[from]!]
    let at = from
    for (;;) {
      let child = at * 2 + 1
      if (child >= size) break
      if (child + 1 < size && this.#before(child + 1, child)) child++
      if (bounds[child]! < bound || (bounds[child] === bound && places[child]! > place)) break
      places[at] = places[child]!
      bounds[at] = bounds[child]!
      at = child
    }
    places[at] = place
    bounds[at] = bound
  }

  #before(a: number, b: number): boolean {
    return this.#bounds[a]! > this.#bounds[b]! || (this.#bounds[a] === this.#bounds[b] && this.#places[a]! < this.#places[b]!)
  }
}

/** The `count`-th greatest value, by a heap of that size whose least stands at the root. */
function lowestOfBest(places: Uint32Array, count: number, of: (place: number) => number): number {
  const heap = new Float64Array(count)
  let size = 0
  for (const place of places) {
    const value = of(place)
    if (size < count) {
      let at = size++
      while (at > 0 && heap[(at - 1) >> 1]! > value) {
        heap[at] = heap[(at - 1) >> 1]!
        at = (at - 1) >> 1
      }
      heap[at] = value
    } else if (value > heap[0]!) {
      let at = 0
      for (;;) {
        let child = at * 2 + 1
        if (child >= count) break
        if (child + 1 < count && heap[child + 1]! < heap[child]!) child++
        if (heap[child]! >= value) break
        heap[at] = heap[child]!
        at = child
      }
      heap[at] = value
    }
  }
  return heap[0]!
}
