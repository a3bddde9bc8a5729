import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildSnapshot, loadLanguage, openSnapshot, PACKAGE_ROOT, type Language, type Snapshot } from '../../indexer/index.js'
import { buildApp } from '../../server/app.js'
import { Engine } from '../../server/search/engine.js'

/** The five seeds, built once per test process into a temporary folder. */

export const SEEDS = join(PACKAGE_ROOT, 'seeds')

export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `portal-${name}-`))

let language: Language | undefined
/** The lexicon and the analyzer; loading takes a second, so it is done once. */
export const testLanguage = (): Language => (language ??= loadLanguage())

/** Builds a seeds folder and opens the snapshot; a failure is a broken test. */
export async function buildSeeds(seeds: string = SEEDS, data: string = temporaryFolder('data')): Promise<Snapshot> {
  const built = await buildSnapshot(seeds, data, testLanguage(), () => undefined)
  if (!built.ok) throw new Error(JSON.stringify(built.problem))
  const opened = await openSnapshot(data, testLanguage().fingerprints, null)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  return opened.value
}

let engine: Promise<Engine> | undefined
export const testEngine = (): Promise<Engine> => (engine ??= buildSeeds().then((snapshot) => new Engine(snapshot, testLanguage())))

/** The server over the seeds, not listening: for `inject`. */
export const testApp = async (): Promise<FastifyInstance> => buildApp({ engine: await testEngine(), baseUrl: '', logger: false })
