import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { interleavedRegions, joinAffinity, loadLexicon, PACKAGE_ROOT } from '../indexer/index.js'
import { keepResult } from './machine.js'
import { readTexts, sharedLaws, type CleanText } from './pages/clean-text.js'
import { evidenceOf, seedTexts } from './pages/evidence.js'

/**
 * `npm run bench -- false-alarms [FOLDER_OR_TARGZ] [--seeds DIR]`: clean texts that are taken for interleaved; must be none. Each law is
 * tried as it is, in one line, and cut at 20 characters as printed lines are; and the reports of the seeds that are not interleaved. Also the
 * time per megabyte, for texts as they are.
 */

interface Variant {
  readonly name: string
  readonly change: (text: string) => string
}

const VARIANTS: readonly Variant[] = [
  { name: 'as they are', change: (text) => text },
  { name: 'in one line', change: (text) => text.replace(/\s+/gu, ' ') },
  { name: 'cut at 20 characters', change: (text) => text.replace(/(\S{20})/gu, '$1\n') },
]

export async function falseAlarms(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { seeds: { type: 'string', default: join(PACKAGE_ROOT, 'seeds') } } })
  const seeds = seedTexts(values.seeds)
  const laws = positionals[0] ?? sharedLaws()
  const texts: CleanText[] = [...seeds, ...(laws === null ? [] : readTexts(laws))]
  const affinity = joinAffinity(evidenceOf(seeds, loadLexicon())(null))
  const results = VARIANTS.map(({ name, change }) => {
    const alarms: string[] = []
    let [ms, bytes] = [0, 0]
    for (const text of texts) {
      const lines = change(text.text).split(/\r?\n/u)
      const started = performance.now()
      const regions = interleavedRegions(lines, affinity)
      ms += performance.now() - started
      bytes += Buffer.byteLength(text.text)
      if (regions.length > 0) alarms.push(`${text.name}: lines ${regions.map(({ from, to }) => `${from}-${to}`).join(', ')}`)
    }
    const msPerMegabyte = Math.round((ms / bytes) * 1e7) / 10
    console.log(`${name}: ${alarms.length} false alarms on ${texts.length} texts; ${msPerMegabyte} ms a megabyte`)
    for (const alarm of alarms) console.log(`  ${alarm}`)
    return { variant: name, alarms, msPerMegabyte }
  })
  console.log(`kept in ${keepResult('false-alarms', { laws: laws?.split('/').at(-1) ?? null, texts: texts.length, results }).slice(PACKAGE_ROOT.length + 1)}`)
  if (results.some(({ alarms }) => alarms.length > 0)) process.exitCode = 1
  return Promise.resolve()
}
