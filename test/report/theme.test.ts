import t from 'tap'
import { themeOf } from '../../indexer/report/theme.js'
import { chineseLine, law } from '../support/law.js'

const theme = (text: string): string | null => {
  const span = themeOf(text)
  return span && text.slice(span.start, span.end)
}

t.test('the theme is the short sentence or label that opens a paragraph, without number and mark', (t) => {
  const cases: [string, string | null][] = [
    ['提升总体保障能力。实施项目攻坚，基础设施加快提档。', '提升总体保障能力'],
    ['1.居民健康水平显著提高。2020年全市人均期望寿命达到77.7岁。', '居民健康水平显著提高'],
    ['（一）加强组织领导。各级要把人民健康放在首位。', '加强组织领导'],
    ['一是推进重大卫生项目建设。全市共谋划建设8个项目。', '推进重大卫生项目建设'],
    ['——公共卫生能力更加强大。构建现代化体系。', '公共卫生能力更加强大'],
    ['健康旅游基地：大力发展健康旅游服务体系。', '健康旅游基地'],
    ['提升“数字疾控”水平！加快平台建设。', '提升“数字疾控”水平'],
    ['量化任务，实施项目化管理，夯实基层基础。开封市争取资金。', '量化任务，实施项目化管理，夯实基层基础'],
    ['提升总体保障能力。', null],
    ['2020年全市投入增加。其中市级最多。', null],
    ['近年来，焦作市坚守母婴安全底线。全市婴儿死亡率下降。', null],
    ['党的十八大以来，中医药服务体系日益完善。市中医院通过评审。', null],
    ['这里是河南省焦作市。没有全民健康，就没有全面小康。', null],
    ['截至目前，全市已建成。其余在建。', null],
    ['他说：“要重视。大家都要重视。”然后离开。', '他说'],
    ['“要重视。大家都要重视。”他说。', null],
    [`${'长'.repeat(41)}。后文。`, null],
    ['', null],
  ]
  for (const [text, expected] of cases) t.equal(theme(text), expected, text.slice(0, 20))
  t.end()
})

t.test('laws of themes', (t) => {
  law(t, 'a theme is short, not empty, and something follows it', chineseLine, (text) => {
    const span = themeOf(text)
    return span === null || (span.start < span.end && span.end - span.start <= 40 && span.end + 1 < text.length)
  }, 1000)
  t.end()
})
