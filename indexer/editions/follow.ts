import type { Edition, KeptPassage } from '../types.js'

/** Where an anchor leads through the editions of its report. */

/** An anchor's passage in one edition: none while it is gone, several where it was split, the one that holds most of it first. */
export interface Stand {
  readonly edition: Edition
  readonly passages: readonly KeptPassage[]
}

interface Table {
  readonly passages: ReadonlyMap<string, KeptPassage>
  readonly moves: ReadonlyMap<string, readonly string[]>
}

const tables = new WeakMap<Edition, Table>()

function tableOf(edition: Edition): Table {
  const known = tables.get(edition)
  if (known) return known
  const table = {
    passages: new Map(edition.passages.map((passage) => [passage.anchor, passage])),
    moves: new Map(edition.moves.map(({ from, to }) => [from, to])),
  }
  tables.set(edition, table)
  return table
}

/** The passage of that anchor in an edition. */
export const passageIn = (edition: Edition, anchor: string): KeptPassage | undefined => tableOf(edition).passages.get(anchor)

/** The passages in the order in which the edition prints them. */
export const inReadingOrder = ({ edition, passages }: Stand): readonly KeptPassage[] =>
  passages.length < 2 ? passages : edition.passages.filter((passage) => passages.includes(passage))

/**
 * Follows an anchor from the first edition that has it to the last. Empty when no edition has it. In each edition its own
 * anchor comes first, then the aliases that its passage has been given since.
 */
export function follow(editions: readonly Edition[], anchor: string): Stand[] {
  const first = editions.findIndex((edition) => passageIn(edition, anchor) !== undefined)
  if (first === -1) return []
  let current: readonly string[] = [anchor]
  return editions.slice(first).map((edition) => {
    const { passages, moves } = tableOf(edition)
    if (passages.has(anchor)) current = [anchor]
    else current = [...new Set(current.flatMap((name) => (passages.has(name) ? [name] : (moves.get(name) ?? [name]))))]
    return { edition, passages: current.flatMap((name) => passages.get(name) ?? []) }
  })
}
