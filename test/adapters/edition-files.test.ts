import t from 'tap'
import fc from 'fast-check'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { appendToLogs, continuation, frame, readLog, unframe } from '../../indexer/adapters/edition-files.js'
import { publishSnapshot } from '../../indexer/adapters/snapshot-files.js'
import { law, SEED } from '../support/law.js'
import { dice } from '../support/seeded.js'

const temporary = (): string => mkdtempSync(join(tmpdir(), 'editions-test-'))
const texts = (entries: readonly Buffer[]): string[] => entries.map((entry) => entry.toString())
const append = (data: string, text: string, report = 'a'): ReturnType<typeof appendToLogs> => appendToLogs(data, [report], () => Buffer.from(text))
const log = (data: string): string => join(data, 'editions', 'a.log')

t.test('what is appended is read in its order, report by report', async (t) => {
  const data = join(temporary(), 'deep')
  t.same(await readLog(data, 'a'), { entries: [], damaged: 0 }, 'no log, no entries')
  for (const text of ['一', '', 'EDN1', '三'.repeat(1000)]) t.ok((await append(data, text)).ok)
  await append(data, '别的', 'b')
  t.same(texts((await readLog(data, 'a')).entries), ['一', '', 'EDN1', '三'.repeat(1000)])
  t.same(texts((await readLog(data, 'b')).entries), ['别的'])
  await appendToLogs(data, ['a'], (_, entries) => (entries.length === 4 ? null : Buffer.from('五')))
  t.equal((await readLog(data, 'a')).entries.length, 4, 'nothing to append, nothing appended')
})

/** Cuts a log of these entries at an offset, as a crash would, and appends one more. Returns what is wrong. */
function cutFault(entries: readonly Buffer[], whole: Buffer, offset: number): string | null {
  let at = 0
  const ends = entries.map((entry) => (at += frame(Buffer.alloc(0)).length + entry.length))
  const kept = ends.filter((end) => end <= offset).length
  const cut = unframe(whole.subarray(0, offset))
  if (JSON.stringify(texts(cut.entries)) !== JSON.stringify(texts(entries.slice(0, kept)))) return `cut at ${offset}: ${cut.entries.length} of ${kept}`
  const after = unframe(Buffer.concat([whole.subarray(0, offset), continuation(Buffer.from('后来'), cut.damaged)]))
  return JSON.stringify(texts(after.entries)) === JSON.stringify([...texts(entries.slice(0, kept)), '后来']) ? null : `appended behind a cut at ${offset}`
}

t.test('cut at any offset, a log keeps all that was whole before, and takes what comes after', (t) => {
  const small = ['第一版', 'EDN1 冒充的标记 EDN1', '', '第三版'].map((text) => Buffer.from(text))
  const whole = Buffer.concat(small.map(frame))
  t.same(Array.from({ length: whole.length + 1 }, (_, offset) => cutFault(small, whole, offset)).filter((fault) => fault !== null), [])
  const { below } = dice(SEED)
  const large = Array.from({ length: 40 }, () => Buffer.from(Array.from({ length: 1000 + below(5000) }, () => below(256))))
  const wide = Buffer.concat(large.map(frame))
  t.same(Array.from({ length: 500 }, () => cutFault(large, wide, below(wide.length))).filter((fault) => fault !== null), [], `TEST_SEED=${SEED}`)
  t.end()
})

t.test('an entry damaged at any byte is passed over, and no other is lost', (t) => {
  const entries = ['甲甲甲', '乙乙乙', '丙丙丙'].map((text) => Buffer.from(text))
  const whole = Buffer.concat(entries.map(frame))
  law(t, 'one flipped bit takes one entry', fc.tuple(fc.nat(whole.length - 1), fc.nat(7)), ([at, bit]) => {
    const flipped = Buffer.from(whole)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
    const hit = Math.floor(at / (whole.length / 3))
    const { entries: read, damaged } = unframe(flipped)
    return JSON.stringify(texts(read)) === JSON.stringify(texts(entries.filter((_, i) => i !== hit))) && damaged > 0
  })
  t.end()
})

t.test('a log survives what sweeps snapshots', async (t) => {
  const data = temporary()
  await append(data, '一')
  for (const text of ['1', '2', '3']) await publishSnapshot(data, { 'a.json': text }, { analyzer: 'a', reader: 'r', seeds: [], counts: { reports: 0, passages: 0, characters: 0, refused: 0 } })
  t.same(texts((await readLog(data, 'a')).entries), ['一'])
})

t.test('a folder that cannot be written is a problem, not an exception', async (t) => {
  const file = join(temporary(), 'file')
  writeFileSync(file, '')
  t.match(await append(join(file, 'data'), '一'), { ok: false, problem: { code: 'data/unwritable' } })
  const data = temporary()
  await append(data, '一')
  mkdirSync(join(data, 'editions', 'b.log'))
  t.match(await append(data, '二', 'b'), { ok: false, problem: { code: 'data/unwritable' } })
  chmodSync(log(data), 0o600)
  t.same(texts((await readLog(data, 'a')).entries), ['一'])
})

/** Appends numbered entries of 200 kB until it is killed; says each number when `appendToLogs` has returned. */
const WRITER = `
const { appendToLogs } = await import(process.argv[1])
for (let i = Number(process.argv[3]); ; i++) {
  await appendToLogs(process.argv[2], ['a'], () => Buffer.alloc(200000, String(i).padStart(8, '0')))
  process.stdout.write(i + '\\n')
}`

t.test('a writer that is killed loses nothing that it had finished, and the next one goes on', async (t) => {
  const data = temporary()
  const { between } = dice(SEED)
  let next = 0
  for (let round = 0; round < 8; round++) {
    const module = new URL('../../indexer/adapters/edition-files.js', import.meta.url).href
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, module, data, String(next)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
    while (!said.includes('\n') && child.exitCode === null) await setTimeout(5)
    await setTimeout(between(0, 60))
    const gone = once(child, 'exit')
    if (!child.kill('SIGKILL')) throw new Error(`the writer of round ${round} ended by itself`)
    await gone
    const finished = said.trim().split('\n').map(Number)
    const { entries } = await readLog(data, 'a')
    const read = new Set(entries.map((entry) => Number(entry.subarray(0, 8).toString())))
    t.ok(finished.every((i) => read.has(i)), `round ${round}: ${finished.length} finished, ${read.size} in all`)
    next = Math.max(...finished) + 10
  }
  // A tail that no kill happened to leave: half an entry.
  appendFileSync(log(data), frame(Buffer.alloc(1000)).subarray(0, 500))
  const before = (await readLog(data, 'a')).entries.length
  await append(data, '末')
  const after = await readLog(data, 'a')
  t.equal(after.entries.length, before + 1)
  t.equal(after.entries.at(-1)?.toString(), '末')
  t.ok(after.damaged >= 500 && statSync(log(data)).size === readFileSync(log(data)).length)
})
