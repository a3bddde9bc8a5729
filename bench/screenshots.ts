import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PACKAGE_ROOT } from '../indexer/index.js'
import { buildApp } from '../server/app.js'
import type { Engine } from '../server/search/engine.js'
import { EMPTY_QUERY } from '../server/search/query.js'
import { ACCESSIBILITY, basketLink, overviewLink, passageLink, QUALITY, searchLink, sourceLine, sourceLink } from '../server/views/links.js'
import { launchChromium } from '../test/browser/chromium.js'
import { prepareEngine } from './machine.js'

/** `npm run bench -- screenshots`: pictures of the main pages for the documentation, into `docs/screenshots`. */

interface Size {
  readonly name: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme: 'light' | 'dark'
  readonly media?: 'print'
  /** Pages that are shown so; all when absent. */
  readonly only?: readonly string[]
}

/** `reflow`: 320 CSS px, as wide as a window of 1280 px at 400 %. `print`: as wide as the text of an A4 page. */
const SIZES: readonly Size[] = [
  { name: 'desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark', only: ['home', 'results', 'report', 'passage', 'overview', 'basket'] },
  { name: 'reflow', viewport: { width: 320, height: 740 }, colorScheme: 'light', only: ['results', 'passage', 'overview', 'basket'] },
  { name: 'print', viewport: { width: 590, height: 900 }, colorScheme: 'light', media: 'print', only: ['report', 'passage', 'results', 'overview', 'basket'] },
]

/** The passage that was put together from the most fragments of a page, in its source. */
function columnsExample(engine: Engine): string {
  const torn = ({ passage: { pieces } }: Engine['corpus']['entries'][number]): number => pieces.filter(({ line }, i) => line < (pieces[i - 1]?.line ?? 0)).length
  const entry = engine.corpus.entries.reduce((most, one) => (torn(one) > torn(most) ? one : most))
  return sourceLink(entry.report.id, entry.passage.anchor, entry.lines[0])
}

export async function screenshots(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'screenshots-'))
  const folder = join(PACKAGE_ROOT, 'docs', 'screenshots')
  mkdirSync(folder, { recursive: true })
  const { engine } = await prepareEngine(join(PACKAGE_ROOT, 'seeds'), data)
  // Pictures show an address that does not change from run to run.
  const app = await buildApp({ engine, baseUrl: 'https://reports.example.cn', logger: false })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await launchChromium()
  const first = engine.search({ ...EMPTY_QUERY, q: '医养结合', size: 1 }).hits[0]
  if (!first) throw new Error('the example finds nothing')
  const { report, passage } = first.entry
  const pages = {
    home: '/', results: searchLink({ ...EMPTY_QUERY, q: '家庭医生签约率', city: ['开封'] }),
    report: '/r/kaifeng-145-plan',
    passage: `${passageLink(report.id, passage.anchor)}?q=${encodeURIComponent('医养结合')}`,
    source: `/r/${report.id}/source?p=${passage.anchor}#${sourceLine(first.entry.lines[0])}`,
    columns: columnsExample(engine),
    quality: QUALITY,
    overview: overviewLink({ ...EMPTY_QUERY, q: '医养结合' }, { of: 'city:开封' }),
    basket: basketLink(engine.search({ ...EMPTY_QUERY, q: '家庭医生签约率', size: 3 }).hits.map(({ entry }) => `${entry.report.id}~${entry.passage.anchor}`).join(',')),
    empty: searchLink({ ...EMPTY_QUERY, q: '“火星移民”', city: ['开封'] }),
    accessibility: ACCESSIBILITY,
  }
  for (const { name, viewport, colorScheme, media, only } of SIZES) {
    const context = await browser.newContext({ viewport, colorScheme, locale: 'zh-CN' })
    for (const [page, path] of Object.entries(pages)) {
      if (only && !only.includes(page)) continue
      const tab = await context.newPage()
      if (media) await tab.emulateMedia({ media })
      await tab.goto(origin + path)
      await tab.screenshot({ path: join(folder, `${page}-${name}.png`) })
      await tab.close()
    }
    await context.close()
  }
  await browser.close()
  await app.close()
  rmSync(data, { recursive: true, force: true })
  console.log(`written to docs/screenshots`)
}
