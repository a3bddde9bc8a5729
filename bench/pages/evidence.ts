import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCorpus, readingEvidence, withReports, type Evidence, type Lexicon } from '../../indexer/index.js'
import { isParagraph, type CleanText } from './clean-text.js'

/** The reports of a seeds folder, apart from the interleaved page of 2019. */
export function seedTexts(seeds: string): CleanText[] {
  return readdirSync(seeds).filter((name) => name.endsWith('.txt') && !name.startsWith('001')).sort()
    .map((name) => ({ name, text: readFileSync(join(seeds, name), 'utf8') }))
}

/** The paragraphs of those reports, as they are read: a printed line is none. */
export async function reportParagraphs(seeds: string, lexicon: Lexicon): Promise<{ name: string; paragraphs: string[] }[]> {
  const corpus = await readCorpus(seeds, lexicon, () => undefined)
  if (!corpus.ok) throw new Error(`the reports cannot be read: ${JSON.stringify(corpus.problem)}`)
  const clean = new Set(seedTexts(seeds).map(({ name }) => name))
  return corpus.value.reports.filter(({ file }) => clean.has(file))
    .map(({ file, passages }) => ({ name: file, paragraphs: passages.map(({ text }) => text.replace(/\s+/gu, '')).filter(isParagraph) }))
    .filter(({ paragraphs }) => paragraphs.length >= 8)
}

/** The evidence that indexing these seeds would have, without the text that a page is made of. */
export function evidenceOf(seeds: readonly CleanText[], lexicon: Lexicon): (without: string | null) => Evidence {
  const made = new Map<string | null, Evidence>()
  let all: Evidence | null = null
  return (without) => {
    const known = made.get(without)
    if (known) return known
    const evidence = withReports((all ??= readingEvidence([], lexicon)), seeds.filter(({ name }) => name !== without).map(({ text }) => text))
    made.set(without, evidence)
    return evidence
  }
}

export const placesOf = (lexicon: Lexicon): { name: string; counties: string[] }[] =>
  lexicon.cities.map(({ name, counties, ambiguous }) => ({ name, counties: [...counties.keys()].filter((county) => !ambiguous.has(county)) }))
