import { extendLedger, type Problem } from '../../indexer/index.js'
import { allocate, parseLink, printLink, ShortLinks, SHORT_LINKS_FILE, type PassageKey, type ShortLink } from './short-links.js'

const read = (lines: readonly string[]): ShortLink[] => lines.flatMap((line) => parseLink(line) ?? [])

/**
 * The short addresses of a data folder, with new ones, kept before they are given out, for passages that have none. What cannot be
 * kept is not given out: then `problem` says why, and the addresses known so far stay in force.
 */
export async function keepShortLinks(data: string, passages: Iterable<PassageKey>): Promise<{ readonly links: ShortLinks; readonly problem: Problem | null }> {
  const { lines, problem } = await extendLedger(data, SHORT_LINKS_FILE, (kept) => allocate(read(kept), passages).map(printLink))
  return { links: new ShortLinks(read(lines)), problem }
}
