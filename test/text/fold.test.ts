import t from 'tap'
import fc from 'fast-check'
import { createSimplify } from '../../indexer/adapters/opencc.js'
import { fold, foldTight, occurrences, originalSpan } from '../../indexer/text/fold.js'
import { law } from '../support/law.js'

const simplify = createSimplify()
const folded = (text: string): string => fold(text, simplify).text

t.test('what folding makes the same', (t) => {
  const cases: [string, string][] = [
    ['６５６０万元', '6560万元'], ['PCR', 'pcr'], ['ＰＣＲ', 'pcr'], ['㎡', 'm2'], ['½', '1⁄2'], ['℃', '°c'], ['“两癌”', '"两癌"'], ['「兩癌」', '"两癌"'],
    ['醫養結合', '医养结合'], ['2022—2024', '2022-2024'], ['1＋X', '1+x'], ['医\u200b共\ufeff体', '医共体'], ['開　封', '开 封'], ['𠮷', '𠮷'], ['\u{1d5d4}', 'a'], ['', ''],
    ['﹁引﹂', '"引"'], ['㈱', '(株)'],
  ]
  for (const [text, form] of cases) t.equal(folded(text), form, text)
  t.end()
})

t.test('the tight form has no white space', (t) => {
  t.equal(foldTight('医 共\n体　建\f设', simplify).text, '医共体建设')
  t.equal(foldTight('a\u00b4b￣c', simplify).text.match(/\s/u), null, 'not even where NFKC makes a space and an accent of ´ and ￣')
  t.end()
})

t.test('a span of the fold leads back to the whole characters it came from', (t) => {
  const text = '共𠮷10㎡，½个℃'
  const form = fold(text, simplify)
  const at = (needle: string): string => {
    const start = form.text.indexOf(needle)
    const { start: from, end } = originalSpan(form, start, start + needle.length)
    return text.slice(from, end)
  }
  const cases: [string, string][] = [['𠮷', '𠮷'], ['10m2', '10㎡'], ['m', '㎡'], ['2', '㎡'], ['1⁄', '½'], ['c', '℃'], ['个', '个']]
  for (const [needle, original] of cases) t.equal(at(needle), original, needle)
  t.same(originalSpan(form, 3, 3), { start: 0, end: 0 }, 'an empty span is empty')
  t.end()
})

t.test('occurrences overlap, and an empty needle has none', (t) => {
  t.same(occurrences(fold('健健健', simplify), '健健'), [{ start: 0, end: 2 }, { start: 1, end: 3 }])
  t.same(occurrences(fold('健', simplify), ''), [])
  t.same(occurrences(foldTight('医 共\n体', simplify), '医共体'), [{ start: 0, end: 5 }])
  t.end()
})

// Expansions, contractions to nothing, astral characters, lone surrogates, traditional forms, all kinds of white space.
const tricky = fc.constantFrom(...'㎡½℃ﬁ㈱İßΣ', '𠮷', '\u{1d5d4}', '\ud800', '\udc00', '\u200b', '\ufeff', '　', ' ', '\n', '\f', '´', '￣', '゛', '醫', '體', '“', '—', '①')
const text = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), tricky, fc.constantFrom(...'开封医共体Aa1 ')), maxLength: 30 })
const parted = fc.tuple(text, text, text)

t.test('laws of folding', (t) => {
  law(t, 'the fold of a part is a part of the fold, at its place', parted, ([a, b, c]) => {
    // Parts are cut between code points: a cut surrogate pair is no part of a text.
    if ((a + b + c).isWellFormed() !== [a, b, c].every((part) => part.isWellFormed())) return true
    return [fold, foldTight].every((form) => form(a + b + c, simplify).text === form(a, simplify).text + form(b, simplify).text + form(c, simplify).text)
  }, 1000)
  law(t, 'the original span of a folded part is the part, invisible ends aside', parted, ([a, b, c]) => {
    if ([a, b, c].some((part) => !part.isWellFormed())) return true
    const form = foldTight(a + b + c, simplify)
    const start = foldTight(a, simplify).text.length
    const end = start + foldTight(b, simplify).text.length
    if (start === end) return true
    const span = originalSpan(form, start, end)
    const inside = span.start >= a.length && span.end <= a.length + b.length
    return inside && foldTight((a + b + c).slice(span.start, span.end), simplify).text === form.text.slice(start, end)
  }, 1000)
  law(t, 'folding twice is folding once', text, (s) => folded(folded(s)) === folded(s), 1000)
  law(t, 'the tight form is the fold without its white space', text, (s) => foldTight(s, simplify).text === folded(s).replace(/\s/gu, ''), 1000)
  law(t, 'the way back is as long as the text, ascending, and inside the original', text, (s) => {
    const form = fold(s, simplify)
    return form.starts.length === form.text.length && form.ends.length === form.text.length
      && [...form.starts].every((start, i) => start < (form.ends[i] ?? 0) && (form.ends[i] ?? 0) <= s.length && (i === 0 || (form.starts[i - 1] ?? 0) <= start))
  })
  law(t, 'occurrences are those that a slow search finds', fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', 'A'), maxLength: 12 }), fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 })), ([s, needle]) => {
    const slow = []
    for (let i = 0; i + needle.length <= s.length; i++) if (s.slice(i, i + needle.length).toLowerCase() === needle) slow.push({ start: i, end: i + needle.length })
    return JSON.stringify(occurrences(fold(s, simplify), needle)) === JSON.stringify(slow)
  })
  t.end()
})
