import { snapshotOf, type Report, type Correction, type Passage, type SectionKind } from '../../indexer/index.js'
import { Engine } from '../../server/search/engine.js'
import { testLanguage } from './built.js'

/** Reports that no file says: for texts and ties that the seeds do not have. */

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const anchorOf = (i: number): string => `${ALPHABET[i % 32] ?? '0'}`.padStart(2, ALPHABET[Math.floor(i / 32)] ?? '0').padStart(8, '0')

/** What a test says of a made-up report; the rest is plain. */
export interface MadeUp {
  readonly id: string
  readonly texts: readonly string[]
  readonly title?: string
  readonly published?: number | null
  readonly covers?: readonly number[]
  readonly city?: string | null
  /** What single passages have beyond their text, by their index. */
  readonly passages?: Readonly<Record<number, Partial<Passage>>>
  readonly corrections?: readonly Correction[]
  /** The kind of the one section that holds the passages. */
  readonly section?: SectionKind
}

export function madeUpReport({ id, texts, title = `报告 ${id}`, published = 2021, covers = [2021], city = null, passages: extra = {}, corrections = [], section = 'lead' }: MadeUp): Report {
  let at = 0
  const passages = texts.map((text, i): Passage => {
    const span = { start: at, end: at + text.length }
    at += text.length + 1
    return {
      anchor: anchorOf(i), kind: 'paragraph', span, text, theme: null, label: null,
      pieces: [{ line: i + 1, from: 0, to: text.length }], city, county: null, years: covers, topics: [], repeats: null, reordered: false, corrections: [], ...extra[i],
    }
  })
  return {
    id, title, published, covers, file: `${id}.txt`, kind: 'report', issuer: null, cities: city === null ? [] : [city], sha256: '0'.repeat(64),
    canonical: { text: texts.join('\n'), pieces: [] }, source: texts, passages, furniture: [], corrections, diagnostics: [],
    sections: [{ id: 's1', kind: section, level: section === 'lead' ? 0 : 1, heading: '', pieces: [], city, speaker: null, passages: passages.map((_, i) => i), sections: [] }],
  }
}

/** An engine over made-up reports, with the real lexicon and analyzer. */
export function madeUpEngine(...reports: readonly MadeUp[]): Engine {
  return new Engine(snapshotOf(reports.map(madeUpReport), testLanguage()), testLanguage())
}
