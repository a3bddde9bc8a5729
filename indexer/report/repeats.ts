/** Which passages of a report repeat others: a summary that takes its sentences from the body, a box that takes them up again. */

/** Length of the stretches that are compared, in characters: longer than most words, shorter than a clause. */
const STRETCH = 6
/** Shorter passages repeat by chance. */
const SHORTEST = 24
/** Share of a passage's stretches that other passages hold, all together and the best of them alone, from which it repeats. */
const SHARE = 0.6
const SHARE_OF_ONE = 0.25
/** A stretch that more passages hold than this is a set phrase. */
const COMMON = 4

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}\p{S}]+/gu, '').toLowerCase()

/**
 * For every text the index of the one it repeats, or `null`. The shorter repeats the longer, wherever it stands; of two of about the same length the
 * later repeats the earlier, and none repeats a text that repeats. Linear in the length of the texts.
 */
export function repeatsOf(texts: readonly string[]): (number | null)[] {
  const flat = texts.map(plain)
  const mayRepeat = sharedPlaces(flat)
  const holders = new Map<string, number[]>()
  flat.forEach((text, i) => {
    for (let at = 0; at + STRETCH <= text.length; at++) {
      if (!mayRepeat(text, at)) continue
      const stretch = text.slice(at, at + STRETCH)
      const known = holders.get(stretch)
      if (!known) holders.set(stretch, [i])
      else if (known.at(-1) !== i) known.push(i)
    }
  })
  const found: (number | null)[] = flat.map(() => null)
  const byLength = flat.map((_, i) => i).sort((a, b) => (flat[a]?.length ?? 0) - (flat[b]?.length ?? 0) || b - a)
  for (const i of byLength) {
    const text = flat[i] ?? ''
    if (text.length < SHORTEST) continue
    const held = new Map<number, number>()
    let all = 0
    let taken = 0
    for (let at = 0; at + STRETCH <= text.length; at++) {
      all++
      if (!mayRepeat(text, at)) continue
      const others = (holders.get(text.slice(at, at + STRETCH)) ?? []).filter((other) => other !== i && found[other] === null && (flat[other]?.length ?? 0) >= text.length)
      if (others.length === 0 || others.length > COMMON) continue
      taken++
      for (const other of others) held.set(other, (held.get(other) ?? 0) + 1)
    }
    const [best] = [...held].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    if (best && taken / all >= SHARE && best[1] / all >= SHARE_OF_ONE) found[i] = best[0]
  }
  const root = (i: number): number => (found[i] === null || found[i] === undefined ? i : root(found[i]))
  return found.map((other) => (other === null ? null : root(other)))
}

/** In a table of hashes: more than one text has a stretch with this hash. */
const SEVERAL = -1

/** Whether a stretch may stand in more than one of some texts; it does not where no other text has one with its hash. */
function sharedPlaces(texts: readonly string[]): (text: string, at: number) => boolean {
  const places = texts.reduce((sum, { length }) => sum + length, 0)
  const bits = Math.max(8, Math.ceil(Math.log2(4 * places + 1)))
  const hash = (text: string, at: number): number => {
    let value = 0
    for (let i = 0; i < STRETCH; i++) value = Math.imul(value ^ text.charCodeAt(at + i), 0x9e3779b1)
    return (value ^ (value >>> 15)) >>> (32 - bits)
  }
  /** By hash: 0 for no text, its place from 1 for one. */
  const textOf = new Int32Array(1 << bits)
  texts.forEach((text, i) => {
    for (let at = 0; at + STRETCH <= text.length; at++) {
      const key = hash(text, at)
      textOf[key] = textOf[key] === 0 || textOf[key] === i + 1 ? i + 1 : SEVERAL
    }
  })
  return (text, at) => textOf[hash(text, at)] === SEVERAL
}
