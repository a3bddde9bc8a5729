/** Published surface of the reading order. */
export { interleavedRegions } from './detect.js'
export type { Affinity, Region } from './detect.js'
export { evidenceFrom, joinAffinity } from './language.js'
export type { Evidence } from './language.js'
export { restoreReadingOrder } from './restore.js'
export type { Dictionary } from './word-model.js'
export type { City, Doubt, DoubtRule, Fragment, Join, ReadingOrder, Role, Run } from './types.js'
