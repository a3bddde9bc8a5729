import type { Report } from '../../indexer/index.js'
import type { Entry } from '../search/corpus.js'
import type { CitationKind, CitationRecord } from './record.js'

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

/** The record of a report, or of one of its passages: what the catalogue says, and nothing else. `address` is where it is read here. */
export function citationRecord(report: Report, entry: Entry | null, address: string): CitationRecord {
  const { imprint } = report
  const authors = imprint && imprint.authors.length > 0 ? imprint.authors : report.issuer === null ? [] : [report.issuer]
  return {
    id: entry === null ? report.id : `${report.id}-${entry.passage.anchor}`,
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
    passage: entry === null ? null : {
      anchor: entry.passage.anchor, headings: entry.headings, place: { number: report.passages.indexOf(entry.passage) + 1, lines: entry.lines }, quote: entry.passage.text,
    },
  }
}
