import type { Columns } from '../../indexer/index.js'

/** Parts headings; no folded one holds it. */
const BREAK = '\n'

/** The headings of a corpus, folded, each once. */
export class Headings {
  readonly #columns: Pick<Columns, 'pathOf' | 'paths' | 'headings'>
  readonly #folded: readonly string[]
  /** For each heading the paths that it stands in: `#pathsOf` from `#firsts` of it to that of the next. */
  readonly #firsts: Uint32Array
  readonly #pathsOf: Uint32Array
  /** All of them in one text, and where each begins in it. */
  readonly #text: string
  readonly #starts: Uint32Array

  constructor(columns: Pick<Columns, 'pathOf' | 'paths' | 'headings'>, fold: (text: string) => string) {
    this.#columns = columns
    this.#folded = columns.headings.map(fold)
    this.#text = this.#folded.join(BREAK)
    this.#starts = new Uint32Array(this.#folded.length)
    this.#folded.reduce((at, heading, i) => {
      this.#starts[i] = at
      return at + heading.length + BREAK.length
    }, 0)
    const { paths } = columns
    this.#firsts = new Uint32Array(this.#folded.length + 1)
    for (const path of paths) for (const heading of path) this.#firsts[heading + 1] = (this.#firsts[heading + 1] ?? 0) + 1
    for (let heading = 0; heading < this.#folded.length; heading++) this.#firsts[heading + 1] = (this.#firsts[heading + 1] ?? 0) + (this.#firsts[heading] ?? 0)
    const next = this.#firsts.slice()
    this.#pathsOf = new Uint32Array(next.at(-1) ?? 0)
    paths.forEach((path, i) => {
      for (const heading of path) {
        const at = next[heading] ?? 0
        this.#pathsOf[at] = i
        next[heading] = at + 1
      }
    })
  }

  /** The headings above a passage, folded, outermost first, parted by line feeds. */
  above(passage: number): string {
    return (this.#columns.paths[this.#columns.pathOf[passage] ?? -1] ?? []).map((heading) => this.#folded[heading] ?? '').join(BREAK)
  }

  /** Every heading, with the number of passages that stand under it. */
  counts(): (readonly [heading: string, passages: number])[] {
    const { pathOf, paths, headings } = this.#columns
    const byPath = new Uint32Array(paths.length)
    for (const path of pathOf) byPath[path] = (byPath[path] ?? 0) + 1
    const counts = new Uint32Array(headings.length)
    paths.forEach((path, i) => {
      for (const heading of path) counts[heading] = (counts[heading] ?? 0) + (byPath[i] ?? 0)
    })
    return headings.map((heading, i) => [heading, counts[i] ?? 0])
  }

  /** Whether any heading holds a folded text. */
  anyHolds(text: string): boolean {
    return this.#text.includes(text)
  }

  /** By number of a path: 1 where one of its headings holds a folded text. `null` when none does. */
  pathsHolding(text: string): Uint8Array | null {
    let at = this.#text.indexOf(text)
    if (at === -1) return null
    const holding = new Uint8Array(this.#columns.paths.length)
    while (at !== -1) {
      const heading = this.#headingAt(at)
      const end = this.#firsts[heading + 1] ?? 0
      for (let i = this.#firsts[heading] ?? 0; i < end; i++) holding[this.#pathsOf[i] ?? 0] = 1
      const next = this.#starts[heading + 1]
      at = next === undefined ? -1 : this.#text.indexOf(text, next)
    }
    return holding
  }

  /** The heading that a place of the text of all belongs to. */
  #headingAt(place: number): number {
    let [low, high] = [0, this.#starts.length]
    while (low + 1 < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) <= place) low = middle
      else high = middle
    }
    return low
  }
}
