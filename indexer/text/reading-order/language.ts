/** What is known of a page's language before it is read. */
import { fold } from './fold.js'
import { JoinTerms } from './join-terms.js'
import { JoinModel, NO_WEIGHTS, unpackJoinWeights } from './join-weights.js'
import { Lexicon } from './lexicon.js'
import { Ngrams } from './ngrams.js'
import { unpackForests, type Forest } from './trees.js'
import { WordModel, type Dictionary } from './word-model.js'

/** Everything a page can be judged by, apart from the page itself. */
export interface Evidence {
  readonly lexicon: Lexicon
  readonly words: WordModel
  readonly ngrams: Ngrams
  /** Which line continues which, learned from clean text. */
  readonly joins: JoinModel
  /** What weighs the joins of a page once all are known; none where nothing was learned. */
  readonly forests: readonly Forest[]
  /** Hides names that stand for one another, so that what is said of one place is expected of any. */
  readonly mask: (folded: string) => string
}

/** What was learned from clean text, packed; asked for when a page is to be put in order. */
export interface LearnedWeights {
  readonly joins: () => Uint8Array
  readonly confidence: () => Uint8Array
}

/** How strongly two folded texts belong together, in nats: a quick look, for detection and for cutting lines. */
export const joinAffinity = ({ ngrams, lexicon }: Evidence) => (left: string, right: string): number =>
  ngrams.affinity(left, right) + lexicon.spanning(lexicon.edges(left), lexicon.edges(right))

/** Sign that stands for any of the interchangeable names. */
const NAME = '\u25cb'

/**
 * Evidence from a dictionary with its statistics, the text of other reports, names (of cities) that stand for one another, and what was learned
 * from clean text; without it the join model says nothing, and joins are as sure as the assignment is.
 */
export function evidenceFrom(dictionary: Dictionary, texts: readonly string[], names: readonly string[] = [], learned: LearnedWeights | null = null): Evidence {
  const pattern =
    names.length === 0
      ? null
      : new RegExp(
          names
            .map((name) => name.replace(/[^\p{L}]/gu, ''))
            .filter((name) => name.length > 1)
            .join('|'),
          'gu',
        )
  const mask = (folded: string): string => (pattern === null ? folded : folded.replace(pattern, NAME))
  let joins: JoinModel | null = null
  let forests: readonly Forest[] | null = null
  return {
    lexicon: new Lexicon(dictionary.words),
    words: new WordModel(dictionary),
    ngrams: ngramsOf(texts, mask),
    mask,
    get joins() {
      return (joins ??= new JoinModel(new JoinTerms(dictionary.words), learned === null ? NO_WEIGHTS : unpackJoinWeights(learned.joins())))
    },
    get forests() {
      return (forests ??= learned === null ? [] : unpackForests(learned.confidence()))
    },
  }
}

/** The same evidence, with other reports. */
export const withReports = (evidence: Evidence, texts: readonly string[]): Evidence => {
  const { lexicon, words, mask } = evidence
  return { lexicon, words, mask, ngrams: ngramsOf(texts, mask), get joins() { return evidence.joins }, get forests() { return evidence.forests } }
}

function ngramsOf(texts: readonly string[], mask: Evidence['mask']): Ngrams {
  const ngrams = new Ngrams()
  for (const text of texts) ngrams.add(mask(fold(text)))
  return ngrams
}
