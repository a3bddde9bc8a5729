import fc from 'fast-check'
import t from 'tap'
import { DEFAULT_SETTINGS, printSettings, readSettings, SETTING_NAMES, SETTINGS, settingsClasses, settingsForm, type Settings } from '../../server/views/settings.js'
import { MESSAGES } from '../../server/views/messages/index.js'
import { law } from '../support/law.js'

const anySettings = fc.record(Object.fromEntries(SETTING_NAMES.map((name) => [name, fc.constantFrom(...SETTINGS[name])]))) as unknown as fc.Arbitrary<Settings>

law(t, 'what the cookie holds is read as it was written', anySettings, (settings) => {
  return JSON.stringify(readSettings(printSettings(settings))) === JSON.stringify({ ...DEFAULT_SETTINGS, ...settings })
})

law(t, 'whatever a cookie holds, settings are valid and their classes are words', fc.tuple(fc.string(), fc.constantFrom('size-', 'theme-', 'x-', '')), ([noise, start]) => {
  const settings = readSettings(`${start}${noise}.face-hei.${noise}`)
  for (const name of SETTING_NAMES) if (!(SETTINGS[name] as readonly string[]).includes(settings[name])) throw new Error(settings[name])
  if (!/^[a-z -]*$/u.test(settingsClasses(settings))) throw new Error(settingsClasses(settings))
})

t.test('defaults need no cookie and no class', (t) => {
  t.equal(printSettings(DEFAULT_SETTINGS), '')
  t.equal(settingsClasses(DEFAULT_SETTINGS), '')
  t.strictSame(readSettings('size-huge.theme-<b>.keys-off'), { ...DEFAULT_SETTINGS, keys: 'off' })
  t.end()
})

t.test('the form offers every value once, the chosen one of each group checked, in every language', (t) => {
  const settings = readSettings('size-largest.theme-warm')
  for (const messages of Object.values(MESSAGES)) {
    const { groups } = settingsForm(settings, '/settings', '/', messages)
    t.strictSame(groups.flatMap(({ options }) => options.map(({ name, value }) => `${name}-${value}`)), SETTING_NAMES.flatMap((name) => SETTINGS[name].map((value) => `${name}-${value}`)))
    t.strictSame(groups.map(({ options }) => options.filter(({ checked }) => checked).map(({ value }) => value)), [['largest'], ['normal'], ['song'], ['warm'], ['on']])
    for (const { legend, options } of groups) t.equal(new Set([legend, ...options.map(({ label }) => label)]).size, options.length + 1, legend)
  }
  t.end()
})
