import type { Messages } from '../catalogue.js'

export const settings: Messages['settings'] = {
  heading: 'Display settings and keys', intro: 'Size, spacing, typeface, colours and keys. They are kept in your browser only.',
  reading: 'Reading settings', link: 'Display settings', apply: 'Apply',
  size: 'Size', sizeStandard: 'Standard', sizeLarge: 'Large', sizeLargest: 'Largest',
  leading: 'Line spacing', leadingNormal: 'Standard', leadingWide: 'Wide',
  face: 'Typeface of the text', faceSong: 'Serif', faceHei: 'Sans serif',
  theme: 'Colours', themeAuto: 'As the system', themeLight: 'Light', themeDark: 'Dark', themeWarm: 'Warm',
  keys: 'Keys', keysOn: 'On', keysOff: 'Off',
  keysHeading: 'Keys', keysIntro: 'They do nothing while you type in a field. Switch them off above where they get in the way of a screen reader or an input method.',
  key: 'Key', does: 'What it does',
  keySearch: 'Go to the search box', keyNext: 'Next hit or result', keyPrevious: 'Previous hit or result', keySuggestions: 'Choose among suggestions', keyClose: 'Close suggestions or this help', keyHelp: 'Show this help',
}
