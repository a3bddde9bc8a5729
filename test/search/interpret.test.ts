import fc from 'fast-check'
import t from 'tap'
import { testEngine, testLanguage } from '../support/built.js'
import { holds, typedText } from '../support/seeded.js'

const engine = await testEngine()
const { analyzer, lexicon } = testLanguage()
const fold = (text: string): string => analyzer.foldTight(text).text
const concepts = (q: string): string[] => engine.interpret(q).concepts.map(({ text }) => text)

t.test('phrases stand in any kind of double or corner quotation marks', (t) => {
  const table: [q: string, phrases: string[], concepts: string[]][] = [
    ['"医疗集团"', ['医疗集团'], []],
    ['“医疗集团”', ['医疗集团'], []],
    ['「医疗集团」', ['医疗集团'], []],
    ['『医疗集团』', ['医疗集团'], []],
    ['＂医疗集团＂', ['医疗集团'], []],
    ['"医疗集团" "家庭医生"', ['医疗集团', '家庭医生'], []],
    ['“医疗集团”“医疗集团”', ['医疗集团'], []],
    ['"医 疗\n集　团"', ['医疗集团'], []],
    ['"ＩＣＵ"', ['icu'], []],
    ['"醫療集團"', ['医疗集团'], []],
    ['"，。"', [], []],
    // The sentence may go on where it stands.
    ['“医疗集团。”', ['医疗集团'], []],
    ['「，医疗集团；」', ['医疗集团'], []],
    ['"8.5%" “1.5。”', ['8.5%', '1.5'], []],
    ['""', [], []],
    ['“医养结合” 养老', ['医养结合'], ['养老']],
    // An opening mark without its match is text, so that a query that is being typed finds something.
    ['"养老', [], ['养老']],
    ['“养老', [], ['养老']],
    ['养老"', [], ['养老']],
  ]
  for (const [q, phrases, texts] of table) {
    t.strictSame(engine.interpret(q).phrases, phrases, `phrases of ${JSON.stringify(q)}`)
    t.strictSame(concepts(q), texts, `concepts of ${JSON.stringify(q)}`)
  }
  t.end()
})

t.test('which of several is asked is no subject, in whatever measure word', (t) => {
  const table: [q: string, concepts: string[]][] = [
    ['哪一座医院最大', ['医院', '大']], ['哪几种慢性病有中医干预', ['慢性病', '中医', '干预']], ['哪样子的机构', ['机构']], ['哪一部分的经费', ['经费']], ['哪家医院有卒中中心', ['医院', '卒中', '中心']], ['哪位领导讲话', ['领导', '讲话']],
  ]
  for (const [q, texts] of table) t.notOk(concepts(q).some((text) => /[一几样座种部哪家位]/u.test(text)), `${q}: ${concepts(q).join(' ')}, e.g. ${texts.join(' ')}`)
  t.end()
})

t.test('a guessed word that stands nowhere gives up the function words at its edges', (t) => {
  // What jieba takes for one word with its neighbour.
  const guessed = ['此鱼', '狄托于', '该鱼'].filter((word) => analyzer.tiles(`${word}分布`)[0]?.term === word)
  t.ok(guessed.length > 0, guessed.join(' '))
  for (const word of guessed) {
    t.notOk(concepts(`${word}分布`).includes(word), word)
    t.ok(concepts(`${word}分布`).every((text) => !/[此于该]/u.test(text)), concepts(`${word}分布`).join(' '))
  }
  t.same(concepts('有的是'), ['有的是'], 'one that is nothing else is kept')
  t.end()
})

t.test('a rare single 汉字 weighs as a word, a common one less', (t) => {
  const weight = (q: string): number => engine.interpret(q).concepts[0]?.weight ?? 0
  t.ok(weight('郸') > 3 * weight('院'), `${weight('郸')} against ${weight('院')}`)
  t.end()
})

t.test('stop words are left out, unless there is nothing else', (t) => {
  t.ok(lexicon.stopWords.has('的'))
  t.strictSame(concepts('养老的'), ['养老'])
  t.strictSame(concepts('的'), ['的'])
  t.strictSame(concepts('"养老" 的'), [], 'beside a phrase, stop words are nothing')
  t.end()
})

t.test('every synonym of the lexicon is one concept with all its other ways of writing', (t) => {
  const sets = new Map<string, Set<string>>()
  for (const { from, to } of lexicon.synonyms) {
    const others = sets.get(fold(from)) ?? new Set()
    for (const text of to) others.add(fold(text))
    sets.set(fold(from), others)
  }
  t.ok(sets.size > 100, 'the lexicon has synonyms to look at')
  const missed = [...sets].filter(([from]) => !/[、，"]/u.test(from)).flatMap(([from, expected]) => {
    const { concepts } = engine.interpret(from)
    const whole = concepts.find(({ text }) => text === from)
    const offered = new Set(whole?.alternatives.map(({ text }) => text))
    return whole && concepts.length === 1 && [...expected].every((text) => offered.has(text)) ? [] : [`${from} -> ${concepts.map(({ text }) => text).join(' + ')}`]
  })
  t.strictSame(missed, [])
  t.end()
})

t.test('a city and a year are known for what they are', (t) => {
  for (const { name, full } of lexicon.cities) {
    for (const written of [name, full]) t.equal(engine.interpret(written).concepts[0]?.city, name, written)
  }
  for (const [q, year] of [['2021', 2021], ['2021年', 2021], ['２０２１年', 2021], ['1999年', 1999], ['3021年', null], ['12021', null], ['养老', null]] as const) {
    t.strictSame(engine.interpret(q).concepts[0]?.years, year === null ? [] : [year], q)
  }
  t.end()
})

t.test('a rarer concept tells more', (t) => {
  const { concepts } = engine.interpret('医养结合 医疗')
  const frequency = (text: string): number => engine.corpus.entries.filter(({ passage }) => passage.text.includes(text)).length
  t.ok(frequency('医养结合') < frequency('医疗'))
  const weight = (text: string): number => concepts.find((concept) => concept.text === text)?.weight ?? NaN
  t.ok(weight('医养结合') > weight('医疗'))
  t.end()
})

holds(t, 'whatever is typed is read, in folded texts without white space, each with a weight', fc.property(typedText(200), (q) => {
  const { phrases, concepts, pieces } = engine.interpret(q)
  const texts = [...phrases, ...pieces, ...concepts.map(({ text }) => text)]
  return texts.every((text) => text !== '' && !/\s/u.test(text) && fold(text) === text)
    && concepts.every(({ weight }) => Number.isFinite(weight) && weight > 0)
    && new Set(concepts.map(({ text }) => text)).size === concepts.length
}), 2000)

holds(t, 'every concept stands in a piece that was typed', fc.property(typedText(60), (q) => {
  const { concepts, pieces } = engine.interpret(q)
  return concepts.every(({ text }) => pieces.some((piece) => piece.includes(text)))
}), 1000)

holds(t, 'full-width letters and digits are read like plain ones', fc.property(fc.string({ unit: fc.constantFrom(...'医养结合ab12CD%'), maxLength: 20 }), (q) => {
  const wide = q.replace(/[!-~]/gu, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))
  return JSON.stringify(engine.interpret(wide)) === JSON.stringify(engine.interpret(q))
}), 300)
