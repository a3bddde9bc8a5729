import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { extendLedger } from '../../indexer/index.js'
import { temporaryFolder } from '../support/built.js'
import { dice } from '../support/seeded.js'

const FILE = 'ledger.log'
const add = (...lines: string[]) => (): string[] => lines

async function written(...batches: string[][]): Promise<{ folder: string; path: string }> {
  const folder = temporaryFolder('ledger')
  for (const batch of batches) await extendLedger(folder, FILE, () => batch)
  return { folder, path: join(folder, FILE) }
}

t.test('what was added is there, in order, and nothing is written when there is nothing to add', async (t) => {
  const { folder, path } = await written(['一', 'b c'], ['三'])
  const before = await stat(path)
  t.strictSame(await extendLedger(folder, FILE, add()), { lines: ['一', 'b c', '三'], problem: null })
  t.equal((await stat(path)).mtimeMs, before.mtimeMs)
  const fresh = temporaryFolder('ledger')
  t.strictSame(await extendLedger(fresh, FILE, add()), { lines: [], problem: null })
  await t.rejects(stat(join(fresh, FILE)), 'no file for nothing')
})

t.test('cut at any byte, whole lines are intact, and writing goes on', async (t) => {
  const lines = ['7k2m9q kaifeng/7k2m9qxa', 'abcdef 一/b', 'x']
  const { path } = await written(lines)
  const bytes = await readFile(path)
  const faults: string[] = []
  for (let length = 0; length <= bytes.length; length++) {
    const folder = temporaryFolder('ledger')
    await writeFile(join(folder, FILE), bytes.subarray(0, length))
    const whole = lines.slice(0, bytes.subarray(0, length).filter((byte) => byte === 0x0a).length)
    const after = await extendLedger(folder, FILE, (known) => [`after ${known.length}`])
    const again = await extendLedger(folder, FILE, add())
    const expected = JSON.stringify({ lines: [...whole, `after ${whole.length}`], problem: null })
    if (JSON.stringify(after) !== expected || JSON.stringify(again) !== expected) faults.push(`${length}: ${JSON.stringify([after, again])}`)
  }
  t.strictSame(faults, [])
})

t.test('cut at 500 random bytes of a large one, whole lines are intact', async (t) => {
  const lines = Array.from({ length: 2000 }, (_, i) => `${i.toString(32)} report-${i % 7}/${i}`)
  const { path } = await written(lines)
  const bytes = await readFile(path)
  const roll = dice()
  const folder = temporaryFolder('ledger')
  const faults: number[] = []
  for (let i = 0; i < 500; i++) {
    const length = roll.below(bytes.length + 1)
    await writeFile(join(folder, FILE), bytes.subarray(0, length))
    const { lines: left, problem } = await extendLedger(folder, FILE, add())
    const count = bytes.subarray(0, length).filter((byte) => byte === 0x0a).length
    if (problem !== null || left.length !== count || left.some((line, j) => line !== lines[j])) faults.push(length)
  }
  t.strictSame(faults, [])
})

t.test('a changed, a lost and a moved line show; the others are read, and none is added', async (t) => {
  const { folder, path } = await written(['a', 'b', 'c', 'd'])
  const text = await readFile(path, 'utf8')
  const rows = text.split('\n').slice(0, -1)
  const table: [what: string, text: string, left: string[], line: number][] = [
    ['changed', text.replace('b\t', 'B\t'), ['a', 'c', 'd'], 2],
    ['lost', text.replace(`${rows[1] ?? ''}\n`, ''), ['a', 'd'], 2],
    ['moved', [rows[0], rows[2], rows[1], rows[3], ''].join('\n'), ['a'], 2],
    ['emptied', text.replace(rows[1] ?? '', ''), ['a', 'd'], 2],
  ]
  for (const [what, damaged, left, line] of table) {
    await writeFile(path, damaged)
    const ledger = await extendLedger(folder, FILE, add('e'))
    t.strictSame(ledger.lines, left, what)
    t.match(ledger.problem, { code: 'ledger/damaged', place: { file: path, line } }, what)
    t.equal(await readFile(path, 'utf8'), damaged, `${what}: the file is left as it is`)
  }
})

t.test('several at once lose nothing', async (t) => {
  const folder = temporaryFolder('ledger')
  await Promise.all(Array.from({ length: 8 }, (_, i) => extendLedger(folder, FILE, (known) => (known.includes(String(i)) ? [] : [String(i)]))))
  const { lines, problem } = await extendLedger(folder, FILE, add())
  t.equal(problem, null)
  t.strictSame([...lines].sort(), ['0', '1', '2', '3', '4', '5', '6', '7'])
})

t.test('a folder that cannot be written is a problem, and what is there is read', { skip: process.getuid?.() === 0 && 'root may write anywhere' }, async (t) => {
  const { folder } = await written(['a'])
  await chmod(folder, 0o500)
  const { lines, problem } = await extendLedger(folder, FILE, add('b'))
  await chmod(folder, 0o700)
  t.strictSame(lines, ['a'])
  t.equal(problem?.code, 'data/unwritable')
})

t.test('a folder that is not there is a problem', async (t) => {
  const { lines, problem } = await extendLedger(join(temporaryFolder('ledger'), 'gone'), FILE, add('b'))
  t.strictSame(lines, [])
  t.equal(problem?.code, 'data/unwritable')
})
