import type { Stream } from '../ports.js'

/** What builder and reader of postings agree on. */

/**
 * Postings of a term: for each passage the distance to the one before, times two, plus one when the term stands there more than once (then its
 * frequency follows); all as little-endian numbers of seven bits a byte. Every `BLOCK` passages of a longer list there is a place to skip to.
 */
export const BLOCK = 128

/** A stream's sections: terms in the order of their bytes, in how many passages each stands, postings one list behind the other and how long each is, skips, and the lengths of the passages. */
export const sectionName = (stream: Stream, part: 'terms' | 'counts' | 'sizes' | 'bytes' | 'skipPassages' | 'skipOffsets' | 'lengths'): string => `${stream}.${part}`

/** Streams whose postings mostly run on from passage to passage, and are kept deflated. */
export const RUNNING: readonly Stream[] = ['title', 'headings', 'letters']

/** Blocks of a list that can be skipped to; a list of one block has none. */
export const skipsOf = (count: number): number => (count > BLOCK ? Math.ceil(count / BLOCK) : 0)
