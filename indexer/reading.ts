import { join } from 'node:path'
import type { CatalogedEntry } from './adapters/catalog-file.js'
import { CATALOG_FILE } from './adapters/catalog-file.js'
import { CORRECTIONS_FOLDER, parseCorrections } from './adapters/corrections-file.js'
import { readDictionary } from './adapters/jieba.js'
import { learnedWeights } from './adapters/learned-weights.js'
import type { Lexicon } from './adapters/lexicon-files.js'
import { listSources, readSource } from './adapters/source-files.js'
import { fail, ok, type Diagnostic, type Problem, type Result } from './errors.js'
import { mayBeInterleaved } from './report/columns.js'
import { readReport, type Knowledge } from './report/read.js'
import { decode, encodingFound } from './text/decode.js'
import { splitLines } from './text/lines.js'
import { evidenceFrom, type Evidence } from './text/reading-order/index.js'
import type { CatalogEntry, Report } from './types.js'

/** How much clean text is evidence enough, in code units; more of it would only cost memory. */
const EVIDENCE_LENGTH = 2_000_000

/** What has become of a catalogued source. */
export type Outcome =
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** It looks interleaved, and was to be left. */
  | { readonly kind: 'left' }
  | {
    readonly kind: 'read'
    readonly report: Report
    /** Corrections that did not fit. */
    readonly problems: readonly Problem[]
    /** Of the source. */
    readonly characters: number
    /** Nothing but its own files has told how it reads, and all of them were in order: as long as they stay, so does the report. */
    readonly alone: boolean
  }

/** Reads the sources of a catalogue one by one. What the others say of the language is looked for when the first one looks interleaved. */
export class SourceReader {
  readonly #seeds: string
  readonly #lexicon: Lexicon
  readonly #entries: readonly CatalogedEntry[]
  #knowledge: Knowledge | null = null

  constructor(seeds: string, lexicon: Lexicon, entries: readonly CatalogedEntry[]) {
    this.#seeds = seeds
    this.#lexicon = lexicon
    this.#entries = entries
  }

  /** `interleaved: 'left'`: a source that looks interleaved is not read. */
  read(cataloged: CatalogedEntry, interleaved: 'read' | 'left' = 'read'): Outcome {
    const taken = takeSource(this.#seeds, cataloged)
    if (!taken.ok) return { kind: 'refused', problem: taken.problem }
    const { entry, text, encoding, corrections } = taken.value
    const suspect = isSuspect(taken.value)
    if (suspect && interleaved === 'left') return { kind: 'left' }
    if (suspect) this.#knowledge ??= { ...this.#lexicon, evidence: evidenceOf(this.#cleanTexts(), this.#lexicon) }
    const { report: read, problems } = readReport(entry, text, suspect && this.#knowledge ? this.#knowledge : this.#lexicon, corrections.file)
    const report = { ...read, diagnostics: [...encoding, ...read.diagnostics] }
    const all = [...corrections.problems, ...problems]
    return { kind: 'read', report, problems: all, characters: text.length, alone: !suspect && all.length === 0 }
  }

  /** The texts that do not look interleaved, as far as they are evidence enough: by them the others are put in order. */
  #cleanTexts(): string[] {
    const clean: string[] = []
    let length = 0
    for (const entry of this.#entries) {
      if (length >= EVIDENCE_LENGTH) break
      const taken = takeSource(this.#seeds, entry)
      if (!taken.ok || isSuspect(taken.value)) continue
      clean.push(taken.value.text)
      length += taken.value.text.length
    }
    return clean
  }
}

const isSuspect = ({ text }: TakenSource): boolean => mayBeInterleaved(splitLines(text))

/** Made when it is first asked for. */
function evidenceOf(clean: readonly string[], { cities }: Lexicon): () => Evidence {
  let evidence: Evidence | null = null
  return () => (evidence ??= evidenceFrom(readDictionary(), clean, cities.map(({ name }) => name), learnedWeights))
}

/** A source that is the one catalogued, decoded, with its corrections. */
interface TakenSource {
  readonly entry: CatalogEntry
  readonly text: string
  /** How it was decoded, where that is worth saying. */
  readonly encoding: readonly Diagnostic[]
  readonly corrections: ReturnType<typeof readCorrections>
}

function takeSource(seeds: string, { entry, line, hashLine }: CatalogedEntry): Result<TakenSource> {
  const source = readSource(seeds, entry.file)
  if (!source) {
    return fail({ code: 'catalog/missing-file', place: { file: CATALOG_FILE, line }, found: `没有文件 ${entry.file}`, expected: '种子文件夹中的文件', remedy: '请放入该文件，或从目录中删去这一条。' })
  }
  if (source.sha256 !== entry.sha256) {
    return fail({ code: 'catalog/hash', place: { file: CATALOG_FILE, line: hashLine }, found: `${entry.file} 的 SHA-256 为 ${source.sha256}`, expected: entry.sha256, remedy: '文件与登记的不同：请换回原文件，或核对后更新 sha256。' })
  }
  const decoded = decode(source.bytes, entry.file)
  return decoded.ok ? ok({ entry, text: decoded.value.text, encoding: encodingFound(decoded.value, entry.file), corrections: readCorrections(seeds, entry.id) }) : decoded
}

/** Where the corrections of a report stand in the seeds folder. */
export const correctionsPath = (id: string): string => `${CORRECTIONS_FOLDER}/${id}.yaml`

/** The corrections beside the sources; a report without a file of its own has none. */
function readCorrections(seeds: string, id: string): ReturnType<typeof parseCorrections> {
  const path = correctionsPath(id)
  const source = readSource(seeds, path)
  const text = source ? decode(source.bytes, path) : null
  if (text === null) return { file: { path, corrections: [] }, problems: [] }
  return text.ok ? parseCorrections(text.value.text, path) : { file: { path, corrections: [] }, problems: [text.problem] }
}

/** Files of the seeds folder that no entry of the catalogue speaks of. */
export async function strangersIn(seeds: string, named: readonly string[]): Promise<string[]> {
  const known = new Set([CATALOG_FILE, ...named])
  return (await listSources(seeds)).filter((file) => !known.has(file))
}

/** Corrections that bear the id of no report: an editor's work that would go for nothing. */
export async function foreignCorrections(seeds: string, ids: readonly string[]): Promise<Problem[]> {
  const corrected = new Set(ids.map((id) => `${id}.yaml`))
  return (await listSources(join(seeds, CORRECTIONS_FOLDER))).filter((file) => !corrected.has(file)).map((file) => ({
    code: 'correction/foreign', place: { file: `${CORRECTIONS_FOLDER}/${file}`, line: 1 }, found: `目录中没有编号为 ${file.replace(/\.ya?ml$/u, '')} 的报告`, expected: `文件名为“报告编号.yaml”，编号有 ${ids.join('、')}`,
    remedy: '请改正文件名，或移走这个文件；其中的校正没有采用。',
  }))
}
