import type { Engine } from '../search/engine.js'
import type { Entry } from '../search/corpus.js'
import { EMPTY_QUERY } from '../search/query.js'

/** Searches that a first visitor can try, taken from what the corpus itself writes of; each has been run and finds something good. */

/** Words shorter than this say little as an example, longer ones are titles. */
const [SHORTEST, LONGEST] = [3, 8]
/** A number with its unit that is long enough to be looked for. */
const NUMBER = /(?<![\d.])\d{3,}(?:\.\d+)?(?:万元|亿元|万人|人次|万张|张)/gu
const WORDS_TRIED = 40
/** Passages that are looked at, spread over the corpus. */
const SAMPLE = 4000

function sampleOf({ corpus }: Engine): readonly Entry[] {
  const step = Math.max(1, Math.ceil(corpus.columns.size / SAMPLE))
  return Array.from({ length: Math.ceil(corpus.columns.size / step) }, (_, i) => corpus.at(i * step))
}

/** Examples that are shown, and clauses that are tried where words are wanting. */
const [MOST, CLAUSES_TRIED] = [3, 5]
/** A short clause between punctuation marks. */
const CLAUSE = /(?<=^|[，。；：])\p{Script=Han}{6,12}(?=[，。；])/u

interface TopicWord {
  readonly word: string
  readonly topic: string
  readonly cities: Set<string>
  count: number
}

/** The words by which passages were given their topics; those of most cities first, then the most frequent. */
function topicWords(sample: readonly Entry[]): TopicWord[] {
  const words = new Map<string, TopicWord>()
  for (const { passage } of sample) {
    for (const { topic, words: evidence } of passage.topics) {
      for (const word of evidence) {
        const length = [...word].length
        if (length < SHORTEST || length > LONGEST) continue
        const known = words.get(word) ?? { word, topic, cities: new Set<string>(), count: 0 }
        if (passage.city !== null) known.cities.add(passage.city)
        known.count++
        words.set(word, known)
      }
    }
  }
  return [...words.values()].sort((a, b) => b.cities.size - a.cities.size || b.count - a.count || (a.word < b.word ? -1 : 1)).slice(0, WORDS_TRIED)
}

/** The longest number that stands in one passage only; the earliest of equals, '' when there is none. */
function rareNumber(sample: readonly Entry[]): string {
  const seen = new Map<string, number>()
  for (const { passage } of sample) for (const number of new Set(passage.text.match(NUMBER))) seen.set(number, (seen.get(number) ?? 0) + 1)
  return [...seen].filter(([, count]) => count === 1).map(([number]) => number).reduce((best, number) => (number.length > best.length ? number : best), '')
}

/** A clause of each of the first passages that has a short one. */
const clausesOf = (sample: readonly Entry[]): string[] =>
  [...new Set(sample.flatMap(({ passage }) => CLAUSE.exec(passage.text)?.[0] ?? []))].slice(0, CLAUSES_TRIED)

const known = new WeakMap<Engine, readonly string[]>()

/** The examples of an engine, made once: a snapshot does not change. */
export function examplesOf(engine: Engine): readonly string[] {
  const examples = known.get(engine) ?? chosenFrom(engine)
  known.set(engine, examples)
  return examples
}

/** Up to three: a word that most cities write of, a city with a word of another topic, a number; where these are wanting, a clause, and a city with a year. */
function chosenFrom(engine: Engine): string[] {
  const works = (q: string): boolean => {
    const { total, weak } = engine.search({ ...EMPTY_QUERY, q, size: 1 })
    return total > 0 && !weak
  }
  const sample = sampleOf(engine)
  const words = topicWords(sample)
  const first = words.find(({ word }) => works(word))
  const [city] = [...engine.coverage().city].sort((a, b) => b.count - a.count)
  const second = city && words.find(({ word, topic, cities }) => topic !== first?.topic && cities.has(city.value) && works(`${city.value} ${word}`))
  const number = rareNumber(sample)
  const chosen = [...(first ? [first.word] : []), ...(city && second ? [`${city.value} ${second.word}`] : []), ...(number !== '' && works(number) ? [number] : [])]
  // Few reports, or ones that no topic has words for: what stands there, word for word, and a city in its year.
  const [year] = [...engine.coverage().year].sort((a, b) => b.count - a.count)
  const others = chosen.length >= MOST ? [] : [...clausesOf(sample).map((clause) => `“${clause}”`), ...(city && year ? [`${city.value} ${year.value}`] : [])]
  return [...chosen, ...others.filter(works)].slice(0, MOST)
}
