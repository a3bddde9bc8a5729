/** Many short lines of ASCII, in one buffer. */
export class Lines {
  #bytes = Buffer.alloc(1 << 12)
  #starts = new Uint32Array(1 << 8)
  #size = 0

  /** Its place, numbered on from 0. */
  add(line: string): number {
    const start = this.#starts[this.#size] ?? 0
    const end = start + line.length
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], Math.max(end, this.#bytes.length * 2))
    this.#bytes.write(line, start, 'latin1')
    if (this.#size + 2 > this.#starts.length) {
      const starts = new Uint32Array(this.#starts.length * 2)
      starts.set(this.#starts)
      this.#starts = starts
    }
    this.#starts[++this.#size] = end
    return this.#size - 1
  }

  at(place: number): string {
    return this.#bytes.toString('latin1', this.#starts[place] ?? 0, this.#starts[place + 1] ?? 0)
  }
}

/** Places by name, in a table of open addresses; the names are looked up where they stand. */
export class PlaceTable {
  readonly #nameAt: (place: number) => string
  /** One more than a place; 0 where none is. */
  #places = new Uint32Array(1 << 8)
  #size = 0

  constructor(nameAt: (place: number) => string) {
    this.#nameAt = nameAt
  }

  /** A name that is known keeps the place that it had. */
  add(name: string, place: number): void {
    const at = this.#find(name)
    if (this.#places[at] !== 0) return
    this.#places[at] = place + 1
    if (++this.#size * 2 > this.#places.length) this.#grow()
  }

  /** -1 for a name that was not added. */
  find(name: string): number {
    return (this.#places[this.#find(name)] ?? 0) - 1
  }

  /** Where a name is, or would be. */
  #find(name: string): number {
    const mask = this.#places.length - 1
    let at = hashOf(name) & mask
    for (let place = this.#places[at]; place !== undefined && place !== 0 && this.#nameAt(place - 1) !== name; place = this.#places[at]) at = (at + 1) & mask
    return at
  }

  #grow(): void {
    const places = this.#places
    this.#places = new Uint32Array(places.length * 2)
    const mask = this.#places.length - 1
    for (const place of places) {
      if (place === 0) continue
      let at = hashOf(this.#nameAt(place - 1)) & mask
      while (this.#places[at] !== 0) at = (at + 1) & mask
      this.#places[at] = place
    }
  }
}

/** FNV-1a of the code units, its upper bits mixed into the lower. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
