import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadLexicon, type Lexicon } from '../../indexer/adapters/lexicon-files.js'
import { PACKAGE_ROOT } from '../../indexer/adapters/package-root.js'
import { readCorpus } from '../../indexer/pipeline.js'
import type { Report, Section, SourceLine } from '../../indexer/types.js'

/** The five seeds as read with the real lexicon, without index or server. */

export const SEEDS_FOLDER = join(PACKAGE_ROOT, 'seeds')
export const FIXTURES = join(PACKAGE_ROOT, 'test', 'fixtures')
export const lexicon: Lexicon = loadLexicon()

let reports: Promise<readonly Report[]> | undefined
export const seedReports = (): Promise<readonly Report[]> => (reports ??= readCorpus(SEEDS_FOLDER, lexicon, () => undefined).then((corpus) => {
  if (!corpus.ok || corpus.value.problems.length > 0) throw new Error(JSON.stringify(corpus))
  return corpus.value.reports
}))

export async function seedReport(id: string): Promise<Report> {
  const found = (await seedReports()).find((report) => report.id === id)
  if (!found) throw new Error(`no seed ${id}`)
  return found
}

/** Source lines from their texts, numbered from 1. */
export const linesFrom = (...texts: readonly string[]): SourceLine[] => texts.map((text, i) => ({ number: i + 1, text }))

/** All sections, pre-order. */
export const flatten = (sections: readonly Section[]): Section[] => sections.flatMap((section) => [section, ...flatten(section.sections)])

export const readFixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8')
