import { Converter } from 'opencc-js/t2cn'
import type { Simplify } from '../ports.js'

/** Traditional -> simplified by OpenCC's character table. A character that has no simplified form stays. */
export function createSimplify(): Simplify {
  const convert = Converter({ from: 't', to: 'cn' })
  const known = new Map<string, string>()
  return (character) => {
    if (!/\p{Script=Han}/u.test(character)) return character
    const before = known.get(character)
    if (before !== undefined) return before
    const simplified = convert(character)
    known.set(character, simplified)
    return simplified
  }
}
