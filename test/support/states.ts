import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PACKAGE_ROOT, type Report, type Section } from '../../indexer/index.js'
import type { Engine } from '../../server/search/engine.js'
import { allocate, ShortLinks } from '../../server/citing/short-links.js'
import { passageKeys, type Entry } from '../../server/search/corpus.js'
import { citable } from '../../server/views/cite.js'
import { toQuery, type QueryParameters } from '../../server/search/query.js'
import { loadAssets } from '../../server/views/assets.js'
import { siteWithout, type Site } from '../../server/views/frame.js'
import { MESSAGES } from '../../server/views/messages/index.js'
import { allQualityView, qualityView } from '../../server/views/quality.js'
import { overviewView, type Overview } from '../../server/views/overview.js'
import { accessibilityView, PROFILES, type Profile } from '../../server/views/accessibility.js'
import { basketView } from '../../server/views/basket.js'
import { printItem, printItems, readItems, type CollectedPassage } from '../../server/resolving/collection.js'
import { homeContent, homeView } from '../../server/views/home.js'
import { noticeView } from '../../server/views/notice.js'
import { reportView } from '../../server/views/report.js'
import { reportsView } from '../../server/views/reports.js'
import { rangeView, resolutionView, type ResolutionView } from '../../server/views/resolution.js'
import { resultsView, type ResultsView } from '../../server/views/results.js'
import { readSettings } from '../../server/views/settings.js'
import { settingsView } from '../../server/views/settings-page.js'
import { sourceView } from '../../server/views/source.js'
import { resolvePassage, resolveRange } from '../../server/resolving/resolve.js'
import { editionsBefore, otherwise, type Earlier } from './editions.js'
import type { PageState, TemplateSet } from './contract.js'
import { madeUpEngine } from './made-up.js'

/** Every page over the real seeds, in every state that a template tells apart. */

export const testSite: Site = siteWithout(loadAssets(join(PACKAGE_ROOT, 'public')), 'https://reports.example.cn')
/** The same for a reader of English. */
export const englishSite: Site = { ...testSite, locale: 'en', messages: MESSAGES.en }

const readFolder = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).filter((file) => file.endsWith('.hbs')).map((file) => [basename(file, '.hbs'), readFileSync(join(folder, file), 'utf8')]))

export const readTemplates = (): TemplateSet => ({ pages: readFolder(join(PACKAGE_ROOT, 'templates')), partials: readFolder(join(PACKAGE_ROOT, 'templates/partials')) })

export const results = (engine: Engine, parameters: QueryParameters): ResultsView => resultsView(engine.search(toQuery(parameters)), engine, testSite)

/** The reading view as the server shows it, with how to cite what it shows. */
export function reading(engine: Engine, report: Report, q: string, entry: Entry | null, chosen = false, target: { readonly view: ResolutionView; readonly entries: readonly Entry[] } | null = null, site: Site = testSite): object {
  const links = new ShortLinks(allocate([], passageKeys(engine.corpus)))
  const options = { edition: chosen ? '2015' : '2025', style: 'note', accessed: '2026-08-30' } as const
  const focus = target?.entries ?? (entry ? [entry] : [])
  return citable(reportView(report, q, focus, engine, site, target?.view ?? null), report, focus, { options, chosen, q, links, site })
}

/** A reading page for each thing that may have become of a passage, pinned and not, and for a range. */
function resolved(engine: Engine, report: Report): PageState[] {
  const i = report.passages.findIndex(({ text }, at) => at > 0 && /\d/.test(text) && text.length > 60)
  if (i < 1) throw new Error(`no passage with a number in ${report.id}`)
  const anchor = '00000000'
  const changes: Earlier[] = [
    otherwise(i, anchor, (text) => `${text.slice(0, 20)}原有此语${text.slice(20)}`), otherwise(i, anchor, (text) => text.replace(/\d/, (d) => String((Number(d) + 1) % 10))),
    (passages) => passages.map((passage, at) => (at === i ? { ...passage, anchor, headings: ['别处'] } : passage)),
    (passages) => [...passages.slice(0, i), { anchor, text: '这一段后来整段删去，现行文本中没有与它相近的任何文字。', headings: ['已撤的一节'] }, ...passages.slice(i)],
  ]
  return changes.flatMap((change) => {
    const editions = editionsBefore(report, change)
    const first = editions[0]?.id ?? null
    return [null, first].flatMap((pinned) => {
      const passage = resolvePassage(report, anchor, pinned, editions, engine.corpus)
      const range = resolveRange(report, [report.passages[i - 1]?.anchor ?? '', anchor], pinned, editions, engine.corpus)
      if (!passage || !range) throw new Error('not resolved')
      return [
        { page: 'report', view: reading(engine, report, '服务', passage.entries[0] ?? null, false, { view: resolutionView(report, anchor, passage, '服务', testSite.messages), entries: passage.entries }) },
        { page: 'report', view: reading(engine, report, '', range.entries[0] ?? null, false, { view: rangeView(range, '', testSite.messages), entries: range.entries }) },
      ]
    })
  })
}

/** More words than are sought. */
const MANY_WORDS = '医院 医生 医保 医药 医改 中医 药品 疫苗 床位 护士 护理 养老 托育 妇幼 儿童 老年 疾病 预防 控制 监督 执法 急救 血液 信息 基层 乡村 社区 家庭 签约 服务 健康 扶贫 培训 人才 科研 质量'

export function allStates(engine: Engine): PageState[] {
  const { corpus } = engine
  const queries: QueryParameters[] = [
    {}, { q: '家庭医生' }, { q: '家庭医生', page: 2 }, { q: '两癌', city: ['开封'], year: [2020], sort: 'newest' },
    { q: '疾控', report: ['kaifeng-2020-summary'], from: 2020, to: 2021 }, { q: '医养结合', city: ['北京'], topic: ['中医药'] },
    { q: '“火星移民”' }, { q: '中医', '-city': ['开封'], '-topic': ['医改'] }, { q: 'yigongti' }, { q: '中医 传承 养老 扶评' }, { q: '开封 养老 2020', off: ['synonym', 'place'] }, { q: '濮阳 每千人口床位数' }, { q: '2021 开封 医养结合' }, { q: '死亡率', year: [2016] }, { q: '量子计算机火星移民医院' }, { q: '中医', page: 500 }, { q: MANY_WORDS }, { topic: ['医改', '中医药', '信息化'], size: 5 },
  ]
  const states: PageState[] = [
    { page: 'home', view: homeView(homeContent(engine, testSite.messages), testSite) },
    { page: 'home', view: homeView({ ...homeContent(engine, testSite.messages), allReports: '/reports' }, testSite) },
    { page: 'settings', view: settingsView({ ...testSite, settings: readSettings('theme-dark') }) },
    { page: 'reports', view: reportsView(engine, testSite) },
    { page: 'qualities', view: allQualityView(engine, testSite) },
    { page: 'accessibility', view: accessibilityView({ date: '2026-08-30', engine: 'axe-core 1', browser: 'Chromium 1', states: [{ name: '首页', found: Object.fromEntries(PROFILES.map((profile, i) => [profile, i === 0 ? ['color-contrast'] : []])) as unknown as Record<Profile, string[]> }] }, testSite) },
    { page: 'notice', view: noticeView('没有', '请重试。', '检索词', testSite) },
    ...queries.map((query) => ({ page: 'results', view: results(engine, query) })),
  ]
  for (const report of corpus.reports) {
    const entries = corpus.entries.filter((entry) => entry.report === report)
    const focus = [entries[0], entries[Math.floor(entries.length / 2)], entries.at(-1)].filter((entry) => entry !== undefined)
    states.push(
      ...resolved(engine, report),
      { page: 'report', view: reading(engine, report, '', null, true) },
      { page: 'report', view: reading(engine, report, '医院', null) },
      { page: 'report', view: reading(engine, report, '“火星移民”', null) },
      ...focus.map((entry) => ({ page: 'report', view: reading(engine, report, '服务', entry) })),
      { page: 'quality', view: qualityView(report, corpus, testSite) },
      { page: 'source', view: sourceView(report, { entry: null, line: null }, testSite) },
      ...focus.map((entry) => ({ page: 'source', view: sourceView(report, { entry, line: null }, testSite) })),
    )
  }
  return [...states, ...overviewStates(engine), ...basketStates(engine), ...collectedStates(engine), ...editedStates()]
}

/** What the seeds do not have in every state: doubtful joins, a corrected row, a source without anything doubtful, lines that no passage has. */
function editedStates(): PageState[] {
  const fixed = { kind: 'characters', line: 3, found: '万', becomes: '亿', by: '编辑部', evidence: '公报' } as const
  const texts = ['序号 指标 单位 基数 目标 属性', '1 投入 10亿元 20亿元 30亿元 预期性', '2 床位 10张 20张 30张 预期性', '人员十万名，床位十万张。']
  const made = madeUpEngine({
    id: 'edited', texts, section: 'table', corrections: [fixed],
    passages: {
      ...Object.fromEntries([0, 1, 2].map((i) => [i, { kind: 'row' as const }])),
      1: { kind: 'row', corrections: [0], doubts: [{ at: 4, confidence: 0.5 }] },
      3: { reordered: true, doubts: [{ at: 6, confidence: 0.62 }], breaks: [6], corrections: [0] },
    },
  })
  const [report, entry, row] = [made.corpus.reports[0], made.corpus.entries[3], made.corpus.entries[1]]
  if (!report || !entry || !row) throw new Error('the made-up report is gone')
  const merged = madeUpEngine({
    id: 'merged', texts: ['单位：张', '指标\t2022年\t2023年', '资源 床位数\t12\t13', '资源 医师数\t3\t4', '其余未报', '注：年末数。'], section: 'table',
    passages: { 0: { kind: 'note' }, 1: { kind: 'row' }, 2: { kind: 'row', label: '资源' }, 3: { kind: 'row', label: '资源' }, 4: { kind: 'row' }, 5: { kind: 'note' } },
  })
  const [table] = merged.corpus.reports
  if (!table) throw new Error('the made-up table is gone')
  const [whole] = report.sections
  if (!whole) throw new Error('the made-up report has no section')
  const deep = { ...report, sections: [4, 3, 2, 1].reduce<Section[]>((below, level) => [{ ...whole, id: `deep-${level}`, kind: 'heading', level, heading: `第 ${level} 级`, passages: level === 4 ? whole.passages : [], sections: below }], []) }
  const lost = { ...report, passages: report.passages.slice(0, 3), sections: [], diagnostics: [{ rule: 'of-the-file', place: { file: report.file }, found: '甲', expected: '乙' }] }
  return [
    ...[null, entry, row].map((focus) => ({ page: 'report', view: reading(made, report, '床位', focus) })),
    ...[null, entry, row].map((focus) => ({ page: 'source', view: sourceView(report, { entry: focus, line: null }, testSite) })),
    { page: 'report', view: reading(made, deep, '', null) },
    { page: 'report', view: reading(merged, table, '', null) },
    { page: 'source', view: sourceView(lost, { entry: null, line: null }, testSite) },
    { page: 'results', view: results(made, { q: '床位' }) },
    { page: 'quality', view: qualityView(report, made.corpus, testSite) },
    { page: 'quality', view: qualityView(lost, made.corpus, testSite) },
  ]
}

const overview = (engine: Engine, parameters: QueryParameters, rest: Partial<Overview> = {}): PageState =>
  ({ page: 'overview', view: overviewView(engine, { query: toQuery(parameters), table: 'city-year', measure: 'passages', of: null, ...rest }, testSite) })

/** The overview of the seeds, and of what they do not have: cities elsewhere, a report without text, a sample of very much text. */
function overviewStates(engine: Engine): PageState[] {
  const elsewhere = madeUpEngine({ id: 'elsewhere', texts: ['医养结合服务中心建成一处。', '医养结合服务中心扩建。'], city: '苏州', covers: [2020, 2021] }, { id: 'none', texts: [], city: '无锡', covers: [2022] })
  const both = madeUpEngine({ id: 'both', texts: ['医养结合服务中心建成一处。'], city: '苏州' }, { id: 'henan', texts: ['医养结合。'], city: '开封' })
  const sampled = overviewView(engine, { query: toQuery({}), table: 'city-year', measure: 'passages', of: { dimension: 'city', value: '开封' } }, testSite)
  return [
    overview(engine, {}), overview(engine, { q: '医养结合' }, { of: { dimension: 'city', value: '开封' }, measure: 'rate' }), overview(engine, { q: '医养结合', city: ['开封'], year: [2020], from: 2019 }, { table: 'city-topic', measure: 'reports' }),
    overview(engine, { q: '“火星移民”' }, { table: 'topic-year', of: { dimension: 'year', value: '2020' } }), overview(engine, { q: 'yigongti' }), overview(engine, { q: '量子计算机火星移民医院' }),
    overview(elsewhere, { q: '医养' }), overview(both, {}), { page: 'overview', view: { ...sampled, words: { ...sampled.words, sample: 40 } } },
  ]
}

/** The collection: empty, of the reader's own and shared, with passages in each of the states, without headings, and with some that lead nowhere. */
function basketStates(engine: Engine): PageState[] {
  const options = { edition: '2025', style: 'note', accessed: '2026-08-30' } as const
  const [report] = engine.corpus.reports
  if (!report) throw new Error('no report')
  const i = report.passages.findIndex(({ text }, at) => at > 0 && /\d/.test(text) && text.length > 60)
  const changes: Earlier[] = [
    otherwise(i, '00000000', (text) => text.replace(/\d/, (d) => String((Number(d) + 1) % 10))),
    (passages) => [...passages.slice(0, i), { anchor: '00000000', text: '这一段后来整段删去，现行文本中没有与它相近的任何文字。', headings: [] }, ...passages.slice(i)],
  ]
  const item = (anchor: string) => ({ report: report.id, anchor, edition: null })
  const passages = changes.flatMap((change): CollectedPassage[] => {
    const editions = editionsBefore(report, change)
    return ['00000000', report.passages[0]?.anchor ?? ''].flatMap((anchor) => {
      const resolution = resolvePassage(report, anchor, null, editions, engine.corpus)
      return resolution ? [{ item: { ...item(anchor), edition: editions[0]?.id ?? null }, found: { report, resolution } }] : []
    })
  })
  const lost = readItems(printItems([item('zzzzzzzz')])).map((one) => ({ item: one, found: null }))
  return [[], passages, [...lost, ...passages]].flatMap((all) => [false, true].map((shared) => ({ page: 'basket', view: basketView(all, shared, options, testSite) })))
}

/** Passages that the reader has collected already. */
function collectedStates(engine: Engine): PageState[] {
  const site: Site = { ...testSite, collected: new Set(engine.corpus.entries.map(({ report, passage: { anchor } }) => printItem({ report: report.id, anchor, edition: null }))) }
  const entry = engine.corpus.entries.find(({ report }) => report.id === 'kaifeng-145-plan')
  if (!entry) throw new Error('no passage')
  return [
    { page: 'results', view: resultsView(engine.search(toQuery({ q: '医养结合' })), engine, site) },
    { page: 'report', view: reading(engine, entry.report, '', entry, false, null, site) },
  ]
}
