import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PACKAGE_ROOT } from '../../indexer/index.js'
import type { Engine } from '../../server/search/engine.js'
import { toQuery, type QueryParameters } from '../../server/search/query.js'
import { loadAssets } from '../../server/views/assets.js'
import type { Site } from '../../server/views/frame.js'
import { homeContent, homeView } from '../../server/views/home.js'
import { noticeView } from '../../server/views/notice.js'
import { reportView } from '../../server/views/report.js'
import { reportsView } from '../../server/views/reports.js'
import { resultsView, type ResultsView } from '../../server/views/results.js'
import { sourceView } from '../../server/views/source.js'
import type { PageState, TemplateSet } from './contract.js'

/** Every page over the real seeds, in every state that a template tells apart. */

export const testSite: Site = { assets: loadAssets(join(PACKAGE_ROOT, 'public')), baseUrl: 'https://reports.example.cn' }

const readFolder = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).filter((file) => file.endsWith('.hbs')).map((file) => [basename(file, '.hbs'), readFileSync(join(folder, file), 'utf8')]))

export const readTemplates = (): TemplateSet => ({ pages: readFolder(join(PACKAGE_ROOT, 'templates')), partials: readFolder(join(PACKAGE_ROOT, 'templates/partials')) })

export const results = (engine: Engine, parameters: QueryParameters): ResultsView => resultsView(engine.search(toQuery(parameters)), engine, testSite)

export function allStates(engine: Engine): PageState[] {
  const { corpus } = engine
  const queries: QueryParameters[] = [
    {}, { q: '家庭医生' }, { q: '家庭医生', page: 2 }, { q: '两癌', city: ['开封'], year: [2020], sort: 'newest' },
    { q: '疾控', report: ['kaifeng-2020-summary'], from: 2020, to: 2021 }, { q: '医养结合', city: ['北京'], topic: ['中医药'] },
    { q: '“火星移民”' }, { q: '量子计算机火星移民医院' }, { q: '中医', page: 500 }, { topic: ['医改', '中医药', '信息化'], size: 5 },
  ]
  const states: PageState[] = [
    { page: 'home', view: homeView(homeContent(engine), testSite) },
    { page: 'reports', view: reportsView(engine, testSite) },
    { page: 'notice', view: noticeView('没有', '请重试。', '检索词', testSite) },
    ...queries.map((query) => ({ page: 'results', view: results(engine, query) })),
  ]
  for (const report of corpus.reports) {
    const entries = corpus.entries.filter((entry) => entry.report === report)
    const focus = [entries[0], entries[Math.floor(entries.length / 2)], entries.at(-1)].filter((entry) => entry !== undefined)
    states.push(
      { page: 'report', view: reportView(report, '', null, engine, testSite) },
      { page: 'report', view: reportView(report, '医院', null, engine, testSite) },
      { page: 'report', view: reportView(report, '“火星移民”', null, engine, testSite) },
      ...focus.map((entry) => ({ page: 'report', view: reportView(report, '服务', entry, engine, testSite) })),
      { page: 'source', view: sourceView(report, null, testSite) },
      ...focus.map((entry) => ({ page: 'source', view: sourceView(report, entry, testSite) })),
    )
  }
  return states
}
