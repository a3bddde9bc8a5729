import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_ROOT } from './package-root.js'

/** The packed weights of the join model, as `npm run bench -- learn-joins` has written them; the first line says what from. */
export const readJoinWeights = (): Uint8Array => readFileSync(join(PACKAGE_ROOT, 'indexer', 'lexicon', 'joins.bin'))
