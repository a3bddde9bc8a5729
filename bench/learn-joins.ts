import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { foldForReading, JoinTerms, JOIN_BITS, loadLexicon, MOST_TERMS, PACKAGE_ROOT, packJoinWeights, placeOf, readDictionary, readingEvidence, type JoinEdges } from '../indexer/index.js'
import { chance } from './chance.js'
import { readTexts, sharedLaws, useOf } from './pages/clean-text.js'
import { Random } from './pages/random.js'
import { halfWidth, typeset } from './pages/typeset.js'

/**
 * `npm run bench -- learn-joins [--laws FOLDER_OR_TARGZ] [--epochs N] [--sparse LAMBDA] [--most N] [--seed N] [--out FILE]`: learns from laws which line continues which, and
 * writes the weights to `indexer/lexicon/joins.bin`. Each law is set into columns of another width in every epoch; a line's true successor is to be told from the line after it (as
 * if a row were lost) and from a line elsewhere in the law. Logistic model by FTRL-Proximal (McMahan et al. 2013), one pass over every printed line. Laws that are held out for
 * measuring are not read.
 */

const RATE = 0.12
const EASE = 0.3
/** Lines that an alternative is drawn from lie no farther away. */
const NEAR = 60

/** Weights of a hash table, learned one example at a time. */
class Learner {
  /** z and n of FTRL for every place, side by side. */
  private readonly state = new Float32Array(2 ** (JOIN_BITS + 1))
  private readonly weights = new Float64Array(MOST_TERMS)
  private readonly found = new Uint32Array(MOST_TERMS)

  constructor(private readonly terms: JoinTerms, private readonly sparse: number) {}

  weight(place: number): number {
    const z = this.state[2 * place] ?? 0
    if (Math.abs(z) <= this.sparse) return 0
    return -(z - Math.sign(z) * this.sparse) / ((EASE + Math.sqrt(this.state[2 * place + 1] ?? 0)) / RATE)
  }

  /** Learns one example; its loss, in nats, before. */
  learn(a: JoinEdges, b: JoinEdges, truth: 0 | 1): number {
    const count = this.terms.write(a, b, this.found)
    let sum = 0
    for (let k = 0; k < count; k++) sum += this.weights[k] = this.weight(placeOf(this.found[k] ?? 0))
    const probability = 1 / (1 + Math.exp(-sum))
    const gradient = probability - truth
    for (let k = 0; k < count; k++) {
      const place = placeOf(this.found[k] ?? 0)
      const before = this.state[2 * place + 1] ?? 0
      const after = before + gradient * gradient
      this.state[2 * place] = (this.state[2 * place] ?? 0) + gradient - ((Math.sqrt(after) - Math.sqrt(before)) / RATE) * (this.weights[k] ?? 0)
      this.state[2 * place + 1] = after
    }
    return -Math.log(Math.max(1e-9, truth === 1 ? probability : 1 - probability))
  }

  /** The places of the `most` weights that are farthest from nothing, in order. */
  kept(most: number): number[] {
    const sizes: number[] = []
    for (let place = 0; place < 2 ** JOIN_BITS; place++) if (this.weight(place) !== 0) sizes.push(Math.abs(this.weight(place)))
    const least = sizes.length <= most ? 0 : (Float64Array.from(sizes).sort()[sizes.length - most] ?? 0)
    const places: number[] = []
    for (let place = 0; place < 2 ** JOIN_BITS; place++) if (this.weight(place) !== 0 && Math.abs(this.weight(place)) >= least) places.push(place)
    return places
  }
}

/** What is printed of a law: its paragraphs and items, their numbers kept in every second law, as some newspapers do. */
function printedParagraphs(text: string, numbered: boolean): string[] {
  return text.split(/\r?\n/u)
    .filter((line) => !/^[#<|!-]/u.test(line))
    .map((line) => line.replace(/\s+/gu, ''))
    .map((line) => (numbered ? line : line.replace(/^第[一二三四五六七八九十百零]+条/u, '')))
    .filter((line) => line.length > 8 && /[。；]$/u.test(line))
}

/** The edges of the printed lines of these paragraphs in one column width. */
const linesOf = (paragraphs: readonly string[], width: number, terms: JoinTerms, spell: (text: string) => string, random: Random): JoinEdges[] =>
  typeset(paragraphs.map(halfWidth), width, random).map(({ text }) => terms.edges(spell(text)))

export async function learnJoins(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...argv], options: {
    laws: { type: 'string' }, epochs: { type: 'string', default: '6' }, sparse: { type: 'string', default: '0.9' }, most: { type: 'string', default: '2900000' }, seed: { type: 'string', default: '1' }, out: { type: 'string', default: join(PACKAGE_ROOT, 'indexer', 'lexicon', 'joins.bin') },
  } })
  const laws = values.laws ?? sharedLaws()
  if (laws === null) {
    console.log('skipped: no clean text (--laws FOLDER_OR_TARGZ, or CORPUS_DIR with laws.tar.gz)')
    return
  }
  const terms = new JoinTerms(readDictionary().words)
  const { mask } = readingEvidence([], loadLexicon())
  const spell = (text: string): string => mask(foldForReading(text))
  const texts = readTexts(laws).filter(({ name }) => useOf(name) === 'learning')
  const learner = new Learner(terms, Number(values.sparse))
  const dice = chance(Number(values.seed))
  let characters = 0
  for (let epoch = 0; epoch < Number(values.epochs); epoch++) {
    let [loss, examples] = [0, 0]
    const started = performance.now()
    for (const { text } of dice.shuffled(texts)) {
      const paragraphs = printedParagraphs(text, dice.below(2) === 0)
      if (epoch === 0) characters += paragraphs.join('').length
      const lines = linesOf(paragraphs, 11 + dice.below(14) / 2, terms, spell, new Random(dice.below(1e9)))
      for (const [i, line] of lines.entries()) {
        const next = lines[i + 1]
        if (next === undefined) break
        const other = Math.max(0, Math.min(lines.length - 1, i + 2 + dice.below(NEAR) - NEAR / 2))
        const [lost, elsewhere] = [lines[i + 2], lines[other]]
        loss += learner.learn(line, next, 1)
        if (lost !== undefined) loss += learner.learn(line, lost, 0)
        if (elsewhere !== undefined && other !== i && other !== i + 1) loss += learner.learn(line, elsewhere, 0)
        examples++
      }
    }
    console.log(`epoch ${epoch + 1}: ${examples} lines, loss ${(loss / examples).toFixed(4)} nats a line, ${Math.round((performance.now() - started) / 1000)} s`)
  }
  const about = `Weights of the join model (join-terms.ts, join-weights.ts): which printed line continues which. Learned from ${texts.length} public Chinese law texts, ${characters} characters, by "npm run bench -- learn-joins --epochs ${values.epochs} --sparse ${values.sparse} --most ${values.most} --seed ${values.seed}"; one law in five is held out. Statistics of hashed terms: no sentence can be read out of them.`
  const kept = learner.kept(Number(values.most))
  const packed = packJoinWeights(about, kept, (place) => learner.weight(place))
  writeFileSync(values.out, packed)
  console.log(`${kept.length} weights, ${packed.length} bytes, in ${values.out}`)
  return Promise.resolve()
}
