import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { keepResult } from './machine.js'
import { sharedLaws } from './pages/clean-text.js'
import { NOT_MEASURED, PEERS } from './scale/peers.js'
import { OWN, type Task } from './scale/stages.js'

/**
 * `npm run bench -- scale [--laws PATH] [--passages N,N,…] [--queries N] [--peers-up-to N] [--packages FOLDER]`: building, starting and answering over law text of so many
 * passages, beside other engines on the same terms. `--packages`: where these are installed, when not here.
 */

const runStage = <T>(task: Task): Promise<T> => new Promise((resolve, reject) => {
  const child = fork(fileURLToPath(import.meta.resolve('./scale/process.js')), [JSON.stringify(task)], { execArgv: ['--max-old-space-size=8192'] })
  let result: T | undefined
  child.on('message', (message) => { result = message as T })
  child.on('error', reject)
  child.on('exit', (code) => {
    if (result === undefined) reject(new Error(`${task.stage} ${task.peer} of ${task.passages} passages ended with ${String(code)}`))
    else resolve(result)
  })
})

interface PeerResult { readonly absent?: boolean; readonly top?: readonly (readonly number[])[]; readonly p50?: number; readonly p95?: number; readonly openMs?: number; readonly addedMB?: number }

export async function scale(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    laws: { type: 'string' }, passages: { type: 'string', default: '10000,50000,150000' }, queries: { type: 'string', default: '300' }, seed: { type: 'string', default: '20261123' },
    'peers-up-to': { type: 'string', default: '150000' }, packages: { type: 'string', default: PACKAGE_ROOT },
  } })
  const laws = values.laws ?? sharedLaws()
  if (!laws) {
    console.log('skipped: no law text (--laws PATH, or CORPUS_DIR with laws.tar.gz)')
    return
  }
  if (NOT_MEASURED.length > 0) console.log(`not installed, and therefore not measured: ${NOT_MEASURED.join(', ')}`)
  const sizes: unknown[] = []
  for (const passages of values.passages.split(',').map(Number)) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'))
    const task = (stage: Task['stage'], peer = ''): Task => ({ stage, folder, laws, passages, queries: Number(values.queries), seed: Number(values.seed), peer, packages: values.packages })
    try {
      const built = await runStage(task('build'))
      console.log(`${passages}: built ${JSON.stringify(built)}`)
      const served = await runStage(task('serve'))
      console.log(`${passages}: served ${JSON.stringify(served)}`)
      const peers: Record<string, unknown> = {}
      let own: PeerResult = {}
      for (const name of passages <= Number(values['peers-up-to']) ? [OWN, ...Object.keys(PEERS)] : [OWN]) {
        const { top, ...result } = await runStage<PeerResult>(task('peer', name))
        if (name === OWN) own = { ...result, top: top ?? [] }
        const sameTop = top?.filter((list, i) => JSON.stringify(list) === JSON.stringify(own.top?.[i])).length
        peers[name] = { ...result, ...(sameTop === undefined ? {} : { sameTop20: `${sameTop} of ${top?.length ?? 0}` }) }
        console.log(`${passages}: ${name} ${JSON.stringify(peers[name])}`)
      }
      sizes.push({ asked: passages, built, served, peers })
      // A long run keeps what it has.
      keepResult('scale', { queries: Number(values.queries), seed: Number(values.seed), notInstalled: NOT_MEASURED, sizes })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  console.log('kept in bench/results/scale.json')
}
