import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { follow, inReadingOrder, readEditions, recordEditions, stateAmong, type Knowledge, type Report } from '../../indexer/index.js'
import { chance } from '../chance.js'
import { spread } from '../machine.js'
import { process, type Document } from './cases.js'
import { misread } from './changes.js'
import { firstPrinting } from './printing.js'

/** How long it takes to resolve an address when the archive holds many reports, each with three editions, and how much room it takes. */
export async function archiveSpeed(documents: readonly Document[], knowledge: Knowledge, reports: number, seed: number): Promise<object> {
  const random = chance(seed)
  const data = mkdtempSync(join(tmpdir(), 'bench-anchors-'))
  mkdirSync(join(data, 'editions'))
  try {
    const strangers = documents.flatMap(({ text }) => text.split('\n')).filter((line) => line.length > 40)
    // Each document in three processings; its copies stand for other reports of that size.
    const versions = documents.map((document): Report[] => {
      const lines = firstPrinting(document.text.split(/\r?\n/))
      const second = misread(0.02)(lines, random, strangers, new Set())
      return [lines, second, [...misread(0.02)(second, random, strangers, new Set())].filter(() => random.next() >= 0.2)].map((printing) => process(document.id, printing, knowledge))
    }).filter(([first]) => (first?.passages.length ?? 0) > 0)
    let [bytes, text] = [0, 0]
    for (const [i, processed] of versions.entries()) {
      for (const report of processed) {
        const recorded = await recordEditions(data, [{ ...report, id: `report-${i}` }], new Date(0))
        if (!recorded.ok) throw new Error(JSON.stringify(recorded.problem))
      }
      // A log does not name its report: its copies are what recording the same three processings again would write.
      const log = join(data, 'editions', `report-${i}.log`)
      for (let copy = i; copy < reports; copy += versions.length) {
        if (copy !== i) copyFileSync(log, join(data, 'editions', `report-${copy}.log`))
        bytes += statSync(log).size
        text += processed.reduce((sum, { passages }) => sum + passages.reduce((own, passage) => own + Buffer.byteLength(passage.text), 0), 0)
      }
    }
    const resolve = async (report: number): Promise<number> => {
      const anchor = random.pick(versions[report % versions.length]?.[random.below(3)]?.passages ?? []).anchor
      const start = performance.now()
      const stands = follow(await readEditions(data, `report-${report}`), anchor)
      const last = stands.at(-1)
      stateAmong(stands[0]?.passages[0]?.text ?? '', 1, last ? inReadingOrder(last) : [], false)
      return performance.now() - start
    }
    const times: number[] = []
    for (let i = 0; i < 3000; i++) times.push(await resolve(random.below(reports)))
    const sizes = versions.map(([first], i) => ({ i, passages: first?.passages.length ?? 0 })).sort((a, b) => Math.abs(a.passages - 500) - Math.abs(b.passages - 500))
    const large = sizes[0]
    const largeTimes: number[] = []
    for (let i = 0; i < 300 && large; i++) largeTimes.push(await resolve(large.i))
    return { reports, editionsEach: 3, archiveBytes: bytes, bytesPerByteOfText: Math.round((bytes / text) * 1000) / 1000, resolveMs: spread(times), largeReportPassages: large?.passages, resolveLargeMs: spread(largeTimes) }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

