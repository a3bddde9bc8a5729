import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadLexicon, PACKAGE_ROOT, restoreReadingOrder } from '../indexer/index.js'
import { keepResult, spread } from './machine.js'
import { articlesFrom, paragraphsOf, readTexts, sharedLaws, useOf } from './pages/clean-text.js'
import { DAMAGE_CLASSES, type DamageClass } from './pages/damage.js'
import { evidenceOf, placesOf, reportParagraphs, seedTexts } from './pages/evidence.js'
import { damagedPage } from './pages/generator.js'
import { falseShare, judge, NO_JOINS, plus, trueShare, type JoinCounts } from './pages/judge.js'
import { Random } from './pages/random.js'

/**
 * `npm run bench -- generated-pages [--laws FOLDER_OR_TARGZ] [--seeds DIR] [--seed N[,N…]] [--pages N] [--class NAME[,NAME…]]`: true and false
 * joins on damaged pages made of clean text, `pages` of each class and seed. Every fifth page is made of a report of the seeds, which is then
 * no evidence for itself; the others of laws, where they are, and of those only that neither the join model nor the confidence was learned from.
 */

const FROM_SEEDS = 5

interface ClassResult {
  readonly class: DamageClass
  readonly true: number
  readonly false: number
  readonly sureFalse: number
  readonly counts: JoinCounts
  readonly bySeed: readonly { seed: number; true: number; false: number }[]
  readonly pageMs: ReturnType<typeof spread>
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4

export async function generatedPages(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    laws: { type: 'string' }, seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') }, seed: { type: 'string', default: '1,2,3' }, pages: { type: 'string', default: '20' }, class: { type: 'string' }, keep: { type: 'string', default: 'generated-pages' },
  } })
  const chosen = values.class?.split(',') ?? Object.keys(DAMAGE_CLASSES)
  const unknown = chosen.find((name) => !(name in DAMAGE_CLASSES))
  if (unknown !== undefined) throw new RangeError(`no damage class ${unknown}; there are: ${Object.keys(DAMAGE_CLASSES).join(', ')}`)
  const lexicon = loadLexicon()
  const cities = placesOf(lexicon)
  const seeds = seedTexts(values.seeds)
  const laws = values.laws ?? sharedLaws()
  const lawParagraphs = laws === null ? [] : readTexts(laws).filter(({ name }) => useOf(name) === 'measuring').map(({ text }) => paragraphsOf(text)).filter((paragraphs) => paragraphs.length >= 4)
  const seedParagraphs = await reportParagraphs(values.seeds, lexicon)
  const evidence = evidenceOf(seeds, lexicon)
  const results: ClassResult[] = []
  for (const name of chosen as DamageClass[]) {
    const times: number[] = []
    const bySeed = values.seed.split(',').map(Number).map((seed) => {
      let sum = NO_JOINS
      for (let n = 0; n < Number(values.pages); n++) {
        const random = new Random(seed * 100_003 + n)
        const report = lawParagraphs.length === 0 || n % FROM_SEEDS === FROM_SEEDS - 1 ? random.pick(seedParagraphs) : null
        const articles = articlesFrom(report ? [report.paragraphs] : lawParagraphs, cities.map((city) => city.name), random)
        const page = damagedPage(articles, DAMAGE_CLASSES[name], random.int(1, 1e9))
        const known = evidence(report?.name ?? null)
        const started = performance.now()
        const order = restoreReadingOrder(page.lines, known, cities)
        times.push(performance.now() - started)
        sum = plus(sum, judge(page, order))
      }
      return { seed, counts: sum }
    })
    const counts = bySeed.reduce((sum, { counts }) => plus(sum, counts), NO_JOINS)
    const result: ClassResult = {
      class: name, true: rounded(trueShare(counts)), false: rounded(falseShare(counts)), sureFalse: rounded(counts.sureWrong / Math.max(1, counts.sure)), counts,
      bySeed: bySeed.map(({ seed, counts }) => ({ seed, true: rounded(trueShare(counts)), false: rounded(falseShare(counts)) })), pageMs: spread(times),
    }
    results.push(result)
    console.log(`${name.padEnd(14)} true ${result.true.toFixed(4)} false ${result.false.toFixed(4)} (sure ones ${result.sureFalse.toFixed(4)}) of ${counts.wanted} joins; by seed ${result.bySeed.map((s) => `${s.true.toFixed(3)}/${s.false.toFixed(3)}`).join(' ')}; lost ${counts.lost}, undetected ${counts.undetected}; ${result.pageMs.median.toFixed(0)} ms a page`)
  }
  console.log(`kept in ${keepResult(values.keep, { laws: laws?.split('/').at(-1) ?? null, pages: Number(values.pages), classes: results }).slice(PACKAGE_ROOT.length + 1)}`)
}
