import { accessibility } from './accessibility.js'
import { pageWeight } from './page-weight.js'
import { edges } from './edges.js'
import { falseAlarms } from './false-alarms.js'
import { generatedPages } from './generated-pages.js'
import { anchors } from './anchors.js'
import { headings } from './headings.js'
import { quotes } from './quotes.js'
import { fitConfidence } from './fit-confidence.js'
import { learnJoins } from './learn-joins.js'
import { knownItem } from './known-item.js'
import { mineSynonyms } from './mine-synonyms.js'
import { readingOrder } from './reading-order.js'
import { readingTime } from './reading-time.js'
import { relevance } from './relevance.js'
import { screenshots } from './screenshots.js'
import { tune } from './tune.js'
import { scale } from './scale.js'
import { searching } from './searching.js'
import { seeds } from './seeds.js'

/** `npm run bench -- NAME [options]`; without a name, all of them with their defaults. Some run only by name. */
const BENCHMARKS: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = { relevance, anchors, 'known-item': knownItem, searching, scale, tune, 'mine-synonyms': mineSynonyms, 'reading-order': readingOrder, edges, headings, quotes, 'generated-pages': generatedPages, 'false-alarms': falseAlarms, 'reading-time': readingTime, 'learn-joins': learnJoins, 'fit-confidence': fitConfidence, seeds, accessibility, 'page-weight': pageWeight, screenshots }

/** These measure nothing, or take long. */
const BY_NAME_ONLY = new Set(['accessibility', 'page-weight', 'screenshots', 'mine-synonyms', 'tune', 'scale', 'learn-joins', 'fit-confidence'])

const [name, ...rest] = process.argv.slice(2)
const chosen = name === undefined ? Object.entries(BENCHMARKS).filter(([key]) => !BY_NAME_ONLY.has(key)).map(([, run]) => run) : [BENCHMARKS[name]]
for (const benchmark of chosen) {
  if (!benchmark) {
    console.error(`no benchmark ${name}; there are: ${Object.keys(BENCHMARKS).join(', ')}`)
    process.exitCode = 2
    break
  }
  await benchmark(rest)
}
