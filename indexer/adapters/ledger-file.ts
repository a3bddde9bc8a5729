import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../errors.js'
import { locked } from './folder-lock.js'
import { isMissing, sha256 } from './source-files.js'

/**
 * A file of lines that only ever grows: each line carries a checksum over itself and the checksum before it, so that a line that was
 * changed, lost or moved shows. A line that a kill has cut off at the end was never acknowledged, and is cut away at the next write.
 */

export interface Ledger {
  /** The sound lines, in order. */
  readonly lines: readonly string[]
  /** Why nothing could be added, or that lines are damaged; `null` when all is well. */
  readonly problem: Problem | null
}

interface Contents {
  readonly lines: string[]
  /** Checksum of the last line. */
  readonly sum: string
  /** Bytes up to the end of the last line. */
  readonly length: number
  /** Bytes there are. */
  readonly size: number
  /** Numbers, from 1, of the lines whose checksum is wrong. */
  readonly damaged: number[]
}

const SUM_LENGTH = 16
const sumOf = (before: string, line: string): string => sha256(`${before}\n${line}`).slice(0, SUM_LENGTH)

async function read(path: string): Promise<Contents> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (!isMissing(error)) throw error
    return { lines: [], sum: '', length: 0, size: 0, damaged: [] }
  }
  const length = bytes.lastIndexOf(0x0a) + 1
  const lines: string[] = []
  const damaged: number[] = []
  let before = ''
  for (const [i, text] of bytes.toString('utf8', 0, length).split('\n').slice(0, -1).entries()) {
    const [, line = '', sum = ''] = /^(.*)\t([0-9a-f]+)$/u.exec(text) ?? []
    if (sum !== '' && sum === sumOf(before, line)) lines.push(line)
    else damaged.push(i + 1)
    before = sum
  }
  return { lines, sum: before, length, size: bytes.length, damaged }
}

const damagedProblem = (path: string, damaged: readonly number[]): Problem => ({
  code: 'ledger/damaged', place: { file: path, line: damaged[0] ?? 1 }, found: `${damaged.length} 行的校验和不符`, expected: '未经改动的行',
  remedy: '完好的行照常使用，但不再添加新行。请从备份恢复此文件。',
})

/**
 * Adds to a ledger what `extend` makes of its lines, durably: they are on the disk when this returns. Nothing is written when there is
 * nothing to add. Problems: `ledger/damaged`, `data/unwritable`; in both cases the lines there are returned.
 */
export async function extendLedger(folder: string, file: string, extend: (lines: readonly string[]) => readonly string[]): Promise<Ledger> {
  const path = join(folder, file)
  let contents = await read(path)
  const problemOf = ({ damaged }: Contents): Problem | null => (damaged.length > 0 ? damagedProblem(path, damaged) : null)
  if (contents.damaged.length > 0 || extend(contents.lines).length === 0) return { lines: contents.lines, problem: problemOf(contents) }
  let added: readonly string[] = []
  try {
    await locked(folder, async () => {
      // Another process may have added meanwhile.
      contents = await read(path)
      if (contents.damaged.length > 0) return
      const wanted = extend(contents.lines)
      if (wanted.length === 0) return
      await append(folder, path, contents, wanted)
      added = wanted
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return { lines: contents.lines, problem: { code: 'data/unwritable', place: { file: path }, found: error.message, expected: '可写的文件夹和足够的磁盘空间', remedy: '已有的短链照常使用。请检查权限与空间后重试。' } }
  }
  return { lines: [...contents.lines, ...added], problem: problemOf(contents) }
}

async function append(folder: string, path: string, { sum, length, size }: Contents, lines: readonly string[]): Promise<void> {
  let before = sum
  let text = ''
  for (const line of lines) {
    before = sumOf(before, line)
    text += `${line}\t${before}\n`
  }
  const handle = await open(path, 'a')
  try {
    if (size > length) await handle.truncate(length)
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
  const directory = await open(folder, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
