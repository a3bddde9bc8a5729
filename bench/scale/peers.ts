import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import MiniSearch from 'minisearch'
import type { SearchIndex } from '../../indexer/index.js'

/** Other engines over the same terms: each passage a list of terms, each query a list of terms, OR-ed, the twenty best. */

export interface Peer {
  /** Passages' terms in; the twenty best for a query's terms out. */
  readonly open: (passages: Iterable<readonly string[]>) => Promise<(terms: readonly string[]) => readonly number[]>
}

export const TOP = 20

/** A module of the packages that are measured, wherever they are installed; `null` where they are not. */
async function load(name: string, folder: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href) as unknown
  } catch {
    return null
  }
}

/** A module's default export, or the module itself. */
const defaultOf = <T>(module: unknown): T => ((module as { default?: unknown }).default ?? module) as T

interface FlexIndex { add(id: number, text: string): void; search(text: string, options: object): number[] }
interface Orama {
  create(options: object): unknown
  insertMultiple(db: unknown, documents: readonly object[], batch: number): Promise<unknown>
  search(db: unknown, parameters: object): { hits: readonly { id: string }[] }
}
interface Statement { run(...values: unknown[]): void; all(...values: unknown[]): { id: number }[] }
interface Sqlite { exec(sql: string): void; prepare(sql: string): Statement }

const cut = (text: string): string[] => (text === '' ? [] : text.split(' '))

/** The engines by name; `null` for one that is not installed. `folder` holds their packages. */
export const PEERS: Readonly<Record<string, (folder: string) => Promise<Peer | null>>> = {
  MiniSearch: () => Promise.resolve({
    open(passages) {
      const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: cut, processTerm: (term) => term })
      let id = 0
      for (const terms of passages) index.add({ id: id++, text: terms.join(' ') })
      return Promise.resolve((terms) => index.search(terms.join(' '), { combineWith: 'OR' }).map((hit) => ({ id: hit.id as number, score: Math.round((hit.score / (hit.queryTerms.length || 1)) * 1e9) }))
        .sort((a, b) => b.score - a.score || a.id - b.id).slice(0, TOP).map(({ id }) => id))
    },
  }),
  FlexSearch: async (folder) => {
    const module = await load('flexsearch', folder)
    if (!module) return null
    const { Index } = defaultOf<{ Index: new (options: object) => FlexIndex }>(module)
    return {
      open(passages) {
        const index = new Index({ tokenize: 'strict', encode: cut, cache: false })
        let id = 0
        for (const terms of passages) index.add(id++, terms.join(' '))
        return Promise.resolve((terms) => index.search(terms.join(' '), { limit: TOP, suggest: true }))
      },
    }
  },
  Orama: async (folder) => {
    const module = await load('@orama/orama', folder)
    if (!module) return null
    const orama = module as Orama
    return {
      async open(passages) {
        const db = orama.create({ schema: { text: 'string' }, components: { tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: cut } } })
        await orama.insertMultiple(db, [...passages].map((terms, id) => ({ id: String(id), text: terms.join(' ') })), 500)
        return (terms) => orama.search(db, { term: terms.join(' '), limit: TOP, threshold: 1 }).hits.map(({ id }) => Number(id))
      },
    }
  },
  'SQLite FTS5': async (folder) => {
    const module = await load('better-sqlite3', folder)
    if (!module) return null
    const Database = defaultOf<new (path: string) => Sqlite>(module)
    return {
      open(passages) {
        const db = new Database(':memory:')
        db.exec("CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize='ascii')")
        // Its tokenizer cuts at signs, so terms go in as numbers.
        const numbers = new Map<string, string>()
        const code = (term: string): string => {
          const known = numbers.get(term) ?? `t${numbers.size}`
          numbers.set(term, known)
          return known
        }
        const insert = db.prepare('INSERT INTO t(rowid, x) VALUES (?, ?)')
        db.exec('BEGIN')
        let id = 0
        for (const terms of passages) insert.run(id++, terms.map(code).join(' '))
        db.exec('COMMIT')
        const select = db.prepare(`SELECT rowid AS id FROM t WHERE t MATCH ? ORDER BY rank LIMIT ${TOP}`)
        return Promise.resolve((terms) => {
          const known = terms.flatMap((term) => numbers.get(term) ?? [])
          return known.length === 0 ? [] : select.all(known.join(' OR ')).map(({ id }) => id)
        })
      },
    }
  },
}

/** Debian's `python3-xapian` stands beside Debian's own Python; `null` where it is not installed. */
export const XAPIAN = 'Xapian'
export const XAPIAN_PYTHON: string | null = ['/usr/bin/python3', 'python3'].find((python) => {
  try {
    execFileSync(python, ['-c', 'import xapian'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}) ?? null

/** The project's own postings on the same work: MiniSearch's formula over the body stream, the twenty best. */
export function ownPostings(index: SearchIndex): (terms: readonly string[]) => readonly number[] {
  return (terms) => {
    const { passages, scores } = index.score([{ streams: { body: 1 }, terms: [...new Set(terms)].map((term) => ({ term, weight: 1 })) }])
    return bestOf(passages, scores)
  }
}

/** Passages of the greatest scores, to nine digits behind the point; equals by number. */
function bestOf(passages: Uint32Array, scores: Float64Array): number[] {
  const top: { id: number; score: number }[] = []
  let least = -Infinity
  for (let i = 0; i < passages.length; i++) {
    const score = scores[i] ?? 0
    if (score < least) continue
    const item = { id: passages[i] ?? 0, score: Math.round(score * 1e9) / 1e9 }
    let at = top.length
    while (at > 0 && (top[at - 1]?.score ?? 0) < item.score) at--
    top.splice(at, 0, item)
    if (top.length > TOP) top.pop()
    least = (top[TOP - 1]?.score ?? -Infinity) - 1e-9
  }
  return top.map(({ id }) => id)
}
