/** Where the numbers of an ascending list stand in another one that has them all. */
export function placesOf(list: Uint32Array, among: Uint32Array): Uint32Array {
  const places = new Uint32Array(list.length)
  let place = 0
  for (let i = 0; i < list.length; i++) {
    while (among[place] !== list[i] && place < among.length) place++
    places[i] = place
  }
  return places
}

/** The greatest of the values at some places; 0 for none. */
export function greatestAt(values: Float64Array, places: Uint32Array): number {
  let most = 0
  for (let i = 0; i < places.length; i++) most = Math.max(most, values[places[i]!] ?? 0)
  return most
}

/** The greatest of some values; 0 for none. */
export function greatest(values: Float64Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) if (values[i]! > most) most = values[i]!
  return most
}

/** Where an ascending list has a number; -1 where it does not. */
export function placeIn(list: Uint32Array, value: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return list[low] === value ? low : -1
}

/** Places of the values from `least` on and below `below`. */
export function placesWithin(values: Float64Array, least: number, below: number): Uint32Array {
  const places = new Uint32Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value >= least && value < below) places[count++] = i
  }
  return places.slice(0, count)
}

/** How many of some passages have each number of a column, of which there are so many. */
export function countBy(passages: Uint32Array, column: Uint32Array, numbers: number): Uint32Array {
  const counts = new Uint32Array(numbers)
  for (let i = 0; i < passages.length; i++) counts[column[passages[i]!]!]!++
  return counts
}
