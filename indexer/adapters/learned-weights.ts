import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_ROOT } from './package-root.js'

const kept = (file: string) => (): Uint8Array => readFileSync(join(PACKAGE_ROOT, 'indexer', 'lexicon', file))

/** What was learned from clean text, packed, as `npm run bench -- learn-joins` and `fit-confidence` have written it; the first line of each says what from. */
export const learnedWeights = { joins: kept('joins.bin'), confidence: kept('confidence.bin') }
