import fc from 'fast-check'
import t from 'tap'
import { articlesFrom, readTexts, sharedLaws } from '../../bench/pages/clean-text.js'
import { DAMAGE_CLASSES, type DamageClass } from '../../bench/pages/damage.js'
import { placesOf } from '../../bench/pages/evidence.js'
import { damagedPage, placeAt, type DamagedPage } from '../../bench/pages/generator.js'
import { misread } from '../../bench/pages/misread.js'
import { falseShare, judge, NO_JOINS, plus, trueShare } from '../../bench/pages/judge.js'
import { Random } from '../../bench/pages/random.js'
import { readDictionary } from '../../indexer/adapters/jieba.js'
import { learnedWeights } from '../../indexer/adapters/learned-weights.js'
import { evidenceFrom, interleavedRegions, joinAffinity, restoreReadingOrder, type ReadingOrder } from '../../indexer/text/reading-order/index.js'
import { lexicon, seedReports } from '../support/corpus.js'
import { dice, holds, SEED } from '../support/seeded.js'

const clean = (await seedReports()).filter(({ file }) => !file.startsWith('001'))
const cities = placesOf(lexicon)
const dictionary = readDictionary()
/** The report that the pages are made of is no evidence for them. */
const SOURCE = '002'
const evidence = evidenceFrom(dictionary, clean.filter(({ file }) => !file.startsWith(SOURCE)).map(({ source }) => source.join('\n')), cities.map(({ name }) => name), learnedWeights)
const paragraphs = clean.filter(({ file }) => file.startsWith(SOURCE)).map(({ passages }) => passages.map(({ text }) => text.replace(/\s/gu, '')).filter((text) => text.length > 25 && text.endsWith('。')))

const generated = (name: DamageClass, n: number): DamagedPage => {
  const random = new Random(SEED + n)
  return damagedPage(articlesFrom(paragraphs, cities.map((city) => city.name), random), DAMAGE_CLASSES[name], random.int(1, 1e9))
}

// Measured on 30 pages of each class (bench generated-pages); a page or two scatter by some hundredths around that.
const BOUNDS: Readonly<Record<DamageClass, { least: number; most: number }>> = {
  plain: { least: 0.93, most: 0.04 }, columns: { least: 0.92, most: 0.04 }, photos: { least: 0.91, most: 0.05 }, lostRows: { least: 0.89, most: 0.12 },
  missingSpaces: { least: 0.91, most: 0.05 }, blocks: { least: 0.87, most: 0.07 }, headings: { least: 0.91, most: 0.05 }, torn: { least: 0.84, most: 0.07 }, everything: { least: 0.83, most: 0.11 },
}

for (const name of Object.keys(DAMAGE_CLASSES) as DamageClass[]) {
  t.test(`pages with damage of the class "${name}" are put back in order`, (t) => {
    const counts = [1, 2].map((n) => generated(name, n)).map((page) => judge(page, restoreReadingOrder(page.lines, evidence, cities))).reduce(plus, NO_JOINS)
    t.equal(counts.undetected, 0, 'every page is taken for interleaved')
    t.equal(counts.lost, 0, 'no character is missing or stands twice')
    t.ok(trueShare(counts) >= BOUNDS[name].least, `${(100 * trueShare(counts)).toFixed(1)} % of the true joins are found`)
    t.ok(falseShare(counts) <= BOUNDS[name].most, `${(100 * falseShare(counts)).toFixed(1)} % of the joins are false`)
    t.end()
  })
}

t.test('the judge counts what the restorer does, and is not kind to it', (t) => {
  const page = generated('plain', 3)
  const asPrinted: ReadingOrder = { ...restoreReadingOrder(['無'], evidence), runs: [{ fragments: page.lines.flatMap((line, i) => [...line.matchAll(/\S+/gu)].map((m) => ({ line: i + 1, from: m.index, to: m.index + m[0].length, text: m[0] }))), joins: [], paragraphBreaks: [], city: null, role: 'body' }] }
  const counts = judge(page, asPrinted)
  t.equal(counts.lost, 0)
  t.ok(trueShare(counts) < 0.1 && falseShare(counts) > 0.9, 'a page read across its columns has next to no true join')
  t.end()
})

t.test('the confidence of a join says how often such joins are true', (t) => {
  let [made, right, trust] = [0, 0, 0]
  for (const page of (['columns', 'torn', 'lostRows', 'everything'] as const).map((name) => generated(name, 4))) {
    for (const { fragments, joins } of restoreReadingOrder(page.lines, evidence, cities).runs.filter(({ role }) => role === 'body')) {
      for (const [i, { confidence }] of joins.entries()) {
        const [before, after] = [fragments[i], fragments[i + 1]]
        if (!before || !after) continue
        made++
        trust += confidence
        if (page.next.get(placeAt(before.line, before.to - 1)) === placeAt(after.line, after.from)) right++
      }
    }
  }
  t.ok(made > 200)
  t.ok(Math.abs(trust - right) / made < 0.05, `${made} joins, ${right} of them true, ${trust.toFixed(0)} expected`)
  t.end()
})

t.test('a doubtful join is told with its line, both its sides and its confidence', (t) => {
  const { runs, diagnostics } = restoreReadingOrder(generated('everything', 5).lines, evidence, cities)
  const doubtful = diagnostics.filter(({ rule }) => rule === 'doubtful-join')
  const weak = runs.filter(({ role }) => role === 'body').flatMap(({ joins }) => joins.filter(({ confidence }) => confidence < 0.75))
  t.ok(doubtful.length > 0)
  t.equal(doubtful.length, weak.length, 'each weak join, and no other')
  t.ok(doubtful.every(({ line, found, expected, confidence }) => line > 0 && found !== '' && expected.startsWith('…') && confidence < 0.75))
  t.end()
})

t.test('texts that are not interleaved are left as they stand', (t) => {
  const laws = sharedLaws()
  if (laws === null) t.comment('the laws are not beside the repository: only the four reports are tried')
  const sample = laws === null ? [] : dice().some(readTexts(laws), 0.05).map(({ name, text }) => ({ file: name, lines: text.split(/\r?\n/u) }))
  for (const { file, lines } of [...clean.map(({ file, source }) => ({ file, lines: source })), ...sample]) {
    const regions = interleavedRegions(lines, joinAffinity(evidence))
    if (regions.length > 0) t.fail(`${file} is taken for interleaved`)
  }
  for (const { file, source } of clean) {
    const { interleaved, runs, diagnostics } = restoreReadingOrder(source, evidence, cities)
    t.notOk(interleaved, file)
    t.equal(runs.flatMap(({ fragments }) => fragments.map(({ text }) => text)).join('\n'), source.map((line) => line.trim()).filter((line) => line !== '').join('\n'), 'in the order of the file')
    t.equal(diagnostics.length, 0)
  }
  t.end()
})

const cell = fc.stringMatching(/^[的一是在有市医院健康工作推进建设。,、0-9]{1,18}$/u)
const lines = fc.array(fc.oneof(fc.array(cell, { maxLength: 12 }).map((cells) => cells.join(' ')), fc.string({ maxLength: 40 })), { maxLength: 25 })
const small = evidenceFrom({ words: new Map([['医院', { frequency: 5, tag: 'n' }], ['健康', { frequency: 5, tag: 'n' }], ['工作', { frequency: 9, tag: 'vn' }]]), following: new Map() }, ['健康工作推进建设。'])

holds(t, 'no character of any text is lost or doubled, and none is invented', fc.property(lines, (source) => {
  const { runs } = restoreReadingOrder(source, small, [{ name: '开封' }])
  const taken = new Map<string, number>()
  for (const { line, from, to, text } of runs.flatMap(({ fragments }) => fragments)) {
    if (source[line - 1]?.slice(from, to) !== text) return false
    for (let at = from; at < to; at++) if (/\S/u.test(text.charAt(at - from))) taken.set(`${line}:${at}`, (taken.get(`${line}:${at}`) ?? 0) + 1)
  }
  const all = source.reduce((sum, line) => sum + line.replace(/\s/gu, '').length, 0)
  return taken.size === all && [...taken.values()].every((times) => times === 1)
}))

holds(t, 'a run has one join less than fragments, each with a confidence from 0 to 1', fc.property(lines, (source) =>
  restoreReadingOrder(source, small).runs.every(({ fragments, joins }) => joins.length === fragments.length - 1 && joins.every(({ confidence }) => confidence >= 0 && confidence <= 1))))

holds(t, 'the same text is always read in the same order', fc.property(lines, (source) =>
  JSON.stringify(restoreReadingOrder(source, small)) === JSON.stringify(restoreReadingOrder(source, small))), 50)

t.test('a misread page keeps the place of every character, its digits and marks, and the share that was asked for', (t) => {
  const lines = ['全市共有120家医院,推进健康扶贫工作。', '', '加强基层服务能力,做好家庭医生签约 服务'].flatMap((line) => Array.from({ length: 40 }, () => line))
  t.same(misread(lines, 0, new Random(SEED)), lines)
  const changed = misread(lines, 0.1, new Random(SEED))
  t.same(changed.map((line) => line.length), lines.map((line) => line.length))
  t.same(changed.map((line) => line.replace(/[^0-9,。 ]/gu, '')), lines.map((line) => line.replace(/[^0-9,。 ]/gu, '')))
  const [before, after] = [lines.join(''), changed.join('')]
  const share = [...before].filter((char, i) => char !== after.charAt(i)).length / [...before].filter((char) => /\p{Script=Han}/u.test(char)).length
  t.ok(share > 0.06 && share < 0.12, `${share} of the 汉字 are others`)
  t.end()
})
