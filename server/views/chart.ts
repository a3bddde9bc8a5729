/** Numbers -> the geometry of small drawings. Units are those of the drawing; one decimal is kept. */

const round = (value: number): number => Math.round(value * 10) / 10

/** Shades beside the empty one. */
const SHADES = 4

/** A shade, 1 … 4, for each positive value by the quarter of the values that are below it; 0 for nothing. Equal values have equal shades. */
export function shadesOf(values: readonly number[]): (value: number) => number {
  const positive = values.filter((value) => value > 0)
  return (value) => (value <= 0 ? 0 : 1 + Math.min(SHADES - 1, Math.floor((positive.filter((other) => other < value).length / positive.length) * SHADES)))
}

export const SPARK = { width: 96, height: 24 } as const
const SPARK_GAP = 2

/** Small bars for the values, left to right; a missing value leaves its place empty, 0 a line at the foot. */
export function sparkline(values: readonly (number | null)[]): Omit<Bar, 'middle'>[] {
  const most = Math.max(0, ...values.map((value) => value ?? 0))
  const step = SPARK.width / Math.max(1, values.length)
  return values.flatMap((value, i) => {
    if (value === null) return []
    const height = Math.max(1, round(most === 0 ? 0 : (value / most) * SPARK.height))
    return [{ x: round(i * step), y: SPARK.height - height, width: round(Math.max(1, step - SPARK_GAP)), height }]
  })
}

export interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly middle: number
}

/** The box in which bars stand: above them is room for their values, below for their names. */
export const BARS = { step: 64, width: 44, height: 150, above: 24, below: 28 } as const

/** Bars for the values, left to right; something is seen of every value above 0. */
export function bars(values: readonly number[]): Bar[] {
  const most = Math.max(0, ...values)
  return values.map((value, i) => {
    const height = most === 0 || value <= 0 ? 0 : Math.max(2, round((value / most) * BARS.height))
    const x = i * BARS.step + (BARS.step - BARS.width) / 2
    return { x, y: round(BARS.above + BARS.height - height), width: BARS.width, height, middle: x + BARS.width / 2 }
  })
}
