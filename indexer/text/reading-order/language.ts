/** What is known of a page's language before it is read. */
import { fold } from './fold.js'
import { Lexicon } from './lexicon.js'
import { Ngrams } from './ngrams.js'
import { WordModel, type Dictionary } from './word-model.js'

/** Everything a page can be judged by, apart from the page itself. */
export interface Evidence {
  readonly lexicon: Lexicon
  readonly words: WordModel
  readonly ngrams: Ngrams
  /** Hides names that stand for one another, so that what is said of one place is expected of any. */
  readonly mask: (folded: string) => string
}

/** How strongly two folded texts belong together, in nats: a quick look, for detection and for cutting lines. */
export const joinAffinity = ({ ngrams, lexicon }: Evidence) => (left: string, right: string): number =>
  ngrams.affinity(left, right) + lexicon.spanning(lexicon.edges(left), lexicon.edges(right))

/** Sign that stands for any of the interchangeable names. */
const NAME = '\u25cb'

/** Evidence from a dictionary with its statistics, the text of other reports, and names (of cities) that stand for one another. */
export function evidenceFrom(dictionary: Dictionary, texts: readonly string[], names: readonly string[] = []): Evidence {
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
  const ngrams = new Ngrams()
  for (const text of texts) ngrams.add(mask(fold(text)))
  return { lexicon: new Lexicon(dictionary.words), words: new WordModel(dictionary), ngrams, mask }
}
