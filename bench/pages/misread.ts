import type { Random } from './random.js'

const HAN = /\p{Script=Han}/u
/** What the OCR of the page of 2019 left where it read nothing. */
const SIGNS = ['`', '【', '《', '·', '□', '>']
const SIGN = 0.15

/** Lines in which a share of the 汉字 was misread: another one of the page stands in its place, or a sign. Every character keeps its place. */
export function misread(lines: readonly string[], share: number, random: Random): string[] {
  if (share === 0) return [...lines]
  const others = [...lines.join('')].filter((char) => HAN.test(char))
  return lines.map((line) => line.replace(/\p{Script=Han}/gu, (char) => (random.chance(share) ? random.pick(random.chance(SIGN) ? SIGNS : others) : char)))
}
