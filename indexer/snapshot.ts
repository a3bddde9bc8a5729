import { join } from 'node:path'
import { CORRECTIONS_FOLDER } from './adapters/corrections-file.js'
import { openSnapshotFiles, type Manifest } from './adapters/snapshot-files.js'
import { listSources, readSource } from './adapters/source-files.js'
import { fail, ok, type Result } from './errors.js'
import type { PassageStore, SearchIndex } from './ports.js'
import { openPostings } from './postings/index.js'
import { openStore } from './store/stored.js'
import type { Report } from './types.js'

/** An immutable build of the index with the reports it was built from. */
export interface Snapshot {
  readonly name: string
  readonly manifest: Manifest
  readonly reports: readonly Report[]
  /** Their passages, numbered through in the order of `reports`. */
  readonly store: PassageStore
  /** Over the passages of all reports, numbered through in the order of `reports`. */
  readonly index: SearchIndex
}

/** The files that a snapshot consists of. */
export const STORE_FILE = 'passages.bin'
export const INDEX_FILE = 'index.bin'

/** To be raised when the stages that read reports change what they make of the same source. */
export const READER_VERSION = 22

/** Every file of the seeds folder with its hash: what a snapshot must have been built from to be current. */
export async function seedHashes(seeds: string): Promise<Manifest['seeds']> {
  const hashes = []
  const corrections = (await listSources(join(seeds, CORRECTIONS_FOLDER))).map((file) => `${CORRECTIONS_FOLDER}/${file}`)
  for (const file of [...await listSources(seeds), ...corrections].sort()) {
    const source = readSource(seeds, file)
    if (source) hashes.push({ file, sha256: source.sha256 })
  }
  return hashes
}

/** What a snapshot must have been built with, to be used by this program. */
export interface Fingerprints {
  readonly analyzer: string
  readonly reader: string
}

/**
 * Opens the current snapshot of a data folder. `seeds: null` leaves the sources out of the check.
 * Errors: those of `openSnapshotFiles`; `snapshot/foreign` when another analyzer or reader made it;
 * `snapshot/stale` when the seeds have changed since.
 */
export async function openSnapshot(data: string, fingerprints: Fingerprints, seeds: Manifest['seeds'] | null): Promise<Result<Snapshot>> {
  const opened = await openSnapshotFiles(data)
  if (!opened.ok) return opened
  const { name, manifest, files } = opened.value
  const remedy = '请运行 npm run index 重新建立索引。'
  for (const part of ['analyzer', 'reader'] as const) {
    if (manifest[part] !== fingerprints[part]) {
      return fail({ code: 'snapshot/foreign', place: { file: name }, found: `由另一版本建立（${part}）`, expected: fingerprints[part].slice(0, 80), remedy })
    }
  }
  if (seeds && JSON.stringify(manifest.seeds) !== JSON.stringify(seeds)) {
    const changed = seeds.find(({ file, sha256 }) => manifest.seeds.find((seed) => seed.file === file)?.sha256 !== sha256)
    return fail({ code: 'snapshot/stale', place: { file: name }, found: changed ? `${changed.file} 已有变动` : '有文件被移除', expected: '与种子文件夹一致', remedy })
  }
  const [storeFile, indexFile] = [files[STORE_FILE], files[INDEX_FILE]]
  if (!storeFile || !indexFile) return fail({ code: 'snapshot/damaged', place: { file: name }, found: '缺少文件', expected: `${STORE_FILE}、${INDEX_FILE}`, remedy })
  return ok({ name, manifest, ...openStored(storeFile, indexFile) })
}

/** The parts of a snapshot that its files hold. */
export function openStored(storeFile: Uint8Array, indexFile: Uint8Array): Pick<Snapshot, 'reports' | 'store' | 'index'> {
  const store = openStore(storeFile)
  return { store, reports: store.reports, index: openPostings(indexFile) }
}
