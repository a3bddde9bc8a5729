import { miniSearchScores } from '../../indexer/adapters/minisearch.js'
import { headingPaths } from '../../indexer/index.js'
import { passageTerms } from '../../indexer/pipeline.js'
import type { Entry } from '../../server/search/corpus.js'
import type { Engine } from '../../server/search/engine.js'
import type { Interpretation } from '../../server/search/interpretation.js'
import { matchEntry } from '../../server/search/match.js'
import { planOf } from '../../server/search/rank.js'
import type { Ranked } from '../../server/search/ranked.js'
import { opensAfterGap } from '../../server/search/gaps.js'
import { scoreOf } from '../../server/search/score.js'
import { settleRepeats, spreadOver } from '../../server/search/spread.js'
import { WEIGHTS } from '../../server/search/weights.js'
import { testLanguage } from './built.js'

/** Oracle of the ranking: MiniSearch scores every passage, every candidate's text is read, everything is sorted. */
export function exhaustiveRank(engine: Engine): (interpretation: Interpretation) => readonly Ranked[] {
  const { analyzer } = testLanguage()
  const { corpus } = engine
  const scoresOf = miniSearchScores(corpus.reports.flatMap((report) => {
    const paths = headingPaths(report)
    return report.passages.map((passage, i) => passageTerms(passage, paths[i] ?? [], report.title, analyzer))
  }))
  const holdsAll = ({ phrases, choices }: Interpretation, entry: Entry): boolean => {
    const { text } = analyzer.foldTight(entry.passage.text)
    return phrases.every((phrase) => text.includes(phrase)) && choices.every((group) => group.some((phrase) => text.includes(phrase)))
  }
  return (interpretation) => {
    const { phrases, choices, concepts, fields } = interpretation
    const required = [...phrases, ...choices.flat()]
    if (concepts.length + required.length + fields.length === 0) return []
    const scores = new Map(scoresOf(planOf(interpretation, analyzer)))
    const indexed = required.some((phrase) => /\p{Script=Han}{2}/u.test(phrase))
    if (required.length > 0 ? !indexed : concepts.length === 0) {
      for (const entry of corpus.entries) if (!scores.has(entry.ordinal) && holdsAll(interpretation, entry)) scores.set(entry.ordinal, 0.01)
    }
    const ranked: Ranked[] = []
    for (const [ordinal, base] of scores) {
      const entry = corpus.at(ordinal)
      const match = matchEntry(interpretation, entry, corpus)
      if (!match) continue
      const elsewhere = match.concepts.some(({ concept, strength }) => concept.city !== null && strength === 0)
      ranked.push({ entry, match, score: scoreOf({ ...match, base, elsewhere, afterGap: opensAfterGap(corpus, entry) }, WEIGHTS) })
    }
    ranked.sort((a, b) => b.score - a.score || a.entry.ordinal - b.entry.ordinal)
    const best = ranked.reduce((most, { match }) => Math.max(most, match?.coverage ?? 0), 0)
    const reaches = (share: number) => ({ match }: Ranked): boolean => (match?.coverage ?? 0) >= best * share
    const found = ranked.filter(reaches(0.5))
    const shown = found.length >= 10 ? found : [...found, ...ranked.filter((r) => !reaches(0.5)(r) && reaches(0.2)(r)).slice(0, 10 - found.length)]
    const settled = settleRepeats(shown, corpus)
    return interpretation.acrossCities ? spreadOver(settled, ({ passage }) => passage.city, WEIGHTS.sameCity) : settled
  }
}
