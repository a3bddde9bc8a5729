import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pino, { type Logger } from 'pino'
import { describeProblem, loadLanguage, openSnapshot, readEditions, seedHashes, type Language, type Result, type Snapshot } from '../indexer/index.js'
import { buildApp } from './app.js'
import { readConfig, type Config } from './config.js'
import { keepShortLinks } from './citing/kept-links.js'
import { passageKeys } from './search/corpus.js'
import { Engine } from './search/engine.js'
import { warmUp } from './warm-up.js'

/** Edge of the server: settings, snapshot, signals, exit code (0 stopped, 1 could not start, 2 bad settings). */

/** How long a stop may take, in ms, before the process ends anyway. */
const STOP_TIMEOUT = 10_000

/** As `npm run index` has it: reading makes much that is soon forgotten, and more room for it is swept less often. */
const ROOM_FOR_READING = ['--max-semi-space-size=64', '--min-semi-space-size=32']

/** Builds the index in a process of its own, so that the segmenter's memory goes back to the system. Ends with its exit code. */
function runIndexer({ seeds, data }: Config): Promise<number> {
  const cli = fileURLToPath(import.meta.resolve('../indexer/cli.js'))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, ...ROOM_FOR_READING, cli, '--seeds', seeds, '--data', data], { stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 2))
  })
}

/** The current snapshot; one that is missing, stale, damaged or foreign is rebuilt when the settings allow it. */
async function obtainSnapshot(config: Config, language: Language, log: Logger): Promise<Result<Snapshot>> {
  const opened = await openSnapshot(config.data, language.fingerprints, await seedHashes(config.seeds))
  if (opened.ok || config.rebuild === 'never') return opened
  log.warn({ problem: opened.problem }, 'the index is not usable and is being rebuilt')
  const code = await runIndexer(config)
  if (code === 1) log.warn('some reports were refused; the others are served')
  if (code <= 1) return openSnapshot(config.data, language.fingerprints, null)
  log.warn('the index could not be rebuilt; an older one is served if it is whole')
  const older = await openSnapshot(config.data, language.fingerprints, null)
  return older.ok ? older : opened
}

function stopOnSignals(close: () => Promise<void>, log: Logger): void {
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_TIMEOUT).unref()
    close().then(() => process.exit(0), (error: unknown) => {
      log.error({ err: error }, 'stopping failed')
      process.exit(1)
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function main(): Promise<void> {
  const read = readConfig(process.env, process.argv.slice(2))
  if ('faults' in read) {
    console.error(`设置有误：\n${read.faults.join('\n')}`)
    process.exit(2)
  }
  const { config } = read
  const log = pino({ level: config.logLevel })
  const language = loadLanguage()
  const snapshot = await obtainSnapshot(config, language, log)
  if (!snapshot.ok) {
    console.error(`无法启动：${describeProblem(snapshot.problem)}`)
    process.exit(1)
  }
  const engine = new Engine(snapshot.value, language)
  const { links, problem } = await keepShortLinks(config.data, passageKeys(engine.corpus))
  if (problem) log.warn({ problem }, 'passages that have no short address get none')
  const app = await buildApp({ engine, baseUrl: config.baseUrl, links, logger: log, archive: { editions: (report) => readEditions(config.data, report) } })
  await warmUp(engine, app)
  stopOnSignals(() => app.close(), log)
  try {
    const address = await app.listen({ port: config.port, host: config.host })
    log.info({ address, snapshot: snapshot.value.name, passages: snapshot.value.manifest.counts.passages }, 'listening')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    console.error(`无法监听 ${config.host}:${config.port}：${error.message}。请用 PORT 换一个端口。`)
    process.exit(1)
  }
}

await main()
