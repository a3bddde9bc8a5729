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
  frame: frameOf(site, { title: '全部报告', description: `收录的 ${engine.corpus.reports.length} 份报告`, path: REPORTS, current: 'reports' }),
  quality: QUALITY,
  reports: engine.corpus.reports.map(reportCard),
  total: engine.corpus.reports.length,
})
