import { parse, serialize } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { printItems, readItems, type CollectedItem } from '../resolving/collection.js'

/** The reader's collection travels in a cookie: passages' ids only, nothing that has to be secret or signed, because each id is looked up anew. */

const NAME = 'basket'
/** Half a year, in seconds, from the last change. */
const KEPT = 180 * 24 * 3600

/** What a request brings; commas, which a cookie may not hold, are written as full stops. */
export const collectedOf = (request: Pick<FastifyRequest, 'headers'>): CollectedItem[] =>
  readItems((parse(request.headers.cookie ?? '', { decode: (value) => value })[NAME] ?? '').replaceAll('.', ','))

/** Keeps a collection with the reader; an empty one is forgotten. */
export function keepCollected(request: FastifyRequest, reply: FastifyReply, items: readonly CollectedItem[]): FastifyReply {
  const value = printItems(items).replaceAll(',', '.')
  return reply.header('set-cookie', serialize(NAME, value, {
    path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', maxAge: value === '' ? 0 : KEPT, encode: (text) => text,
  }))
}
