/** Judged queries: their file format and the metrics that its `about` defines. */

export interface JudgedQuote {
  /** Three-digit number that opens the source's file name. */
  readonly doc: string
  readonly quote: string
  readonly grade: 1 | 2
}

export interface JudgedQuery {
  readonly id: string
  readonly q: string
  readonly filters?: { readonly city?: string; readonly year?: number }
  readonly types: readonly string[]
  readonly note?: string
  readonly relevant: readonly JudgedQuote[]
}

export interface JudgedSet {
  readonly about: string
  readonly queries: readonly JudgedQuery[]
}

/** What a portal returned for one hit: the number of its source and the text of the passage. */
export interface ReturnedHit {
  readonly doc: string
  readonly text: string
}

export interface Scores {
  readonly success1: number
  readonly recall10: number
  readonly ndcg10: number
}

/** Both sides of a comparison: no white space, NFKC, straight quotation marks. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').replace(/[“”]/g, '"').replace(/[‘’]/g, "'")

const covers = (hit: ReturnedHit, quote: JudgedQuote): boolean => hit.doc === quote.doc && plain(hit.text).includes(plain(quote.quote))
const discounted = (gains: readonly number[]): number => gains.slice(0, 10).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)

/** Scores of one answered query. Each quote counts once, at the first hit that covers it. `null` without relevant quotes. */
export function scoreQuery({ relevant }: JudgedQuery, hits: readonly ReturnedHit[]): Scores | null {
  if (relevant.length === 0) return null
  const top = hits.slice(0, 10)
  const covered = new Set<JudgedQuote>()
  const gains = top.map((hit) => {
    const fresh = relevant.filter((quote) => covers(hit, quote) && !covered.has(quote))
    for (const quote of fresh) covered.add(quote)
    return Math.max(0, ...fresh.map(({ grade }) => grade))
  })
  const best = relevant.filter(({ grade }) => grade === 2)
  const ideal = discounted(relevant.map(({ grade }) => grade as number).sort((a, b) => b - a))
  const first = top[0]
  return {
    success1: first && best.some((quote) => covers(first, quote)) ? 1 : 0,
    recall10: best.length === 0 ? 0 : Math.min(1, best.filter((quote) => covered.has(quote)).length / Math.min(best.length, 10)),
    ndcg10: ideal === 0 ? 0 : discounted(gains) / ideal,
  }
}

/** Mean of each score; zeros for no scores. */
export function meanOf(scores: readonly Scores[]): Scores {
  const mean = (of: (score: Scores) => number): number => (scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + of(score), 0) / scores.length)
  return { success1: mean((s) => s.success1), recall10: mean((s) => s.recall10), ndcg10: mean((s) => s.ndcg10) }
}
