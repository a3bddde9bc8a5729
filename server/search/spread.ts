import type { Corpus, Entry } from './corpus.js'
import type { Ranked } from './ranked.js'
import { overlap } from './sketch.js'

/** Keeping the first page from being crowded: by passages that repeat one another, or by one city where several are asked for. */

/** How far down repeats are looked for: two pages. */
export const LOOKED_AT = 40
/** One repeat may stand beside the original (a report and a plan that say the same are two sources); further ones are put back. */
const REPEATS_SHOWN = 1
/** Share of the shorter passage's runs of eight characters that stand in the other. */
const SAME = 0.6

/** The list with passages that repeat two better ones behind the first two pages' others. Scores stay, so equal ones keep their places. */
export function settleRepeats(ranked: readonly Ranked[], corpus: Corpus): Ranked[] {
  const top = ranked.slice(0, LOOKED_AT)
  const kept: { item: Ranked; sketch: Uint32Array }[] = []
  const back: Ranked[] = []
  for (const item of top) {
    const sketch = corpus.sketch(item.entry)
    if (kept.filter((other) => overlap(sketch, other.sketch) >= SAME).length > REPEATS_SHOWN) back.push(item)
    else kept.push({ item, sketch })
  }
  return [...kept.map(({ item }) => item), ...back, ...ranked.slice(LOOKED_AT)]
}

/** Greedy diversification (after MMR): each earlier hit of the same group takes a factor off the next; groups of `null` are not held against one another. */
export function spreadOver(ranked: readonly Ranked[], groupOf: (entry: Entry) => string | null, factor: number): Ranked[] {
  const rest = ranked.slice(0, LOOKED_AT)
  const seen = new Map<string, number>()
  const spread: Ranked[] = []
  while (rest.length > 0) {
    let best = 0
    let bestWorth = -1
    rest.forEach(({ entry, score }, i) => {
      const worth = score * factor ** (seen.get(groupOf(entry) ?? '') ?? 0)
      if (worth > bestWorth) [best, bestWorth] = [i, worth]
    })
    const [chosen] = rest.splice(best, 1)
    if (!chosen) break
    const group = groupOf(chosen.entry)
    if (group !== null) seen.set(group, (seen.get(group) ?? 0) + 1)
    spread.push(chosen)
  }
  return [...spread, ...ranked.slice(LOOKED_AT)]
}
