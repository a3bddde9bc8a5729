import { appendToLogs, readLog } from './adapters/edition-files.js'
import { stateAmong, type PassageState } from './editions/compare.js'
import { decodeEdition, encodeEdition } from './editions/code.js'
import { editionId, nextEdition } from './editions/edition.js'
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

/** What a report's first edition would be, made where the report was read. */
export interface FirstEdition {
  readonly report: string
  readonly edition: string
  readonly passages: number
  readonly bytes: Uint8Array
}

/** `now`: when, for the record. */
export function firstEdition(report: Report, now: Date): FirstEdition {
  const passages = keptPassages(report)
  const id = editionId(passages)
  return { report: report.id, edition: id, passages: passages.length, bytes: encodeEdition({ id, recorded: now.toISOString(), title: report.title, passages, moves: [] }) }
}

/**
 * Records an edition of every report whose passages are not those of its last one, and returns what changed. `now`: when,
 * for the record. `firsts`: those that have been made already. Error: `data/unwritable`.
 */
export async function recordEditions(data: string, reports: readonly Report[], now: Date, firsts: readonly FirstEdition[] = []): Promise<Result<EditionChange[]>> {
  const byId = new Map(reports.map((report) => [report.id, report]))
  const firstOf = new Map(firsts.map((first) => [first.report, first]))
  const changes = new Map<string, EditionChange>()
  const appended = await appendToLogs(data, [...byId.keys()], (id, entries) => {
    const report = byId.get(id)
    if (!report) return null
    const first = entries.length === 0 ? firstOf.get(id) : undefined
    if (first) {
      changes.set(id, { report: id, edition: first.edition, first: true, moved: 0, changed: 0, numberChanged: 0, vanished: 0, added: first.passages })
      return first.bytes
    }
    const known = entries.map(decodeEdition)
    const edition = nextEdition(known, report.title, keptPassages(report), now.toISOString())
    if (!edition) return null
    changes.set(id, changeOf(id, known.at(-1), edition))
    return encodeEdition(edition)
  })
  return appended.ok ? ok([...byId.keys()].flatMap((id) => changes.get(id) ?? [])) : appended
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
