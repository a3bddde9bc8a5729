import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { accessibilityView, type Checks } from '../views/accessibility.js'
import type { Site } from '../views/frame.js'
import type { Render } from '../views/handlebars.js'
import { sendPage, siteOf } from './origin.js'

export interface AccessibilityOptions {
  readonly render: Render
  readonly site: Site
  readonly checks: Checks
}

/** The accessibility statement. */
export const accessibility: FastifyPluginAsyncTypebox<AccessibilityOptions> = (app, { render, site, checks }) => {
  app.get('/accessibility', { schema: { hide: true } }, (request, reply) => {
    const here = siteOf(request, site)
    return sendPage(reply, render, 'accessibility', accessibilityView(checks, here), here)
  })
  return Promise.resolve()
}
