import type { FastifyInstance } from 'fastify'
import type { Engine } from './search/engine.js'

/** What readers ask for first. */
const FIRST = ['/', '/search?q=%E5%8C%BB%E9%99%A2', '/api/search?q=%E5%8C%BB%E9%99%A2', '/api/suggest?q=%E5%8C%BB', '/reports']
const TIMES = 3

/** Answers a few requests before any reader does: code is loaded and compiled then. */
export async function warmUp(engine: Engine, app: FastifyInstance): Promise<void> {
  engine.warmUp()
  for (let time = 0; time < TIMES; time++) for (const url of FIRST) await app.inject({ url })
}
