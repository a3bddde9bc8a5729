import { inflateRawSync } from 'node:zlib'
import type { Report } from '../types.js'
import { readBody, type Body, type PlacedPassage } from './body.js'
import { ByteReader } from './bytes.js'
import { Kept } from './kept.js'
import type { NameTables } from './record.js'
import { blockOf, inflateBlock, readDirectory, readSource, type SourceBlock, type SourceDirectory } from './source-blocks.js'

/** Reports whose tables stay in memory once read, and blocks of sources that stay inflated. */
const MOST_TABLES = 256
const MOST_BLOCKS = 64
/** Blocks are kept under report and block; a source has fewer. */
const BLOCKS_OF_ONE = 1 << 20

/** What is kept of a report beside its passages. */
export type ReportPart = Body & Pick<Report, 'source'>

/** Where the parts of one report stand. */
interface Directory {
  readonly source: SourceDirectory
  readonly tables: Uint8Array
  readonly body: Uint8Array
}

/** The reports' parts that are no passages: sources, tables of names, bodies; each is read when it is asked for. */
export class ReportParts {
  readonly #bytes: Uint8Array
  readonly #starts: Uint32Array
  readonly #directories = new Kept<Directory>(MOST_TABLES, (report) => this.#read(report))
  readonly #names = new Kept<NameTables>(MOST_TABLES, (report) => JSON.parse(inflateRawSync(this.#directories.get(report).tables).toString('utf8')) as NameTables)
  readonly #blocks = new Kept<SourceBlock>(MOST_BLOCKS, (key) => inflateBlock(key % BLOCKS_OF_ONE, this.#directories.get(Math.floor(key / BLOCKS_OF_ONE)).source))

  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.#bytes = bytes
    this.#starts = starts
  }

  #read(report: number): Directory {
    const reader = new ByteReader(this.#bytes.subarray(this.#starts[report], this.#starts[report + 1]))
    return { source: readDirectory(reader), tables: reader.counted(), body: reader.counted() }
  }

  /** The bytes of a report, to be copied. */
  bytes(report: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[report], this.#starts[report + 1])
  }

  names(report: number): NameTables {
    return this.#names.get(report)
  }

  /** The block that holds a line of a report's source; `null` when the source has no such line. */
  block(report: number, line: number): SourceBlock | null {
    const block = blockOf(line, this.#directories.get(report).source)
    return block === -1 ? null : this.#blocks.get(report * BLOCKS_OF_ONE + block)
  }

  body(report: number, passages: () => readonly PlacedPassage[]): ReportPart {
    const directory = this.#directories.get(report)
    const source = readSource(directory.source)
    return { ...readBody(directory.body, source, passages), source }
  }
}
