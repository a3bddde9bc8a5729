import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import { openSnapshotFiles } from '../indexer/adapters/snapshot-files.js'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { SEEDS, temporaryFolder } from './support/built.js'

/** The real programs, started as their users start them. */

const CLI = join(PACKAGE_ROOT, 'dist', 'indexer', 'cli.js')
const SERVER = join(PACKAGE_ROOT, 'dist', 'server', 'main.js')
const clean: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: process.env['HOME'] }

interface Ended {
  readonly code: number | null
  readonly output: string
}

const ended = (child: ChildProcess): Promise<Ended> => new Promise((resolve) => {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => { output += data.toString() })
  child.once('close', (code) => resolve({ code, output }))
})

const index = (...args: string[]): ChildProcess => spawn(process.execPath, [CLI, ...args], { env: clean })

interface Started {
  readonly address: string
  readonly lines: string[]
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Starts the server on a free port and waits until it listens; a process that ends before is a failure. */
function startServer(env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, [SERVER], { env: { ...clean, PORT: '0', ...env } })
  const lines: string[] = []
  return new Promise((resolve, reject) => {
    const exit = new Promise<number | null>((done) => child.once('exit', done))
    child.stderr.on('data', (data: Buffer) => lines.push(data.toString()))
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      const entry = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; address?: string }) : {}
      if (entry.msg === 'listening' && entry.address) {
        resolve({ address: entry.address, lines, stop: (signal = 'SIGTERM') => { child.kill(signal); return exit } })
      }
    })
    void exit.then((code) => reject(new Error(`server ended with ${code}: ${lines.join('\n')}`)))
  })
}

/** Reports left out where only the speed of a build matters: the interleaved page takes most of it. */
const QUICK = ['001']

/** A copy of the seeds, without the reports whose numbers are given. */
function copySeeds(without: readonly string[] = []): string {
  const folder = temporaryFolder('seeds')
  cpSync(SEEDS, folder, { recursive: true })
  const catalog = join(folder, 'catalog.yaml')
  const entries = readFileSync(catalog, 'utf8').split(/(?=^  - file: )/m)
  for (const number of without) {
    for (const name of readdirSync(folder)) if (name.startsWith(number)) rmSync(join(folder, name))
    const [, id = ''] = /^    id: (\S+)/mu.exec(entries.find((entry) => entry.startsWith(`  - file: ${number}`)) ?? '') ?? []
    rmSync(join(folder, 'corrections', `${id}.yaml`))
  }
  writeFileSync(catalog, entries.filter((entry) => !without.some((number) => entry.startsWith(`  - file: ${number}`))).join(''))
  return folder
}

const health = async (address: string): Promise<{ status: string; reports: number }> =>
  (await (await fetch(`${address}/healthz`)).json()) as { status: string; reports: number }

t.test('the indexer reports the quality of what it took when it is asked to', async (t) => {
  const { code, output } = await ended(index('--report', '--seeds', copySeeds(QUICK), '--data', temporaryFolder('data')))
  t.equal(code, 0)
  const lines = output.split('\n')
  const head = lines.findIndex((line) => /^报告 +字数 +段/u.test(line))
  t.match(lines[head + 1], /^report +chars +passages/)
  t.strictSame(lines.slice(head + 3, head + 7).map((line) => line.split(' ')[0]), ['henan-2023-conference', 'kaifeng-2020-summary', 'kaifeng-145-plan', 'jiaozuo-2022-decade'])
  t.match(output, /\[page-number\] 1 处：第 1591 行/u, 'what was left out, with its line')
})

t.test('the indexer says what it took, and ends with 0', async (t) => {
  const data = temporaryFolder('data')
  const { code, output } = await ended(index('--seeds', SEEDS, '--data', data))
  t.equal(code, 0)
  t.match(output, /读取报告 5\/5/)
  t.match(output, /kaifeng-145-plan {2}\d+ 段/)
  t.match(output, /5 份报告，\d+ 段，0 处拒收/)
  t.ok(existsSync(join(data, 'current')))
})

t.test('a report that cannot be taken ends the indexer with 1, and the others are indexed', async (t) => {
  const seeds = copySeeds(QUICK)
  writeFileSync(join(seeds, '002_7754d87d3ac6728e.txt'), '内容已变')
  const data = temporaryFolder('data')
  const { code, output } = await ended(index('--seeds', seeds, '--data', data))
  t.equal(code, 1)
  t.match(output, /catalog\.yaml:\d+ \[catalog\/hash\] 实际：002_7754d87d3ac6728e\.txt/)
  t.match(output, /3 份报告/)
})

t.test('a seeds folder without a catalogue, and unknown flags, end the indexer with 2', async (t) => {
  const nothing = await ended(index('--seeds', temporaryFolder('empty'), '--data', temporaryFolder('data')))
  t.equal(nothing.code, 2)
  t.match(nothing.output, /catalog\/unreadable/)
  const unknown = await ended(index('--colour', 'red'))
  t.equal(unknown.code, 2)
  t.match(unknown.output, /--seeds/)
})

t.test('the server builds a missing index, logs one line per request, and stops on SIGTERM with 0', async (t) => {
  const data = temporaryFolder('data')
  const server = await startServer({ DATA_DIR: data })
  t.same((await health(server.address)).reports, 5)
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200))
  await settle()
  const before = server.lines.length
  await fetch(`${server.address}/search?q=${encodeURIComponent(`${'长'.repeat(100)}\n伪造的一行`)}`)
  await settle()
  const logged = server.lines.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>)
  t.equal(logged.length, 1)
  t.match(logged[0], { method: 'GET', path: '/search', status: 200, q: '长'.repeat(60) })
  t.equal(await server.stop(), 0)
})

t.test('a stale or damaged snapshot is rebuilt at start, or refused when rebuilding is off', async (t) => {
  const seeds = copySeeds(QUICK)
  const data = temporaryFolder('data')
  t.equal((await ended(index('--seeds', seeds, '--data', data))).code, 0)

  writeFileSync(join(seeds, 'neu.txt'), '新放入而未登记的文件')
  const refused = await startServer({ SEEDS_DIR: seeds, DATA_DIR: data, REBUILD: 'never' }).catch((error: Error) => error)
  t.match(refused, /snapshot\/stale/, 'stale and not to be rebuilt')
  const rebuilt = await startServer({ SEEDS_DIR: seeds, DATA_DIR: data })
  t.match(rebuilt.lines.join('\n'), /snapshot\/stale/)
  await rebuilt.stop()

  const name = readFileSync(join(data, 'current'), 'utf8').trim()
  const path = join(data, name, 'passages.bin')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)))
  const damaged = await startServer({ SEEDS_DIR: seeds, DATA_DIR: data, REBUILD: 'never' }).catch((error: Error) => error)
  t.match(damaged, /snapshot\/damaged/, 'damaged and not to be rebuilt')
  const repaired = await startServer({ SEEDS_DIR: seeds, DATA_DIR: data })
  t.equal((await health(repaired.address)).status, 'ok')
  await repaired.stop()
  t.ok(readFileSync(path).equals(bytes), 'rebuilt byte for byte')
})

t.test('seeds that have become unreadable do not take the last whole index away', async (t) => {
  const seeds = copySeeds(QUICK)
  const data = temporaryFolder('data')
  t.equal((await ended(index('--seeds', seeds, '--data', data))).code, 0)
  writeFileSync(join(seeds, 'catalog.yaml'), 'reports: [')
  const server = await startServer({ SEEDS_DIR: seeds, DATA_DIR: data })
  t.equal((await health(server.address)).reports, 4)
  await server.stop()
})

/** Ends an indexer at a random moment: any time in its run, or within moments of its first write. */
async function killIndexer(seeds: string, data: string, moment: number, atWriting: boolean): Promise<void> {
  const child = index('--seeds', seeds, '--data', data)
  const done = ended(child)
  if (atWriting) {
    const watcher = watch(data, () => {
      watcher.close()
      setTimeout(() => child.kill('SIGKILL'), moment * 60)
    })
    await done
    watcher.close()
  } else {
    const timer = setTimeout(() => child.kill('SIGKILL'), moment * 3000)
    await done
    clearTimeout(timer)
  }
}

t.test('the indexer killed at twenty random moments leaves a whole snapshot to start on', { timeout: 500_000 }, async (t) => {
  const data = temporaryFolder('data')
  const whole = copySeeds(QUICK)
  const fewer = copySeeds([...QUICK, '004'])
  t.equal((await ended(index('--seeds', whole, '--data', data))).code, 0)
  for (let round = 0; round < 20; round++) {
    // The two seeds give different snapshots, so that every build has something to publish.
    const seeds = round % 2 === 0 ? fewer : whole
    await killIndexer(seeds, data, Math.random(), round % 4 < 2)
    const opened = await openSnapshotFiles(data)
    const found = opened.ok ? opened.value.manifest.counts.reports : opened.problem.code
    t.ok(found === 3 || found === 4, `round ${round}: ${found} reports`)
    // What opens here opens in the server, which takes its time to start: a few are started.
    if (round % 5 !== 4) continue
    const server = await startServer({ SEEDS_DIR: temporaryFolder('none'), DATA_DIR: data })
    t.same(await health(server.address).then(({ status, reports }) => ({ status, reports })), { status: 'ok', reports: found })
    t.equal(await server.stop(), 0)
  }
  t.equal((await ended(index('--seeds', whole, '--data', data))).code, 0)
  t.same(readdirSync(data).filter((name) => name.startsWith('.building')), [], 'leftovers are swept')
})
