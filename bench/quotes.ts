import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLanguage, PACKAGE_ROOT, readCorpus } from '../indexer/index.js'
import { evaluationFile, keepResult } from './machine.js'
import { plain, type JudgedSet } from './relevance/judged.js'

/**
 * `npm run bench -- quotes [--queries FILE] [--indicators FILE] [--seeds DIR]`: share of the judged quotes that lie inside one passage of their report. A quote of a statistic was
 * made long enough to stand once in its file, and may run beyond its paragraph, even into the `#` of the next heading; of such it is told whether the clause that states the number lies inside one.
 */

interface Quote {
  readonly doc: string
  readonly quote: string
  /** The statistic as printed. */
  readonly raw?: string
}

/** The part of a quote that states its number: up to the marks that end a sentence or open a heading or an item. */
const statementOf = ({ quote, raw }: Quote): string => quote.split(/(?<=[。！？])|(?=#)/u).find((part) => raw !== undefined && part.includes(raw)) ?? quote

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

export async function quotes(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { queries: { type: 'string' }, indicators: { type: 'string' }, seeds: { type: 'string' } } })
  const sources: { name: string; quotes: readonly Quote[] }[] = []
  const queries = values.queries ?? evaluationFile('queries.dev.json')
  if (queries) sources.push({ name: 'queries', quotes: read<JudgedSet>(queries).queries.flatMap(({ relevant }) => relevant) })
  const indicators = values.indicators ?? evaluationFile('indicators.dev.json')
  if (indicators) sources.push({ name: 'indicators', quotes: read<{ facts: readonly Quote[] }>(indicators).facts })
  if (sources.length === 0) {
    console.log('skipped: no judged quotes (--queries FILE, --indicators FILE, or EVAL_DIR)')
    return
  }
  const corpus = await readCorpus(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), loadLanguage().lexicon, () => undefined)
  if (!corpus.ok) throw new Error(JSON.stringify(corpus.problem))
  const texts = new Map(corpus.value.reports.map((report) => [report.file.slice(0, 3), report.passages.map(({ text }) => plain(text))]))
  const result = sources.map(({ name, quotes: all }) => {
    const stands = (doc: string, quote: string): boolean => texts.get(doc)?.some((text) => text.includes(plain(quote))) ?? false
    const missed = all.filter(({ doc, quote }) => !stands(doc, quote))
    const docs = [...new Set(all.map(({ doc }) => doc))].sort().map((doc) => {
      const own = all.filter((quote) => quote.doc === doc).length
      return { doc, quotes: own, share: 1 - missed.filter((quote) => quote.doc === doc).length / own }
    })
    return { name, quotes: all.length, share: 1 - missed.length / Math.max(1, all.length), docs, missed: missed.map((fact) => `${fact.doc} ${fact.quote}${stands(fact.doc, statementOf(fact)) ? ' (its statement stands in one passage)' : ''}`) }
  })
  for (const { name, quotes: count, share, docs, missed } of result) {
    console.log(`${name}: ${(100 * share).toFixed(1)} % of ${count}; ${docs.map((doc) => `${doc.doc} ${(100 * doc.share).toFixed(1)} % of ${doc.quotes}`).join(', ')}`)
    for (const quote of missed) console.log(`  missed ${quote}`)
  }
  console.log(`kept in ${keepResult('quotes', result).slice(PACKAGE_ROOT.length + 1)}`)
}
