import type { Forest } from '../../indexer/index.js'
import { chance } from '../chance.js'

/** What trees are fitted to: `width` terms of each example, one after another, and whether it was true. */
export interface Examples {
  readonly width: number
  readonly terms: Float32Array
  readonly truth: Uint8Array
}

export interface Fit {
  readonly trees: number
  readonly leaves: number
  readonly rate: number
  readonly seed: number
}

/** Terms are told apart by so many quantiles at most. */
const BINS = 255
const SAMPLE = 60_000
/** Share of the examples and of the terms that a tree is shown; of examples that are all but learned, fewer that count for more (gradient-based sampling, Ke et al. 2017). */
const SHOWN_EXAMPLES = 0.5
const SHOWN_LEARNED = 0.1
const LEARNED = 0.02
const SHOWN_TERMS = 0.4
/** Pull of every leaf towards nothing, and the fewest examples in one. */
const RIDGE = 5
const FEWEST = 40

interface Leaf {
  readonly first: number
  readonly last: number
  /** Sums of gradient, curvature and examples for every bin of every shown term. */
  readonly sums: Float64Array
  readonly gain: number
  readonly term: number
  readonly bin: number
  readonly total: readonly [number, number, number]
}

interface Node {
  term: number
  bin: number
  value: number
  less: Node | null
  more: Node | null
}

/** The greatest value of each bin but the last, for every term. */
export function thresholdsOf({ width, terms, truth }: Examples): Float32Array[] {
  const every = Math.max(1, Math.floor(truth.length / SAMPLE))
  return Array.from({ length: width }, (_, n) => {
    const values = new Float32Array(Math.ceil(truth.length / every))
    for (let i = 0; i < values.length; i++) values[i] = terms[i * every * width + n] ?? 0
    values.sort()
    const distinct = values.filter((value, i) => i === 0 || value !== values[i - 1])
    if (distinct.length <= BINS) return distinct.slice(0, -1)
    const cuts = Float32Array.from({ length: BINS - 1 }, (_, b) => values[Math.floor(((b + 1) * values.length) / BINS)] ?? 0)
    return cuts.filter((value, i) => i === 0 || value !== cuts[i - 1])
  })
}

/** Fits trees by gradient boosting with histograms (Chen and Guestrin 2016; leaf by leaf as in Ke et al. 2017) to the log-loss of the examples. */
export function fitTrees(examples: Examples, { trees, leaves, rate, seed }: Fit): Forest {
  const { width, terms, truth } = examples
  const count = truth.length
  const dice = chance(seed)
  const thresholds = thresholdsOf(examples)
  const bins = thresholds.map((cuts, n) => binned(terms, width, n, count, cuts))
  let positive = 0
  for (const value of truth) positive += value
  const offset = Math.log((positive + 1) / (count - positive + 1))
  const score = new Float64Array(count).fill(offset)
  const gradient = new Float64Array(count)
  const curvature = new Float64Array(count)
  const chosen = new Int32Array(count)
  const forest: { roots: number[]; term: number[]; value: number[]; greater: number[] } = { roots: [], term: [], value: [], greater: [] }
  for (let tree = 0; tree < trees; tree++) {
    let shown = 0
    for (let i = 0; i < count; i++) {
      const p = 1 / (1 + Math.exp(-score[i]!))
      const learned = Math.abs(p - truth[i]!) < LEARNED
      const weight = learned ? SHOWN_EXAMPLES / SHOWN_LEARNED : 1
      gradient[i] = weight * (p - truth[i]!)
      curvature[i] = weight * p * (1 - p)
      if (dice.next() < SHOWN_EXAMPLES / weight) chosen[shown++] = i
    }
    const asked = dice.shuffled([...thresholds.keys()].filter((n) => thresholds[n]!.length > 0)).slice(0, Math.ceil(width * SHOWN_TERMS)).sort((a, b) => a - b)
    const root = grow(bins, asked, thresholds, gradient, curvature, chosen.subarray(0, shown), leaves)
    scale(root, rate)
    for (let i = 0; i < count; i++) score[i] = score[i]! + valueOf(root, bins, i)
    forest.roots.push(forest.term.length)
    write(root, thresholds, forest)
  }
  return { offset: Math.fround(offset), roots: Int32Array.from(forest.roots), term: Int16Array.from(forest.term), value: Float32Array.from(forest.value), greater: Int32Array.from(forest.greater) }
}

function binned(terms: Float32Array, width: number, n: number, count: number, cuts: Float32Array): Uint8Array {
  const bins = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const value = terms[i * width + n]!
    let [low, high] = [0, cuts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (cuts[middle]! < value) low = middle + 1
      else high = middle
    }
    bins[i] = low
  }
  return bins
}

/** One tree, leaf by leaf: always the leaf is split that gains most. */
function grow(bins: readonly Uint8Array[], asked: readonly number[], thresholds: readonly Float32Array[], gradient: Float64Array, curvature: Float64Array, rows: Int32Array, most: number): Node {
  const total = (first: number, last: number): [number, number, number] => {
    let [g, h] = [0, 0]
    for (let r = first; r < last; r++) {
      g += gradient[rows[r]!]!
      h += curvature[rows[r]!]!
    }
    return [g, h, last - first]
  }
  const stride = 3 * (BINS + 1)
  const sumsOf = (first: number, last: number): Float64Array => {
    const sums = new Float64Array(asked.length * stride)
    const count = last - first
    const [gradients, curvatures] = [new Float64Array(count), new Float64Array(count)]
    for (let r = 0; r < count; r++) {
      gradients[r] = gradient[rows[first + r]!]!
      curvatures[r] = curvature[rows[first + r]!]!
    }
    asked.forEach((n, a) => {
      const bin = bins[n]!
      const base = a * stride
      for (let r = 0; r < count; r++) {
        const at = base + 3 * bin[rows[first + r]!]!
        sums[at] = sums[at]! + gradients[r]!
        sums[at + 1] = sums[at + 1]! + curvatures[r]!
        sums[at + 2] = sums[at + 2]! + 1
      }
    })
    return sums
  }
  const leafOf = (first: number, last: number, sums: Float64Array): Leaf => {
    const [g, h, c] = total(first, last)
    let best = { gain: 1e-6, term: -1, bin: 0 }
    const whole = (g * g) / (h + RIDGE)
    asked.forEach((n, a) => {
      let [gl, hl, cl] = [0, 0, 0]
      for (let b = 0; b < thresholds[n]!.length; b++) {
        const at = a * stride + 3 * b
        gl += sums[at]!
        hl += sums[at + 1]!
        cl += sums[at + 2]!
        if (cl < FEWEST || c - cl < FEWEST) continue
        const gain = (gl * gl) / (hl + RIDGE) + ((g - gl) * (g - gl)) / (h - hl + RIDGE) - whole
        if (gain > best.gain) best = { gain, term: n, bin: b }
      }
    })
    return { first, last, sums, ...best, total: [g, h, c] }
  }
  const nodeOf = ({ total: [g, h] }: Leaf): Node => ({ term: -1, bin: 0, value: -g / (h + RIDGE), less: null, more: null })
  const open: { leaf: Leaf; node: Node }[] = []
  const first = leafOf(0, rows.length, sumsOf(0, rows.length))
  const root = nodeOf(first)
  open.push({ leaf: first, node: root })
  for (let n = 1; n < most; n++) {
    const best = open.reduce((a, b) => (b.leaf.term >= 0 && (a.leaf.term < 0 || b.leaf.gain > a.leaf.gain) ? b : a))
    const { leaf, node } = best
    if (leaf.term < 0) break
    const bin = bins[leaf.term]!
    let middle = leaf.first
    for (let r = leaf.first; r < leaf.last; r++) {
      const row = rows[r]!
      if (bin[row]! > leaf.bin) continue
      rows[r] = rows[middle]!
      rows[middle++] = row
    }
    // The smaller side is counted; the other is what is left.
    const lessIsSmaller = middle - leaf.first < leaf.last - middle
    const counted = lessIsSmaller ? sumsOf(leaf.first, middle) : sumsOf(middle, leaf.last)
    const left = leaf.sums
    for (let at = 0; at < left.length; at++) left[at] = left[at]! - counted[at]!
    const less = leafOf(leaf.first, middle, lessIsSmaller ? counted : left)
    const more = leafOf(middle, leaf.last, lessIsSmaller ? left : counted)
    node.term = leaf.term
    node.bin = leaf.bin
    node.less = nodeOf(less)
    node.more = nodeOf(more)
    open.splice(open.indexOf(best), 1, { leaf: less, node: node.less }, { leaf: more, node: node.more })
  }
  return root
}

function scale(node: Node, rate: number): void {
  node.value = Math.fround(node.value * rate)
  if (node.less) scale(node.less, rate)
  if (node.more) scale(node.more, rate)
}

function valueOf(root: Node, bins: readonly Uint8Array[], row: number): number {
  let node = root
  while (node.less && node.more) node = bins[node.term]![row]! > node.bin ? node.more : node.less
  return node.value
}

function write(node: Node, thresholds: readonly Float32Array[], into: { term: number[]; value: number[]; greater: number[] }): void {
  const at = into.term.length
  const { less, more } = node
  into.term.push(less && more ? node.term : -1)
  into.value.push(less && more ? thresholds[node.term]![node.bin]! : node.value)
  into.greater.push(-1)
  if (!less || !more) return
  write(less, thresholds, into)
  into.greater[at] = into.term.length
  write(more, thresholds, into)
}
