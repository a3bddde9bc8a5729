import t from 'tap'
import { nextEdition, type KeptPassage } from '../../indexer/index.js'

const passages = (...rows: [anchor: string, text: string, ...headings: string[]][]): KeptPassage[] => rows.map(([anchor, text, ...headings]) => ({ anchor, text, headings }))
/** Where each anchor of the first processing is in the second; those under their own anchors are not named. */
function moves(before: readonly KeptPassage[], after: readonly KeptPassage[]): Record<string, readonly string[]> {
  const first = nextEdition([], '', before, '2026-01-01T00:00:00.000Z')
  const second = first && nextEdition([first], '', after, '2026-02-01T00:00:00.000Z')
  return Object.fromEntries((second?.moves ?? []).map(({ from, to }) => [from, to]))
}
const LAW = '第一条 为了规范本市的院前医疗急救服务，制定本条例。'
const NEW = '急救中心（站）应当向社会公布监督电话，接受举报和投诉，并及时答复举报人。'
const OTHER = '本市鼓励社会力量参与院前医疗急救，依法给予表彰。'

t.test('a heading that had no text below it leads to the text that it has now, whatever stands about it', (t) => {
  const before = passages(['a', LAW, '第一章', '第一条'], ['b', '(五)四氧化二氮', '第一章'], ['c', '(六)红发烟硝酸', '第一章'])
  const after = passages(['a', LAW, '第一章', '第一条'], ['y', OTHER, '第一章'], ['x', NEW, '第一章', '(五)四氧化二氮'], ['c', '(六)红发烟硝酸', '第一章'])
  t.same(moves(before, after), { b: ['x'] })
  t.end()
})

t.test('of two that said the same, none is led to the only one that still says it without evidence which it is', (t) => {
  const before = passages(['a', LAW], ['b', '其他情形。', '甲'], ['c', OTHER], ['d', '其他情形。', '乙'])
  t.same(moves(before, passages(['a', LAW], ['x', '其他情形。'], ['c', OTHER]))['d'], undefined)
  t.end()
})

t.test('a passage that another one has taken in word for word is found in it, whatever stands about it', (t) => {
  const before = passages(['a', LAW], ['b', '(1)在额定精度下转换速率大于每秒二百次完整的转换', '第二条', '性能'], ['c', OTHER])
  const after = passages(['x', `${NEW}(1)在额定精度下转换速率大于每秒二百次完整的转换`], ['y', '第九条 违者由主管部门责令改正，逾期不改的处以罚款。'])
  t.same(moves(before, after)['b'], ['x'])
  t.end()
})

t.test('the row of a table that has come apart is found by what is printed in it, its merged cell aside', (t) => {
  const row = '健康服务 11 其中：每千常住人口中医类别执业（助理）医师数（人） — 0.62 预期性'
  const before = passages(['a', '健康服务 10 每千常住人口执业（助理）医师数（人） 2.9 3.6 预期性'], ['b', row], ['c', OTHER])
  const after = passages(['x', '10每千常住人口执业（助理）医师数（人）2.9 3.6预期性11其中：每千常住人口中医类别执业（助理）'], ['y', '医师数（人） — 0.62 预期性12其他'], ['c', OTHER])
  t.same(moves(before, after)['b'], ['x', 'y'])
  t.end()
})

t.test('what a heading has taken in counts for the passage below it, when it is asked which holds most of a quote', (t) => {
  const [one, two, three] = ['济南高新技术产业开发区人民法院', '淄博高新技术产业开发区人民法院', '泰安高新技术产业开发区人民法院']
  const before = passages(['a', LAW], ['b', `${one}${two}${three}`], ['c', OTHER])
  t.same(moves(before, passages(['a', LAW], ['x', one], ['y', `${three}烟台经济技术开发区人民法院`, two], ['c', OTHER]))['b'], ['y', 'x'])
  t.end()
})

t.test('a quote that stands over the end of one passage and the beginning of the next is found in both, most of it first', (t) => {
  const [head, tail] = [NEW.slice(0, 12), NEW.slice(12)]
  const before = passages(['a', LAW], ['b', NEW], ['c', OTHER])
  t.same(moves(before, passages(['x', `${LAW}${head}`], ['y', `${tail}${OTHER}`]))['b'], ['y', 'x'])
  t.same(moves(before, passages(['x', `${LAW}${NEW}`], ['c', OTHER]))['b'], ['x'])
  t.end()
})

t.test('words that another passage has always had too are not taken for the one that was deleted', (t) => {
  const before = passages(['a', `${LAW}${NEW}`], ['b', NEW], ['c', OTHER])
  t.same(moves(before, passages(['a', `${LAW}${NEW}`], ['c', OTHER]))['b'], undefined)
  t.same(moves(before, passages(['x', `${LAW}${NEW}`, '第一章'], ['c', OTHER]))['b'], undefined)
  t.end()
})

t.test('a short passage that a new one has taken in is known by the place between its neighbours', (t) => {
  const before = passages(['a', LAW], ['b', '业务目录'], ['c', `${OTHER}业务目录另行公布。`])
  t.same(moves(before, passages(['a', LAW], ['n', '救护车应当安装导航设备。'], ['x', `业务目录${NEW}`], ['c', `${OTHER}业务目录另行公布。`]))['b'], ['x'])
  t.end()
})

t.test('an item that several lists have stays in its place when strangers come on both sides of it', (t) => {
  const before = passages(['a', LAW, '总则'], ['b', '其他规定。', '总则'], ['c', OTHER, '总则'], ['d', '其他规定。', '总则'], ['e', `${OTHER}逾期不改的处以罚款。`, '总则'])
  const after = passages(['a', LAW, '捕捞许可管理'], ['m', NEW, '捕捞许可管理'], ['x', '其他规定。', '捕捞许可管理'], ['n', '船舶检验和船舶登记另行规定。', '捕捞许可管理'], ['c', OTHER, '捕捞许可管理'],
    ['o', '渔业捕捞许可证由渔业主管部门核发。', '捕捞许可管理'], ['y', '其他规定。', '捕捞许可管理'], ['p', '举报有功的人员由主管部门予以奖励。', '捕捞许可管理'], ['e', `${OTHER}逾期不改的处以罚款。`, '捕捞许可管理'])
  t.match(moves(before, after), { b: ['x'], d: ['y'] })
  t.end()
})

t.test('items of lists that say the same stay with their own list when another one is misread', (t) => {
  const list = (n: string, opening: string, ...items: string[]): [string, string][] => [[`${n}0`, opening], ...items.map((text, i): [string, string] => [`${n}${i + 1}`, text])]
  const before = passages(...list('b', '（一）汇票必须记载下列事项：', '出票日期；', '出票人签章。'), ...list('c', '（二）本票必须记载下列事项，缺少其中一项的无效：', '出票日期；', '出票人签章。'))
  const after = passages(...list('x', '（一）汇票必须记载下列事项：', '出票日斯；', '出票人签章。'), ...list('y', '（二）本票必须记载下列事项，缺少其中一项的无效：', '出票日期；', '出票人签草。'))
  t.match(moves(before, after), { b1: ['x1'], b2: ['x2'], c1: ['y1'], c2: ['y2'] })
  t.end()
})

t.test('articles that only change their numbers keep their passages, twins too', (t) => {
  const article = (n: string, ...items: string[]): [string, string, ...string[]][] => [[`${n}0`, `第${n}条 具体办法另行规定，报${n === '五' || n === '七' ? '市' : '省'}人民政府批准：`, `第${n}条`], ...items.map((text, i): [string, string, string] => [`${n}${i + 1}`, text, `第${n}条`])]
  const before = passages(...article('五', '（一）甲乙丙丁；', '（二）其他职权。'), ...article('六', '（一）戊己庚辛；', '（二）其他职权。'))
  // What was 第五条 is now 第六条, and there is a new one before it that bears its number.
  const after = passages(['n0', '第五条 新增的一条，与上下文都没有关系，只占了号码。', '第五条'], ['m0', '第六条 具体办法另行规定，报市人民政府批准：', '第六条'], ['m1', '（一）甲乙丙丁；', '第六条'], ['m2', '（二）其他职权。', '第六条'],
    ['k0', '第七条 具体办法另行规定，报省人民政府批准：', '第七条'], ['k1', '（一）戊己庚辛；', '第七条'], ['k2', '（二）其他职权。', '第七条'])
  t.match(moves(before, after), { 五2: ['m2'], 六2: ['k2'] })
  t.end()
})
