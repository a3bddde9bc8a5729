import { editionId, keptPassages, movesTo, type Edition, type Report } from '../../indexer/index.js'

/** Where old editions are kept. */
export interface Archive {
  /** The editions of a report, oldest first; none when nothing is known of it. */
  editions(report: string): Promise<readonly Edition[]>
}

/** An archive that keeps nothing: every address is as old as what is served. */
export const NO_ARCHIVE: Archive = { editions: () => Promise.resolve([]) }

/** Reports whose editions stay in memory. */
const MOST_KEPT = 64

/** The editions of the reports that are served, each list ending with the served one. */
export class Editions {
  readonly #archive: Archive
  readonly #kept = new Map<string, Promise<readonly Edition[]>>()

  constructor(archive: Archive) {
    this.#archive = archive
  }

  of(report: Report): Promise<readonly Edition[]> {
    const known = this.#kept.get(report.id)
    if (known) return known
    const reading = this.#archive.editions(report.id).then((editions) => endingWith(report, editions))
    // What could not be read is not kept: the next request tries again.
    reading.catch(() => this.#kept.delete(report.id))
    this.#kept.set(report.id, reading)
    const oldest = this.#kept.keys().next().value
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return reading
  }
}

/** Later editions are not served yet; and where the served one is not in the archive, it is put behind those that are. */
function endingWith(report: Report, editions: readonly Edition[]): readonly Edition[] {
  const passages = keptPassages(report)
  const id = editionId(passages)
  const served = editions.map((edition) => edition.id).lastIndexOf(id)
  if (served !== -1) return editions.slice(0, served + 1)
  return [...editions, { id, recorded: '', title: report.title, passages, moves: movesTo(editions, passages) }]
}
