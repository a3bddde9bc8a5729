import { STREAMS, type ScoredPassages, type SearchIndex, type Steps, type Stream, type Sums, type TermOfStream, type WantedStream } from '../ports.js'
import { openSections, sectionOf } from '../store/sections.js'
import { StreamPostings } from './stream.js'

export { PostingsBuilder } from './builder.js'
export { mergePostings, mergeStreams, packStreams, type MergedPart, type MergedStreams } from './merge.js'

/** Opens what `PostingsBuilder` has made, in place: only dictionaries and what runs on from passage to passage are unpacked. Bytes that it has not made throw. */
export function openPostings(bytes: Uint8Array): SearchIndex {
  const sections = openSections(bytes)
  const size = sectionOf(sections, 'size', 'u32')[0] ?? 0
  const streams = new Map(STREAMS.map((stream) => [stream, new StreamPostings(sections, stream, size)]))
  const of = (stream: Stream): StreamPostings => {
    const postings = streams.get(stream)
    if (!postings) throw new Error(`no stream ${stream}`)
    return postings
  }
  const grams = of('grams')
  let byLast: ReadonlyMap<string, readonly number[]> | null = null
  const newSums = (): Sums => ({ scores: new Float64Array(size), met: new Uint32Array((size + 31) >>> 5), passages: new Uint32Array(size), totals: new Float64Array(size) })
  let own: Sums | null = null
  function* scoring(plan: readonly WantedStream[], sums: Sums): Steps<ScoredPassages> {
    for (const { streams: wanted, terms } of plan) {
      const weights = new Map(terms.map(({ term, weight }) => [term, weight]))
      for (const [stream, boost] of Object.entries(wanted) as [Stream, number][]) {
        for (const [term, weight] of weights) {
          const id = of(stream).find(term)
          if (id === -1) continue
          of(stream).score(id, weight * boost, sums)
          yield
        }
      }
    }
    const count = takeSums(sums)
    return { passages: sums.passages.subarray(0, count), scores: sums.totals.subarray(0, count) }
  }

  return {
    size,
    documentFrequency(term, stream) {
      const id = of(stream).find(term)
      return id === -1 ? 0 : of(stream).count(id)
    },
    *vocabulary() {
      const body = of('body')
      for (let id = 0; id < body.terms; id++) yield [body.term(id), body.count(id)] as const
    },
    score(plan) {
      const steps = scoring(plan, (own ??= newSums()))
      for (;;) {
        const step = steps.next()
        if (step.done) return step.value
      }
    },
    scoring,
    sums: newSums,
    holders(terms: readonly TermOfStream[]) {
      const lists = terms.map(({ term, stream }) => ({ postings: of(stream), id: of(stream).find(term) }))
      if (lists.length === 0 || lists.some(({ id }) => id === -1)) return new Uint32Array(0)
      const [rarest, ...others] = lists.sort((a, b) => a.postings.count(a.id) - b.postings.count(b.id))
      return others.reduce((kept, { postings, id }) => (kept.length === 0 ? kept : postings.among(kept, id)), rarest ? rarest.postings.passages(rarest.id) : new Uint32Array(0))
    },
    holdersOfCharacter(character) {
      byLast ??= groupByLast(grams)
      const [from, to] = grams.startingWith(character)
      const met = new Uint8Array(size)
      const take = (id: number): void => {
        grams.mark(id, met)
      }
      for (let id = from; id < to; id++) take(id)
      for (const id of byLast.get(character) ?? []) take(id)
      return indicesOf(met)
    },
  }
}

/** Moves all sums, in the order of their passages, into the answer, and returns how many there are. */
function takeSums({ scores, met, passages, totals }: Sums): number {
  let count = 0
  for (let word = 0; word < met.length; word++) {
    let bits = met[word]!
    if (bits === 0) continue
    met[word] = 0
    for (; bits !== 0; bits &= bits - 1) {
      const passage = (word << 5) + 31 - Math.clz32(bits & -bits)
      passages[count] = passage
      totals[count++] = scores[passage]!
      scores[passage] = 0
    }
  }
  return count
}

function indicesOf(met: Uint8Array): Uint32Array {
  const list = new Uint32Array(met.length)
  let count = 0
  for (let i = 0; i < met.length; i++) if (met[i] === 1) list[count++] = i
  return list.slice(0, count)
}

/** The numbers of the pairs by their second character. */
function groupByLast(grams: StreamPostings): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (let id = 0; id < grams.terms; id++) {
    const characters = [...grams.term(id)]
    const last = characters[1]
    if (last === undefined) continue
    const group = groups.get(last)
    if (group) group.push(id)
    else groups.set(last, [id])
  }
  return groups
}
