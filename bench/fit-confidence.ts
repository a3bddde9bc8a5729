import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLexicon, packForests, PACKAGE_ROOT, restoreReadingOrder, type PrintedPiece } from '../indexer/index.js'
import { articlesFrom, paragraphsOf, readTexts, sharedLaws, useOf } from './pages/clean-text.js'
import { DAMAGE_CLASSES, type DamageClass } from './pages/damage.js'
import { evidenceOf, placesOf, reportParagraphs, seedTexts } from './pages/evidence.js'
import { fitForests, type KnownJoins } from './pages/fit-forests.js'
import type { Fit } from './pages/fit-trees.js'
import { damagedPage, placeAt } from './pages/generator.js'
import { misread } from './pages/misread.js'
import { Random } from './pages/random.js'

/**
 * `npm run bench -- fit-confidence [--stages N] [--laws FOLDER_OR_TARGZ] [--seeds DIR] [--seed N[,N…]] [--pages N]
 * [--more-seed N[,N…]] [--more-pages N]`: fits the forests that say how sure a join is,
 * each to what the one before it thought, to the joins of generated pages of all damage classes, and writes `indexer/lexicon/confidence.bin`. Laws that are kept for measuring
 * or choosing are not read; two pages in five are made of a report, which is then no evidence for itself; on every second page characters are misread.
 * Of the classes in which text is lost, torn or run together there are more pages, of some twice as many.
 */

const [FROM_REPORTS, OF] = [2, 5]
const MISREAD = 0.03
/** How many times `--more-pages` of a class there are besides. */
const MORE: Partial<Record<DamageClass, number>> = { lostRows: 2, missingSpaces: 1, blocks: 1, torn: 2, everything: 2 }
const WORDS: Fit = { trees: 120, leaves: 24, rate: 0.12, seed: 1 }
const FIT: Fit = { trees: 300, leaves: 31, rate: 0.08, seed: 1 }

/** Without what language knows of it, which is large and has been asked. */
const printedOnly = ({ line, from, to, text, folded, range, column, ends, offFull, offFirst }: PrintedPiece): PrintedPiece => ({ line, from, to, text, folded, range, column, ends, offFull, offFirst })

export async function fitConfidence(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    stages: { type: 'string', default: '3' }, laws: { type: 'string' }, seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') }, seed: { type: 'string', default: '9,10,15,21,22' }, pages: { type: 'string', default: '16' },
    'more-seed': { type: 'string', default: '31,32,33,34,35,36' }, 'more-pages': { type: 'string', default: '8' },
    out: { type: 'string', default: join(PACKAGE_ROOT, 'indexer', 'lexicon', 'confidence.bin') },
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
  const known: KnownJoins[] = []
  for (const [c, name] of (Object.keys(DAMAGE_CLASSES) as DamageClass[]).entries()) {
    const turns = [{ seeds: values.seed, pages: values.pages }, { seeds: values['more-seed'], pages: Number(values['more-pages']) * (MORE[name] ?? 0) }]
    for (const { seed, pages } of turns.flatMap(({ seeds, pages }) => seeds.split(',').map((seed) => ({ seed: Number(seed), pages: Number(pages) })))) {
      for (let n = 0; n < pages; n++) {
        const random = new Random(seed * 7919 + n * 31 + c * 7)
        const report = n % OF >= OF - FROM_REPORTS ? random.pick(reports) : null
        const page = damagedPage(articlesFrom(report ? [report.paragraphs] : lawParagraphs, cities.map((city) => city.name), random), DAMAGE_CLASSES[name], random.int(1, 1e9))
        const lines = misread(page.lines, n % 2 === 1 ? random.next() * MISREAD : 0, random)
        restoreReadingOrder(lines, evidence(report?.name ?? null), cities, { forests: [], watch: (graph) => {
          const { candidates: { from, to } } = graph
          const pieces = graph.pieces.map(printedOnly)
          const truth = Uint8Array.from(from, (i, k) => {
            const [a, b] = [pieces[i], pieces[to[k] ?? 0]]
            return a && b && page.next.get(placeAt(a.line, a.to - 1)) === placeAt(b.line, b.from) ? 1 : 0
          })
          known.push({ graph: { ...graph, pieces }, truth })
        } })
      }
    }
    console.log(`${name}: ${known.length} pages so far`)
  }
  const forests = fitForests(known, Number(values.stages), WORDS, FIT, console.log)
  const about = `Boosted trees (trees.ts) that say how sure a join is (confidence.ts). Fitted to ${known.length} pages generated from public Chinese law texts and the reports, by "npm run bench -- fit-confidence --stages ${values.stages} --seed ${values.seed} --pages ${values.pages} --more-seed ${values['more-seed']} --more-pages ${values['more-pages']}".`
  const packed = packForests(about, forests)
  writeFileSync(values.out, packed)
  console.log(`${packed.length} bytes, in ${values.out}`)
}
