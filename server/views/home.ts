import type { Engine } from '../search/engine.js'
import { EMPTY_QUERY } from '../search/query.js'
import { examplesOf } from './examples.js'
import { reportCard, type ReportCard, type Tag } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import type { Messages } from './messages/index.js'
import { HOME, REPORTS, searchLink } from './links.js'

export interface CoverageCell {
  /** Passages; a dash where no report was collected. */
  readonly label: string
  readonly href: string | null
  /** `{city} {year} 年：n 段`, for those who do not see the table. */
  readonly name: string
  /** 0 … 4, for the shade. */
  readonly shade: number
}

export interface HomeView {
  readonly frame: Frame
  readonly counts: readonly { readonly number: number; readonly label: string }[]
  readonly examples: readonly Tag[]
  readonly years: readonly { readonly label: string; readonly href: string }[]
  readonly rows: readonly { readonly city: Tag; readonly cells: readonly CoverageCell[]; readonly total: number }[]
  readonly topics: readonly (Tag & { readonly count: number })[]
  /** The latest. */
  readonly reports: readonly ReportCard[]
  /** Where all are listed; '' when all are shown. */
  readonly allReports: string
}

const SHADES = [1, 5, 20, 60]
const LATEST = 6

/** What the corpus holds; it changes with the snapshot only, so it is made once for each language. */
export type HomeContent = Omit<HomeView, 'frame'>

export const homeView = (content: HomeContent, site: Site): HomeView => ({
  ...content,
  frame: frameOf(site, { title: '', description: site.messages.home.description, path: HOME, headSearch: false, current: 'home' }),
})

export function homeContent(engine: Engine, messages: Messages): HomeContent {
  const { home } = messages
  const { corpus } = engine
  const passages = new Map<string, number>()
  const groups = corpus.groups()
  for (const group of groups) {
    for (const year of group.years) {
      const key = `${group.city}/${year}`
      passages.set(key, (passages.get(key) ?? 0) + group.passages)
    }
  }
  const present = new Set(corpus.reports.flatMap((report) => report.cities))
  const cities = [...engine.valuesOf('city').filter((city) => present.has(city)), ...[...present].filter((city) => !engine.valuesOf('city').includes(city)).sort()]
  const years = [...engine.valuesOf('year')].reverse()
  const collected = new Set(corpus.reports.flatMap((report) => report.cities.flatMap((city) => report.covers.map((year) => `${city}/${year}`))))

  const cell = (city: string, year: string): CoverageCell => {
    const count = passages.get(`${city}/${year}`) ?? 0
    const has = collected.has(`${city}/${year}`)
    return {
      label: has ? String(count) : '—',
      href: has ? searchLink({ ...EMPTY_QUERY, city: [city], year: [Number(year)] }) : null,
      name: has ? home.cell(city, year, count) : home.cellEmpty(city, year),
      shade: has ? SHADES.filter((least) => count >= least).length : 0,
    }
  }
  return {
    counts: [
      { number: corpus.reports.length, label: home.countReports },
      { number: corpus.columns.size, label: home.countPassages },
      { number: present.size, label: home.countCities },
      { number: years.length, label: home.countYears },
    ],
    examples: examplesOf(engine).map((q) => ({ label: q, href: searchLink({ ...EMPTY_QUERY, q }) })),
    years: years.map((year) => ({ label: year, href: searchLink({ ...EMPTY_QUERY, year: [Number(year)] }) })),
    rows: cities.map((city) => ({
      city: { label: city, href: searchLink({ ...EMPTY_QUERY, city: [city] }) },
      cells: years.map((year) => cell(city, year)),
      total: groups.reduce((sum, group) => sum + (group.city === city ? group.passages : 0), 0),
    })),
    topics: engine.coverage().topic.map(({ value, count }) => ({ label: value, count, href: searchLink({ ...EMPTY_QUERY, topic: [value] }) })),
    reports: [...corpus.reports].sort((a, b) => (b.published ?? 0) - (a.published ?? 0) || (a.id < b.id ? -1 : 1)).slice(0, LATEST).map((report) => reportCard(report, messages)),
    allReports: corpus.reports.length > LATEST ? REPORTS : '',
  }
}
