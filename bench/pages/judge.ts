import type { ReadingOrder } from '../../indexer/index.js'
import { placeAt, type DamagedPage } from './generator.js'

/**
 * True and false joins. A join is wanted where a printed line ends and the character that the authors wrote next stands on the
 * page, the next paragraph's first line included; it is *found* when a run reads that character next. Where the next character is lost (a lost row, a lost end of a
 * paragraph, the end of an article) nothing is wanted. Any two characters that a run reads one after the other, though the authors did
 * not write them so, are a *false* join: a bridge over lost text, a cut at the wrong place of a glued cell, an order that is not theirs.
 */
export interface JoinCounts {
  readonly wanted: number
  readonly found: number
  readonly wrong: number
  /** Joins to which the result gives a confidence of `SURE` and more, and the false ones among them. */
  readonly sure: number
  readonly sureWrong: number
  /** Characters that are missing or stand twice: must be 0. */
  readonly lost: number
  /** Pages that were not taken for interleaved. */
  readonly undetected: number
}

export const NO_JOINS: JoinCounts = { wanted: 0, found: 0, wrong: 0, sure: 0, sureWrong: 0, lost: 0, undetected: 0 }

export const SURE = 0.75

export function plus(a: JoinCounts, b: JoinCounts): JoinCounts {
  return {
    wanted: a.wanted + b.wanted, found: a.found + b.found, wrong: a.wrong + b.wrong, sure: a.sure + b.sure,
    sureWrong: a.sureWrong + b.sureWrong, lost: a.lost + b.lost, undetected: a.undetected + b.undetected,
  }
}

/** Share of the wanted joins that were found; 1 where none is wanted. */
export const trueShare = ({ found, wanted }: JoinCounts): number => (wanted === 0 ? 1 : found / wanted)

/** Share of false ones among the joins that were made; 0 where none was made. */
export const falseShare = ({ found, wrong }: JoinCounts): number => (found + wrong === 0 ? 0 : wrong / (found + wrong))

export function judge(page: DamagedPage, order: ReadingOrder): JoinCounts {
  const counts = { ...NO_JOINS, wanted: page.joins.size, undetected: order.interleaved ? 0 : 1 }
  const seen = new Set<number>()
  for (const run of order.runs) {
    let before: number | null = null
    for (const [n, fragment] of run.fragments.entries()) {
      const line = page.lines[fragment.line - 1] ?? ''
      let confidence = run.joins[n - 1]?.confidence ?? 0
      for (let column = fragment.from; column < fragment.to; column++) {
        if (line.charAt(column).trim() === '') continue
        const place = placeAt(fragment.line, column)
        if (seen.has(place)) counts.lost++
        seen.add(place)
        if (before !== null && run.role === 'body') {
          const right = page.next.get(before) === place
          if (!right) counts.wrong++
          else if (page.joins.has(before)) counts.found++
          if (confidence >= SURE) {
            counts.sure++
            if (!right) counts.sureWrong++
          }
        }
        confidence = 0
        before = place
      }
    }
  }
  page.lines.forEach((line, i) => {
    for (let column = 0; column < line.length; column++) if (line.charAt(column).trim() !== '' && !seen.has(placeAt(i + 1, column))) counts.lost++
  })
  return counts
}
