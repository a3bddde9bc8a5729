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
 * (the threshold algorithm, Fagin et al. 2003). Places ascend.
 */
export function best<T extends { readonly score: number }>(places: Uint32Array, count: number, { least, most, exact }: Scoring<T>): T[] {
  if (count <= 0 || places.length === 0) return []
  const floor = places.length > count ? lowestOfBest(places, count, least) : -Infinity
  const reaching: { place: number; bound: number }[] = []
  for (const place of places) {
    const bound = most(place)
    if (bound >= floor) reaching.push({ place, bound })
  }
  reaching.sort((a, b) => b.bound - a.bound || a.place - b.place)
  const top: { place: number; item: T }[] = []
  for (const { place, bound } of reaching) {
    const last = top[count - 1]
    if (last && bound < last.item.score) break
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
