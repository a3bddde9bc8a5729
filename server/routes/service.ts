import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Engine } from '../search/engine.js'
import { EMPTY_QUERY } from '../search/query.js'
import type { Site } from '../views/frame.js'
import { absolute, HOME, searchLink, SITEMAP } from '../views/links.js'
import { escapeHtml } from '../views/markup.js'
import { siteOf } from './origin.js'
import { HealthResponse, SuggestParameters } from './schemas.js'

export interface ServiceOptions {
  readonly engine: Engine
  readonly site: Site
}

/** For browsers and operators: OpenSearch description and suggestions, health, robots, manifest, icon. */
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
<Url type="application/atom+xml" template="${at('/feed.atom?q={searchTerms}')}"/>
<Url type="application/x-suggestions+json" template="${at('/suggest?q={searchTerms}')}"/>
<Url type="text/html" rel="self" template="${at(HOME)}"/>
</OpenSearchDescription>
`)
  })

  // OpenSearch Suggestions 1.1: what was typed, completions, descriptions, addresses.
  app.get('/suggest', { schema: { hide: true, querystring: SuggestParameters } }, (request, reply) => {
    const { q = '' } = request.query
    const { messages: { facts }, baseUrl } = siteOf(request, site)
    const found = engine.suggest(q)
    return reply.type('application/x-suggestions+json; charset=utf-8').send(JSON.stringify([
      q, found.map(({ text }) => text), found.map(({ count }) => facts.passages(count)), found.map(({ text }) => absolute(baseUrl, searchLink({ ...EMPTY_QUERY, q: text }))),
    ]))
  })

  app.get('/robots.txt', { schema: { hide: true } }, (request, reply) => {
    const closed = ['/api/', '/search', '/suggest', '/basket', '/overview?', '/overview.csv', '/feed.atom']
    return reply.type('text/plain; charset=utf-8').send(`User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${absolute(siteOf(request, site).baseUrl, SITEMAP)}\n`)
  })

  app.get('/manifest.webmanifest', { schema: { hide: true } }, (request, reply) => {
    const { messages: { home, shell }, locale } = siteOf(request, site)
    const icon = (file: string, sizes: string, type: string) => ({ src: site.assets(file), sizes, type })
    return reply.type('application/manifest+json; charset=utf-8').header('vary', 'Accept-Language').send(JSON.stringify({
      name: shell.siteName, short_name: shell.siteName, description: home.description, lang: locale, dir: 'ltr', start_url: HOME, scope: HOME, display: 'browser',
      theme_color: '#0f5f57', background_color: '#fbfaf6',
      icons: [icon('icon.svg', 'any', 'image/svg+xml'), icon('icon-192.png', '192x192', 'image/png'), icon('icon-512.png', '512x512', 'image/png')],
    }))
  })

  // Asked for at this address by programs that read no page.
  app.get('/favicon.ico', { schema: { hide: true } }, (_request, reply) => reply.sendFile('favicon.ico'))
  return Promise.resolve()
}
