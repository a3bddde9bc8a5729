import { frameOf, type Frame, type Site } from './frame.js'
import { ACCESSIBILITY } from './links.js'

/** The accessibility statement: what the checks of the release have found. */

/** Conditions under which pages are checked. */
export const PROFILES = ['light-desk', 'dark-desk', 'light-phone', 'dark-reflow', 'forced-colours'] as const
export type Profile = (typeof PROFILES)[number]

/** What `npm run bench -- accessibility` has written. */
export interface Checks {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** axe-core and the browser, with their versions. */
  readonly engine: string
  readonly browser: string
  /** Each state of a page with the rules that it breaks, by profile. */
  readonly states: readonly { readonly name: string; readonly found: Readonly<Record<Profile, readonly string[]>> }[]
}

export const readChecks = (json: string): Checks => JSON.parse(json) as Checks

export interface AccessibilityView {
  readonly frame: Frame
  readonly summary: string
  readonly tools: string
  readonly profiles: readonly { readonly label: string }[]
  readonly rows: readonly { readonly name: string; readonly found: readonly { readonly label: string }[] }[]
  readonly data: string
}

export function accessibilityView({ date, engine, browser, states }: Checks, site: Site): AccessibilityView {
  const { accessibility: says } = site.messages
  const found = states.reduce((sum, state) => sum + PROFILES.reduce((of, profile) => of + state.found[profile].length, 0), 0)
  return {
    frame: frameOf(site, { title: says.title, description: says.description, path: ACCESSIBILITY }),
    summary: says.summary(date, states.length * PROFILES.length, states.length, found), tools: says.tools(engine, browser),
    profiles: PROFILES.map((profile) => ({ label: says[profile] })),
    rows: states.map((state) => ({ name: state.name, found: PROFILES.map((profile) => ({ label: state.found[profile].length === 0 ? '0' : state.found[profile].join(', ') })) })),
    data: site.assets('accessibility.json'),
  }
}
