import { deflateRawSync } from 'node:zlib'
import type { Stream } from '../ports.js'
import { packNumbers } from '../store/column.js'
import type { Section } from '../store/sections.js'
import { BLOCK, RUNNING, sectionName, skipsOf } from './layout.js'
import type { TermList } from './term-order.js'
import { packTerms } from './terms.js'

/** The postings of one stream, terms in the order of their bytes. */
export interface StreamParts {
  readonly terms: TermList
  /** By term: the passages that hold it, and the bytes of its list. */
  readonly counts: Uint32Array
  readonly sizes: Uint32Array
  /** The lists, one behind the other. */
  readonly bytes: Uint8Array
  /** By passage: how many distinct terms it has. */
  readonly lengths: Uint32Array
}

export function packStream(stream: Stream, { terms, counts, sizes, bytes, lengths }: StreamParts): Record<string, Section> {
  const skipPassages: number[] = []
  const skipOffsets: number[] = []
  let start = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0
    if (skipsOf(count) > 0) writeSkips(bytes, start, count, skipPassages, skipOffsets)
    start += sizes[i] ?? 0
  }
  return {
    [sectionName(stream, 'terms')]: packTerms(terms), [sectionName(stream, 'counts')]: packNumbers(counts), [sectionName(stream, 'sizes')]: packNumbers(sizes),
    [sectionName(stream, 'bytes')]: RUNNING.includes(stream) ? deflateRawSync(bytes) : bytes, [sectionName(stream, 'lengths')]: packNumbers(lengths),
    [sectionName(stream, 'skipPassages')]: Uint32Array.from(skipPassages), [sectionName(stream, 'skipOffsets')]: Uint32Array.from(skipOffsets),
  }
}

/** For every block of a list: the last passage before it, and where its bytes start behind the list's. */
function writeSkips(bytes: Uint8Array, start: number, count: number, passages: number[], offsets: number[]): void {
  let at = start
  let passage = -1
  const next = (): number => {
    let [value, shift] = [0, 0]
    for (;;) {
      const byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
      shift += 7
    }
  }
  for (let i = 0; i < count; i++) {
    if (i % BLOCK === 0) {
      passages.push(passage + 1)
      offsets.push(at - start)
    }
    const head = next()
    passage += head >>> 1
    if (head & 1) next()
  }
}
