import { keptPassages, nextEdition, type Edition, type KeptPassage, type Report } from '../../indexer/index.js'

/** What earlier processings may have made of a report, told from what it is now. */

export type Earlier = (passages: readonly KeptPassage[]) => KeptPassage[]

/** The editions of a report, oldest first, the last as it is now. Each is recorded on the first of a month. */
export function editionsBefore(report: Report, ...earlier: readonly Earlier[]): Edition[] {
  const now = keptPassages(report)
  const editions: Edition[] = []
  for (const [i, passages] of [...earlier.map((change) => change(now)), now].entries()) {
    const edition = nextEdition(editions, report.title, passages, `2026-${String(i + 1).padStart(2, '0')}-01T00:00:00.000Z`)
    if (edition) editions.push(edition)
  }
  return editions
}

/** One passage as another text, under another anchor. */
export const otherwise = (index: number, anchor: string, change: (text: string) => string): Earlier => (passages) =>
  passages.map((passage, i) => (i === index ? { ...passage, anchor, text: change(passage.text) } : passage))
