import { tableCells, type Passage, type Report, type Section } from '../../indexer/index.js'
import type { RangeResolution, Resolution } from '../resolving/resolve.js'
import type { Corpus, Entry } from '../search/corpus.js'
import type { Hit, Results } from '../search/engine.js'
import type { Mark } from '../search/match.js'
import { DIMENSIONS } from '../search/query.js'
import { passageLink, reportLink } from './links.js'
import { MESSAGES } from './messages/index.js'
import { correctionsOf } from './passage-text.js'

/** Values -> the JSON contract. The HTML pages show the same facts. */

const marks = (list: readonly Mark[]): [number, number, Mark['kind']][] => list.map(({ start, end, kind }) => [start, end, kind])

const reportOf = ({ id, title, file, kind, published, covers }: Report) => ({ id, title, source: file, kind, published, covers: [...covers] })

export const reportSummary = (report: Report) => ({
  ...reportOf(report), issuer: report.issuer, cities: [...report.cities], passages: report.passages.length, url: reportLink(report.id),
})

const passageFacts = ({ passage, report, headings, lines, id }: Entry) => ({
  id, url: passageLink(report.id, passage.anchor),
  city: passage.city, county: passage.county, counties: [...passage.counties ?? []], years: [...passage.years], topics: passage.topics.map(({ topic }) => topic),
  headings: [...headings], text: passage.text, lines: [...lines],
})

/** Beyond the contract of a hit: what the passage is, and the passage of its report whose words it repeats. */
const ownFacts = ({ kind, repeats }: Passage) => ({ kind, repeats })

const hitJson = ({ entry, score, marks: all, snippet }: Hit) => ({
  ...passageFacts(entry), score: Math.round(score * 1000) / 1000, report: reportOf(entry.report),
  marks: marks(all), snippet: { text: snippet.text, marks: marks(snippet.marks) },
})

/** What was sought beside what was typed: other ways of writing, and corrections that were made. */
const interpreted = ({ interpretation, spelling }: Results) => [
  ...(spelling?.applied ? spelling.corrections.map(({ from, to }) => ({ term: from, as: [to], kind: 'correction' })) : []),
  ...interpretation.concepts.flatMap(({ text, alternatives }) => {
    const kinds = [...new Set(alternatives.map(({ kind }) => kind))]
    return kinds.map((kind) => ({ term: text, as: [...new Set(alternatives.filter((one) => one.kind === kind).map((one) => one.text))], kind }))
  }),
]

/** The query as it was understood; counties, excluded values and kinds of match that are switched off are told when there are any. */
const echo = ({ off, not, county, ...query }: Results['query']) => ({
  ...query, ...(county.length === 0 ? {} : { county: [...county] }), ...(off.length === 0 ? {} : { off: [...off] }), ...(DIMENSIONS.every((dimension) => not[dimension].length === 0) ? {} : { not }),
})

export const resultsJson = (results: Results) => {
  const { query, total, tookMs, weak, spelling, hits, facets } = results
  return {
    query: echo(query), total, page: query.page, size: query.size, tookMs, weak,
    didYouMean: spelling?.text ?? null,
    interpreted: interpreted(results),
    ...(results.interpretation.cut.length === 0 ? {} : { cutShort: [...results.interpretation.cut] }),
    hits: hits.map(hitJson),
    facets,
  }
}

/** The whole report as a tree; every passage stands in it once, in reading order. The rows of a table have their cells, in the order of its columns. */
export function reportJson(report: Report, corpus: Corpus) {
  const section = ({ id, kind, level, heading, city, speaker, passages, sections }: Section): object => {
    const own = passages.flatMap((i) => report.passages[i] ?? [])
    const rows = kind === 'table' ? own.filter((passage) => passage.kind === 'row') : []
    const table = tableCells(rows)
    return {
      id, kind, level, heading, city, speaker, columns: table && [table.label ?? '', ...table.columns],
      passages: own.flatMap((passage) => {
        const entry = corpus.entry(report.id, passage.anchor)
        const cells = table && (passage !== rows[0] || !table.headed) && passage.kind === 'row' ? table.cells(passage) : null
        return entry ? [{ ...passageFacts(entry), ...ownFacts(passage), cells: cells && [passage.label ?? '', ...cells.map(({ start, end }) => passage.text.slice(start, end))] }] : []
      }),
      sections: sections.map(section),
    }
  }
  return { report: reportSummary(report), sections: report.sections.map(section) }
}

/** One passage with the evidence of its topics and all its source lines. */
export const passageJson = (entry: Entry) => ({
  ...passageFacts(entry), ...ownFacts(entry.passage), report: reportOf(entry.report),
  topicEvidence: entry.passage.topics.map(({ topic, words }) => ({ topic, words: [...words] })),
  reordered: entry.passage.reordered,
  doubts: [...entry.passage.doubts ?? []],
  breaks: [...entry.passage.breaks ?? []],
  corrections: correctionsOf(entry.report, entry.passage),
  sourceLines: [...new Set(entry.passage.pieces.map(({ line }) => line))],
})

/** What has become of a passage, or of a range, with the passages that stand for it now and the evidence of their topics. */
export function resolutionJson(resolution: Resolution | RangeResolution) {
  const parts = 'parts' in resolution ? resolution.parts : [resolution]
  const { state, quote, entries } = resolution
  const [first] = parts
  return {
    state, label: MESSAGES['zh-CN'].states[state], quote, edition: first?.edition ?? '',
    passage: entries[0] ? passageJson(entries[0]) : null,
    passages: [...entries].sort((a, b) => a.ordinal - b.ordinal).map(passageJson),
    differences: parts.flatMap((part) => part.differences.map(({ kind, text }) => [kind, text] as const)),
    numbers: parts.flatMap((part) => [...part.numbers]),
    place: { was: [...(first?.headings ?? [])], is: entries[0] ? [...entries[0].headings] : null },
    nearest: state === 'gone' ? (first?.nearest ?? []).map(({ id, report, passage }) => ({ id, url: passageLink(report.id, passage.anchor), text: passage.text })) : [],
    history: 'parts' in resolution ? [] : [...resolution.history],
  }
}
