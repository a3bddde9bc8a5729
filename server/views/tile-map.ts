/** Henan as tiles: each prefecture-level city (and 济源) is a square of one size, next to its neighbours as far as squares can be. */

/** Column and row of each city, from the north-west. */
const TILES: Readonly<Record<string, readonly [column: number, row: number]>> = {
  安阳: [3, 0],
  鹤壁: [3, 1], 濮阳: [4, 1],
  济源: [1, 2], 焦作: [2, 2], 新乡: [3, 2],
  三门峡: [0, 3], 洛阳: [1, 3], 郑州: [2, 3], 开封: [3, 3], 商丘: [4, 3],
  平顶山: [1, 4], 许昌: [2, 4], 漯河: [3, 4], 周口: [4, 4],
  南阳: [1, 5], 驻马店: [3, 5],
  信阳: [3, 6],
}

/** Side of a tile and the gap between tiles, in units of the drawing. */
const SIDE = 96
const STEP = 100

export interface Tile {
  readonly city: string
  readonly x: number
  readonly y: number
  readonly side: number
  /** Where its texts are centred. */
  readonly middle: number
  readonly nameAt: number
  readonly valueAt: number
}

export const isMapped = (city: string): boolean => Object.hasOwn(TILES, city)

/** All tiles, as one reads: row by row. */
export const tiles: readonly Tile[] = Object.entries(TILES).map(([city, [column, row]]) => ({
  city, x: column * STEP, y: row * STEP, side: SIDE, middle: column * STEP + SIDE / 2, nameAt: row * STEP + 42, valueAt: row * STEP + 76,
}))

const extent = (axis: 0 | 1): number => Math.max(...Object.values(TILES).map((place) => place[axis])) * STEP + SIDE
/** The view box of the drawing, with room for the outline of a tile that has the focus. */
export const MAP_BOX = `-4 -4 ${extent(0) + 8} ${extent(1) + 8}`
