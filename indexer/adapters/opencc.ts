import { Converter } from 'opencc-js/t2cn'
import type { Simplify } from '../ports.js'
import { sha256 } from './source-files.js'

/** Names what folding rests on: OpenCC's table over all unified ideographs of the basic block, and the Unicode version of NFKC. */
export function foldingFingerprint(): string {
  const ideographs = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('\n')
  return sha256(`${process.versions.unicode}\n${Converter({ from: 't', to: 'cn' })(ideographs)}`)
}

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
