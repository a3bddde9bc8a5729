import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { buildSnapshot, loadLanguage, loadLexicon, openSnapshot, PACKAGE_ROOT, startBuilding } from '../../indexer/index.js'
import { buildApp } from '../../server/app.js'
import { warmUp } from '../../server/warm-up.js'
import { Engine } from '../../server/search/engine.js'
import { toQuery } from '../../server/search/query.js'
import { chance } from '../chance.js'
import { readTexts } from '../pages/clean-text.js'
import { writeSeeds } from './corpus.js'
import { ownPostings, PEERS, TOP, XAPIAN, XAPIAN_PYTHON } from './peers.js'
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
  /** Other engines are asked too. */
  readonly peers: boolean
}

const DATA = 'data'
const TERMS = 'terms.txt'
const QUERIES = 'queries.json'
const QUERY_TERMS = 'terms.json'
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

/** Builds a snapshot of a seeds folder as `npm run index` does, and the last report's words anew with another title. */
async function build({ folder, laws, passages, queries, seed, peers }: Task): Promise<unknown> {
  const [seeds, data] = [join(folder, 'seeds'), join(folder, DATA)]
  mkdirSync(seeds, { recursive: true })
  const bytes = writeSeeds(readTexts(laws), loadLexicon(), seeds, passages)
  const begun = performance.now()
  await startBuilding(seeds, data)
  const language = loadLanguage()
  const { analyzer } = language
  const [languageSeconds, languageMB] = [rounded((performance.now() - begun) / 1000), rss()]
  const stages: Record<string, number> = {}
  const building = async (threads?: number): Promise<{ seconds: number; cpuSeconds: number; snapshot: string; reused: number }> => {
    const [started, before] = [performance.now(), process.cpuUsage()]
    let [stage, at] = ['prepare', started]
    const built = await buildSnapshot(seeds, data, language, ({ stage: next }) => {
      if (next === stage) return
      stages[stage] = rounded((performance.now() - at) / 1000)
      ;[stage, at] = [next, performance.now()]
    }, threads === undefined ? {} : { threads })
    if (!built.ok) throw new Error(JSON.stringify(built.problem))
    stages[stage] = rounded((performance.now() - at) / 1000)
    const spent = process.cpuUsage(before)
    return { seconds: rounded((performance.now() - started) / 1000), cpuSeconds: rounded((spent.user + spent.system) / 1e6), snapshot: built.value.snapshot, reused: built.value.reused }
  }
  const whole = await building()
  const peakMB = peak()
  const wholeStages = { ...stages }
  const catalog = join(seeds, 'catalog.yaml')
  writeFileSync(catalog, readFileSync(catalog, 'utf8').replace(/"title":"(?=[^"]*"[^\n]*\n$)/u, '"title":"新'))
  const merged = await building()
  const opened = await openSnapshot(data, language.fingerprints, null)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const { store, manifest } = opened.value
  const textAt = (ordinal: number): string => store.passage(ordinal).text
  const count = store.columns.size
  const termsOf = (text: string): string[] => analyzer.words(text).map(({ term }) => term.replace(/\s/gu, '_'))
  if (peers) {
    // For the peers: the terms of every passage's text.
    const file = openSync(join(folder, TERMS), 'w')
    for (let ordinal = 0; ordinal < count; ordinal++) writeSync(file, `${termsOf(textAt(ordinal)).join(TERM_BREAK)}\n`)
    closeSync(file)
  }
  const drawn = drawQueries(textAt, count, chance(seed), queries)
  writeFileSync(join(folder, QUERIES), JSON.stringify({ drawn, worst: worstQueries(chance(seed + 1)) }))
  writeFileSync(join(folder, QUERY_TERMS), JSON.stringify(drawn.map(({ parameters }) => [...new Set(termsOf(parameters['q'] ?? ''))])))
  const snapshotBytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  return {
    passages: count, reports: manifest.counts.reports, textMB: megabytes(bytes), seconds: whole.seconds, cpuSeconds: whole.cpuSeconds, mbPerSecond: rounded(bytes / 1e6 / whole.seconds), mbPerCpuSecond: rounded(bytes / 1e6 / whole.cpuSeconds),
    stages: wholeStages, peakMB, languageMB, languageSeconds, snapshotMB: megabytes(snapshotBytes), sizeOfText: rounded(snapshotBytes / bytes), oneReportChanged: { seconds: merged.seconds, cpuSeconds: merged.cpuSeconds, reused: merged.reused },
  }
}

interface Asked {
  readonly drawn: readonly ScaleQuery[]
  readonly worst: readonly ScaleQuery[]
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
  const before = process.cpuUsage()
  const opened = await openSnapshot(join(folder, DATA), language.fingerprints, null)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const engine = new Engine(opened.value, language)
  engine.search(toQuery({ q: '行政处罚' }))
  const firstAnswerMs = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  const firstAnswerCpuMs = (user + system) / 1000
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
    firstAnswerMs: rounded(firstAnswerMs), firstAnswerCpuMs: rounded(firstAnswerCpuMs), languageMB, startedMB, servingMB, beyondLanguageMB: rounded(servingMB - languageMB),
    cold: summary(inProcess), warm: summary(again), http: summary(http), processorByKind: byKind, worstHttpMs: worstMs, worstProcessor, longestBlockMs: rounded(delay.max / 1e6),
  }
}

/** Asking one engine takes no longer than this, in seconds; the slowest are asked fewer queries. */
const BUDGET = 90

async function peer({ folder, peer: name, packages }: Task): Promise<unknown> {
  if (name === XAPIAN) return xapian(folder)
  const terms = JSON.parse(readFileSync(join(folder, QUERY_TERMS), 'utf8')) as string[][]
  const fingerprints = name === OWN ? loadLanguage().fingerprints : null
  const before = rss()
  const started = performance.now()
  let search: (terms: readonly string[]) => readonly number[]
  if (fingerprints) {
    const opened = await openSnapshot(join(folder, DATA), fingerprints, null)
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
    search = ownPostings(opened.value.index)
  } else {
    const made = await PEERS[name]?.(packages)
    if (!made) return { absent: true }
    search = await made.open(linesOf(join(folder, TERMS)))
  }
  const openMs = performance.now() - started
  for (const list of terms.slice(0, 20)) search(list)
  const until = performance.now() + BUDGET * 1000
  const top: (readonly number[])[] = []
  const times = await timed(terms, (list) => { if (performance.now() < until) top.push(search(list)) })
  const asked = { clock: times.clock.slice(0, top.length), processor: times.processor.slice(0, top.length) }
  return { openMs: rounded(openMs), addedMB: rounded(rss() - before), asked: top.length, ...summary(asked), top }
}

function* linesOf(path: string): Generator<readonly string[]> {
  for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) yield line === '' ? [] : line.split(TERM_BREAK)
}

interface XapianResult { readonly openMs: number; readonly addedMB: number; readonly answers: readonly { readonly top: readonly number[]; readonly clock: number; readonly processor: number }[] }

/** Xapian by its own driver, which measures inside itself. */
function xapian(folder: string): unknown {
  if (XAPIAN_PYTHON === null) return { absent: true }
  const printed = execFileSync(XAPIAN_PYTHON, [join(PACKAGE_ROOT, 'bench', 'scale', 'xapian-peer.py'), join(folder, TERMS), join(folder, QUERY_TERMS), String(TOP), String(BUDGET)], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const { openMs, addedMB, answers } = JSON.parse(printed) as XapianResult
  return { openMs: rounded(openMs), addedMB: rounded(addedMB), asked: answers.length, ...summary({ clock: answers.map(({ clock }) => clock), processor: answers.map(({ processor }) => processor) }), top: answers.map(({ top }) => top) }
}

/** The name under which the project's own postings stand beside the peers. */
export const OWN = 'compiled postings'

export const runTask = (task: Task): Promise<unknown> => (task.stage === 'build' ? build(task) : task.stage === 'serve' ? serve(task) : peer(task))
