import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSnapshot, loadLanguage, openSnapshot, PACKAGE_ROOT, type Language, type Snapshot } from '../indexer/index.js'
import { Engine } from '../server/search/engine.js'

/** What a benchmark needs of the machine: its description, shared data, a built engine, a place for results. */

/** Folder of evaluation data beside the repository, or `EVAL_DIR`. `null` where there is none. */
export function evaluationFile(name: string): string | null {
  const path = resolve(process.env['EVAL_DIR'] ?? join(PACKAGE_ROOT, '..', 'shared', 'eval'), name)
  return existsSync(path) ? path : null
}

/** Folder of a corpus beside the repository, or in `CORPUS_DIR`. `null` where there is none. */
export function corpusFolder(name: string): string | null {
  const path = resolve(process.env['CORPUS_DIR'] ?? join(PACKAGE_ROOT, '..', 'shared', 'corpus'), name)
  return existsSync(path) ? path : null
}

export interface Prepared {
  readonly engine: Engine
  readonly snapshot: Snapshot
  readonly language: Language
}

/** Builds the seeds into a folder of their own and opens an engine on them. */
export async function prepareEngine(seeds: string, data: string): Promise<Prepared> {
  const language = loadLanguage()
  const built = await buildSnapshot(seeds, data, language, () => undefined)
  if (!built.ok) throw new Error(JSON.stringify(built.problem))
  const opened = await openSnapshot(data, language.fingerprints, null)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  return { engine: new Engine(opened.value, language), snapshot: opened.value, language }
}

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: PACKAGE_ROOT, encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

export const machine = (): Record<string, unknown> => ({
  date: new Date().toISOString().slice(0, 10), commit: commit(), node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30),
})

/** Keeps a result as `bench/results/{name}.json`, with the machine that gave it. */
export function keepResult(name: string, result: unknown): string {
  const folder = join(PACKAGE_ROOT, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.json`)
  writeFileSync(path, `${JSON.stringify({ machine: machine(), result }, null, 2)}\n`)
  return path
}

/** Median and spread (5th to 95th percentile) of some numbers. */
export function spread(values: readonly number[]): { median: number; p05: number; p95: number; count: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 1000) / 1000
  return { median: at(0.5), p05: at(0.05), p95: at(0.95), count: sorted.length }
}
