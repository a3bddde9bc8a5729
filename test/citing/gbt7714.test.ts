import fc from 'fast-check'
import t from 'tap'
import { EDITIONS, formatReference, type GbtEdition } from '../../server/citing/gbt7714.js'
import { missingFields } from '../../server/citing/missing.js'
import { holds } from '../support/seeded.js'
import { accessed as anyDay, anyRecord, recordOf, type Given } from './records.js'

/** A record, the day of access, and the reference to it in each edition (`null`: not given there). */
type Row = readonly [source: string, given: Given, accessed: string, edition2015: string | null, edition2025: string | null]

const NHC = '国家卫生健康委员会'
const GUANGZHOU: Given = { kind: 'report', authors: ['广州市卫生健康委员会'], title: '2022年广州市卫生健康事业发展情况报告', issued: '2023-05-12', url: 'URL' }

/** What the official CSL styles print (citation-style-language/styles, china-national-standard-gb-t-7714-{2015,2025}-numeric). */
const CSL: readonly Row[] = [
  ['report online', GUANGZHOU, '2026-08-30', '广州市卫生健康委员会. 2022年广州市卫生健康事业发展情况报告[R/OL]. (2023-05-12)[2026-08-30]. URL.', '广州市卫生健康委员会. 2022年广州市卫生健康事业发展情况报告[R/OL]. 2023-05-12. URL.'],
  ['report online with page', { ...GUANGZHOU, pages: '3' }, '2026-08-30', '广州市卫生健康委员会. 2022年广州市卫生健康事业发展情况报告[R/OL]. 2023: 3[2026-08-30]. URL.', '广州市卫生健康委员会. 2022年广州市卫生健康事业发展情况报告[R/OL]. 2023-05-12：3. URL.'],
  ['report on paper', { kind: 'report', authors: [NHC], number: 'NHC-2023-01', place: '北京', publisher: '出版者', issued: '2023', pages: '12-15' }, '2026-08-30', `${NHC}. 题名: NHC-2023-01[R]. 北京: 出版者, 2023: 12-15.`, `${NHC}. 题名：NHC-2023-01[R]. 北京：出版者，2023：12-15.`],
  ['newspaper', { kind: 'newspaper', authors: ['丁文详'], title: '数字革命与竞争国际化', container: '中国青年报', issued: '2000-11-20', pages: '15' }, '2026-08-30', '丁文详. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).', '丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）.'],
  ['newspaper online', { kind: 'newspaper', authors: ['陈缮真'], container: '人民日报', issued: '2022-08-16', pages: '17', url: 'URL' }, '2026-08-30', '陈缮真. 题名[N/OL]. 人民日报, 2022-08-16(17)[2026-08-30]. URL.', '陈缮真. 题名[N/OL]. 人民日报，2022-08-16（17）. URL.'],
  ['web page', { kind: 'web', authors: ['深圳市卫生健康委员会'], title: '2023年卫生健康工作总结', issued: '2024-01-15', url: 'URL' }, '2026-08-30', '深圳市卫生健康委员会. 2023年卫生健康工作总结[EB/OL]. (2024-01-15)[2026-08-30]. URL.', '深圳市卫生健康委员会. 2023年卫生健康工作总结[EB/OL]. （2024-01-15）[2026-08-30]. URL.'],
  ['no author, no date', { kind: 'web', url: 'URL' }, '2026-08-30', '题名[EB/OL]. [2026-08-30]. URL.', '题名[EB/OL]. [2026-08-30]. URL.'],
  ['report without date', { kind: 'report', url: 'URL' }, '2026-08-30', '题名[R/OL]. [2026-08-30]. URL.', '题名[R/OL]. [2026]. URL.'],
  ['公文', { kind: 'official', authors: ['国务院'], number: '国发〔2018〕22号', issued: '2018-06-27', url: 'URL' }, '2026-08-30', '国务院. 题名: 国发〔2018〕22号[A/OL]. (2018-06-27)[2026-08-30]. URL.', '国务院. 题名：国发〔2018〕22号[EB/OL]. （2018-06-27）[2026-08-30]. URL.'],
  ['standard', { kind: 'standard', title: '信息与文献　资源描述', number: 'GB/T 3792—2021' }, '2026-08-30', '信息与文献　资源描述: GB/T 3792—2021[S].', 'GB/T 3792—2021　信息与文献　资源描述[S].'],
]

const TANG: Given = { kind: 'report', authors: ['汤万金', '杨跃翔', '刘文', '郑建国', '王赟松'], title: '人体安全重要技术标准研制最终报告', number: '7178999X-2006BAK04A10/10.2013', issued: '2013-09-30' }

/** The standards' own examples, by clause (2025: 8.x and appendix B; 2015: appendix A). Examples on whose wording sources differ are left out. */
const STANDARDS: readonly Row[] = [
  ['2025 8.5.3 [1], B.4', { kind: 'newspaper', authors: ['丁文详'], title: '数字革命与竞争国际化', container: '中国青年报', issued: '2000-11-20', pages: '15' }, '2025-01-01', null, '丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）.'],
  ['2025 8.8.3 [1], B.7 [2]', { ...TANG, url: 'http://www.nstrs.cn/xiangxiBG.aspx?id=41707' }, '2014-06-24', null, '汤万金，杨跃翔，刘文，等. 人体安全重要技术标准研制最终报告：7178999X-2006BAK04A10/10.2013[R/OL]. 2013-09-30. http://www.nstrs.cn/xiangxiBG.aspx?id=41707.'],
  ['2025 8.8.3 [2], B.7 [3]', { kind: 'report', authors: ['中国信息通信研究院', '中国电信股份有限公司研究院', '中国移动通信研究院', '中国联合网络通信有限公司研究院'], title: '电信业发展白皮书：2023：新时代高质量发展探索', issued: '2023-12-28', url: 'http://www.caict.ac.cn/kxyj/qwfb/bps/202312/P020240326615399026294.pdf' }, '2025-02-28', null, '中国信息通信研究院，中国电信股份有限公司研究院，中国移动通信研究院，等. 电信业发展白皮书：2023：新时代高质量发展探索[R/OL]. 2023-12-28. http://www.caict.ac.cn/kxyj/qwfb/bps/202312/P020240326615399026294.pdf.'],
  ['2025 B.7 [1]', { kind: 'report', authors: ['中国互联网络信息中心'], title: '第29次中国互联网络发展状况统计报告', issued: '2012-01-16', url: 'https://www.cnnic.net.cn/NMediaFile/old_attach/P020120612484958777344.pdf' }, '2013-03-26', null, '中国互联网络信息中心. 第29次中国互联网络发展状况统计报告[R/OL]. 2012-01-16. https://www.cnnic.net.cn/NMediaFile/old_attach/P020120612484958777344.pdf.'],
  ['2025 8.11.2.2 [1]', { kind: 'web', title: '中国国家博物馆', url: 'https://www.chnmuseum.cn/' }, '2025-05-06', null, '中国国家博物馆[EB/OL]. [2025-05-06]. https://www.chnmuseum.cn/.'],
  ['2025 8.11.3.2 [1]', { kind: 'web', authors: ['高等教育文献保障系统'], title: '馆际互借与文献传递服务', url: 'http://home.calis.edu.cn/pages/list.html?id=4101e184-7f64-4798-a5e1-8e37aa6994fc' }, '2025-06-21', null, '高等教育文献保障系统. 馆际互借与文献传递服务[EB/OL]. [2025-06-21]. http://home.calis.edu.cn/pages/list.html?id=4101e184-7f64-4798-a5e1-8e37aa6994fc.'],
  ['2025 8.11.3.2 [3]', { kind: 'web', authors: ['许振超'], title: '“好好干，当一个好工人”', issued: '2025-02-17', url: 'https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html' }, '2025-06-22', null, '许振超. “好好干，当一个好工人”[EB/OL]. （2025-02-17）[2025-06-22]. https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html.'],
  ['2025 B.10 [2]', { kind: 'web', authors: ['北京鲁迅博物馆'], title: '北京鲁迅博物馆志愿服务章程', issued: '2021-04-21', url: 'http://www.luxunmuseum.com.cn/html/202104/a11310.htm' }, '2023-05-02', null, '北京鲁迅博物馆. 北京鲁迅博物馆志愿服务章程[EB/OL]. （2021-04-21）[2023-05-02]. http://www.luxunmuseum.com.cn/html/202104/a11310.htm.'],
  ['2015 A.3 [1]', { kind: 'report', authors: ['中华人民共和国国务院新闻办公室'], title: '国防白皮书: 中国武装力量的多样化运用', issued: '2013-04-16', url: 'http://www.mod.gov.cn/affair/2013-04/16/content_4442839.htm' }, '2014-06-11', '中华人民共和国国务院新闻办公室. 国防白皮书: 中国武装力量的多样化运用[R/OL]. (2013-04-16)[2014-06-11]. http://www.mod.gov.cn/affair/2013-04/16/content_4442839.htm.', null],
  ['2015 A.3 [2]', { ...TANG, url: 'http://www.nstrs.org.cn/xiangxiBG.aspx?id=41707' }, '2014-06-24', '汤万金, 杨跃翔, 刘文, 等. 人体安全重要技术标准研制最终报告: 7178999X-2006BAK04A10/10.2013[R/OL]. (2013-09-30)[2014-06-24]. http://www.nstrs.org.cn/xiangxiBG.aspx?id=41707.', null],
  ['2015 A.3 [5]', { kind: 'report', authors: ['World Health Organization'], title: 'Factors regulating the immune response: report of WHO Scientific Group', place: 'Geneva', publisher: 'WHO', issued: '1970' }, '2015-01-01', 'World Health Organization. Factors regulating the immune response: report of WHO Scientific Group[R]. Geneva: WHO, 1970.', null],
  ['2015 A.9 [1]', { kind: 'newspaper', authors: ['丁文详'], title: '数字革命与竞争国际化', container: '中国青年报', issued: '2000-11-20', pages: '15' }, '2015-01-01', '丁文详. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).', null],
  ['2015 A.9 [4]', { kind: 'newspaper', authors: ['刘裕国', '杨柳', '张洋', '王晨'], title: '雾霾来袭，如何突围', container: '人民日报', issued: '2013-01-12', url: 'http://paper.people.com.cn/rmrb/html/2013-01/12/nw.D110000renmrb_20130112_2-04.htm' }, '2013-11-06', '刘裕国, 杨柳, 张洋, 等. 雾霾来袭，如何突围[N/OL]. 人民日报, 2013-01-12[2013-11-06]. http://paper.people.com.cn/rmrb/html/2013-01/12/nw.D110000renmrb_20130112_2-04.htm.', null],
  ['2015 A.10 [1]', { kind: 'web', authors: ['萧钰'], title: '出版业信息化迈入快车道', issued: '2001-12-19', url: 'http://www.creader.com/news/20011219/200112190019.html' }, '2002-04-15', '萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. http://www.creader.com/news/20011219/200112190019.html.', null],
  ['2015 A.10 [2]', { kind: 'web', authors: ['李强'], title: '化解医患矛盾需釜底抽薪', issued: '2012-05-03', url: 'http://wenku.baidu.com/view/47e4f206b52acfc789ebc92f.html' }, '2013-03-25', '李强. 化解医患矛盾需釜底抽薪[EB/OL]. (2012-05-03)[2013-03-25]. http://wenku.baidu.com/view/47e4f206b52acfc789ebc92f.html.', null],
]

/** Names by clause 7.1 of 2025 and 8.1 of 2015. */
const NAMES: readonly [authors: readonly string[], edition2015: string, edition2025: string][] = [
  [['钱学森', '刘再复'], '钱学森, 刘再复', '钱学森，刘再复'],
  [['李四光', '华罗庚', '茅以升'], '李四光, 华罗庚, 茅以升', '李四光，华罗庚，茅以升'],
  [['印森林', '吴胜和', '李俊飞', '冯文杰'], '印森林, 吴胜和, 李俊飞, 等', '印森林，吴胜和，李俊飞，等'],
  [['Einstein, Albert'], 'EINSTEIN A', 'Einstein A'],
  [['Williams-Ellis, Amabel'], 'WILLIAMS-ELLIS A', 'Williams-Ellis A'],
  [['De Morgan, Augustus'], 'DE MORGAN A', 'De Morgan A'],
  [['Godard, Jean-Luc'], 'GODARD J L', 'Godard J-L'],
  [['Fordham, Ernest W.', 'Ali, Amiad', 'Turner, David A.', 'Charters, John R.'], 'FORDHAM E W, ALI A, TURNER D A, et al', 'Fordham E W，Ali A，Turner D A，et al'],
  [[NHC, '国家中医药管理局'], `${NHC}, 国家中医药管理局`, `${NHC}，国家中医药管理局`],
]

t.test('references are, byte for byte, those of the official styles and of the standards', (t) => {
  for (const [source, given, accessed, ...expected] of [...CSL, ...STANDARDS]) {
    expected.forEach((reference, i) => {
      const edition: GbtEdition = i === 0 ? '2015' : '2025'
      if (reference !== null) t.equal(formatReference(recordOf(given), { edition, accessed }), reference, `${source}, edition ${edition}`)
    })
  }
  t.end()
})

t.test('authors are named as each edition names them', (t) => {
  for (const [authors, ...expected] of NAMES) {
    expected.forEach((names, i) => t.equal(formatReference(recordOf({ kind: 'web', authors, url: 'URL' }), { edition: i === 0 ? '2015' : '2025', accessed: '2026-08-30' }), `${names}. 题名[EB/OL]. [2026-08-30]. URL.`))
  }
  t.end()
})

t.test('what is missing is named, and nothing stands in its place', (t) => {
  const missing = (given: Given, edition: GbtEdition = '2025'): string[] => missingFields(recordOf(given), edition, '2026-08-30')
  const whole: Given = { kind: 'report', authors: ['甲'], issued: '2023-05-12', url: 'URL' }
  t.strictSame(missing(whole), [])
  t.strictSame(missing({ ...whole, issued: '2023' }), ['发布日期的月日'])
  t.strictSame(missing({ ...whole, issued: null }), ['发布日期（[2026] 是引用年份，不是发布年份）'])
  t.strictSame(missing({ ...whole, issued: null }, '2015'), ['发布日期'])
  t.strictSame(missing({ ...whole, url: null, address: 'https://here' }), ['原文网址（以本站地址代）'])
  t.strictSame(missing({ kind: 'report', authors: ['甲'], issued: '2023' }), ['出版地', '出版者'], 'on paper the year is enough')
  t.strictSame(missing({ kind: 'newspaper', url: 'URL' }), ['责任者', '报纸名', '出版日期', '版次'])
  t.strictSame(missing({ kind: 'newspaper', authors: ['甲'], container: '河南日报', issued: '2023-01', pages: '5' }), ['出版日期的日'])
  t.strictSame(missing({ kind: 'official', authors: ['甲'], issued: '2023', url: 'URL' }), ['文号', '发布日期的月日'])
  t.strictSame(missing({ kind: 'standard' }), ['标准编号'])
  t.end()
})

const options = fc.record({ edition: fc.constantFrom(...EDITIONS), accessed: anyDay })

holds(t, 'a reference is one line that ends in a full stop, and holds no blank that its record lacks', fc.property(anyRecord, options, (record, given) => {
  const reference = formatReference(record, given)
  return /^[^\n\r\u2028\u2029]+\.$/u.test(reference) && !/undefined|\[object/u.test(reference)
}), 500)

holds(t, 'a date that a reference prints is the record\'s or the day of access', fc.property(anyRecord, options, (given, { edition, accessed }) => {
  const record = { ...given, authors: [], title: '题名', number: null, place: null, publisher: null, container: null, pages: null, url: null }
  const dates = formatReference(record, { edition, accessed }).replace(record.address ?? '', '').match(/\d{4}(?:-\d\d)*/gu) ?? []
  return dates.every((date) => (record.issued ?? '').startsWith(date) || accessed.startsWith(date))
}), 500)
