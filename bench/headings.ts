import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLanguage, PACKAGE_ROOT, readCorpus, type Section } from '../indexer/index.js'
import { keepResult } from './machine.js'
import { plain } from './relevance/judged.js'

/** `npm run bench -- headings [--outlines FOLDER] [--seeds DIR]`: headings and their levels against outlines written by hand. */

/** A line of an outline: its level, and the heading without white space and width. */
export const parseOutline = (text: string): string[] =>
  text.split('\n').filter((line) => /^\d /.test(line)).map((line) => `${line[0]} ${plain(line.slice(2).replace(/^\[(.*)\]$/, '$1'))}`)

/** The headings of a report in the same form, in reading order; sections without a heading have none. */
export const headingsOf = (sections: readonly Section[]): string[] =>
  sections.flatMap(({ level, heading, sections: below }) => [...(heading === '' ? [] : [`${level} ${plain(heading)}`]), ...headingsOf(below)])

/** What is in `a` and not in `b`, each occurrence counted. */
export function without(a: readonly string[], b: readonly string[]): string[] {
  const rest = [...b]
  return a.filter((line) => {
    const at = rest.indexOf(line)
    if (at !== -1) rest.splice(at, 1)
    return at === -1
  })
}

export async function headings(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { outlines: { type: 'string' }, seeds: { type: 'string' } } })
  const folder = values.outlines ?? join(PACKAGE_ROOT, 'test', 'fixtures', 'outlines')
  const corpus = await readCorpus(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), loadLanguage().lexicon, () => undefined)
  if (!corpus.ok) throw new Error(JSON.stringify(corpus.problem))
  const byReport = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => {
    const report = corpus.value.reports.find(({ file }) => file.startsWith(name.slice(0, -'.txt'.length)))
    if (!report) throw new Error(`no report for the outline ${name}`)
    const [truth, found] = [parseOutline(readFileSync(join(folder, name), 'utf8')), headingsOf(report.sections)]
    const [missed, wrong] = [without(truth, found), without(found, truth)]
    return { report: report.id, headings: truth.length, precision: (found.length - wrong.length) / Math.max(1, found.length), recall: (truth.length - missed.length) / Math.max(1, truth.length), missed, wrong }
  })
  for (const { report, precision, recall, missed, wrong } of byReport) {
    console.log(`${report.padEnd(24)} precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`)
    for (const line of missed) console.log(`  missed ${line}`)
    for (const line of wrong) console.log(`  wrong  ${line}`)
  }
  console.log(`kept in ${keepResult('headings', { byReport }).slice(PACKAGE_ROOT.length + 1)}`)
}
