import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../test/browser/chromium.js'
import { everyPage, type PageAt } from '../test/browser/every-page.js'
import { keepResult, spread } from './machine.js'

/**
 * `npm run bench -- page-weight`: what each page weighs on the wire (HTML, CSS and JavaScript, each compressed), what it asks for, and how soon
 * a slow phone shows something of it. Limits: 60 kB together, 12 kB of JavaScript, no font, nothing of third parties, first contentful paint within a second.
 */

/** Slow 4G as Lighthouse simulates it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms round trip; a processor four times slower. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 }
const SLOWER = 4
const RUNS = 3
const LIMITS = { together: 60_000, script: 12_000, firstPaint: 1000 }

interface Weight {
  readonly html: number
  readonly css: number
  readonly js: number
  readonly gzip: number
  readonly brotli: number
  readonly requests: number
  readonly fonts: number
  readonly elsewhere: number
}

/** Loads a page once, and compresses what came. */
async function weigh(browser: Browser, origin: string, path: string): Promise<Weight> {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  const parts: { kind: string; body: Buffer }[] = []
  let [requests, fonts, elsewhere] = [0, 0, 0]
  const reading: Promise<unknown>[] = []
  page.on('response', (response) => {
    requests++
    const kind = response.request().resourceType()
    if (kind === 'font') fonts++
    if (!response.url().startsWith(origin)) elsewhere++
    if (['document', 'stylesheet', 'script'].includes(kind)) reading.push(response.body().then((body) => parts.push({ kind, body })))
  })
  await page.goto(origin + path, { waitUntil: 'networkidle' })
  await Promise.all(reading)
  await page.close()
  const sum = (kind: string | null, size: (body: Buffer) => number): number => parts.filter((part) => kind === null || part.kind === kind).reduce((total, { body }) => total + size(body), 0)
  const brotli = (body: Buffer): number => brotliCompressSync(body).length
  return { html: sum('document', brotli), css: sum('stylesheet', brotli), js: sum('script', brotli), gzip: sum(null, (body) => gzipSync(body).length), brotli: sum(null, brotli), requests, fonts, elsewhere }
}

/** First contentful paint in ms on a slow phone, with an empty cache, as often as asked. */
async function firstPaints(browser: Browser, origin: string, path: string): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', NETWORK)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(origin + path, { waitUntil: 'load' })
    times.push(await page.evaluate<number>('new Promise((done) => { const read = () => { const [paint] = performance.getEntriesByName("first-contentful-paint"); if (paint) done(paint.startTime); else setTimeout(read, 20) }; read() })'))
    await context.close()
  }
  return times
}

export async function pageWeight(): Promise<void> {
  const { app, pages } = await everyPage()
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await launchChromium()
  const measured: (PageAt & Weight & { readonly firstPaint: ReturnType<typeof spread> })[] = []
  // Compiled code and warm caches of the server, as readers find them; the browser's cache is empty each time.
  for (const { path } of pages) await app.inject({ url: path })
  for (const page of pages) {
    const weight = await weigh(browser, origin, page.path)
    const firstPaint = spread(await firstPaints(browser, origin, page.path))
    measured.push({ ...page, ...weight, firstPaint })
    const over = [...(weight.gzip > LIMITS.together ? ['heavy'] : []), ...(weight.js > LIMITS.script ? ['script'] : []), ...(weight.fonts + weight.elsewhere > 0 ? ['fonts or third parties'] : []), ...(firstPaint.median > LIMITS.firstPaint ? ['slow'] : [])]
    console.log(`${page.name}: gzip ${weight.gzip}, brotli ${weight.brotli} (html ${weight.html}, css ${weight.css}, js ${weight.js}), first paint ${Math.round(firstPaint.median)} ms${over.length > 0 ? ` — over the limit: ${over.join(', ')}` : ''}`)
  }
  await browser.close()
  await app.close()
  console.log(keepResult('page-weight', { limits: LIMITS, network: NETWORK, processorSlower: SLOWER, runs: RUNS, compressed: 'each response by itself, gzip 6 and brotli 11, in bytes; the server leaves compression to whatever stands before it', pages: measured }))
}
