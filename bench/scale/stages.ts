import { readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { CorpusBuilder, loadLanguage, openStored } from '../../indexer/index.js'
import { buildApp } from '../../server/app.js'
import { warmUp } from '../../server/warm-up.js'
import { Engine } from '../../server/search/engine.js'
import { toQuery } from '../../server/search/query.js'
import { chance } from '../chance.js'
import { readTexts } from '../pages/clean-text.js'
import { reportsOf } from './corpus.js'
import { ownPostings, PEERS, TOP } from './peers.js'
import { drawQueries, worstQueries, type ScaleQuery } from './queries.js'

/** What one process of the benchmark does; each is a process of its own, so that memory is told apart. */

export interface Task {
  readonly stage: 'build' | 'serve' | 'peer'
  readonly folder: string
  readonly laws: string
  readonly passages: number
  readonly queries: number
  readonly seed: number
  readonly peer: string
  readonly packages: string
}

const STORE = 'store.bin'
const INDEX = 'index.bin'
const TERMS = 'terms.txt'
const QUERIES = 'queries.json'
const TERM_BREAK = '\t'

const rounded = (value: number): number => Math.round(value * 100) / 100
const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10
const rss = (): number => megabytes(process.memoryUsage().rss)
/** The greatest resident set so far, in MB. */
const peak = (): number => megabytes(process.resourceUsage().maxRSS * 1024)

/** Percentiles of some times in ms. */
function percentiles(times: readonly number[]): { p50: number; p95: number; p99: number; max: number } {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): number => rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: rounded(sorted.at(-1) ?? 0) }
}

/** Times of some work in ms, in order: by the clock, and of processors in this process, which tells more where others use the machine. */
interface Times {
  readonly clock: number[]
  readonly processor: number[]
}

async function timed<T>(items: readonly T[], work: (item: T) => unknown): Promise<Times> {
  const times: Times = { clock: [], processor: [] }
  for (const item of items) {
    const [started, before] = [performance.now(), process.cpuUsage()]
    await work(item)
    const spent = process.cpuUsage(before)
    times.clock.push(performance.now() - started)
    times.processor.push((spent.user + spent.system) / 1000)
  }
  return times
}

const summary = ({ clock, processor }: Times) => ({ ...percentiles(clock), processor: percentiles(processor) })

function build({ folder, laws, passages, queries, seed }: Task): unknown {
  const { analyzer, lexicon } = loadLanguage()
  const language = rss()
  const corpus = new CorpusBuilder(analyzer)
  const texts = readTexts(laws)
  const started = performance.now()
  let [bytes, count] = [0, 0]
  for (const { report, bytes: size } of reportsOf(texts, lexicon, passages)) {
    bytes += size
    count += report.passages.length
    corpus.add(report)
  }
  const { store, index } = corpus.finish()
  const ms = performance.now() - started
  const [built, cpu] = [peak(), process.cpuUsage()]
  writeFileSync(join(folder, STORE), store)
  writeFileSync(join(folder, INDEX), index)
  // For the peers: the terms of every passage's text, and of every query.
  const engineTexts = openStored(store, index).store
  const textAt = (ordinal: number): string => engineTexts.passage(ordinal).text
  const termsOf = (text: string): string[] => analyzer.words(text).map(({ term }) => term.replace(/\s/gu, '_'))
  writeFileSync(join(folder, TERMS), Array.from({ length: count }, (_, ordinal) => termsOf(textAt(ordinal)).join(TERM_BREAK)).join('\n'))
  const drawn = drawQueries(textAt, count, chance(seed), queries)
  const worst = worstQueries(chance(seed + 1))
  writeFileSync(join(folder, QUERIES), JSON.stringify({ drawn, worst, terms: drawn.map(({ parameters }) => [...new Set(termsOf(parameters['q'] ?? ''))]) }))
  const stages = Object.fromEntries(Object.entries(corpus.times).map(([stage, time]) => [stage, rounded(time / 1000)]))
  const { analyse, postings, store: storing } = corpus.times
  const indexing = analyse + postings + storing
  return {
    passages: count, textMB: megabytes(bytes), seconds: rounded(ms / 1000), cpuSeconds: rounded((cpu.user + cpu.system) / 1e6), stages: { read: rounded((ms - indexing) / 1000), ...stages },
    mbPerSecond: rounded(bytes / 1e3 / ms), peakMB: built, languageMB: language, storeMB: megabytes(store.length), indexMB: megabytes(index.length), sizeOfText: rounded((store.length + index.length) / bytes),
  }
}

interface Asked {
  readonly drawn: readonly ScaleQuery[]
  readonly worst: readonly ScaleQuery[]
  readonly terms: readonly (readonly string[])[]
}

const readAsked = (folder: string): Asked => JSON.parse(readFileSync(join(folder, QUERIES), 'utf8')) as Asked
const address = ({ parameters }: ScaleQuery): string => `/api/search?${new URLSearchParams(parameters).toString()}`

const fetchText = (port: number, path: string): Promise<void> => new Promise((resolve, reject) => {
  get({ port, path, host: '127.0.0.1' }, (response) => {
    response.resume()
    response.on('end', resolve)
  }).on('error', reject)
})

async function serve({ folder }: Task): Promise<unknown> {
  const language = loadLanguage()
  const languageMB = rss()
  const { drawn, worst } = readAsked(folder)
  const parametersOf = ({ parameters: { q = '', year, page, sort } }: ScaleQuery) => toQuery({ q, ...(year ? { year: [Number(year)] } : {}), ...(page ? { page: Number(page) } : {}), ...(sort === 'newest' ? { sort } : {}) })
  const started = performance.now()
  const opened = openStored(readFileSync(join(folder, STORE)), readFileSync(join(folder, INDEX)))
  const passages = opened.store.columns.size
  const engine = new Engine({ name: 'scale', ...opened, manifest: { ...language.fingerprints, format: 0, seeds: [], files: [], counts: { reports: opened.reports.length, passages, characters: 0, refused: 0 } } }, language)
  engine.search(toQuery({ q: '行政处罚' }))
  const firstAnswerMs = performance.now() - started
  const app = await buildApp({ engine, baseUrl: '', logger: false })
  await warmUp(engine, app)
  const startedMB = rss()
  const inProcess = await timed(drawn, (query) => engine.search(parametersOf(query)))
  const again = await timed(drawn, (query) => engine.search(parametersOf(query)))
  const byKind = Object.fromEntries([...new Set(drawn.map(({ kind }) => kind))].map((kind) => [kind, percentiles(inProcess.processor.filter((_, i) => drawn[i]?.kind === kind))]))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const http = await timed(drawn, (query) => fetchText(port, address(query)))
  delay.disable()
  const worstProcessor = percentiles((await timed([...worst, ...worst], (query) => engine.search(parametersOf(query)))).processor)
  const worstMs: Record<string, number> = {}
  for (const query of worst) worstMs[query.kind] = percentiles((await timed([query, query, query], () => fetchText(port, address(query)))).clock).p50
  const servingMB = rss()
  await app.close()
  return {
    firstAnswerMs: rounded(firstAnswerMs), languageMB, startedMB, servingMB, beyondLanguageMB: rounded(servingMB - languageMB),
    cold: summary(inProcess), warm: summary(again), http: summary(http), processorByKind: byKind, worstHttpMs: worstMs, worstProcessor, longestBlockMs: rounded(delay.max / 1e6),
  }
}

async function peer({ folder, peer: name, packages }: Task): Promise<unknown> {
  const { terms } = readAsked(folder)
  const before = rss()
  const started = performance.now()
  let search: (terms: readonly string[]) => readonly number[]
  if (name === OWN) {
    search = ownPostings(readFileSync(join(folder, STORE)), readFileSync(join(folder, INDEX)))
  } else {
    const made = await PEERS[name]?.(packages)
    if (!made) return { absent: true }
    search = await made.open(readFileSync(join(folder, TERMS), 'utf8').split('\n').map((line) => (line === '' ? [] : line.split(TERM_BREAK))))
  }
  const openMs = performance.now() - started
  for (const list of terms.slice(0, 20)) search(list)
  const times = await timed(terms, (list) => search(list))
  return { openMs: rounded(openMs), addedMB: rounded(rss() - before), ...summary(times), top: terms.map((list) => search(list).slice(0, TOP)) }
}

/** The name under which the project's own postings stand beside the peers. */
export const OWN = 'compiled postings'

export const runTask = (task: Task): Promise<unknown> => (task.stage === 'build' ? Promise.resolve(build(task)) : task.stage === 'serve' ? serve(task) : peer(task))
