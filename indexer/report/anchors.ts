import { createHash } from 'node:crypto'

/** Crockford's base32 in lower case: no i, l, o, u, so that an anchor survives being read aloud or retyped. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
export const ANCHOR_LENGTH = 8
/** How much of the neighbours tells repeated passages apart, in characters. */
const CONTEXT = 32

/** What of a text decides its anchor: not white space, width, case or the kind of its quotation marks. */
export const anchorForm = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/gu, '').replace(/[“”„‟"]/g, '"').replace(/[‘’']/g, "'").toLowerCase()

function encode(text: string): string {
  const digest = createHash('sha256').update(text, 'utf8').digest()
  let anchor = ''
  let bits = 0
  let value = 0
  for (const byte of digest) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5 && anchor.length < ANCHOR_LENGTH) {
      bits -= 5
      anchor += ALPHABET[(value >> bits) & 31] ?? ''
    }
    value &= (1 << bits) - 1
  }
  return anchor
}

/**
 * Anchors of a report's passages, in their order: the first 40 bits of the SHA-256 of each text. Texts that stand
 * more than once are told apart by what stands around them, and only at last by their order.
 */
export function anchorsOf(texts: readonly string[]): string[] {
  const forms = texts.map(anchorForm)
  const counts = new Map<string, number>()
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1)
  const taken = new Set<string>()
  const repeats = new Map<string, number>()
  return forms.map((form, i) => {
    const context = `${(forms[i - 1] ?? '').slice(-CONTEXT)}\u0000${(forms[i + 1] ?? '').slice(0, CONTEXT)}`
    const key = (counts.get(form) ?? 0) > 1 ? `${form}\u0000${context}` : form
    let repeat = repeats.get(key) ?? 0
    let anchor = encode(repeat === 0 ? key : `${key}\u0000${repeat}`)
    while (taken.has(anchor)) anchor = encode(`${key}\u0000${++repeat}`)
    repeats.set(key, repeat + 1)
    taken.add(anchor)
    return anchor
  })
}
