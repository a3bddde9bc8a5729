import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CONFIDENCE, loadLexicon, PACKAGE_ROOT, restoreReadingOrder, type Network } from '../indexer/index.js'
import { articlesFrom, paragraphsOf, readTexts, sharedLaws, useOf } from './pages/clean-text.js'
import { DAMAGE_CLASSES, type DamageClass } from './pages/damage.js'
import { evidenceOf, placesOf, seedTexts } from './pages/evidence.js'
import { fitNetwork, type Example } from './pages/fit-network.js'
import { damagedPage, placeAt } from './pages/generator.js'
import { Random } from './pages/random.js'

/**
 * `npm run bench -- fit-confidence --stage N [--laws FOLDER_OR_TARGZ] [--seeds DIR] [--seed N[,N…]] [--pages N]`: fits the network that says how sure a join is
 * to the joins of generated pages of all damage classes, and writes `confidence-weights.ts`. Stage 0 first; then build, and stage 1, which is fitted to what
 * stage 0 leaves. Laws that are kept for measuring are not read; every fourth page is made of a report, which is then no evidence for itself.
 */

const FROM_SEEDS = 4
const HIDDEN = 14
const EPOCHS = 50
const DECAY = 5e-5
/** A stage that says what the one before it has said. */
const AS_BEFORE: Network = { direct: [0, 4], hidden: [] }

const row = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`

const source = (networks: readonly Network[]): string => `/** Weights of \`confidence.ts\`, stage by stage, as \`npm run bench -- fit-confidence\` has written them. */
import type { Network } from './network.js'

export const CONFIDENCE: readonly Network[] = [
${networks.map(({ direct, hidden }) => `  {\n    direct: ${row(direct)},\n    hidden: [\n${hidden.map((unit) => `      ${row(unit)},\n`).join('')}    ],\n  },`).join('\n')}
]
`

export async function fitConfidence(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    stage: { type: 'string', default: '0' }, laws: { type: 'string' }, seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') }, seed: { type: 'string', default: '21,22' }, pages: { type: 'string', default: '9' },
    out: { type: 'string', default: join(PACKAGE_ROOT, 'indexer', 'text', 'reading-order', 'confidence-weights.ts') },
  } })
  const stage = Number(values.stage)
  const laws = values.laws ?? sharedLaws()
  if (laws === null) {
    console.log('skipped: no clean text (--laws FOLDER_OR_TARGZ, or CORPUS_DIR with laws.tar.gz)')
    return
  }
  const lexicon = loadLexicon()
  const cities = placesOf(lexicon)
  const seeds = seedTexts(values.seeds)
  const lawParagraphs = readTexts(laws).filter(({ name }) => useOf(name) === 'fitting').map(({ text }) => paragraphsOf(text)).filter((paragraphs) => paragraphs.length >= 4)
  const seedParagraphs = seeds.map(({ name, text }) => ({ name, paragraphs: paragraphsOf(text) })).filter(({ paragraphs }) => paragraphs.length >= 8)
  const evidence = evidenceOf(seeds, lexicon)
  const examples: Example[] = []
  const earlier = CONFIDENCE.slice(0, stage)
  for (const [c, name] of (Object.keys(DAMAGE_CLASSES) as DamageClass[]).entries()) {
    for (const seed of values.seed.split(',').map(Number)) {
      for (let n = 0; n < Number(values.pages); n++) {
        const random = new Random(seed * 100_003 + n * 31 + c * 7)
        const report = n % FROM_SEEDS === FROM_SEEDS - 1 ? random.pick(seedParagraphs) : null
        const page = damagedPage(articlesFrom(report ? [report.paragraphs] : lawParagraphs, cities.map((city) => city.name), random), DAMAGE_CLASSES[name], random.int(1, 1e9))
        restoreReadingOrder(page.lines, evidence(report?.name ?? null), cities, { networks: [...earlier, AS_BEFORE], watch: (weighed) => {
          if (weighed.stage !== stage) return
          const { from, to, terms } = weighed
          examples.push({ terms, truth: page.next.get(placeAt(from.line, from.to - 1)) === placeAt(to.line, to.from) ? 1 : 0 })
        } })
      }
    }
    console.log(`${name}: ${examples.length} joins weighed so far`)
  }
  const network = fitNetwork(examples, { hidden: HIDDEN, epochs: EPOCHS, decay: DECAY, seed: 1 })
  writeFileSync(values.out, source([...earlier, network]))
  console.log(`stage ${stage}, fitted to ${examples.length} joins, in ${values.out}`)
  return Promise.resolve()
}
