import { parseArgs } from 'node:util'
import { join, resolve } from 'node:path'
import { PACKAGE_ROOT } from './adapters/package-root.js'

/** One setting: an environment variable, and the flag of the same meaning. */
export interface Setting {
  readonly name: string
  readonly flag: string
  /** As the documentation shows it. */
  readonly fallback: string
  /** In English, with the unit. */
  readonly meaning: string
}

/** The settings of the indexer. The server has these and its own. */
export const INDEXER_SETTINGS = [
  { name: 'SEEDS_DIR', flag: 'seeds', fallback: 'seeds', meaning: 'folder with the sources and `catalog.yaml`' },
  { name: 'DATA_DIR', flag: 'data', fallback: 'data', meaning: 'folder that holds the snapshots; created when missing' },
] as const satisfies readonly Setting[]

/** What was given for each setting, flag before environment; `undefined` for what was not. Throws a TypeError on an unknown flag. */
export function readSettings<T extends readonly Setting[]>(settings: T, env: NodeJS.ProcessEnv, argv: readonly string[]): Record<T[number]['name'], string | undefined> {
  const options = Object.fromEntries(settings.map(({ flag }) => [flag, { type: 'string' as const }]))
  const { values } = parseArgs({ args: [...argv], options, strict: true })
  return Object.fromEntries(settings.map(({ name, flag }) => [name, values[flag] ?? (env[name] || undefined)])) as Record<T[number]['name'], string | undefined>
}

/** A folder setting as an absolute path: the fallback is relative to the package, anything given to the working folder. */
export const folderSetting = (given: string | undefined, setting: Setting): string =>
  given === undefined ? join(PACKAGE_ROOT, setting.fallback) : resolve(given)
