import { createHash } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../errors.js'
import { locked } from './folder-lock.js'
import { syncFolder } from './snapshot-files.js'
import { isMissing } from './source-files.js'

/**
 * The log of a report's editions: one file per report in `editions/` of the data folder, only ever appended to. Each entry
 * is framed (mark, length, checksum, bytes, line feed) and synced before the snapshot that needs it is published. An entry cut off by
 * a crash, or damaged later, is passed over; those before it and behind it are read all the same.
 */

const FOLDER = 'editions'
/** Opens an entry; to be changed when entries change their shape. */
const MARK = Buffer.from('EDN1', 'latin1')
const DIGEST = 16
const END = Buffer.from('\n', 'latin1')
/** Behind a torn tail these keep the next entry apart: a torn entry never ends in them, so that no bytes of the next complete it. */
const GUARD = Buffer.alloc(16, 0xff)
const HEAD = MARK.length + 4 + DIGEST

const digestOf = (length: Buffer, bytes: Uint8Array): Buffer => createHash('sha256').update(length).update(bytes).digest().subarray(0, DIGEST)

/** The entry as it stands in the file. */
export function frame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([MARK, length, digestOf(length, bytes), bytes, END])
}

/** What to append for an entry, behind a log of which so many bytes are no entry. */
export const continuation = (bytes: Uint8Array, damaged: number): Buffer => (damaged === 0 ? frame(bytes) : Buffer.concat([GUARD, frame(bytes)]))

/** The entries of a log, oldest first, and how many bytes of it are no entry. */
export function unframe(log: Buffer): { entries: Buffer[]; damaged: number } {
  const entries: Buffer[] = []
  let sound = 0
  for (let at = log.indexOf(MARK); at !== -1;) {
    const start = at + HEAD
    const length = start <= log.length ? log.subarray(at + MARK.length, at + MARK.length + 4) : null
    const end = length ? start + length.readUInt32LE() : Infinity
    const bytes = end < log.length && log[end] === END[0] ? log.subarray(start, end) : null
    if (length && bytes && digestOf(length, bytes).equals(log.subarray(at + MARK.length + 4, start))) {
      entries.push(bytes)
      sound += end + END.length - at
      at = log.indexOf(MARK, end + END.length)
    } else {
      at = log.indexOf(MARK, at + 1)
    }
  }
  return { entries, damaged: log.length - sound }
}

const pathOf = (data: string, report: string): string => join(data, FOLDER, `${report}.log`)

/** The entries of a report's log, oldest first; none when the report has no log. Other failures of the disk are thrown. */
export async function readLog(data: string, report: string): Promise<{ entries: readonly Buffer[]; damaged: number }> {
  try {
    return unframe(await readFile(pathOf(data, report)))
  } catch (error) {
    if (isMissing(error)) return { entries: [], damaged: 0 }
    throw error
  }
}

/** So many logs are written at once: most of the time is waiting for the disk. */
const AT_ONCE = 8

/**
 * Appends to the logs of some reports what `next` makes of each log's entries (`null`: nothing), while no other process
 * writes there, several of them at once. When it returns, all of it is on the disk. Error: `data/unwritable`; what was appended before it stays.
 */
export async function appendToLogs(data: string, reports: readonly string[], next: (report: string, entries: readonly Buffer[]) => Uint8Array | null): Promise<Result<void>> {
  const folder = join(data, FOLDER)
  try {
    await mkdir(folder, { recursive: true })
    await locked(folder, async () => {
      const waiting = reports.values()
      const writing = Array.from({ length: AT_ONCE }, async () => {
        for (const report of waiting) {
          const { entries, damaged } = await readLog(data, report)
          const bytes = next(report, entries)
          if (bytes) await appendSynced(pathOf(data, report), continuation(bytes, damaged))
        }
      })
      // The lock is held until all have done, whatever one of them met.
      for (const outcome of await Promise.allSettled(writing)) if (outcome.status === 'rejected') throw outcome.reason
      await syncFolder(folder)
      await syncFolder(data)
    })
    return ok(undefined)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail({ code: 'data/unwritable', place: { file: folder }, found: error.message, expected: '可写的文件夹和足够的磁盘空间', remedy: '原有索引与各版存档未动。请检查权限与空间后重试。' })
  }
}

async function appendSynced(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'a')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
