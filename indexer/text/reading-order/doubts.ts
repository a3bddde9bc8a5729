/** Places that an editor should look at: weak joins, runs that start or end in mid-sentence, runs of uncertain city. */
import { endsSentence } from './fold.js'
import type { Doubt, Fragment, Run } from './types.js'

const WEAK_JOIN = 0.75
const WEAK_CITY = 0.5

export function doubtsOf(runs: readonly Run[], sureOfCity: ReadonlyMap<Fragment, number>): Doubt[] {
  const doubts: Doubt[] = []
  const add = (fragment: Fragment, rule: Doubt['rule'], expected: string, confidence: number): void => {
    const { line, from, to, text } = fragment
    doubts.push({ line, from, to, rule, found: text, expected, confidence })
  }
  for (const run of runs) {
    if (run.role !== 'body') continue
    run.joins.forEach(({ confidence }, i) => {
      if (confidence < WEAK_JOIN) add(run.fragments[i]!, 'doubtful-join', `…${run.fragments[i + 1]!.text}`, confidence)
    })
    const last = run.fragments[run.fragments.length - 1]!
    if (!endsSentence(last.text)) add(last, 'torn-end', '…。', 0)
    const first = run.fragments[0]!
    const before = runs.length > 1 && /^[,，。;；、)）》”]/u.test(first.text)
    if (before) add(first, 'torn-start', '…', 0)
    const city = run.fragments.reduce((sum, fragment) => sum + (sureOfCity.get(fragment) ?? 1), 0) / run.fragments.length
    if (city < WEAK_CITY) add(first, 'doubtful-city', run.city ?? '-', city)
  }
  return doubts.sort((a, b) => a.line - b.line || a.from - b.from)
}
