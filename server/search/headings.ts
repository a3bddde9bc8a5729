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
  /** For each path the passages under it, ascending: `#passagesOf` from `#under` of it to that of the next. */
  readonly #under: Uint32Array
  readonly #passagesOf: Uint32Array
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
    const { paths, pathOf } = columns
    ;[this.#firsts, this.#pathsOf] = inverted(paths.flatMap((path, i) => path.map((heading) => [heading, i] as const)), this.#folded.length)
    ;[this.#under, this.#passagesOf] = inverted(Array.from(pathOf, (path, passage) => [path, passage] as const), paths.length)
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
    const paths = this.#pathsWith(text)
    if (paths.length === 0) return null
    const holding = new Uint8Array(this.#columns.paths.length)
    for (const path of paths) holding[path] = 1
    return holding
  }

  /** Passages that stand under a heading which holds a folded text, in no order; one under several such headings may come several times. */
  under(text: string): Uint32Array {
    const paths = this.#pathsWith(text)
    let count = 0
    for (const path of paths) count += (this.#under[path + 1] ?? 0) - (this.#under[path] ?? 0)
    const passages = new Uint32Array(count)
    let at = 0
    for (const path of paths) {
      const of = this.#passagesOf.subarray(this.#under[path], this.#under[path + 1])
      passages.set(of, at)
      at += of.length
    }
    return passages
  }

  /** The paths of the headings that hold a folded text; one may come several times. */
  #pathsWith(text: string): number[] {
    const paths: number[] = []
    for (let at = this.#text.indexOf(text); at !== -1;) {
      const heading = this.#headingAt(at)
      const end = this.#firsts[heading + 1] ?? 0
      for (let i = this.#firsts[heading] ?? 0; i < end; i++) paths.push(this.#pathsOf[i] ?? 0)
      const next = this.#starts[heading + 1]
      at = next === undefined ? -1 : this.#text.indexOf(text, next)
    }
    return paths
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

/** For each of `size` keys its values, in the order given: the second list holds them, the first says where those of a key begin and, one further, end. */
function inverted(pairs: readonly (readonly [key: number, value: number])[], size: number): [starts: Uint32Array, values: Uint32Array] {
  const starts = new Uint32Array(size + 1)
  for (const [key] of pairs) starts[key + 1] = (starts[key + 1] ?? 0) + 1
  for (let key = 0; key < size; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0)
  const next = starts.slice()
  const values = new Uint32Array(pairs.length)
  for (const [key, value] of pairs) {
    const at = next[key] ?? 0
    values[at] = value
    next[key] = at + 1
  }
  return [starts, values]
}
