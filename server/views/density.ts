/** Where in a report something was found, as a strip: drawn on the server, so that it is there without a script. */

export interface DensityView {
  readonly width: number
  readonly height: number
  readonly bars: readonly { readonly x: number; readonly y: number; readonly height: number; readonly href: string }[]
  /** Where the parts of the report begin. */
  readonly parts: readonly { readonly x: number; readonly height: number }[]
}

/** A stretch of text: its length in characters, and the address of what was found in it; `null` for nothing. */
export interface Stretch {
  readonly length: number
  readonly href: string | null
}

const BARS = 120
const BAR_WIDTH = 5
const HEIGHT = 28
const LEAST_BAR = 9

/** One bar for each hundred-and-twentieth of the text that something was found in, as high as much was found; it leads to the first. `parts` are indexes of stretches. */
export function densityOf(stretches: readonly Stretch[], parts: readonly number[]): DensityView {
  const total = Math.max(1, stretches.reduce((sum, { length }) => sum + length, 0))
  const starts = new Map<number, number>()
  const bars = new Map<number, { count: number; href: string }>()
  let at = 0
  stretches.forEach(({ length, href }, i) => {
    starts.set(i, at)
    const bar = Math.min(BARS - 1, Math.floor((at / total) * BARS))
    const known = bars.get(bar)
    if (href !== null) bars.set(bar, { count: (known?.count ?? 0) + 1, href: known?.href ?? href })
    at += length
  })
  const most = Math.max(1, ...[...bars.values()].map(({ count }) => count))
  return {
    width: BARS * BAR_WIDTH, height: HEIGHT,
    bars: [...bars].map(([bar, { count, href }]) => {
      const height = Math.round(LEAST_BAR + ((HEIGHT - LEAST_BAR) * count) / most)
      return { x: bar * BAR_WIDTH, y: HEIGHT - height, height, href }
    }),
    parts: parts.flatMap((i) => {
      const start = starts.get(i)
      return start === undefined || start === 0 ? [] : [{ x: Math.round((start / total) * BARS * BAR_WIDTH), height: HEIGHT }]
    }),
  }
}
