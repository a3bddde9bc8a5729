import { createHash } from 'node:crypto'

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

/** A digest as base32, five bits a sign. */
function digest(text: string): string {
  const bits = [...createHash('sha256').update(text, 'utf8').digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: LONGEST }, (_, i) => ALPHABET[Number.parseInt(bits.slice(5 * i, 5 * i + 5), 2)] ?? '').join('')
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
  const taken = new Set<string>()
  const named = new Set<string>()
  for (const link of given) {
    taken.add(link.short)
    named.add(keyOf(link))
  }
  const added: ShortLink[] = []
  for (const { report, anchor } of passages) {
    const key = keyOf({ report, anchor })
    if (named.has(key)) continue
    const whole = digest(key)
    let length = SHORTEST
    while (length < LONGEST && taken.has(whole.slice(0, length))) length++
    const short = whole.slice(0, length)
    taken.add(short)
    named.add(key)
    added.push({ short, report, anchor })
  }
  return added
}

export const printLink = ({ short, report, anchor }: ShortLink): string => `${short} ${report}/${anchor}`

/** A line of the file; `null` for one that is of another form. */
export function parseLink(line: string): ShortLink | null {
  const [, short, report, anchor] = /^([0-9a-z]+) ([0-9a-z-]+)\/([0-9a-z]+)$/u.exec(line) ?? []
  return short === undefined || report === undefined || anchor === undefined ? null : { short, report, anchor }
}

/** The short addresses that are in force, both ways. */
export class ShortLinks {
  readonly #targets = new Map<string, PassageKey>()
  readonly #shorts = new Map<string, string>()

  /** The first link of an id, and of a passage, counts: what was printed first stays. */
  constructor(links: Iterable<ShortLink>) {
    for (const link of links) {
      if (!this.#targets.has(link.short)) this.#targets.set(link.short, { report: link.report, anchor: link.anchor })
      if (!this.#shorts.has(keyOf(link))) this.#shorts.set(keyOf(link), link.short)
    }
  }

  /** The passage that an id was given to, also when it stands in no report any more. */
  target(short: string): PassageKey | undefined {
    return this.#targets.get(short)
  }

  /** The id of a passage; none when it was never kept. */
  short(passage: PassageKey): string | undefined {
    return this.#shorts.get(keyOf(passage))
  }
}
