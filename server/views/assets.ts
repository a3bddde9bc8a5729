import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Addresses of the files in `public/`, each with a digest of its content so that it may be cached for ever. */
export type Assets = (name: string) => string

/** One of the files as text. */
export const readPublic = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')

/** Reads the folder once. Asking for a file that is not there is a broken invariant and throws. */
export function loadAssets(folder: string): Assets {
  const digests = new Map(readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) =>
    [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex').slice(0, 10)]))
  return (name) => {
    const digest = digests.get(name)
    if (digest === undefined) throw new Error(`no public file ${name}`)
    return `/public/${name}?v=${digest}`
  }
}
