import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceFile } from '../types.js'

/** Lower-case hex SHA-256. */
export const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex')

/** A file of the seeds folder; `null` when there is none of that name. Other failures of the disk are thrown. Read at one go: handing small files over from thread to thread takes longer. */
export function readSource(folder: string, path: string): SourceFile | null {
  try {
    const bytes = readFileSync(join(folder, path))
    return { path, bytes, sha256: sha256(bytes) }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Bytes of some files of the seeds folder together; one that is missing has none. */
export async function sizeOfSources(folder: string, paths: readonly string[]): Promise<number> {
  let sum = 0
  for (const path of paths) {
    try {
      sum += (await stat(join(folder, path))).size
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return sum
}

/** Names of the files directly in the seeds folder, sorted by code unit; empty when the folder is missing. */
export async function listSources(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => entry.name).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Whether a failure of the disk means that nothing of that name is there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR')
