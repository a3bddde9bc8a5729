/** Does a word span a cut? Cheap enough to be asked at every place where a line can be cut. */
import { HAN } from './fold.js'
import type { Dictionary } from './word-model.js'

const LONGEST_WORD = 5
const WINDOW = 8

/** Scores of the best segmentations of a text's end and start, ready to be joined with another's. */
export interface CutEdges {
  readonly tail: string
  readonly head: string
  /** `tailScores[k]`: best segmentation of the first k characters of the tail. */
  readonly tailScores: Float64Array
  /** `headScores[k]`: best segmentation of the head from its k-th character on. */
  readonly headScores: Float64Array
}

/** Words with their frequencies; says quickly, and roughly, how much better two texts are cut into words together than apart. */
export class Lexicon {
  private readonly logTotal: number
  private readonly unknown: number

  /** Every two characters that stand side by side in some word. */
  private readonly pairs = new Set<string>()

  constructor(private readonly words: Dictionary['words']) {
    let total = 0
    for (const [word, { frequency }] of words) {
      total += frequency
      if (word.length <= LONGEST_WORD) for (let i = 0; i + 1 < word.length; i++) this.pairs.add(word.slice(i, i + 2))
    }
    this.logTotal = Math.log(Math.max(2, total))
    this.unknown = -this.logTotal - 1
  }

  private score(word: string): number | null {
    const frequency = this.words.get(word)?.frequency
    if (frequency !== undefined) return Math.log(Math.max(1, frequency)) - this.logTotal
    return word.length === 1 ? this.unknown : null
  }

  edges(folded: string): CutEdges {
    const tail = trailing(folded)
    const head = leading(folded)
    const tailScores = new Float64Array(tail.length + 1).fill(-Infinity)
    tailScores[0] = 0
    for (let end = 1; end <= tail.length; end++) {
      for (let n = 1; n <= LONGEST_WORD && n <= end; n++) {
        const score = this.score(tail.slice(end - n, end))
        if (score !== null) tailScores[end] = Math.max(tailScores[end]!, tailScores[end - n]! + score)
      }
    }
    const headScores = new Float64Array(head.length + 1).fill(-Infinity)
    headScores[head.length] = 0
    for (let start = head.length - 1; start >= 0; start--) {
      for (let n = 1; n <= LONGEST_WORD && start + n <= head.length; n++) {
        const score = this.score(head.slice(start, start + n))
        if (score !== null) headScores[start] = Math.max(headScores[start]!, headScores[start + n]! + score)
      }
    }
    return { tail, head, tailScores, headScores }
  }

  /** Gain, in nats, of the best word that spans the join; 0 when none does. */
  spanning(a: CutEdges, b: CutEdges): number {
    if (!this.pairs.has(a.tail.slice(-1) + b.head.charAt(0))) return 0
    const apart = a.tailScores[a.tail.length]! + b.headScores[0]!
    let best = apart
    const mostLeft = Math.min(LONGEST_WORD - 1, a.tail.length)
    for (let left = 1; left <= mostLeft; left++) {
      const start = a.tail.slice(a.tail.length - left)
      const before = a.tailScores[a.tail.length - left]!
      const mostRight = Math.min(LONGEST_WORD - left, b.head.length)
      for (let right = 1; right <= mostRight; right++) {
        const frequency = this.words.get(start + b.head.slice(0, right))?.frequency
        if (frequency === undefined) continue
        const joined = before + Math.log(Math.max(1, frequency)) - this.logTotal + b.headScores[right]!
        if (joined > best) best = joined
      }
    }
    return best - apart
  }
}

function trailing(folded: string): string {
  let start = folded.length
  while (start > 0 && folded.length - start < WINDOW && HAN.test(folded.charAt(start - 1))) start--
  return folded.slice(start)
}

function leading(folded: string): string {
  let end = 0
  while (end < folded.length && end < WINDOW && HAN.test(folded.charAt(end))) end++
  return folded.slice(0, end)
}
