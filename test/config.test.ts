import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { readConfig, SERVER_SETTINGS } from '../server/config.js'

const configOf = (env: NodeJS.ProcessEnv, argv: readonly string[] = []) => {
  const read = readConfig(env, argv)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.config
}

t.test('without settings the fallbacks of the table hold', (t) => {
  t.strictSame(configOf({}), { seeds: join(PACKAGE_ROOT, 'seeds'), data: join(PACKAGE_ROOT, 'data'), port: 3000, host: '127.0.0.1', baseUrl: '', logLevel: 'info', rebuild: 'auto' })
  t.strictSame(configOf(Object.fromEntries(SERVER_SETTINGS.map(({ name }) => [name, '']))), configOf({}), 'an empty variable is none')
  t.strictSame(configOf(Object.fromEntries(SERVER_SETTINGS.map(({ name, fallback }) => [name, fallback]))), configOf({}), 'the table says what holds')
  t.end()
})

t.test('each setting is taken from the environment or its flag', (t) => {
  const table: [name: string, flag: string, given: string, field: string, value: unknown][] = [
    ['PORT', '--port', '0', 'port', 0], ['PORT', '--port', '65535', 'port', 65535], ['HOST', '--host', '0.0.0.0', 'host', '0.0.0.0'],
    ['BASE_URL', '--base-url', 'https://a.cn', 'baseUrl', 'https://a.cn'], ['BASE_URL', '--base-url', 'http://a.cn:8080/', 'baseUrl', 'http://a.cn:8080'],
    ['LOG_LEVEL', '--log-level', 'silent', 'logLevel', 'silent'], ['REBUILD', '--rebuild', 'never', 'rebuild', 'never'],
    ['SEEDS_DIR', '--seeds', '/s', 'seeds', '/s'], ['DATA_DIR', '--data', 'd/e', 'data', resolve('d/e')],
  ]
  for (const [name, flag, given, field, value] of table) {
    t.equal(configOf({ [name]: given })[field as 'port'], value, `${name}=${given}`)
    t.equal(configOf({}, [flag, given])[field as 'port'], value, `${flag} ${given}`)
    t.equal(configOf({}, [`${flag}=${given}`])[field as 'port'], value, `${flag}=${given}`)
  }
  t.strictSame([...new Set(table.map(([name]) => name))].sort(), SERVER_SETTINGS.map(({ name }) => name).sort(), 'the table above is whole')
  t.end()
})

t.test('a flag wins over the environment', (t) => {
  t.equal(configOf({ PORT: '1111' }, ['--port', '2222']).port, 2222)
  t.equal(configOf({ PORT: 'wrong' }, ['--port', '2222']).port, 2222, 'even over a wrong one')
  t.end()
})

t.test('a wrong setting is refused with its name, what was found and what is expected', (t) => {
  const table: [name: string, found: string, expected: RegExp][] = [
    ['PORT', '65536', /0–65535/u], ['PORT', '-1', /0–65535/u], ['PORT', '3000x', /整数/u], ['PORT', '3.5', /整数/u], ['PORT', ' 3000', /整数/u], ['PORT', '1e3', /整数/u],
    ['LOG_LEVEL', 'verbose', /trace \| debug/u], ['LOG_LEVEL', 'INFO', /info/u], ['REBUILD', 'yes', /auto \| never/u],
    ['BASE_URL', 'reports.example.cn', /http/u], ['BASE_URL', 'https://a.cn/path', /不含路径/u], ['BASE_URL', 'ftp://a.cn', /http/u], ['BASE_URL', 'https://a b', /http/u], ['BASE_URL', 'javascript:alert(1)', /http/u],
  ]
  for (const [name, found, expected] of table) {
    const read = readConfig({ [name]: found }, [])
    const faults = 'faults' in read ? read.faults : []
    t.equal(faults.length, 1, `${name}=${found}`)
    t.ok(faults[0]?.startsWith(name) && faults[0].includes(JSON.stringify(found)))
    t.match(faults[0], expected)
  }
  const both = readConfig({ PORT: 'x', REBUILD: 'y' }, [])
  t.equal('faults' in both && both.faults.length, 2, 'all faults at once')
  t.end()
})

t.test('a flag that there is not, or without its value, is refused by name', (t) => {
  for (const [argv, name] of [[['--prot', '1'], '--prot'], [['--port'], '--port'], [['stray'], 'stray']] as const) {
    const read = readConfig({}, argv)
    t.match('faults' in read ? read.faults.join() : '', name)
  }
  t.end()
})

t.test('a folder that is given is relative to the working folder, whatever its name', (t) => {
  const before = process.cwd()
  const elsewhere = mkdtempSync(join(tmpdir(), 'portal-cwd-'))
  process.chdir(elsewhere)
  t.teardown(() => process.chdir(before))
  t.equal(configOf({}, ['--seeds', 'mine']).seeds, join(process.cwd(), 'mine'))
  t.equal(configOf({}, ['--seeds', 'seeds']).seeds, join(process.cwd(), 'seeds'), 'also when it is named like the fallback')
  t.end()
})
