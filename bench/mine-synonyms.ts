import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLanguage, PACKAGE_ROOT, readCorpus } from '../indexer/index.js'
import { abbreviates, contexts, definitions, type Candidate } from './mining/candidates.js'

/**
 * `npm run bench -- mine-synonyms [--seeds DIR] [--out FILE]`: proposes synonyms that the lexicon does not have, from definitions (以下简称…), brackets and shared contexts,
 * each with its evidence, for an editor to accept into `indexer/lexicon/synonyms.yaml`. Nothing is accepted by itself.
 */
export async function mineSynonyms(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: { seeds: { type: 'string' }, out: { type: 'string' }, most: { type: 'string', default: '60' } } })
  const { lexicon, analyzer } = loadLanguage()
  const corpus = await readCorpus(values.seeds ?? join(PACKAGE_ROOT, 'seeds'), lexicon, () => undefined)
  if (!corpus.ok) throw new Error(JSON.stringify(corpus.problem))
  const texts = corpus.value.reports.flatMap((report) => report.passages.map(({ text, anchor }) => ({ text: analyzer.foldTight(text).text, at: `${report.id}/${anchor}` })))
  const known = new Set(lexicon.synonyms.flatMap(({ from, to }) => to.flatMap((other) => [`${from}\n${other}`, `${other}\n${from}`])))
  const fresh = ({ a, b }: Candidate): boolean => !known.has(`${a}\n${b}`)
  const stated = texts.flatMap(({ text, at }) => definitions(text).map((found) => ({ ...found, evidence: `${at}: ${found.evidence}` }))).filter(fresh)
  const words = texts.map(({ text }) => analyzer.tiles(text).map(({ term }) => term))
  const alike = contexts(words, (word) => !lexicon.stopWords.has(word)).filter(fresh).slice(0, Number(values.most))
  const unique = [...new Map(stated.map((candidate) => [`${candidate.a}\n${candidate.b}`, candidate])).values()]
  const lines = [
    '# Candidates for indexer/lexicon/synonyms.yaml. An editor takes over what is right, and deletes the rest.',
    '# -- defined in a text, or in brackets',
    ...unique.map(({ a, b, evidence }) => `- [${b}, ${a}]  # ${abbreviates(b, a) ? 'abbreviates; ' : ''}${evidence}`),
    '# -- in the same contexts (cosine of PPMI)',
    ...alike.map(({ a, b, evidence }) => `- [${a}, ${b}]  # ${evidence}`),
  ]
  if (values.out) writeFileSync(values.out, `${lines.join('\n')}\n`)
  else console.log(lines.join('\n'))
}
