import t from 'tap'
import { LatinWords, withinOne } from '../../server/search/latin.js'
import { toQuery } from '../../server/search/query.js'
import { testEngine } from '../support/built.js'

const words = new LatinWords({ *vocabulary() { yield* [['app', 2], ['pcr', 3], ['dip', 1], ['h1n1', 1], ['covid', 1], ['icu', 9], ['医共体', 5], ['2019', 4]] as const } })
const like = (text: string): [string, string][] => words.like(text).map((one) => [one.text, one.kind])

t.test('a Latin word is met by those that it begins, and by those that it misses by one slip', (t) => {
  const table: [typed: string, met: [string, string][]][] = [
    ['ap', [['app', 'prefix']]], ['covi', [['covid', 'prefix']]],
    ['dips', [['dip', 'spelling']]], ['pcrr', [['pcr', 'spelling']]], ['cvoid', [['covid', 'spelling']]], ['covld', [['covid', 'spelling']]],
  ]
  for (const [typed, met] of table) t.strictSame(like(typed), met, typed)
  t.end()
})

t.test('it is met by no other', (t) => {
  for (const typed of ['pcr', 'hpv', 'pcn', 'a', 'h3n1', 'pr', '', '20', '医共', 'vid', 'dipsy']) t.strictSame(like(typed), [], typed)
  t.end()
})

t.test('what is met so is worth less than the word itself, a slip less than a beginning', (t) => {
  const weight = (text: string): number => words.like(text)[0]?.weight ?? Number.NaN
  t.ok(weight('pcrr') < weight('pc') && weight('pc') < 1)
  t.end()
})

t.test('one slip is one insertion, deletion, substitution or swap', (t) => {
  for (const [a, b] of [['dip', 'dips'], ['dips', 'dip'], ['dip', 'dap'], ['dip', 'idp'], ['dip', 'dip']] as const) t.ok(withinOne(a, b), `${a} ${b}`)
  for (const [a, b] of [['dip', 'dipsy'], ['dip', 'pid'], ['dip', 'dab']] as const) t.notOk(withinOne(a, b), `${a} ${b}`)
  t.end()
})

t.test('in the corpus such matches are marked as other ways of writing, and can be switched off', async (t) => {
  const engine = await testEngine()
  const latin = [...engine.snapshot.index.vocabulary()].map(([term]) => term).filter((term) => /^[a-z]{3,}$/.test(term))
  t.ok(latin.length > 0)
  for (const word of latin) {
    const typed = `${word}q`
    if (typed.length < 4 || latin.some((other) => other.startsWith(typed))) continue
    const q = typed.toUpperCase()
    const { hits, weak } = engine.search(toQuery({ q }))
    t.ok(hits.length > 0, `${q} finds ${word}`)
    t.equal(weak, false)
    t.ok(hits.every(({ match, marks }) => (match?.literal ?? 1) === 0 && marks.length > 0 && marks.every(({ kind }) => kind === 'synonym')), 'and none of it stands as typed')
    t.ok(hits.some(({ match }) => match?.concepts.some(({ by }) => by.some((one) => one.text === word && one.kind === 'spelling'))))
    t.equal(engine.search(toQuery({ q, off: ['correction'] })).total, 0)
  }
  t.end()
})

t.test('a beginning ranks behind the word as typed, and stands in no longer word', async (t) => {
  const engine = await testEngine()
  const { hits } = engine.search(toQuery({ q: 'ap' }))
  t.ok(hits.length > 0)
  t.ok(hits.every(({ match }) => match?.literal === 0 && match.concepts.every(({ by }) => by.every(({ kind }) => kind === 'prefix'))))
  const whole = engine.search(toQuery({ q: 'app' }))
  t.ok((whole.hits[0]?.score ?? 0) > (hits[0]?.score ?? 0))
  t.ok(whole.hits[0]?.marks.some(({ kind }) => kind === 'exact'))
  t.end()
})
