import type { FastifyRequest } from 'fastify'
import type { Site } from '../views/frame.js'

/** The site with the origin that addresses are to carry: the configured one, else the one that was asked. */
export const siteOf = (request: FastifyRequest, site: Site): Site =>
  (site.baseUrl === '' ? { ...site, baseUrl: `${request.protocol}://${request.host}` } : site)
