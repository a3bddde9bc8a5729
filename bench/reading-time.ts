import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildSnapshot, interleavedRegions, joinAffinity, loadLanguage, PACKAGE_ROOT, restoreReadingOrder, type Built, type Result } from '../indexer/index.js'
import { keepResult } from './machine.js'
import { articlesFrom, paragraphsOf, readTexts, sharedLaws } from './pages/clean-text.js'
import { DAMAGE_CLASSES } from './pages/damage.js'
import { evidenceOf, placesOf, seedTexts } from './pages/evidence.js'
import { damagedPage } from './pages/generator.js'
import { Random } from './pages/random.js'

/**
 * `npm run bench -- reading-time [--laws FOLDER_OR_TARGZ] [--megabytes N] [--seed N]`: what detection costs in `N` megabytes of clean text, as a share of the
 * time that indexing them takes; and the processor's time of restoring as pages grow, which must be linear: the same for every character.
 */
export async function readingTime(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    laws: { type: 'string' }, seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') }, megabytes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' },
  } })
  const laws = values.laws ?? sharedLaws()
  if (laws === null) {
    console.log('skipped: no clean text (--laws FOLDER_OR_TARGZ, or CORPUS_DIR with laws.tar.gz)')
    return
  }
  const language = loadLanguage()
  const seeds = seedTexts(values.seeds)
  const evidence = evidenceOf(seeds, language.lexicon)(null)
  const texts = readTexts(laws)
  const growing: { characters: number; cpuMs: number; cpuMsPerCharacter: number }[] = []
  const paragraphs = texts.map(({ text }) => paragraphsOf(text)).filter((all) => all.length >= 4)
  const cities = placesOf(language.lexicon)
  for (const [n, pages] of [1, 1, 2, 4, 8, 16, 32].entries()) {
    const random = new Random(Number(values.seed))
    const lines = Array.from({ length: pages }, () => damagedPage(articlesFrom(paragraphs, cities.map(({ name }) => name), random), DAMAGE_CLASSES.everything, random.int(1, 1e9)).lines).flat()
    const characters = lines.join('').length
    const before = process.cpuUsage()
    restoreReadingOrder(lines, evidence, cities)
    const { user, system } = process.cpuUsage(before)
    // With the first page the join model is loaded, and the code warmed up.
    if (n === 0) continue
    const cpuMs = Math.round((user + system) / 1e3)
    growing.push({ characters, cpuMs, cpuMsPerCharacter: Math.round((1e3 * cpuMs) / characters) / 1e3 })
    console.log(`${characters} characters restored in ${cpuMs} ms of processor time, ${(cpuMs / characters).toFixed(3)} ms a character`)
  }
  const chosen: string[] = []
  for (let bytes = 0; chosen.length < texts.length && bytes < Number(values.megabytes) * 1e6;) {
    const text = texts[chosen.length]?.text ?? ''
    chosen.push(text)
    bytes += Buffer.byteLength(text)
  }
  const affinity = joinAffinity(evidence)
  const started = performance.now()
  for (const text of chosen) interleavedRegions(text.split(/\r?\n/u), affinity)
  const detectMs = performance.now() - started
  const indexMs = await indexed(chosen, (folder, data) => buildSnapshot(folder, data, language, () => undefined))
  const result = { characters: chosen.join('').length, texts: chosen.length, detectMs: Math.round(detectMs), indexMs: Math.round(indexMs), share: Math.round((detectMs / indexMs) * 1e4) / 1e4, growing }
  console.log(`detection ${result.detectMs} ms of ${result.indexMs} ms for ${result.texts} texts: ${(100 * result.share).toFixed(2)} %`)
  console.log(`kept in ${keepResult('reading-time', result).slice(PACKAGE_ROOT.length + 1)}`)
}

/** Milliseconds that indexing these texts takes. */
async function indexed(texts: readonly string[], build: (folder: string, data: string) => Promise<Result<Built>>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'reading-time-'))
  try {
    const seeds = join(folder, 'seeds')
    mkdirSync(seeds)
    const entries = texts.map((text, i) => {
      writeFileSync(join(seeds, `${i}.txt`), text)
      return `  - { file: ${i}.txt, id: text-${i}, title: '${i}', kind: report, issuer: null, published: null, covers: [2020], cities: [], sha256: ${createHash('sha256').update(text).digest('hex')} }`
    })
    writeFileSync(join(seeds, 'catalog.yaml'), `reports:\n${entries.join('\n')}\n`)
    const started = performance.now()
    const built = await build(seeds, join(folder, 'data'))
    const took = performance.now() - started
    if (!built.ok || built.value.reports.length !== texts.length) throw new Error(`not all texts were taken: ${JSON.stringify(built.ok ? built.value.problems[0] : built.problem)}`)
    return took
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
