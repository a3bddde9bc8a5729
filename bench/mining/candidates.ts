/** Ways to find two names of one thing in running text. Texts come folded, without white space. */

export interface Candidate {
  readonly a: string
  readonly b: string
  readonly evidence: string
}

const NAME = '[\\p{Script=Han}a-z\\d]'
const DEFINED = new RegExp(`(${NAME}{3,24})[（(]?(?:以下)?(?:简称|统称|又称|也称|即)[:：]?["']?(${NAME}{2,12})["']?[）)，。；]?`, 'gu')
const BRACKETS = new RegExp(`(${NAME}{2,16})["']?[（(](?:即)?["']?(${NAME}{2,16})["']?[）)]`, 'gu')
/** Words that stand before a name and are no part of it. */
const BEFORE = /^.*(?:的|与|和|及|对|在|为|由|向|将|把|设置|建设|成立|开展|实施|推进|实行|落实|统筹推进)/u

/** Whether every character of a short name stands in the long one, in order, the first one early: 疾控 in 疾病预防控制. */
export function abbreviates(short: string, long: string): boolean {
  if (short.length >= long.length || !long.startsWith(short[0] ?? '\u0000')) return false
  let at = -1
  for (const character of short) {
    at = long.indexOf(character, at + 1)
    if (at === -1) return false
  }
  return true
}

/** The end of a stretch that the short name abbreviates, or the stretch without the words before it. */
function longName(stretch: string, short: string): string {
  for (let start = 0; start < stretch.length - short.length; start++) if (abbreviates(short, stretch.slice(start)) && stretch[start] === short[0]) return stretch.slice(start)
  return stretch.replace(BEFORE, '')
}

/** `北京中医药大学东直门医院（以下简称东直门医院）`, `疾病预防控制（疾控）`, `“两癌”（宫颈癌、乳腺癌）` is left to the reader. */
export function definitions(text: string): Candidate[] {
  const candidates: Candidate[] = []
  for (const match of text.matchAll(DEFINED)) {
    const [evidence, stretch = '', short = ''] = match
    const long = longName(stretch, short)
    if (long.length > short.length) candidates.push({ a: long, b: short, evidence })
  }
  for (const match of text.matchAll(BRACKETS)) {
    const [evidence, before = '', inside = ''] = match
    const pair = [longName(before, inside), inside] as const
    if (abbreviates(pair[1], pair[0])) candidates.push({ a: pair[0], b: pair[1], evidence })
    else if (abbreviates(pair[0], inside)) candidates.push({ a: inside, b: pair[0], evidence })
  }
  return candidates
}

const LEAST = 4
const REACH = 2
const ALIKE = 0.45

/** Pairs of words that keep the same company: cosine of positive pointwise mutual information over two neighbours on each side (Church and Hanks 1990), most alike first. */
export function contexts(texts: readonly (readonly string[])[], wanted: (word: string) => boolean): Candidate[] {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const isWord = (word: string): boolean => /^\p{Script=Han}{2,}$/u.test(word) && wanted(word) && (counts.get(word) ?? 0) >= LEAST
  const near = new Map<string, Map<string, number>>()
  for (const words of texts) {
    words.forEach((word, i) => {
      if (!isWord(word)) return
      const company = near.get(word) ?? new Map<string, number>()
      for (let j = i - REACH; j <= i + REACH; j++) {
        const other = words[j]
        if (j !== i && other !== undefined && /^\p{Script=Han}/u.test(other)) company.set(`${j - i} ${other}`, (company.get(`${j - i} ${other}`) ?? 0) + 1)
      }
      near.set(word, company)
    })
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const vectors = [...near].map(([word, company]) => {
    const weights = new Map<string, number>()
    for (const [context, count] of company) {
      const pmi = Math.log((count * total) / ((counts.get(word) ?? 1) * (counts.get(context.replace(/^\S+ /, '')) ?? 1)))
      if (pmi > 0) weights.set(context, pmi)
    }
    return { word, weights, length: Math.sqrt([...weights.values()].reduce((sum, w) => sum + w * w, 0)) }
  })
  const candidates: (Candidate & { readonly cosine: number })[] = []
  vectors.forEach((x, i) => {
    for (const y of vectors.slice(i + 1)) {
      let [product, shared] = [0, 0]
      for (const [context, weight] of x.weights) {
        const other = y.weights.get(context)
        if (other !== undefined) [product, shared] = [product + weight * other, shared + 1]
      }
      const cosine = product / (x.length * y.length || 1)
      if (cosine >= ALIKE && shared >= 3) candidates.push({ a: x.word, b: y.word, cosine, evidence: `cosine ${cosine.toFixed(2)}, ${shared} shared contexts` })
    }
  })
  return candidates.sort((a, b) => b.cosine - a.cosine || (a.a < b.a ? -1 : 1))
}
