import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CONFIDENCE_TERMS, JoinWeighing, loadLexicon, PACKAGE_ROOT, restoreReadingOrder, type Network, type PrintedPiece } from '../indexer/index.js'
import { articlesFrom, paragraphsOf, readTexts, sharedLaws, useOf } from './pages/clean-text.js'
import { DAMAGE_CLASSES, type DamageClass } from './pages/damage.js'
import { evidenceOf, placesOf, reportParagraphs, seedTexts } from './pages/evidence.js'
import { fitNetwork, type Examples } from './pages/fit-network.js'
import { damagedPage, placeAt } from './pages/generator.js'
import { misread } from './pages/misread.js'
import { Random } from './pages/random.js'

/**
 * `npm run bench -- fit-confidence [--stages N] [--laws FOLDER_OR_TARGZ] [--seeds DIR] [--seed N[,N…]] [--pages N]`: fits the networks that say how sure a join is,
 * each to what the one before it thought, to the joins of generated pages of all damage classes, and writes `confidence-weights.ts`. Laws that are kept for measuring
 * are not read; two pages in five are made of a report, which is then no evidence for itself; on every second page characters are misread.
 */

const [FROM_REPORTS, OF] = [2, 5]
const MISREAD = 0.03
const HIDDEN = 20
const EPOCHS = 12
const DECAY = 5e-5

const row = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`

const source = (networks: readonly Network[]): string => `/** Weights of \`confidence.ts\`, stage by stage, as \`npm run bench -- fit-confidence\` fits them. */
import type { Network } from './network.js'

export const CONFIDENCE: readonly Network[] = [
${networks.map(({ direct, hidden }) => `  {\n    direct: ${row(direct)},\n    hidden: [\n${hidden.map((unit) => `      ${row(unit)},\n`).join('')}    ],\n  },`).join('\n')}
]
`

/** Without what language knows of it, which is large and has been asked. */
const printedOnly = ({ line, from, to, text, folded, range, column, ends, offFull, offFirst }: PrintedPiece): PrintedPiece => ({ line, from, to, text, folded, range, column, ends, offFull, offFirst })

/** The joins of one page that are weighed, which of them are true, and how sure of all its candidates we are so far. */
interface Weighed {
  readonly weighing: JoinWeighing
  readonly truth: Uint8Array
  confidence: Float64Array
}

function examplesOf(pages: readonly Weighed[]): Examples {
  const count = pages.reduce((sum, { truth }) => sum + truth.length, 0)
  const terms = new Float32Array(count * CONFIDENCE_TERMS)
  const truth = new Uint8Array(count)
  let at = 0
  for (const page of pages) {
    terms.set(page.weighing.terms(page.confidence), at * CONFIDENCE_TERMS)
    truth.set(page.truth, at)
    at += page.truth.length
  }
  return { width: CONFIDENCE_TERMS, terms, truth }
}

export async function fitConfidence(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    stages: { type: 'string', default: '3' }, laws: { type: 'string' }, seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') }, seed: { type: 'string', default: '9,10,15' }, pages: { type: 'string', default: '16' },
    out: { type: 'string', default: join(PACKAGE_ROOT, 'indexer', 'text', 'reading-order', 'confidence-weights.ts') },
  } })
  const laws = values.laws ?? sharedLaws()
  if (laws === null) {
    console.log('skipped: no clean text (--laws FOLDER_OR_TARGZ, or CORPUS_DIR with laws.tar.gz)')
    return
  }
  const lexicon = loadLexicon()
  const cities = placesOf(lexicon)
  const lawParagraphs = readTexts(laws).filter(({ name }) => useOf(name) === 'fitting').map(({ text }) => paragraphsOf(text)).filter((paragraphs) => paragraphs.length >= 4)
  const reports = await reportParagraphs(values.seeds, lexicon)
  const evidence = evidenceOf(seedTexts(values.seeds), lexicon)
  const weighed: Weighed[] = []
  for (const [c, name] of (Object.keys(DAMAGE_CLASSES) as DamageClass[]).entries()) {
    for (const seed of values.seed.split(',').map(Number)) {
      for (let n = 0; n < Number(values.pages); n++) {
        const random = new Random(seed * 7919 + n * 31 + c * 7)
        const report = n % OF >= OF - FROM_REPORTS ? random.pick(reports) : null
        const page = damagedPage(articlesFrom(report ? [report.paragraphs] : lawParagraphs, cities.map((city) => city.name), random), DAMAGE_CLASSES[name], random.int(1, 1e9))
        const lines = misread(page.lines, n % 2 === 1 ? random.next() * MISREAD : 0, random)
        restoreReadingOrder(lines, evidence(report?.name ?? null), cities, { networks: [], watch: (graph) => {
          const { chance, candidates: { from, to } } = graph
          const pieces = graph.pieces.map(printedOnly)
          const weighing = new JoinWeighing({ ...graph, pieces })
          const truth = Uint8Array.from(weighing.joins, (k) => {
            const [a, b] = [pieces[from[k] ?? 0], pieces[to[k] ?? 0]]
            return a && b && page.next.get(placeAt(a.line, a.to - 1)) === placeAt(b.line, b.from) ? 1 : 0
          })
          weighed.push({ weighing, truth, confidence: chance })
        } })
      }
    }
    console.log(`${name}: ${weighed.length} pages so far`)
  }
  const networks: Network[] = []
  for (let stage = 0; stage < Number(values.stages); stage++) {
    for (const page of weighed) page.confidence = page.weighing.settled(page.confidence, stage)
    const network = fitNetwork(examplesOf(weighed), { hidden: HIDDEN, epochs: EPOCHS, decay: DECAY, seed: 1 })
    for (const page of weighed) page.confidence = page.weighing.weigh(network, page.confidence)
    networks.push(network)
    console.log(`stage ${stage} fitted`)
  }
  writeFileSync(values.out, source(networks))
  console.log(`fitted to ${weighed.reduce((sum, { truth }) => sum + truth.length, 0)} joins, in ${values.out}`)
}
