import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const LOCK = '.lock'
/** Between two looks at a lock that another process holds, in ms. */
const LOCK_WAIT = 50
/** How long a lock that names no process may stand, in ms: no one here makes one, a crash of the machine may leave one. */
const NAMELESS_STANDS = 2000

const isCode = (error: unknown, ...codes: readonly string[]): boolean => error instanceof Error && 'code' in error && codes.includes(String(error.code))

/** Whether a process of that number runs, whoever owns it. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

/**
 * Makes the lock, with its holder's number in it, in one step: a process killed at any moment leaves a lock that names it, or none.
 * Whether it could. A file is written aside and linked, since a file that is created is empty until it is written.
 */
async function take(lock: string): Promise<boolean> {
  const aside = `${lock}-${process.pid}-${randomBytes(4).toString('hex')}`
  await writeFile(aside, String(process.pid))
  try {
    await link(aside, lock)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Whether no running process holds the lock. */
async function isAbandoned(lock: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(lock, 'utf8'))
    if (holder > 0) return !isRunning(holder)
    return Date.now() - (await stat(lock)).mtimeMs > NAMELESS_STANDS
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false
    throw error
  }
}

/** Removes an abandoned lock. It is moved aside first: of several who find it only one moves it, and a lock made meanwhile is put back. */
async function clear(lock: string): Promise<void> {
  const aside = `${lock}-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await rename(lock, aside)
    if (!(await isAbandoned(aside))) await link(aside, lock)
  } catch (error) {
    if (!isCode(error, 'ENOENT', 'EEXIST')) throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Runs `work` while no other process writes into the folder. The lock of a dead process is taken over. */
export async function locked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, LOCK)
  while (!(await take(lock))) {
    if (await isAbandoned(lock)) await clear(lock)
    else await setTimeout(LOCK_WAIT)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}
