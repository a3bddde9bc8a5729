import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of package.json, whether the program runs from source or from `dist`. */
export const PACKAGE_ROOT = dirname(fileURLToPath(import.meta.resolve('#root')))
