import t from 'tap'
import { dayInChina, dateParts, isDay } from '../../server/citing/dates.js'
import { testApp, testEngine } from '../support/built.js'
import { attribute, byId, elements, named, parseHtml, textOf, withClass } from '../support/html.js'

const app = await testApp()
const engine = await testEngine()
t.teardown(() => app.close())

const report = '/r/kaifeng-2020-summary'
const entry = engine.corpus.entries.filter((each) => each.report.id === 'kaifeng-2020-summary')[20]
const passage = `${report}/p/${entry?.passage.anchor ?? ''}`
const get = (url: string) => app.inject({ url })
const DAY = '2026-08-30'

t.test('each format has its type and a file name in Chinese', async (t) => {
  const title = '开封市卫生健康委员会2020年工作总结暨2021年工作计划'
  const types = { txt: 'text/plain', ris: 'application/x-research-info-systems', bib: 'application/x-bibtex', json: 'application/vnd.citationstyles.csl+json' }
  for (const [format, type] of Object.entries(types)) {
    for (const [path, name, fallback] of [[report, title, 'kaifeng-2020-summary'], [passage, `${title} 第21段`, `kaifeng-2020-summary-${entry?.passage.anchor ?? ''}`]] as const) {
      const { statusCode, headers, body } = await get(`${path}/cite.${format}`)
      t.equal(statusCode, 200, `${path} ${format}`)
      t.equal(headers['content-type'], `${type}; charset=utf-8`)
      const disposition = String(headers['content-disposition'])
      t.match(disposition, new RegExp(`^${format === 'txt' || format === 'json' ? 'inline' : 'attachment'}; filename="?${fallback}\\.${format}"?; filename\\*=UTF-8''`, 'u'))
      t.equal(decodeURIComponent(disposition.split("UTF-8''")[1] ?? ''), `${name}.${format}`)
      t.ok(body.includes('开封市卫生健康委员会'), 'it names the author')
    }
  }
})

t.test('a citation says what its address asks for', async (t) => {
  const text = async (parameters: string): Promise<string> => (await get(`${passage}/cite.txt?${parameters}`)).body
  const address = `http://localhost:80${passage}`
  const reference = '开封市卫生健康委员会. 开封市卫生健康委员会2020年工作总结暨2021年工作计划[R/OL]. '
  t.equal(await text(`style=reference&accessed=${DAY}`), `${reference}2021. ${address}.\n`)
  t.equal(await text(`style=reference&accessed=${DAY}&edition=2015`), `${reference}(2021)[${DAY}]. ${address}.\n`)
  t.match(await text(`accessed=${DAY}`), /引文位置：.+，第 21 段（原文第 [\d–]+ 行）\n本站地址：.+（2026-08-30 查阅）\n缺：发布日期的月日、原文网址（以本站地址代）\n$/u)
  t.ok((await text('style=quote')).startsWith(`${entry?.passage.text ?? '?'}\n`), 'the words stand first')
  t.ok((await text('edition=2015&style=reference')).includes(`[${dayInChina(new Date())}]`), 'without a day of access: today')
  const [item] = JSON.parse((await get(`${passage}/cite.json?accessed=${DAY}`)).body) as { URL: string; abstract: string; accessed: object }[]
  t.match(item, { URL: address, abstract: entry?.passage.text, accessed: { 'date-parts': [[2026, 8, 30]] } })
  t.match((await get('/r/jiaozuo-2022-decade/cite.txt?style=reference')).body, /^王正勋，侯林峰，常娟，等\. 聚焦健康 大美之作.+\[EB\/OL\]\. （2022）\[/u, 'four who signed')
  t.match((await get('/r/kaifeng-145-plan/cite.txt')).body, /\n缺：责任者、文号、发布日期、原文网址/u, 'what no source says is named')
  t.match((await get('/r/henan-2023-conference/cite.txt')).body, /\n缺：责任者、报纸名、出版日期的月日、版次、原文网址/u)
})

t.test('what is asked for wrongly is refused in Chinese, with what to do', async (t) => {
  const table: [path: string, status: number, advice: RegExp][] = [
    [`${report}/cite.txt?edition=2005`, 400, /国标版本只能是 2025、2015 之一/u],
    [`${report}/cite.ris?style=apa`, 400, /引文样式只能是 note、quote、reference、markdown 之一/u],
    [`${report}/cite.txt?accessed=2026-02-30`, 400, /须是真实的日子/u],
    [`${report}/cite.txt?accessed=30.8.2026`, 400, /引用日期请写成年-月-日/u],
    [`${report}/cite.txt?accessed=2999-01-01`, 400, /不能晚于今天/u],
    [`${report}/cite.txt?edition=2025&edition=2015`, 400, /国标版本/u],
    [`${report}?accessed=2999-01-01`, 400, /不能晚于今天/u],
    [`${passage}?edition=2005`, 400, /国标版本/u],
    ['/r/no-such-report/cite.txt', 404, /这份报告未收录/u],
    [`${report}/p/00000000/cite.bib`, 404, /没有该编号的段落/u],
    ['/r/no-such-report/p/00000000/cite.json', 404, /这份报告未收录/u],
    [`${report}/cite.docx`, 404, /地址/u],
    ['/c/zzzzzz', 404, /没有发出过这个编号/u],
    ['/c/zzzzzz.svg', 404, /没有发出过这个编号/u],
    ['/c/%E5%BC%80', 404, /短链编号/u],
  ]
  for (const [path, status, advice] of table) {
    const response = await get(path)
    t.equal(response.statusCode, status, path)
    t.match(textOf(named(parseHtml(response.body), 'main')[0] ?? parseHtml('')), advice, path)
  }
  t.equal((await get(`${report}/cite.txt?edition=&style=&accessed=`)).statusCode, 200, 'empty fields of the form are none')
})

t.test('the reading view shows the citation in a field, with a form for the edition and links to the files', async (t) => {
  for (const [path, heading] of [[report, '引用本报告'], [passage, '引用本段']] as const) {
    const page = parseHtml((await get(`${path}?q=%E7%96%AB%E6%83%85&edition=2015&accessed=${DAY}`)).body)
    const panel = byId(page, 'cite') ?? parseHtml('')
    t.equal(textOf(named(panel, 'summary')[0] ?? panel), heading)
    t.ok(panel.attributes.has('open'), 'unfolded, for something was chosen')
    const field = byId(page, 'cite-text')
    t.ok(field?.attributes.has('readonly'))
    t.equal(`${textOf(field ?? panel)}\n`, (await get(`${path}/cite.txt?edition=2015&accessed=${DAY}`)).body, 'the same as the file')
    const selected = named(panel, 'option').filter(({ attributes }) => attributes.has('selected')).map((option) => attribute(option, 'value'))
    t.strictSame(selected, ['2015', 'note'])
    t.equal(attribute(elements(panel).find((element) => attribute(element, 'name') === 'q'), 'value'), '疫情', 'marks are kept')
    t.equal(attribute(named(panel, 'form')[0], 'action'), `${path}#cite`)
    t.equal(attribute(named(panel, 'form')[0], 'method'), 'get')
    const files = withClass(panel, 'cite-formats').flatMap((element) => named(element, 'a')).map((link) => attribute(link, 'href') ?? '')
    t.equal(files.length, 4)
    for (const file of files) t.equal((await get(file)).statusCode, 200, file)
    t.equal(withClass(panel, 'cite-print').length, heading === '引用本段' ? 1 : 0, 'a passage has an address for print')
  }
  t.notOk(byId(parseHtml((await get(passage)).body), 'cite')?.attributes.has('open'), 'folded at first')
})

t.test('a page tells Zotero what it shows', async (t) => {
  const page = parseHtml((await get('/r/jiaozuo-2022-decade')).body)
  const meta = named(page, 'meta').filter((element) => attribute(element, 'name')?.startsWith('citation_')).map((element) => [attribute(element, 'name'), attribute(element, 'content')])
  t.strictSame(meta.filter(([name]) => name === 'citation_author').map(([, content]) => content), ['王正勋', '侯林峰', '常娟', '王全喜'])
  t.ok(meta.some(([name, content]) => name === 'citation_publication_date' && content === '2022'))
  t.ok(meta.some(([name, content]) => name === 'citation_public_url' && content === 'http://localhost:80/r/jiaozuo-2022-decade'))
  const coins = withClass(page, 'Z3988')
  t.equal(coins.length, 1, 'one span: one click')
  const fields = new URLSearchParams(attribute(coins[0], 'title'))
  t.equal(fields.get('rft_val_fmt'), 'info:ofi/fmt:kev:mtx:dc')
  t.equal(fields.get('rft.type'), 'webpage')
  t.match(fields.get('rft.title'), /^聚焦健康/u)
  t.strictSame(fields.getAll('rft.au'), ['王正勋', '侯林峰', '常娟', '王全喜'])
  t.equal(named(parseHtml((await get('/search?q=%E5%8C%BB')).body), 'meta').filter((element) => attribute(element, 'name')?.startsWith('citation_')).length, 0, 'a list of results is no publication')
})

t.test('a short address leads to its passage, and its code to the short address', async (t) => {
  const page = parseHtml((await get(passage)).body)
  const short = withClass(page, 'cite-print').flatMap((element) => named(element, 'a')).map((link) => attribute(link, 'href') ?? '')[0] ?? ''
  t.match(short, /^\/c\/[0-9a-z]{6,}$/u)
  for (const typed of [short, short.toUpperCase().replace('/C/', '/c/')]) {
    const { statusCode, headers } = await get(typed)
    t.equal(statusCode, 302)
    t.equal(headers.location, `${passage}#p-${entry?.passage.anchor ?? ''}`)
    t.equal(headers['cache-control'], 'no-cache')
  }
  const code = await get(`${short}.svg`)
  t.equal(code.headers['content-type'], 'image/svg+xml; charset=utf-8')
  t.match(code.body, /^<svg/u)
})

t.test('dates are days of the calendar, in China', (t) => {
  for (const [text, parts] of [['2026', [2026]], ['2026-02', [2026, 2]], ['2024-02-29', [2024, 2, 29]], ['2026-02-29', null], ['2026-13', null], ['2026-1-1', null], ['', null], ['0050-01-01', [50, 1, 1]]] as const) t.strictSame(dateParts(text), parts, text)
  t.strictSame([isDay('2026-08-30'), isDay('2026-08')], [true, false])
  t.equal(dayInChina(new Date('2026-08-30T15:59:59Z')), '2026-08-30')
  t.equal(dayInChina(new Date('2026-08-30T16:00:00Z')), '2026-08-31')
  t.end()
})
