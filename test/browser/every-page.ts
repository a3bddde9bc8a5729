import type { FastifyInstance } from 'fastify'
import type { Report } from '../../indexer/index.js'
import { buildApp } from '../../server/app.js'
import { Engine } from '../../server/search/engine.js'
import { EMPTY_QUERY, type Query } from '../../server/search/query.js'
import { basketLink, overviewLink, passageLink, qualityLink, reportLink, searchLink, sourceLink } from '../../server/views/links.js'
import { buildSeeds, testLanguage } from '../support/built.js'
import { editionsBefore, otherwise, type Earlier } from '../support/editions.js'

/** Every page in every state, over the seeds: for checks that look at all of them. */

const WITHDRAWN = 'withdrawn-report'
const ANCHOR = '00000000'

/** A state of a page: what the statement calls it, and its address. */
export interface PageAt {
  readonly name: string
  readonly path: string
}

export interface EveryPage {
  readonly app: FastifyInstance
  readonly pages: readonly PageAt[]
}

const search = (q: string, rest: Partial<Query> = {}): string => searchLink({ ...EMPTY_QUERY, q, ...rest })

/** A long passage with a number: something that can be changed. */
function changeable({ passages }: Report): number {
  const i = passages.findIndex(({ text, kind }, at) => at > 3 && kind !== 'row' && /\d/u.test(text) && text.length > 60)
  if (i < 1) throw new Error('no passage to change')
  return i
}

/** What earlier editions had, by what has become of it. */
const EARLIER: Readonly<Record<'moved' | 'changed' | 'number-changed' | 'gone', (i: number) => Earlier>> = {
  moved: (i) => (passages) => passages.map((passage, at) => (at === i ? { ...passage, anchor: ANCHOR, headings: ['别处'] } : passage)),
  changed: (i) => otherwise(i, ANCHOR, (text) => `${text.slice(0, 20)}原有此语${text.slice(20)}`),
  'number-changed': (i) => otherwise(i, ANCHOR, (text) => text.replace(/\d/u, (d) => String((Number(d) + 1) % 10))),
  gone: (i) => (passages) => [...passages.slice(0, i), { anchor: ANCHOR, text: '这一段后来整段删去，现行文本中没有与它相近的任何文字。', headings: ['已撤的一节'] }, ...passages.slice(i)],
}

export async function everyPage(): Promise<EveryPage> {
  const snapshot = await buildSeeds()
  const manifest = { ...snapshot.manifest, withdrawn: [{ id: WITHDRAWN, title: '已撤回的报告', reason: '发布机构更正后另行公布' }] }
  const engine = new Engine({ ...snapshot, manifest }, testLanguage())
  const { reports } = engine.corpus
  const [exact, ...others] = reports
  if (!exact || others.length < 4) throw new Error('the seeds are gone')
  const editions = new Map(others.map((report, i) => {
    const state = (['moved', 'changed', 'number-changed', 'gone'] as const)[i] ?? 'moved'
    return [report.id, editionsBefore(report, EARLIER[state](changeable(report)))] as const
  }))
  const app = await buildApp({ engine, baseUrl: 'https://reports.example.cn', logger: false, archive: { editions: (id) => Promise.resolve(editions.get(id) ?? []) } })
  const [moved = '', changed = '', numbers = '', gone = ''] = others.map(({ id }) => passageLink(id, ANCHOR))
  const plain = exact.passages.filter(({ text }) => text.length > 40)
  const [first, second] = plain
  if (!first || !second) throw new Error('no passages')
  const plan = 'kaifeng-145-plan'
  const everything = { ...EMPTY_QUERY }
  const collected = [`${exact.id}~${first.anchor}`, ...others.map(({ id }) => `${id}~${ANCHOR}`), 'nothing~00000000'].join(',')
  return {
    app,
    pages: [
      { name: '首页', path: '/' },
      { name: '检索结果', path: search('医养结合') }, { name: '检索结果：筛选后', path: search('家庭医生', { city: ['开封'], year: [2020], sort: 'newest' }) },
      { name: '检索结果：按拼音更正', path: search('yigongti') }, { name: '检索结果：不很吻合', path: search('量子计算机火星移民医院') }, { name: '检索结果：没有', path: search('“火星移民”', { city: ['开封'] }) },
      { name: '检索结果：按县区筛选', path: search('医共体', { county: ['开封/尉氏县'] }) }, { name: '检索结果：全部段落', path: searchLink(everything) },
      { name: '报告列表', path: '/reports' }, { name: '报告', path: reportLink(plan) }, { name: '报告：报纸版面', path: reportLink('henan-2019-conference') }, { name: '报告：查找之后', path: reportLink('kaifeng-2020-summary', '医院') },
      { name: '段落：原文一致', path: `${passageLink(exact.id, first.anchor)}?q=${encodeURIComponent('医院')}` }, { name: '段落：位置已移动', path: moved }, { name: '段落：文字有改动', path: changed },
      { name: '段落：数字已变', path: numbers }, { name: '段落：原文已删除', path: gone }, { name: '段落：连续几段', path: passageLink(exact.id, `${first.anchor}~${second.anchor}`) },
      { name: '原始文本', path: sourceLink('kaifeng-2020-summary') }, { name: '原始文本：与段落对照', path: sourceLink(exact.id, first.anchor) },
      { name: '整理质量', path: '/quality' }, { name: '整理质量：一份报告', path: qualityLink('henan-2019-conference') },
      { name: '总览', path: overviewLink(everything) }, { name: '总览：检索词与特征词', path: overviewLink({ ...everything, q: '医养结合' }, { table: 'city-topic', measure: 'rate', of: 'city:开封' }) }, { name: '总览：没有', path: overviewLink({ ...everything, q: '“火星移民”' }) },
      { name: '摘编：空', path: basketLink('') }, { name: '摘编：各种状态', path: basketLink(collected) },
      { name: '设置', path: '/settings' }, { name: '无障碍声明', path: '/accessibility' },
      { name: '出错：没有这一页', path: '/nothing' }, { name: '出错：参数有误', path: '/search?q=医院&year=20' }, { name: '出错：报告已撤回', path: reportLink(WITHDRAWN) },
      { name: '英文首页', path: '/?lang=en' }, { name: '英文检索结果', path: `${search('医养结合')}&lang=en` }, { name: '英文总览', path: '/overview?lang=en' },
    ],
  }
}
