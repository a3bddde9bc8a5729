import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { keepResult } from './machine.js'
import { sharedLaws } from './pages/clean-text.js'
import { PEERS, XAPIAN } from './scale/peers.js'
import { OWN, type Task } from './scale/stages.js'

/**
 * `npm run bench -- scale [--laws PATH] [--sizes 10k,50k,150k,500k] [--queries N] [--peers all|none|NAME,…] [--peers-up-to N] [--packages FOLDER] [--again]`: building, starting
 * and answering over law text of so many passages, beside other engines on the same terms. `--packages`: where these are installed, when not here. What is measured is kept at
 * once, and not measured again before `--again`.
 */

/** As `npm run index` and `npm start` have it. */
const ROOM: Readonly<Record<Task['stage'], readonly string[]>> = { build: ['--max-semi-space-size=64', '--min-semi-space-size=32'], serve: ['--max-semi-space-size=8'], peer: [] }

const runStage = <T>(task: Task): Promise<T> => new Promise((resolve, reject) => {
  const child = fork(fileURLToPath(import.meta.resolve('./scale/process.js')), [JSON.stringify(task)], { execArgv: ['--max-old-space-size=8192', ...ROOM[task.stage]] })
  let result: T | undefined
  child.on('message', (message) => { result = message as T })
  child.on('error', reject)
  child.on('exit', (code) => {
    if (result === undefined) reject(new Error(`${task.stage} ${task.peer} of ${task.passages} passages ended with ${String(code)}`))
    else resolve(result)
  })
})

type Top = readonly (readonly number[])[]

/** What is known of one size. */
interface Measured {
  /** Load of the machine when each part began: programs that want a processor, over the last minute. */
  readonly load: Record<string, number>
  built?: unknown
  served?: unknown
  readonly systems: Record<string, unknown>
}

interface Kept {
  readonly queries: number
  readonly seed: number
  readonly sizes: Record<string, Measured>
}

const sizeOf = (text: string): number => Number(text.replace(/k$/u, '000'))

/** The last results, when they are of the same queries. */
function lastResults(queries: number, seed: number): Kept {
  const path = join(PACKAGE_ROOT, 'bench', 'results', 'scale.json')
  const last = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { result: Kept }).result : null
  return last?.queries === queries && last.seed === seed ? last : { queries, seed, sizes: {} }
}

/** How many of the queries that both were asked give the same passages in the same order. */
function sameTop(top: Top, own: Top): string {
  const asked = Math.min(top.length, own.length)
  return `${top.slice(0, asked).filter((list, i) => JSON.stringify(list) === JSON.stringify(own[i])).length} of ${asked}`
}

export async function scale(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    laws: { type: 'string' }, sizes: { type: 'string', default: '10k,50k,150k,500k' }, queries: { type: 'string', default: '300' }, seed: { type: 'string', default: '20261123' },
    peers: { type: 'string', default: 'all' }, 'peers-up-to': { type: 'string', default: '150k' }, packages: { type: 'string', default: PACKAGE_ROOT }, again: { type: 'boolean', default: false },
  } })
  const laws = values.laws ?? sharedLaws()
  if (!laws) {
    console.log('skipped: no law text (--laws PATH, or CORPUS_DIR with laws.tar.gz)')
    return
  }
  const [queries, seed] = [Number(values.queries), Number(values.seed)]
  const known = [XAPIAN, ...Object.keys(PEERS)]
  const peers = values.peers === 'all' ? known : values.peers === 'none' ? [] : values.peers.split(',')
  const kept = values.again ? { queries, seed, sizes: {} } : lastResults(queries, seed)
  for (const size of values.sizes.split(',')) {
    const passages = sizeOf(size)
    const measured: Measured = kept.sizes[passages] ?? { load: {}, systems: {} }
    const wanted = [OWN, ...(passages <= sizeOf(values['peers-up-to']) ? peers : [])]
    const missing = wanted.filter((name) => measured.systems[name] === undefined)
    if (measured.built !== undefined && measured.served !== undefined && missing.length === 0) continue
    const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'))
    const measure = async <T>(stage: Task['stage'], peer = ''): Promise<T> => {
      measured.load[peer || stage] = Math.round((loadavg()[0] ?? 0) * 10) / 10
      return await runStage<T>({ stage, folder, laws, passages, queries, seed, peer, packages: values.packages, peers: wanted.length > 1 })
    }
    const keep = (name: string, value: unknown): void => {
      console.log(`${size}: ${name} ${JSON.stringify(value)}`)
      kept.sizes[passages] = measured
      keepResult('scale', kept)
    }
    try {
      const built = await measure('build')
      measured.built ??= built
      keep('built', built)
      measured.served ??= await measure('serve')
      keep('served', measured.served)
      let own: Top = []
      for (const name of new Set([OWN, ...missing])) {
        const { top, ...result } = await measure<{ top?: Top }>('peer', name)
        if (name === OWN) own = top ?? []
        measured.systems[name] = { ...result, ...(top && name !== OWN ? { sameTop20: sameTop(top, own) } : {}) }
        keep(name, measured.systems[name])
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  console.log('kept in bench/results/scale.json')
}
