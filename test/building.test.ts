import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildSnapshot, PACKAGE_ROOT, type BuildOptions, type Built } from '../indexer/index.js'
import { testLanguage } from './support/built.js'

const folder = mkdtempSync(join(tmpdir(), 'building-'))
t.teardown(() => { rmSync(folder, { recursive: true, force: true }) })

/** A copy of the seeds whose catalogue's entries are what `change` makes of them. */
function seedsWith(name: string, change: (entries: readonly string[]) => readonly string[]): string {
  const seeds = join(folder, name)
  cpSync(join(PACKAGE_ROOT, 'seeds'), seeds, { recursive: true })
  const [head = '', ...entries] = readFileSync(join(seeds, 'catalog.yaml'), 'utf8').split(/^(?= {2}- )/mu)
  writeFileSync(join(seeds, 'catalog.yaml'), head + change(entries.map((entry) => `${entry.trimEnd()}\n`)).join(''))
  return seeds
}

async function build(seeds: string, data: string, options: BuildOptions): Promise<Built> {
  const built = await buildSnapshot(seeds, join(folder, data), testLanguage(), () => undefined, options)
  if (!built.ok) throw new Error(JSON.stringify(built.problem))
  return built.value
}

const all = seedsWith('all', (entries) => entries)

// Snapshots are named after the hashes of their files.
t.test('one thread and two build the same bytes', async (t) => {
  const one = await build(all, 'one', { threads: 1 })
  const two = await build(all, 'two', { threads: 2 })
  const again = await build(all, 'again', { threads: 2 })
  t.equal(two.snapshot, one.snapshot)
  t.equal(again.snapshot, one.snapshot, 'threads are used again')
  t.strictSame(two.diagnostics, one.diagnostics)
  t.equal(two.reports.length, 5)
})

t.test('what has not changed is taken over, and the bytes are those of a whole build', async (t) => {
  const changes: Readonly<Record<string, (entries: readonly string[]) => readonly string[]>> = {
    'with one report missing': (entries) => entries.filter((_, i) => i !== 2),
    'in another order': (entries) => [...entries].reverse(),
    'with another title': (entries) => entries.map((entry, i) => (i === 1 ? entry.replace(/title: .*/u, 'title: 另一个题目') : entry)),
  }
  for (const [name, change] of Object.entries(changes)) {
    const before = seedsWith(name, change)
    const whole = await build(before, `whole ${name}`, { threads: 1 })
    const over = await build(all, `whole ${name}`, { threads: 1 })
    t.equal(over.snapshot, (await build(all, 'one', { threads: 1, anew: true })).snapshot, name)
    t.ok(over.reused >= 2 && over.reused < 5, `${name}: ${over.reused} taken over`)
    const back = await build(before, `whole ${name}`, { threads: 2 })
    t.equal(back.snapshot, whole.snapshot, `${name}, and back`)
    t.strictSame(back.diagnostics, whole.diagnostics, `${name}: doubts`)
  }
})

t.test('a report whose corrections have changed is read anew, and so is one whose file has', async (t) => {
  const seeds = seedsWith('edited', (entries) => entries)
  const first = await build(seeds, 'edited data', { threads: 1 })
  const same = await build(seeds, 'edited data', { threads: 1 })
  t.equal(same.snapshot, first.snapshot)
  const corrected = first.reports.find(({ corrections, kind }) => corrections.length > 0 && kind !== 'newspaper') ?? first.reports[0]
  writeFileSync(join(seeds, 'corrections', `${corrected?.id ?? ''}.yaml`), 'corrections: []\n')
  const edited = await build(seeds, 'edited data', { threads: 1 })
  t.equal(edited.reused, same.reused - 1)
  t.equal(edited.snapshot, (await build(seeds, 'edited anew', { threads: 1, anew: true })).snapshot)
  const file = first.reports[1]?.file ?? ''
  writeFileSync(join(seeds, file), `${readFileSync(join(seeds, file), 'utf8')}\n`)
  const refused = await build(seeds, 'edited data', { threads: 1 })
  t.strictSame(refused.problems.map(({ code }) => code), ['catalog/hash'])
  t.equal(refused.reports.length, 4)
})
