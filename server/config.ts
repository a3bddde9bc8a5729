import { folderSetting, INDEXER_SETTINGS, readSettings, type Setting } from '../indexer/index.js'

/** The settings of the server: those of the indexer and its own. README documents this table; a test compares them. */
export const SERVER_SETTINGS = [
  ...INDEXER_SETTINGS,
  { name: 'PORT', flag: 'port', fallback: '3000', meaning: 'TCP port; 0 takes a free one' },
  { name: 'HOST', flag: 'host', fallback: '127.0.0.1', meaning: 'address to listen on; `0.0.0.0` for all' },
  { name: 'BASE_URL', flag: 'base-url', fallback: '', meaning: 'origin that readers use, for example `https://reports.example.cn`; empty: taken from the request' },
  { name: 'LOG_LEVEL', flag: 'log-level', fallback: 'info', meaning: '`trace debug info warn error fatal silent`' },
  { name: 'REBUILD', flag: 'rebuild', fallback: 'auto', meaning: '`auto` builds the index at start when it is missing, stale or damaged; `never` refuses to start instead' },
] as const satisfies readonly Setting[]

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

export interface Config {
  readonly seeds: string
  readonly data: string
  readonly port: number
  readonly host: string
  readonly baseUrl: string
  readonly logLevel: string
  readonly rebuild: 'auto' | 'never'
}

/** Settings -> config, or a sentence per fault. Nothing is guessed. */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): { config: Config } | { faults: readonly string[] } {
  let settings
  try {
    settings = readSettings(SERVER_SETTINGS, env, argv)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { faults: [error.message] }
  }
  const given = Object.fromEntries(SERVER_SETTINGS.map(({ name, fallback }) => [name, settings[name] ?? fallback])) as Record<keyof typeof settings, string>
  const faults: string[] = []
  const expect = (sound: boolean, name: keyof typeof given, expected: string): void => {
    if (!sound) faults.push(`${name}：实际 ${JSON.stringify(given[name])}，应为 ${expected}`)
  }
  expect(/^\d{1,5}$/.test(given.PORT) && Number(given.PORT) <= 65535, 'PORT', '0–65535 的整数')
  expect(LOG_LEVELS.includes(given.LOG_LEVEL), 'LOG_LEVEL', LOG_LEVELS.join(' | '))
  expect(given.REBUILD === 'auto' || given.REBUILD === 'never', 'REBUILD', 'auto | never')
  expect(given.BASE_URL === '' || /^https?:\/\/[^\s/]+\/?$/.test(given.BASE_URL), 'BASE_URL', 'http(s)://主机[:端口]，不含路径')
  if (faults.length > 0) return { faults }
  const [seeds, data] = INDEXER_SETTINGS
  return {
    config: {
      seeds: folderSetting(settings.SEEDS_DIR, seeds), data: folderSetting(settings.DATA_DIR, data),
      port: Number(given.PORT), host: given.HOST, baseUrl: given.BASE_URL.replace(/\/$/, ''), logLevel: given.LOG_LEVEL,
      rebuild: given.REBUILD === 'never' ? 'never' : 'auto',
    },
  }
}
