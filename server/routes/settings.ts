import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { serialize } from 'cookie'
import type { Site } from '../views/frame.js'
import type { Render } from '../views/handlebars.js'
import { HOME, inLocale } from '../views/links.js'
import { printSettings, SETTING_NAMES, SETTINGS, type Settings } from '../views/settings.js'
import { settingsView } from '../views/settings-page.js'
import { sendPage, SETTINGS_COOKIE, siteOf } from './origin.js'
import { SettingsParameters } from './schemas.js'

export interface SettingsOptions {
  readonly render: Render
  readonly site: Site
}

/** A year, in seconds. */
const KEPT = 365 * 24 * 3600

/** Where the form may lead back to: a page of this site; else the home page. */
export const wayBack = (to: string | undefined): string => (to !== undefined && /^\/(?![/\\])[^\s\\]*$/u.test(to) ? to : HOME)

/** How pages look and behave: a page that shows the settings, and the same address with values, which keeps them and leads back. */
export const settings: FastifyPluginAsyncTypebox<SettingsOptions> = (app, { render, site }) => {
  app.get('/settings', { schema: { hide: true, querystring: SettingsParameters } }, (request, reply) => {
    const { to, ...given } = request.query
    const here = siteOf(request, site)
    const chosen = SETTING_NAMES.filter((name) => given[name] !== undefined)
    if (chosen.length === 0) return sendPage(reply, render, 'settings', settingsView(here), here)
    const wanted = Object.fromEntries(SETTING_NAMES.map((name) => [name, given[name] ?? here.settings[name] ?? SETTINGS[name][0]])) as unknown as Settings
    const value = printSettings(wanted)
    const back = wayBack(to)
    return reply.code(303).header('cache-control', 'no-store').header('location', here.keepsLocale ? inLocale(back, here.locale) : back)
      .header('set-cookie', serialize(SETTINGS_COOKIE, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', maxAge: value === '' ? 0 : KEPT }))
      .send()
  })
  return Promise.resolve()
}
