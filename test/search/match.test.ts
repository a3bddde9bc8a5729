import fc from 'fast-check'
import t from 'tap'
import type { Entry } from '../../server/search/corpus.js'
import { marksOf, matchEntry, shortestWindow, type Mark } from '../../server/search/match.js'
import { EMPTY_QUERY as EMPTY } from '../../server/search/query.js'
import { testEngine, testLanguage } from '../support/built.js'
import { madeUpEngine } from '../support/made-up.js'
import { dice, holds, SEED, typedText } from '../support/seeded.js'

const engine = await testEngine()
const { analyzer } = testLanguage()
const fold = (text: string): string => analyzer.foldTight(text).text

/** What is wrong with the marks of a text; an empty list when all is well. */
function faultsOf(text: string, marks: readonly Mark[]): string[] {
  const faults: string[] = []
  let before = 0
  for (const { start, end } of marks) {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start >= end) faults.push(`[${start},${end}) is no span`)
    if (start < before) faults.push(`${start} comes before ${before}`)
    if (end > text.length) faults.push(`${end} lies behind the text`)
    for (const at of [start, end]) {
      if (/^[\ud800-\udbff][\udc00-\udfff]/u.test(text.slice(at - 1, at + 1)) || (text.codePointAt(at - 1) ?? 0) > 0xffff) faults.push(`${at} cuts a surrogate pair`)
    }
    before = end
  }
  return faults
}

/** The slow way: every code unit of the text that belongs to an occurrence of one of the folded texts. */
/** `whole`: not inside a longer number. */
function covered(entry: Entry, needles: readonly string[], whole = false): Set<number> {
  const { text, starts, ends } = analyzer.foldTight(entry.passage.text)
  const units = new Set<number>()
  for (const needle of needles.filter((n) => n !== '')) {
    for (let at = 0; at + needle.length <= text.length; at++) {
      if (text.slice(at, at + needle.length) !== needle) continue
      const [from, to] = [starts[at] ?? 0, ends[at + needle.length - 1] ?? 0]
      const inNumber = (edge: number): boolean => /\d[.,]?$/.test(entry.passage.text.slice(0, edge)) && /^[.,]?\d/.test(entry.passage.text.slice(edge))
      if (whole && /^\d|\d$/.test(needle) && (inNumber(from) || inNumber(to))) continue
      for (let unit = starts[at] ?? 0; unit < (ends[at + needle.length - 1] ?? 0); unit++) units.add(unit)
    }
  }
  return units
}

const unitsOf = (marks: readonly Mark[]): number[] => marks.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))

const VOCABULARY = [...engine.snapshot.index.vocabulary()].map(([term]) => term)

/** Queries that a reader could put: words of the corpus, cuttings of passages, phrases, and both. */
function drawQueries(count: number): string[] {
  const { pick, between, below } = dice()
  const cutting = (): string => {
    const { text } = pick(engine.corpus.entries).passage
    const start = below(text.length)
    return text.slice(start, start + between(1, 16))
  }
  const kinds = [() => pick(VOCABULARY), () => `${pick(VOCABULARY)} ${pick(VOCABULARY)}`, cutting, () => `“${cutting()}”`, () => `"${cutting()}" ${pick(VOCABULARY)}`, () => pick(['两癌', '疾控', '医共体', '2021年 开封', '卫健委', '基药', '三甲'])]
  return Array.from({ length: count }, (_, i) => (kinds[i % kinds.length] ?? cutting)())
}

t.test(`marks of 300 queries ascend, do not overlap, lie in the text and are kept in their kind (seed ${SEED})`, (t) => {
  const faults: string[] = []
  let marked = 0
  for (const q of drawQueries(300)) {
    const interpretation = engine.interpret(q)
    for (const { entry, marks, match } of engine.search({ ...EMPTY, q, size: 100 }).hits) {
      marked += marks.length
      faults.push(...faultsOf(entry.passage.text, marks).map((fault) => `${q} in ${entry.id}: ${fault}`))
      const exact = new Set([...covered(entry, interpretation.phrases), ...covered(entry, interpretation.pieces, true)])
      const byMark = new Set(unitsOf(marks.filter(({ kind }) => kind === 'exact')))
      if (exact.size !== byMark.size || [...exact].some((unit) => !byMark.has(unit))) faults.push(`${q} in ${entry.id}: exact marks`)
      const all = covered(entry, [...interpretation.phrases, ...interpretation.pieces, ...(match?.concepts ?? []).flatMap(({ by }) => by.map(({ text }) => text))])
      const units = new Set(unitsOf(marks))
      // Where two marks overlap the less exact one gives way; what it held beyond both may be left bare, never the other way round.
      if ([...units].some((unit) => !all.has(unit))) faults.push(`${q} in ${entry.id}: marks what is not sought`)
    }
  }
  t.ok(marked > 3000, `${marked} marks were looked at`)
  t.strictSame(faults.slice(0, 10), [])
  t.end()
})

t.test('another way of writing is marked as a synonym, what was typed as exact', (t) => {
  const table: [q: string, text: string, marks: [string, string][]][] = [
    ['两癌', '免费开展宫颈癌、乳腺癌筛查', [['宫颈癌', 'synonym'], ['乳腺癌', 'synonym']]],
    ['疾控', '疾病预防控制中心', [['疾病预防控制', 'synonym']]],
    ['疾控', '疾控机构', [['疾控', 'exact']]],
    ['“疾控”', '疾控机构和疾病预防控制机构', [['疾控', 'exact']]],
    ['养老 服务', '养老服务', [['养老服务', 'exact']]],
    ['养老服务', '养老和服务', [['养老', 'term'], ['服务', 'term']]],
    ['医养结合', '医 养\n结　合', [['医 养\n结　合', 'exact']]],
    ['ICU', '新建ＩＣＵ病房', [['ＩＣＵ', 'exact']]],
    ['家庭醫生', '家庭医生签约', [['家庭医生', 'exact']]],
    ['m2', '建筑面积500㎡', [['㎡', 'exact']]],
    ['𠮷', '😀𠮷😀', [['𠮷', 'exact']]],
  ]
  for (const [q, text, expected] of table) {
    const small = madeUpEngine({ id: 'a', texts: [text] })
    const [entry] = small.corpus.entries
    const marks = entry ? small.marks(q, entry) : []
    t.strictSame(marks.map(({ start, end, kind }) => [text.slice(start, end), kind]).sort(), [...expected].sort(), `${q} in ${text}`)
  }
  t.end()
})

t.test('where marks would overlap, the more exact one stands', (t) => {
  const small = madeUpEngine({ id: 'a', texts: ['紧密型县域医共体建设', '县域医疗卫生共同体'] })
  const [first, second] = small.corpus.entries
  t.strictSame(first && small.marks('县域医共体', first).map(({ start, end, kind }) => [start, end, kind]).filter(([, , kind]) => kind === 'exact'), [[3, 8, 'exact']])
  t.ok(second && small.marks('县域医共体', second).every(({ kind }) => kind === 'synonym' || kind === 'term'))
  t.end()
})

t.test('an empty query and one of signs only mark nothing', (t) => {
  const [entry] = engine.corpus.entries
  for (const q of ['', '，。', '“”', '!!!', '😀']) t.strictSame(entry && engine.marks(q, entry), [], JSON.stringify(q))
  t.end()
})

const odd = fc.string({ unit: fc.constantFrom(...'医养结合疾控癌㎡ﷺ①Ａ𠮷😀 \n\u3000"“”\u200b\u0301é漢'), minLength: 1, maxLength: 40 })
const entryOf = (text: string): Entry => {
  const [entry] = engine.corpus.entries
  if (!entry) throw new Error('no passage')
  return { ...entry, ordinal: -1, passage: { ...entry.passage, text } }
}

holds(t, 'marks of any text for any query are sound, and no pair of surrogates is cut', fc.property(odd, fc.oneof(odd, typedText(20)), (text, q) => {
  const entry = entryOf(text)
  // A corpus keeps the folds of its passages; this one is asked for a text that it does not hold.
  const corpus = { folded: () => analyzer.foldTight(text), spaced: () => analyzer.fold(text).text, foldedHeadings: () => '' } as unknown as typeof engine.corpus
  const interpretation = engine.interpret(q)
  const marks = marksOf(interpretation, matchEntry(interpretation, entry, corpus), entry, corpus)
  return faultsOf(text, marks).length === 0
}), 2000)

holds(t, 'a text is marked as a whole by itself', fc.property(fc.string({ unit: fc.constantFrom(...'医养结合疾控癌漢𠮷'), minLength: 1, maxLength: 30 }), (text) => {
  const small = entryOf(text)
  const corpus = { folded: () => analyzer.foldTight(text), spaced: () => analyzer.fold(text).text, foldedHeadings: () => '' } as unknown as typeof engine.corpus
  const marks = marksOf(engine.interpret(text), null, small, corpus)
  return JSON.stringify(marks) === JSON.stringify([{ start: 0, end: text.length, kind: 'exact' }])
}), 300)

/** All ways to choose one occurrence of each text. */
function slowWindow(text: string, sought: readonly string[]): number | null {
  const places = sought.map((needle) => Array.from({ length: text.length }, (_, at) => at).filter((at) => text.startsWith(needle, at)).map((at) => [at, at + needle.length] as const))
  let best: number | null = null
  const choose = (i: number, from: number, to: number): void => {
    const here = places[i]
    if (!here) {
      if (best === null || to - from < best) best = to - from
      return
    }
    for (const [start, end] of here) choose(i + 1, Math.min(from, start), Math.max(to, end))
  }
  choose(0, Infinity, -Infinity)
  return best
}

holds(t, 'the shortest window is the shortest of all', fc.property(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 14 }),
  fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  (text, sought) => shortestWindow(text, sought) === slowWindow(text, sought),
), 2000)

t.test('coverage, literal share and proximity are shares', (t) => {
  const faults: string[] = []
  for (const q of drawQueries(120)) {
    for (const { match, entry } of engine.search({ ...EMPTY, q, size: 100 }).hits) {
      for (const [name, value] of Object.entries({ coverage: match?.coverage, literal: match?.literal, proximity: match?.proximity })) {
        if (!(value !== undefined && value >= 0 && value <= 1 + 1e-9)) faults.push(`${q} ${entry.id} ${name} ${String(value)}`)
      }
      if (match && match.literal === 1 && fold(q) !== '' && !covered(entry, [...engine.interpret(q).pieces, ...engine.interpret(q).phrases]).size) faults.push(`${q} ${entry.id} is not literal`)
    }
  }
  t.strictSame(faults.slice(0, 10), [])
  t.end()
})
