import type { Report } from '../../indexer/index.js'
import type { Entry } from '../search/corpus.js'
import type { CitationKind, CitationRecord, CitedPassage } from './record.js'

/**
 * How a report of the catalogue is classed: a plan is a document of an authority (公文); a feature is an article where the newspaper
 * is known, else a text on the web.
 */
function kindOf({ kind, imprint }: Report): CitationKind {
  switch (kind) {
    case 'report': return 'report'
    case 'newspaper': return 'newspaper'
    case 'plan': return 'official'
    case 'feature': return imprint?.newspaper ? 'newspaper' : 'web'
  }
}

/** The record of a report, of one of its passages, or of several from one to another, in order: what the catalogue says, and nothing else. `address` is where it is read here. */
export function citationRecord(report: Report, entries: readonly Entry[], address: string): CitationRecord {
  const { imprint } = report
  const authors = imprint && imprint.authors.length > 0 ? imprint.authors : report.issuer === null ? [] : [report.issuer]
  return {
    id: [report.id, ...endsOf(entries).map(({ passage }) => passage.anchor)].join('-'),
    kind: kindOf(report),
    authors: authors.map((literal) => ({ literal })),
    title: report.title,
    number: imprint?.number ?? null,
    place: imprint?.place ?? null,
    publisher: imprint?.publisher ?? null,
    container: imprint?.newspaper ?? null,
    issued: imprint?.date ?? (report.published === null ? null : String(report.published)),
    pages: imprint?.page ?? null,
    url: imprint?.url ?? null,
    address,
    passage: citedPassage(report, entries),
  }
}

/** The first and the last of a list; one, when that is the same. */
export const endsOf = <T>(list: readonly T[]): T[] => (list.length < 2 ? [...list] : [list[0] as T, list[list.length - 1] as T])

function citedPassage(report: Report, entries: readonly Entry[]): CitedPassage | null {
  const ends = endsOf(entries)
  const [first] = ends
  if (!first) return null
  const [number = 0, last] = ends.map(({ passage }) => report.passages.indexOf(passage) + 1)
  const lines = entries.flatMap((entry) => entry.lines)
  return {
    anchor: ends.map(({ passage }) => passage.anchor).join('~'), headings: first.headings,
    place: { number, ...(last === undefined ? {} : { last }), lines: [Math.min(...lines), Math.max(...lines)] }, quote: entries.map(({ passage }) => passage.text).join('\n'),
  }
}
