/** Restores the reading order of a text whose newspaper columns were interleaved; any other text is left as it stands. */
import { interleavedRegions } from './detect.js'
import { doubtsOf } from './doubts.js'
import { joinAffinity, type Evidence } from './language.js'
import { orderRegion, type Weighing } from './region.js'
import { slice } from './tokens.js'
import type { City, Doubt, Fragment, ReadingOrder, Run } from './types.js'

export function restoreReadingOrder(lines: readonly string[], evidence: Evidence, cities: readonly City[] = [], weighing: Weighing = {}): ReadingOrder {
  const regions = interleavedRegions(lines, joinAffinity(evidence))
  const runs: Run[] = []
  const diagnostics: Doubt[] = []
  let line = 1
  for (const { from, to } of regions) {
    runs.push(...asPrinted(lines, line, from - 1))
    const region = orderRegion(
      lines.map((text, index) => (index + 1 >= from && index + 1 <= to ? text : '')),
      evidence,
      cities,
      weighing,
    )
    runs.push(...region.runs)
    diagnostics.push(...doubtsOf(region.runs, region.chances))
    line = to + 1
  }
  runs.push(...asPrinted(lines, line, lines.length))
  return { interleaved: regions.length > 0, runs, diagnostics }
}

/** Lines that are in order: one run, as they stand. */
function asPrinted(lines: readonly string[], from: number, to: number): Run[] {
  const fragments: Fragment[] = []
  for (let number = from; number <= to; number++) {
    const fragment = slice(lines[number - 1] ?? '', number, 0, (lines[number - 1] ?? '').length)
    if (fragment.text !== '') fragments.push(fragment)
  }
  if (fragments.length === 0) return []
  return [{ fragments, joins: fragments.slice(1).map(() => ({ confidence: 1 })), paragraphBreaks: [], city: null, role: 'printed' }]
}
