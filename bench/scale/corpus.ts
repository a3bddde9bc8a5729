import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lexicon, readReport } from '../../indexer/index.js'
import type { CleanText } from '../pages/clean-text.js'

/** Corpora of any size: laws read as reports are, repeated with other places and years where there are not enough. */

const FIRST_YEAR = 2000
const YEARS = 25
const PLACE = /(?:北京|上海|天津|重庆|深圳|广东|四川|浙江|河南)[省市]/gu
const YEAR = /20[012]\d(?=年)/gu

/** The text of a repetition: its places and years are others, so that its terms and numbers are not those of the first. */
function variant(text: string, round: number, cities: readonly string[]): string {
  if (round === 0) return text
  return text.replace(PLACE, (place) => `${cities[(place.charCodeAt(0) + round) % cities.length] ?? ''}市`)
    .replace(YEAR, (year) => String(FIRST_YEAR + ((Number(year) - FIRST_YEAR + round * 7) % YEARS)))
}

/** Source texts with their catalogue entries, without end. */
export function* sources(texts: readonly CleanText[], { cities }: Lexicon): Generator<{ readonly entry: Parameters<typeof readReport>[0]; readonly text: string }> {
  const names = cities.map(({ name }) => name)
  for (let round = 0; ; round++) {
    for (const [i, { name, text }] of texts.entries()) {
      const year = FIRST_YEAR + ((i * 7 + round * 3) % YEARS)
      const title = /^#\s*(.+)$/mu.exec(text)?.[1]?.trim() ?? name
      yield {
        entry: { file: `${round}-${i}.txt`, id: `law-${round}-${i}`, title: round === 0 ? title : `${title}（${round}）`, kind: 'report', issuer: null, published: year, covers: [year, year + 1], cities: [names[(i + round * 5) % names.length] ?? ''], sha256: '' },
        text: variant(text, round, names).replace(/<!--[^]*?-->/gu, '').replace(/^#+ /gmu, ''),
      }
    }
  }
}

/** Law text has a passage in so many bytes. */
const BYTES_OF_A_PASSAGE = 177

/** Writes a seeds folder with sources for about so many passages; returns their bytes. */
export function writeSeeds(texts: readonly CleanText[], lexicon: Lexicon, folder: string, passages: number): number {
  const catalog = ['reports:']
  let bytes = 0
  for (const { entry, text } of sources(texts, lexicon)) {
    if (bytes >= passages * BYTES_OF_A_PASSAGE) break
    const source = Buffer.from(text, 'utf8')
    bytes += source.length
    writeFileSync(join(folder, entry.file), source)
    const { file, id, title, kind, published, covers, cities } = entry
    catalog.push(`  - ${JSON.stringify({ file, id, title, kind, published, covers, cities, sha256: createHash('sha256').update(source).digest('hex') })}`)
  }
  writeFileSync(join(folder, 'catalog.yaml'), `${catalog.join('\n')}\n`)
  return bytes
}
