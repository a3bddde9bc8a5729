import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Problem, type Result } from '../errors.js'
import { isRunning, locked } from './folder-lock.js'
import { isMissing, sha256 } from './source-files.js'

/**
 * Snapshots on disk: a folder per build, named after its content, and a file `current` that names the one in use.
 * A build is written beside the others, synced, renamed, and only then named in `current`; whoever reads sees the
 * old one or the new one, whole. After SQLite's and LevelDB's way of switching a pointer file.
 */

/** To be raised when the files of a snapshot change their shape. */
export const SNAPSHOT_FORMAT = 4

export interface ManifestFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export interface Manifest {
  readonly format: number
  /** Fingerprint of the analyzer whose terms the index holds. */
  readonly analyzer: string
  /** Fingerprint of the stages that read the reports. */
  readonly reader: string
  /** Every file of the seeds folder, with its SHA-256, sorted by name. */
  readonly seeds: readonly { readonly file: string; readonly sha256: string }[]
  readonly counts: { readonly reports: number; readonly passages: number; readonly characters: number; readonly refused: number }
  /** Reports that were withdrawn: not read, but their addresses answer. */
  readonly withdrawn?: readonly { readonly id: string; readonly title: string; readonly reason: string }[]
  readonly files: readonly ManifestFile[]
}

/** The contents of a snapshot by file name; text is written as UTF-8. */
export type SnapshotFiles = Readonly<Record<string, string | Uint8Array>>

const MANIFEST = 'manifest.json'
const CURRENT = 'current'
const NAME = /^snapshot-[0-9a-f]{16}$/
const BUILDING = /^\.(?:building|current|lock)-(\d+)(?:-[0-9a-f]+)?$/

const REBUILD = '请运行 npm run index 重新建立索引。'

async function writeSynced(path: string, data: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'w')
  try {
    await handle.writeFile(data)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes new names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes what no one needs: snapshots other than `keep`, and builds whose process is gone. */
async function sweep(folder: string, keep: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const building = BUILDING.exec(name)
    const abandoned = building !== null && !isRunning(Number(building[1]))
    if ((NAME.test(name) && name !== keep) || abandoned) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** Publishes a snapshot and returns its name. The old one stays in use until the last step. Error: `data/unwritable`. */
export async function publishSnapshot(folder: string, files: SnapshotFiles, about: Omit<Manifest, 'format' | 'files'>): Promise<Result<string>> {
  const listed = Object.entries(files).map(([name, data]) => ({ name, bytes: Buffer.byteLength(data), sha256: sha256(data) }))
  const manifest: Manifest = { format: SNAPSHOT_FORMAT, ...about, files: listed }
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  const name = `snapshot-${sha256(text).slice(0, 16)}`
  const building = join(folder, `.building-${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(building, { recursive: true })
    for (const [file, data] of Object.entries(files)) await writeSynced(join(building, file), data)
    await writeSynced(join(building, MANIFEST), text)
    await syncFolder(building)
    await locked(folder, async () => {
      if ((await openSnapshotFolder(folder, name)).ok) {
        await rm(building, { recursive: true, force: true })
      } else {
        await rm(join(folder, name), { recursive: true, force: true })
        await rename(building, join(folder, name))
      }
      const pointer = join(folder, `.${CURRENT}-${process.pid}`)
      await writeSynced(pointer, `${name}\n`)
      await rename(pointer, join(folder, CURRENT))
      await syncFolder(folder)
      await sweep(folder, name)
    })
    return ok(name)
  } catch (error) {
    await rm(building, { recursive: true, force: true }).catch(() => undefined)
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail({ code: 'data/unwritable', place: { file: folder }, found: error.message, expected: '可写的文件夹和足够的磁盘空间', remedy: '原有索引未动。请检查权限与空间后重试。' })
  }
}

/** A snapshot that was read whole and checked against its manifest. */
export interface OpenedSnapshot {
  readonly name: string
  readonly manifest: Manifest
  readonly files: Readonly<Record<string, Buffer>>
}

const damaged = (file: string, found: string, expected: string): { ok: false; problem: Problem } =>
  fail({ code: 'snapshot/damaged', place: { file }, found, expected, remedy: REBUILD })

async function openSnapshotFolder(folder: string, name: string): Promise<Result<OpenedSnapshot>> {
  const path = join(folder, name)
  try {
    const text = await readFile(join(path, MANIFEST), 'utf8')
    if (`snapshot-${sha256(text).slice(0, 16)}` !== name) return damaged(join(path, MANIFEST), '清单与文件夹名不符', name)
    const manifest = JSON.parse(text) as Manifest
    if (manifest.format !== SNAPSHOT_FORMAT) {
      return fail({ code: 'snapshot/foreign', place: { file: path }, found: `格式 ${manifest.format}`, expected: `格式 ${SNAPSHOT_FORMAT}`, remedy: REBUILD })
    }
    const files: Record<string, Buffer> = {}
    for (const listed of manifest.files) {
      const bytes = await readFile(join(path, listed.name))
      if (bytes.length !== listed.bytes || sha256(bytes) !== listed.sha256) return damaged(join(path, listed.name), '校验和不符', listed.sha256)
      files[listed.name] = bytes
    }
    return ok({ name, manifest, files })
  } catch (error) {
    if (isMissing(error)) return damaged(path, '缺少文件', '完整的快照')
    if (error instanceof SyntaxError) return damaged(join(path, MANIFEST), error.message, 'JSON 清单')
    throw error
  }
}

/**
 * Opens the snapshot that `current` names, and checks every byte of it.
 * Errors: `snapshot/missing`, `snapshot/damaged`, `snapshot/foreign`.
 */
export async function openSnapshotFiles(folder: string): Promise<Result<OpenedSnapshot>> {
  let name: string
  try {
    name = (await readFile(join(folder, CURRENT), 'utf8')).trim()
  } catch (error) {
    if (!isMissing(error)) throw error
    return fail({ code: 'snapshot/missing', place: { file: folder }, found: '没有索引', expected: `${CURRENT} 文件`, remedy: REBUILD })
  }
  if (!NAME.test(name)) return damaged(join(folder, CURRENT), JSON.stringify(name.slice(0, 40)), '快照名')
  const opened = await openSnapshotFolder(folder, name)
  // Swept while it was read: `current` names another by now.
  const now = opened.ok ? name : (await readFile(join(folder, CURRENT), 'utf8').catch(() => name)).trim()
  return now === name ? opened : openSnapshotFiles(folder)
}
