import t from 'tap'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { locked } from '../../indexer/adapters/folder-lock.js'

const MODULE = new URL('../../indexer/adapters/folder-lock.js', import.meta.url).href
const temporary = (): string => mkdtempSync(join(tmpdir(), 'lock-test-'))

/** Adds one to the number in `count`, so many times, each time under the lock and with a pause in the middle. */
const COUNTER = `
const { locked } = await import(process.argv[1])
const { readFileSync, writeFileSync } = await import('node:fs')
const folder = process.argv[2], count = folder + '/count'
for (let i = 0; i < Number(process.argv[3]); i++) await locked(folder, async () => {
  const before = Number(readFileSync(count, 'utf8'))
  await new Promise((next) => setTimeout(next, 2))
  writeFileSync(count, String(before + 1))
})`

const counter = (folder: string, times: number): ReturnType<typeof spawn> =>
  spawn(process.execPath, ['--input-type=module', '-e', COUNTER, MODULE, folder, String(times)], { stdio: 'inherit' })

/** The number of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return Number(child.pid)
}

t.test('of several processes one works at a time, a dead process in whose name the folder was locked notwithstanding', async (t) => {
  const folder = temporary()
  writeFileSync(join(folder, 'count'), '0')
  writeFileSync(join(folder, '.lock'), String(await endedProcess()))
  const codes = await Promise.all(Array.from({ length: 4 }, async () => once(counter(folder, 25), 'exit')))
  t.same(codes.map(([code]) => code as number), [0, 0, 0, 0])
  t.equal(readFileSync(join(folder, 'count'), 'utf8'), '100')
  t.same(readdirSync(folder), ['count'], 'nothing is left behind')
})

t.test('a lock without a name, as a crash of the machine leaves it, is waited for only a while', async (t) => {
  const folder = temporary()
  for (const left of ['', 'x', '0']) {
    writeFileSync(join(folder, '.lock'), left)
    utimesSync(join(folder, '.lock'), new Date(), new Date(Date.now() - 60_000))
    t.equal(await locked(folder, () => Promise.resolve('worked')), 'worked', JSON.stringify(left))
  }
})

t.test('work that throws gives the folder back', async (t) => {
  const folder = temporary()
  await t.rejects(locked(folder, () => Promise.reject(new Error('broken'))), { message: 'broken' })
  t.equal(await locked(folder, () => Promise.resolve('worked')), 'worked')
})
