import type { Stream } from '../ports.js'

/** What builder and reader of postings agree on. */

/**
 * Postings of a term: for each passage the distance to the one before, times two, plus one when the term stands there more than once (then its
 * frequency follows); all as little-endian numbers of seven bits a byte. Every `BLOCK` passages of a longer list there is a place to skip to.
 */
export const BLOCK = 128

/** Names of the sections of one stream. */
export const sectionName = (stream: Stream, part: 'terms' | 'termStarts' | 'counts' | 'starts' | 'bytes' | 'skipStarts' | 'skipPassages' | 'skipOffsets' | 'lengths'): string => `${stream}.${part}`
