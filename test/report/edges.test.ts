import t from 'tap'
import { readReport } from '../../indexer/report/read.js'
import type { CatalogEntry } from '../../indexer/types.js'
import { lexicon, seedReport, seedReports } from '../support/corpus.js'
import { paragraphsOf } from '../../bench/edges.js'
import { boundaries, typeset } from '../../bench/pages/printed-page.js'

/** Items of a law, cut by narrow lines: each full line leaves its item open, and none is a heading. */
const ITEMS = [
  '第三十一条　机动车，非机动车和行人应当遵守下列道路通行规定，并且服从交通警察的现场指挥，维护道路交通秩序和安全：', '（一）不在非机动车道内行驶或者未靠车行道的右侧行驶；', '（二）通过没有交通信号灯控制的交叉路口应当减速慢行；',
  '（三）设计最高时速低于六十公里的机动车不得进入高速路；', '（四）定期进行车辆安全检查及时排除车辆故障保障安全行驶。',
]

/** Duties of a rule on smoke-free places: a title above the first article, items that fill one line and go on for most of the next, numbers that open a line inside a sentence. */
const DUTIES = [
  '云栖市公共场所控制吸烟办法', '第一条　为了消除和减少烟草烟雾的危害，保障公众健康，提升城市文明水平，根据有关法律法规，结合本市实际，制定本办法。',
  '第二条　禁止吸烟场所的经营者和管理者应当履行下列职责：', '（一）建立并且落实禁止吸烟的管理制度和日常巡查的记录制度，定期检查；', '（二）在入口和显著位置设置符合标准的禁烟标识以及监督举报电话；',
  '（三）不在禁止吸烟的场所放置烟灰缸或者附有烟草广告标识的物品和器具；', '（四）对吸烟的人员予以劝阻，对不听从劝阻的人员要求其离开场所并且做好记录；', '（五）开展控烟宣传培训工作，每年不少于两次，并将有关情况报送主管部门备案。',
  '第三条　违反本办法第二条第（一）项、第（二）项、第（三）项、第（四）项、第（五）项规定的，由卫生健康主管部门责令限期改正；逾期不改正的，依照国家有关规定处理。',
  '第四条　市卫生健康主管部门履行下列职责：', '（一）组织制定本市控烟工作规划、方案和措施，指导并监督各区有关单位的工作；', '（二）对医疗卫生机构、托幼机构和学校控烟管理情况进行监督检查，受理举报投诉；',
  '（三）会同教育、交通运输、文化旅游、市场监管、公安等有关行政管理部门开展联合执法检查；', '（四）法律、法规和市人民政府规定的其他职责。', '第五条　本办法自公布之日起施行。',
]

const cutAt = (text: string, at: number): boolean => !/[。！？；：]/u.test(text.slice(at - 2, at))

t.test('no passage of the seeds begins with a closing mark, and where the source is whole none ends before its sentence does', async (t) => {
  for (const report of await seedReports()) {
    const texts = report.passages.filter(({ kind }) => kind === 'paragraph' || kind === 'item' || kind === 'note')
    t.same(texts.filter(({ text }) => /^[，。；：、！？”’）》】,.;:)%‰]/u.test(text)).map(({ text }) => text.slice(0, 20)), [], report.id)
    // The columns of 2019 have lost rows: what is missing there is marked in the reading view.
    if (report.id !== 'henan-2019-conference') t.same(texts.filter(({ text }) => !/[。！？；：…][”’）]?$/u.test(text)).map(({ text }) => text.slice(-20)), [], report.id)
  }
})

t.test('set as pages of any measure, no text is cut inside a sentence', async (t) => {
  const entry: CatalogEntry = { file: 'a.txt', id: 'a', title: '甲', kind: 'report', issuer: null, published: 2021, covers: [2021], cities: ['开封'], sha256: '' }
  const texts = [...await Promise.all(['kaifeng-2020-summary', 'jiaozuo-2022-decade'].map(async (id) => paragraphsOf(await seedReport(id)))), [...ITEMS, ...ITEMS, ...ITEMS], [...DUTIES, ...DUTIES.slice(1)]]
  for (const paragraphs of texts) {
    const whole = paragraphs.join('').replace(/\s/gu, '')
    const own = boundaries(paragraphs)
    for (const blanks of ['doubled', 'between', 'none'] as const) {
      for (const measure of [18, 20, 26, 30, 36, 40]) {
        const found = paragraphsOf(readReport(entry, typeset(paragraphs, { measure, blanks, page: 25 }), lexicon).report)
        t.same([...boundaries(found)].filter((at) => !own.has(at) && cutAt(whole, at)).map((at) => `${whole.slice(at - 12, at)}|${whole.slice(at, at + 12)}`), [], `${paragraphs[0]?.slice(0, 8) ?? ''} ${blanks} ${measure}`)
      }
    }
  }
})
