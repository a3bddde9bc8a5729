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
  const { stretches, holders } = sharedStretches(flat)
  const found: (number | null)[] = flat.map(() => null)
  const byLength = flat.map((_, i) => i).sort((a, b) => (flat[a]?.length ?? 0) - (flat[b]?.length ?? 0) || b - a)
  for (const i of byLength) {
    const text = flat[i] ?? ''
    if (text.length < SHORTEST) continue
    const held = new Map<number, number>()
    const all = text.length - STRETCH + 1
    let taken = 0
    for (const stretch of stretches[i] ?? []) {
      const others = (holders.get(stretch) ?? []).filter((other) => other !== i && found[other] === null && (flat[other]?.length ?? 0) >= text.length)
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

/** The stretches that stand in more than one of some texts, each by a number of its own. */
interface SharedStretches {
  /** By text: its stretches, in its order. */
  readonly stretches: readonly (readonly number[])[]
  /** By stretch: the texts that hold it, ascending. */
  readonly holders: ReadonlyMap<number, readonly number[]>
}

/** A stretch is numbered by its place in a table of open addresses, which names where it was first met: no strings are made of what stands in one text only. */
function sharedStretches(texts: readonly string[]): SharedStretches {
  const whole = texts.join('')
  const bits = Math.max(8, Math.ceil(Math.log2(2 * whole.length + 1)))
  const mask = (1 << bits) - 1
  /** By number: one more than where the stretch was first met, and the text that holds it, or several. */
  const [firstAt, holder] = [new Int32Array(1 << bits), new Int32Array(1 << bits)]
  let start = 0
  const numbers = texts.map(({ length }, text) => {
    const own = new Uint32Array(Math.max(0, length - STRETCH + 1))
    for (let i = 0; i < own.length; i++) {
      const at = start + i
      let hash = 0
      for (let unit = at; unit < at + STRETCH; unit++) hash = Math.imul(hash ^ whole.charCodeAt(unit), 0x9e3779b1)
      let number = (hash ^ (hash >>> 15)) >>> (32 - bits)
      while (firstAt[number] !== 0 && !sameStretch(whole, (firstAt[number] ?? 0) - 1, at)) number = (number + 1) & mask
      if (firstAt[number] === 0) [firstAt[number], holder[number]] = [at + 1, text]
      else if (holder[number] !== text) holder[number] = SEVERAL
      own[i] = number
    }
    start += length
    return own
  })
  const holders = new Map<number, number[]>()
  const stretches = numbers.map((own, text) => {
    const shared: number[] = []
    for (const number of own) {
      if (holder[number] !== SEVERAL) continue
      shared.push(number)
      const known = holders.get(number)
      if (!known) holders.set(number, [text])
      else if (known.at(-1) !== text) known.push(text)
    }
    return shared
  })
  return { stretches, holders }
}

const SEVERAL = -1

function sameStretch(text: string, a: number, b: number): boolean {
  for (let i = 0; i < STRETCH; i++) if (text.charCodeAt(a + i) !== text.charCodeAt(b + i)) return false
  return true
}
