import type { Messages } from './messages/index.js'

/** How a reader wants pages to look and to behave: kept in a cookie, valid values only. The first value of each is the default. */
export const SETTINGS = {
  size: ['standard', 'large', 'largest'],
  leading: ['normal', 'wide'],
  face: ['song', 'hei'],
  theme: ['auto', 'light', 'dark', 'warm'],
  keys: ['on', 'off'],
} as const

export type SettingName = keyof typeof SETTINGS
export type Settings = { readonly [K in SettingName]: (typeof SETTINGS)[K][number] }
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]

/** Reads what `printSettings` wrote; what is not a setting, or has no valid value, is passed over. */
export function readSettings(text: string): Settings {
  const given = new Map(text.split('.').map((part): [string, string] => {
    const at = part.indexOf('-')
    return [part.slice(0, at), part.slice(at + 1)]
  }))
  const chosen = SETTING_NAMES.map((name) => [name, SETTINGS[name].find((value) => value === given.get(name)) ?? SETTINGS[name][0]])
  return Object.fromEntries(chosen) as Settings
}

export const DEFAULT_SETTINGS = readSettings('')

const chosenIn = (settings: Settings): string[] => SETTING_NAMES.filter((name) => settings[name] !== SETTINGS[name][0]).map((name) => `${name}-${settings[name]}`)

/** What the cookie holds: `size-large.theme-dark`; '' for the defaults. */
export const printSettings = (settings: Settings): string => chosenIn(settings).join('.')

/** The same as classes of the page's root. */
export const settingsClasses = (settings: Settings): string => chosenIn(settings).join(' ')

/** The form in which settings are changed; it works without a script. */
export interface SettingsForm {
  readonly action: string
  /** The page to go back to. */
  readonly to: string
  readonly groups: readonly {
    readonly legend: string
    readonly options: readonly { readonly id: string; readonly name: SettingName; readonly value: string; readonly label: string; readonly checked: boolean }[]
  }[]
}

const LABELS = {
  size: ['sizeStandard', 'sizeLarge', 'sizeLargest'], leading: ['leadingNormal', 'leadingWide'], face: ['faceSong', 'faceHei'],
  theme: ['themeAuto', 'themeLight', 'themeDark', 'themeWarm'], keys: ['keysOn', 'keysOff'],
} as const satisfies Readonly<Record<SettingName, readonly (keyof Messages['settings'])[]>>

export const settingsForm = (settings: Settings, action: string, to: string, { settings: says }: Messages): SettingsForm => ({
  action, to,
  groups: SETTING_NAMES.map((name) => ({
    legend: says[name],
    options: SETTINGS[name].map((value, i) => ({ id: `set-${name}-${value}`, name, value, label: says[LABELS[name][i] ?? name], checked: settings[name] === value })),
  })),
})
