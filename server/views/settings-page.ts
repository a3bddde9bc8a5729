import { frameOf, type Frame, type Site } from './frame.js'
import { HOME, SETTINGS_PATH } from './links.js'
import { settingsForm, type SettingsForm } from './settings.js'

/** The settings, and the keys that pages listen to: the help that `?` shows, as a page. */
export interface SettingsView {
  readonly frame: Frame
  readonly settings: SettingsForm
  readonly keys: readonly { readonly key: string; readonly does: string }[]
}

export function settingsView(site: Site): SettingsView {
  const { settings: says } = site.messages
  return {
    frame: frameOf(site, { title: says.heading, description: says.intro, path: SETTINGS_PATH, indexed: false }),
    settings: settingsForm(site.settings, SETTINGS_PATH, HOME, site.messages),
    keys: [
      { key: '/', does: says.keySearch }, { key: 'n', does: says.keyNext }, { key: 'N', does: says.keyPrevious },
      { key: '↑ ↓', does: says.keySuggestions }, { key: 'Esc', does: says.keyClose }, { key: '?', does: says.keyHelp },
    ],
  }
}
