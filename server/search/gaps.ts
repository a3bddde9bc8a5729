import type { Passage, Report } from '../../indexer/index.js'
import type { Corpus, Entry } from './corpus.js'

/** Where the source has lost lines, as a column page does between two runs. */

/** Whether text is missing behind a passage: a run of a column page that does not end a sentence. */
export const endsInGap = (report: Report, { kind, reordered, text, corrections: own }: Passage): boolean =>
  kind === 'paragraph' && (reordered || own.some((index) => report.corrections[index]?.kind === 'order')) && !/[。！？…][”"’』」）)]*$/u.test(text)

/** A clause so short that it is the end of one. */
const TAIL = /^\p{Script=Han}{1,2}[,，、;；。]/u

/** Whether text is missing before a passage, and it opens with the end of a clause: a poorer quotation than a whole one. */
export function opensAfterGap(corpus: Corpus, entry: Entry): boolean {
  // The text first: it is at hand, the passage before has to be read.
  if (!TAIL.test(corpus.texts.text(entry.ordinal))) return false
  const before = entry.ordinal === 0 ? undefined : corpus.at(entry.ordinal - 1)
  return before !== undefined && before.report === entry.report && endsInGap(before.report, before.passage)
}
