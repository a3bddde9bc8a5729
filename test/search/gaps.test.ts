import t from 'tap'
import { endsInGap, opensAfterGap } from '../../server/search/gaps.js'
import { testEngine } from '../support/built.js'

const { corpus } = await testEngine()

t.test('a passage whose beginning the source has lost opens with the end of a clause', (t) => {
  const found = corpus.entries.filter((entry) => opensAfterGap(corpus, entry))
  t.ok(found.length > 0, 'the torn page has some')
  for (const { ordinal, passage, report } of found) {
    const before = corpus.entries[ordinal - 1]
    t.match(passage.text, /^\p{Script=Han}{1,2}[,，、;；。]/u)
    t.ok(before && before.report === report && endsInGap(report, before.passage), `${passage.text.slice(0, 12)} follows a gap`)
  }
  t.end()
})

t.test('only pages that were put in order have gaps, and never behind a full stop', (t) => {
  const gaps = corpus.entries.filter(({ report, passage }) => endsInGap(report, passage))
  t.same([...new Set(gaps.map(({ report }) => report.id))], ['henan-2019-conference'])
  t.same(gaps.filter(({ passage }) => /[。！？]$/u.test(passage.text)), [])
  t.end()
})
