/** How wide a printed line can have been: punctuation may be squeezed, digits are half as wide as 汉字. */

export interface WidthRange {
  readonly min: number
  readonly max: number
}

const PUNCTUATION = /[,.;:!?，。；：！？、"'“”‘’()（）《》〈〉【】\[\]「」『』…—~·`]/u
const HALF = /[!-~]/u

/** The range of widths, in 汉字, that these characters can take in print. Spaces do not count. */
export function widthRange(text: string): WidthRange {
  let min = 0
  let max = 0
  for (const char of text) {
    if (char.trim() === '') continue
    if (PUNCTUATION.test(char)) {
      min += 0.5
      max += 1
    } else if (char === '%') {
      min += 0.5
      max += 1
    } else if (HALF.test(char)) {
      min += 0.5
      max += 0.6
    } else {
      min += 1
      max += 1
    }
  }
  return { min, max }
}

/** How far a width lies outside the range; 0 inside. */
export function gap(range: WidthRange, width: number): number {
  return Math.max(0, range.min - width, width - range.max)
}

/** The column width that most of these lines can have been set in; null when they do not agree on one. */
export function columnWidth(ranges: readonly WidthRange[], weights?: readonly number[]): number | null {
  let best: number | null = null
  let bestScore = 0
  const total = weights === undefined ? ranges.length : weights.reduce((sum, weight) => sum + weight, 0)
  for (let width = 8; width <= 24; width += 0.5) {
    let score = 0
    for (const [i, range] of ranges.entries()) {
      const distance = gap(range, width)
      if (distance < 1) score += ((weights?.[i] ?? 1) * (1 - distance)) / (1 + 0.15 * (range.max - range.min))
    }
    if (score > bestScore + 1e-9) {
      bestScore = score
      best = width
    }
  }
  return best !== null && bestScore >= 0.2 * total ? best : null
}
