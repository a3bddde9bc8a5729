import t from 'tap'
import { toQuery, type QueryParameters } from '../../server/search/query.js'
import { rateOf, TABLE_NAMES, tabulate } from '../../server/search/tabulate.js'
import { testEngine } from '../support/built.js'
import { madeUpEngine } from '../support/made-up.js'

const engine = await testEngine()

const QUERIES: readonly QueryParameters[] = [
  {}, { q: '医养结合' }, { q: '家庭医生签约率' }, { q: 'yigongti' }, { q: '"医疗集团"' }, { q: '火星移民' }, { q: '中医', city: ['开封', '焦作'] }, { q: '中医', year: [2020, 2022], topic: ['中医药'] },
  { q: '医院', from: 2019, to: 2021 }, { report: ['kaifeng-145-plan'] }, { q: '疾控', off: ['abbreviation'], sort: 'newest', page: 3 }, { q: '床位', city: ['北京'] },
]

t.test('a cell counts what searching with its filters shows, in passages and in reports', (t) => {
  for (const parameters of QUERIES) {
    for (const table of TABLE_NAMES) {
      const counted = tabulate(engine, toQuery(parameters), table)
      const wrong = [...counted.rows, null].flatMap((row) => [...counted.columns, null].flatMap((column) => {
        const { passages, reports } = counted.cell(row, column)
        const found = engine.search(counted.query(row, column))
        return found.total === passages && found.reports.size === reports ? [] : [`${row ?? '*'}/${column ?? '*'}: ${passages} in ${reports}, found ${found.total} in ${found.reports.size}`]
      }))
      t.strictSame(wrong, [], `${JSON.stringify(parameters)} as ${table}`)
    }
  }
  t.end()
})

t.test('a filter of a dimension leaves only its values, those that the corpus lacks included', (t) => {
  t.strictSame(tabulate(engine, toQuery({ city: ['开封', '北京'] }), 'city-year').rows, ['开封', '北京'])
  t.strictSame(tabulate(engine, toQuery({ year: [2022, 2020] }), 'city-year').columns, ['2020', '2022'])
  t.end()
})

t.test('nothing collected, collected without readable text, and nothing found are told apart', (t) => {
  const made = madeUpEngine({ id: 'one', texts: ['医养结合服务。'], city: '苏州', covers: [2020] }, { id: 'two', texts: [], city: '无锡', covers: [2021] })
  const counted = tabulate(made, toQuery({ q: '医养结合' }), 'city-year')
  t.strictSame(counted.rows, ['无锡', '苏州'].sort())
  t.equal(counted.cell('苏州', '2020').state, 'found')
  t.equal(counted.cell('苏州', '2021').state, 'absent')
  t.equal(counted.cell('无锡', '2021').state, 'unread')
  const none = tabulate(made, toQuery({ q: '“火星移民”' }), 'city-year').cell('苏州', '2020')
  t.strictSame([none.state, none.passages], ['found', 0])
  t.end()
})

t.test('the rate is passages per 10,000 characters of the same place and time, found or not', (t) => {
  const text = '医养结合服务中心建成一处，床位一百张。'
  const made = madeUpEngine({ id: 'one', texts: [text, '食品安全抽检全部合格，未见异常情况。'], city: '苏州', covers: [2020] })
  const cell = tabulate(made, toQuery({ q: '"医养结合"' }), 'city-year').cell('苏州', '2020')
  const characters = made.corpus.entries.reduce((sum, { passage }) => sum + passage.text.length, 0)
  t.equal(cell.characters, characters)
  t.equal(rateOf(cell), 10_000 / characters)
  t.equal(rateOf(tabulate(made, toQuery({ q: '医养', city: ['北京'] }), 'city-year').cell('北京', '2020')), 0, 'no text, no rate')
  t.end()
})

t.test('passages without city or year are in the total and told apart', (t) => {
  const made = madeUpEngine({ id: 'one', texts: ['医养结合服务。'], city: null, covers: [] }, { id: 'two', texts: ['医养结合服务中心。'], city: '苏州', covers: [2020] })
  const { without, cell } = tabulate(made, toQuery({ q: '医养结合' }), 'city-year')
  t.strictSame(without, { row: 1, column: 1 })
  t.equal(cell(null, null).passages, 2)
  t.end()
})
