import { hash } from 'node:crypto'

import { Lines, PlaceTable } from './place-table.js'

/** Short addresses for print: `/c/7k2m9q`. Once given, an id means its passage for ever. */

export interface PassageKey {
  readonly report: string
  readonly anchor: string
}

export interface ShortLink extends PassageKey {
  readonly short: string
}

/** The file of the data folder that keeps them. */
export const SHORT_LINKS_FILE = 'short-links.log'

/** Crockford's base32 in lower case: what is read from paper cannot mix up 1, i and l, or 0 and o. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SHORTEST = 6
const LONGEST = 26

/** So many signs of a text's SHA-256 in base32, five bits a sign. */
function digest(text: string): (signs: number) => string {
  const bytes = hash('sha256', text, 'buffer')
  return (signs) => Array.from({ length: signs }, (_, i) => {
    const [at, bit] = [(5 * i) >> 3, (5 * i) & 7]
    return ALPHABET[((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) >> (11 - bit)) & 31] ?? ''
  }).join('')
}

const keyOf = ({ report, anchor }: PassageKey): string => `${report}/${anchor}`

/** An id as it was typed from paper -> as it is kept: case, hyphens and look-alikes do not matter (Crockford). */
export const readShort = (typed: string): string =>
  typed.toLowerCase().replaceAll('-', '').replace(/[il]/gu, '1').replaceAll('o', '0')

/**
 * Ids for passages that have none yet, in the order given: the shortest beginning, of six signs or more, of a digest of report and
 * anchor that no other passage was ever given. So the same passage gets the same id anywhere, but for the rare collision,
 * which the order decides and the file then keeps.
 */
export function allocate(given: Iterable<ShortLink>, passages: Iterable<PassageKey>): ShortLink[] {
  const links = new ShortLinks(given)
  const added: ShortLink[] = []
  for (const { report, anchor } of passages) {
    if (links.short({ report, anchor }) !== undefined) continue
    const beginning = digest(keyOf({ report, anchor }))
    let length = SHORTEST
    while (length < LONGEST && links.target(beginning(length)) !== undefined) length++
    const link = { short: beginning(length), report, anchor }
    links.add(link)
    added.push(link)
  }
  return added
}

export const printLink = ({ short, report, anchor }: ShortLink): string => `${short} ${report}/${anchor}`

/** A line of the file; `null` for one that is of another form. */
export function parseLink(line: string): ShortLink | null {
  const [, short, report, anchor] = /^([0-9a-z]+) ([0-9a-z-]+)\/([0-9a-z]+)$/u.exec(line) ?? []
  return short === undefined || report === undefined || anchor === undefined ? null : { short, report, anchor }
}

/** The short addresses that are in force, both ways: their lines one behind the other, found by tables of places, because there is one for each passage. */
export class ShortLinks {
  readonly #lines = new Lines()
  readonly #byShort = new PlaceTable((place) => this.#at(place).short)
  readonly #byPassage = new PlaceTable((place) => keyOf(this.#at(place)))

  constructor(links: Iterable<ShortLink>) {
    for (const link of links) this.add(link)
  }

  /** The first link of an id, and of a passage, counts: what was printed first stays. */
  add(link: ShortLink): void {
    const place = this.#lines.add(printLink(link))
    this.#byShort.add(link.short, place)
    this.#byPassage.add(keyOf(link), place)
  }

  /** The passage that an id was given to, also when it stands in no report any more. */
  target(short: string): PassageKey | undefined {
    const place = this.#byShort.find(short)
    if (place === -1) return undefined
    const { report, anchor } = this.#at(place)
    return { report, anchor }
  }

  /** The id of a passage; none when it was never kept. */
  short(passage: PassageKey): string | undefined {
    const place = this.#byPassage.find(keyOf(passage))
    return place === -1 ? undefined : this.#at(place).short
  }

  #at(place: number): ShortLink {
    const line = this.#lines.at(place)
    const [space, slash] = [line.indexOf(' '), line.indexOf('/')]
    return { short: line.slice(0, space), report: line.slice(space + 1, slash), anchor: line.slice(slash + 1) }
  }
}
