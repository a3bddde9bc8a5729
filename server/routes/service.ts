import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Engine } from '../search/engine.js'
import type { Site } from '../views/frame.js'
import { absolute, HOME } from '../views/links.js'
import { escapeHtml } from '../views/markup.js'
import { siteOf } from './origin.js'
import { HealthResponse } from './schemas.js'

export interface ServiceOptions {
  readonly engine: Engine
  readonly site: Site
}

/** For browsers and operators: OpenSearch description, health, robots. */
export const service: FastifyPluginAsyncTypebox<ServiceOptions> = (app, { engine, site }) => {
  app.get('/healthz', { schema: { summary: 'Health', response: { 200: HealthResponse } } }, () => {
    const { name, manifest } = engine.snapshot
    return { status: 'ok', snapshot: name, reports: manifest.counts.reports, passages: manifest.counts.passages, refused: manifest.counts.refused }
  })

  // OpenSearch 1.1 draft 6; {searchTerms} is filled in by the browser.
  app.get('/opensearch.xml', { schema: { hide: true } }, (request, reply) => {
    const { baseUrl, messages: { shell }, locale } = siteOf(request, site)
    const at = (path: string): string => escapeHtml(absolute(baseUrl, path))
    return reply.type('application/opensearchdescription+xml; charset=utf-8').header('vary', 'Accept-Language').send(`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escapeHtml(shell.siteName)}</ShortName>
<Description>${escapeHtml(shell.searchLabel)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Language>${locale}</Language>
<Image width="64" height="64" type="image/svg+xml">${at(site.assets('icon.svg'))}</Image>
<Url type="text/html" template="${at('/search?q={searchTerms}')}"/>
<Url type="application/json" rel="results" template="${at('/api/search?q={searchTerms}')}"/>
<Url type="text/html" rel="self" template="${at(HOME)}"/>
</OpenSearchDescription>
`)
  })

  app.get('/robots.txt', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /api/\nDisallow: /search\n'))
  return Promise.resolve()
}
