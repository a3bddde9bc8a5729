import t from 'tap'
import fc from 'fast-check'
import { createSegmenter } from '../../indexer/adapters/jieba.js'
import { createSimplify } from '../../indexer/adapters/opencc.js'
import { createAnalyzer } from '../../indexer/analysis/analyzer.js'
import type { Token } from '../../indexer/types.js'
import { lexicon, seedReports } from '../support/corpus.js'
import { chineseLine, law } from '../support/law.js'

const segmenter = createSegmenter(lexicon.words)
const analyzer = createAnalyzer(segmenter, createSimplify(), lexicon.fingerprint)
const terms = (tokens: readonly Token[]): string[] => tokens.map(({ term }) => term)

const HAN_RUN = /\p{Script=Han}+/gu
/** Any text; 汉字 of the whole block and beyond it, so that unknown words are met too. */
const han = fc.oneof(fc.integer({ min: 0x4e00, max: 0x9fa5 }), fc.integer({ min: 0x20000, max: 0x2a6d6 }), fc.constantFrom(...[...'〇々开封市卫生健康委员会医共体'].map((c) => c.codePointAt(0) ?? 0))).map((c) => String.fromCodePoint(c))
const hanRun = fc.array(han, { maxLength: 20 }).map((cs) => cs.join(''))

t.test('joining what the segmenter cut gives back its input', async (t) => {
  for (const report of await seedReports()) {
    const wrong = report.source.filter((line) => segmenter.cut(line).join('') !== line)
    t.same(wrong, [], `every source line of ${report.id}`)
    const runs = [...analyzer.fold(report.canonical.text).text.matchAll(HAN_RUN)].map(([run]) => run)
    t.ok(runs.length > 100, `${runs.length} runs`)
    t.same(runs.filter((run) => segmenter.cut(run).join('') !== run), [], `every run of 汉字 of ${report.id}`)
  }
  law(t, 'any run of 汉字', hanRun, (run) => segmenter.cut(run).join('') === run, 1000)
  law(t, 'any line', chineseLine, (line) => segmenter.cut(line).join('') === line, 1000)
})

t.test('search mode gives the words of the cut with their sub-words before them', (t) => {
  law(t, 'without its sub-words it is the cut', hanRun, (run) => {
    const words = [...segmenter.cut(run)]
    let next = 0
    for (const word of segmenter.cutForSearch(run)) if (word === words[next]) next++
    return next === words.length
  }, 500)
  t.end()
})

t.test('domain words are words', (t) => {
  for (const word of ['医共体', '乡聘村用', '县招乡用', '基药', '汴捷办', '两癌']) t.ok(terms(analyzer.words(`推进${word}工作`)).includes(word), word)
  t.end()
})

t.test('sub-words stand before the word that holds them, each at its own place', (t) => {
  const text = '研究研究生健康教育中心'
  for (const token of analyzer.words(text)) t.equal(text.slice(token.span.start, token.span.end), token.term, `${token.term} ${token.span.start}`)
  t.end()
})

t.test('a sub-word that stands twice in its word has two places', (t) => {
  const stub = { cut: () => ['研究研究'], cutForSearch: () => ['研究', '研究', '研究研究'], fingerprint: '', partOfSpeech: () => null }
  t.same(createAnalyzer(stub, (c) => c, '').words('研究研究').map(({ term, span }) => [term, span.start, span.end]), [['研究', 0, 2], ['研究研究', 0, 4], ['研究', 2, 4]])
  t.end()
})

t.test('a number in a circle is no digit of the number behind it', (t) => {
  t.ok(terms(analyzer.words('①2022年完成')).includes('2022年'), '①2022年')
  t.ok(terms(analyzer.words('面积10²平方')).includes('10'), '10²')
  t.notOk(terms(analyzer.words('需要3½小时')).includes('31'), '3½ is not 31')
  t.end()
})

/** Positions of the folded text that a reader sees as content: 汉字, letters, digits. */
const content = (text: string): number[] => [...analyzer.fold(text).text.matchAll(/[\p{Script=Han}a-z0-9]/gu)].map((match) => match.index)

t.test('tiles cover all 汉字, Latin letters and digits once, and nothing twice', async (t) => {
  const uncovered = (text: string): string[] => {
    // On folded text the fold is the identity, so spans of tiles are offsets in it.
    const form = analyzer.fold(text).text
    const counts = new Uint8Array(form.length)
    for (const { span } of analyzer.tiles(form)) for (let i = span.start; i < span.end; i++) counts[i] = (counts[i] ?? 0) + 1
    return [...content(form).filter((i) => counts[i] !== 1).map((i) => `${form[i]} in ${form.slice(Math.max(0, i - 4), i + 4)}`), ...(counts.some((n) => n > 1) ? ['twice'] : [])]
  }
  for (const text of ['共招聘3个人', '近5年内建成', '100名医生', '实现12家门诊开放', '100%的6560万元资金']) t.same(uncovered(text), [], text)
  for (const report of await seedReports()) t.same(report.passages.flatMap((passage) => uncovered(passage.text)).slice(0, 5), [], report.id)
  law(t, 'any line', chineseLine, (line) => uncovered(line).length === 0, 1000)
})

t.test('grams of a part are among the grams of the whole', async (t) => {
  const hanParts = (text: string): string[] => [...analyzer.foldTight(text).text.matchAll(HAN_RUN)].map(([run]) => run)
  const contained = (text: string, from: number, length: number): boolean => {
    const run = [...(hanParts(text)[from % Math.max(1, hanParts(text).length)] ?? '')]
    const start = run.length < 2 ? 0 : (from * 7) % (run.length - 1)
    const part = run.slice(start, start + length).join('')
    if ([...part].length < 2) return true
    const whole = new Set(terms(analyzer.grams(text)))
    return terms(analyzer.grams(part)).every((gram) => whole.has(gram))
  }
  const passages = (await seedReports()).flatMap((report) => report.passages.map((passage) => passage.text))
  law(t, 'on passages of the seeds', fc.tuple(fc.constantFrom(...passages), fc.nat({ max: 500 }), fc.integer({ min: 2, max: 12 })), ([text, from, length]) => contained(text, from, length), 1000)
  law(t, 'on any line', fc.tuple(chineseLine, fc.nat({ max: 500 }), fc.integer({ min: 2, max: 12 })), ([text, from, length]) => contained(text, from, length), 500)
  t.same(terms(analyzer.grams('医共体')), ['医共', '共体'])
  t.same(terms(analyzer.grams('医 共\n体')), ['医共', '共体'], 'white space does not part neighbours')
  t.same(terms(analyzer.grams('甲2乙丙，𠮷')), ['甲', '乙丙', '𠮷'], 'other characters do')
})

t.test('index and query see the same words where lines and width differ', (t) => {
  const words = terms(analyzer.words('推进医共体PCR实验室建设6560万元'))
  for (const text of ['推进醫共體PCR實驗室建設６５６０万元', '推进医共体ＰＣＲ实验室建设6,560万元']) t.same(terms(analyzer.words(text)), words, text)
  t.end()
})

t.test('laws of tokens', (t) => {
  const text = fc.string({ unit: fc.oneof(fc.constantFrom(...'开封市医养结合服务', '㎡', '½', '℃', '𠮷', '醫', '５', 'Ａ', '6', '万', '元', ' ', '，', '\ud800', '①', '々'), han), maxLength: 25 })
  for (const stream of ['words', 'grams', 'tiles'] as const) {
    law(t, `${stream}: positions count up, starts ascend, spans lie in the text`, text, (s) => analyzer[stream](s).every(({ span, position }, i, all) =>
      position === i && span.start < span.end && span.end <= s.length && (i === 0 || (all[i - 1]?.span.start ?? 0) <= span.start)), 500)
  }
  law(t, 'a word of 汉字 is the fold of what its span shows', text, (s) => analyzer.words(s).every(({ term, kind, span }) =>
    kind !== 'word' || analyzer.foldTight(s.slice(span.start, span.end)).text.includes(term)), 500)
  t.end()
})

t.test('the fingerprint changes with the lexicon', (t) => {
  t.not(createAnalyzer(segmenter, createSimplify(), 'other').fingerprint, analyzer.fingerprint)
  t.throws(() => createSegmenter(['别的词']), /already loaded/, 'and a process has one dictionary')
  t.end()
})

t.test('terms for the index are the terms of the words', (t) => {
  const same = (text: string): boolean => JSON.stringify(analyzer.wordTerms(text).sort()) === JSON.stringify(terms(analyzer.words(text)).sort())
  law(t, 'of any line', fc.oneof(chineseLine, fc.array(fc.oneof(hanRun, fc.constantFrom('，', ' ', '\n', '2021年', 'ICU', '8.56/10万', '①')), { maxLength: 8 }).map((parts) => parts.join(''))), same, 1000)
  t.end()
})

t.test('pairs and letters for the index are those of any text', (t) => {
  const text = fc.oneof(chineseLine, fc.string({ unit: fc.oneof(fc.constantFrom(...'医共体𠮷6%+-/.a㎡①\ud800 \n,，々〇é'), han), maxLength: 25 }))
  law(t, 'pairs', text, (s) => JSON.stringify(analyzer.gramTerms(s)) === JSON.stringify(terms(analyzer.grams(s))), 1000)
  law(t, 'letters, whatever 汉字 stand behind them', text, (s) => JSON.stringify(analyzer.letters(s)) === JSON.stringify(analyzer.letters(`${s}，𠮷`)), 1000)
  t.end()
})

t.test('and of every passage of the seeds', async (t) => {
  const wrong = (await seedReports()).flatMap((report) => report.passages).filter(({ text }) => JSON.stringify(analyzer.wordTerms(text).sort()) !== JSON.stringify(terms(analyzer.words(text)).sort()))
  t.same(wrong.map(({ anchor }) => anchor), [])
})
