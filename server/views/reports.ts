import type { Engine } from '../search/engine.js'
import { reportCard, type ReportCard } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { QUALITY, REPORTS } from './links.js'

export interface ReportsView {
  readonly frame: Frame
  readonly reports: readonly ReportCard[]
  readonly quality: string
  readonly total: number
}

export const reportsView = (engine: Engine, site: Site): ReportsView => ({
  frame: frameOf(site, { title: site.messages.home.allReports, description: site.messages.home.allReportsDescription(engine.corpus.reports.length), path: REPORTS, current: 'reports' }),
  quality: QUALITY,
  reports: engine.corpus.reports.map((report) => reportCard(report, site.messages)),
  total: engine.corpus.reports.length,
})
