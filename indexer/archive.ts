import { appendToLogs, readLog } from './adapters/edition-files.js'
import { stateAmong, type PassageState } from './editions/compare.js'
import { decodeEdition, encodeEdition } from './editions/code.js'
import { nextEdition } from './editions/edition.js'
import { inReadingOrder } from './editions/follow.js'
import { ok, type Result } from './errors.js'
import { headingPaths } from './pipeline.js'
import type { Edition, KeptPassage, Report } from './types.js'

/** The archive of editions: what is recorded when reports are processed, and read when old addresses are resolved. */

/** What a processing made of a report that was known before. */
export interface EditionChange {
  readonly report: string
  readonly edition: string
  /** No edition was known before. */
  readonly first: boolean
  /** Passages of the last edition by what became of them (`exact` ones aside), and passages that are new. */
  readonly moved: number
  readonly changed: number
  readonly numberChanged: number
  readonly vanished: number
  readonly added: number
}

/** The passages of a report as an edition keeps them. */
export function keptPassages(report: Report): KeptPassage[] {
  const paths = headingPaths(report)
  return report.passages.map(({ anchor, text }, i) => ({ anchor, text, headings: paths[i] ?? [] }))
}

/** The editions of a report, oldest first; none when it has no log. Damaged ones are left out. */
export async function readEditions(data: string, report: string): Promise<Edition[]> {
  return (await readLog(data, report)).entries.map(decodeEdition)
}

/**
 * Records an edition of every report whose passages are not those of its last one, and returns what changed. `now`: when,
 * for the record. Error: `data/unwritable`.
 */
export async function recordEditions(data: string, reports: readonly Report[], now: Date): Promise<Result<EditionChange[]>> {
  const byId = new Map(reports.map((report) => [report.id, report]))
  const changes: EditionChange[] = []
  const appended = await appendToLogs(data, [...byId.keys()], (id, entries) => {
    const report = byId.get(id)
    if (!report) return null
    const known = entries.map(decodeEdition)
    const edition = nextEdition(known, report.title, keptPassages(report), now.toISOString())
    if (!edition) return null
    changes.push(changeOf(id, known.at(-1), edition))
    return encodeEdition(edition)
  })
  return appended.ok ? ok(changes) : appended
}

function changeOf(report: string, before: Edition | undefined, edition: Edition): EditionChange {
  const texts = new Map(edition.passages.map((passage) => [passage.anchor, passage]))
  const moves = new Map(edition.moves.map(({ from, to }) => [from, to]))
  const count: Record<PassageState, number> = { exact: 0, moved: 0, changed: 0, 'number-changed': 0, gone: 0 }
  const reached = new Set<string>()
  for (const { anchor, text, headings } of before?.passages ?? []) {
    const to = (texts.has(anchor) ? [anchor] : (moves.get(anchor) ?? [])).flatMap((name) => texts.get(name) ?? [])
    for (const passage of to) reached.add(passage.anchor)
    const moved = to[0]?.headings.join('\n') !== headings.join('\n')
    count[stateAmong(text, 1, inReadingOrder({ edition, passages: to }), moved)]++
  }
  return {
    report, edition: edition.id, first: before === undefined, moved: count.moved, changed: count.changed, numberChanged: count['number-changed'], vanished: count.gone,
    added: edition.passages.filter(({ anchor }) => !reached.has(anchor)).length,
  }
}
