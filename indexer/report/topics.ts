import type { Topic, TopicEvidence } from '../types.js'

const WEAK_NEEDED = 2

const countOf = (text: string, word: string): number => text.split(word).length - 1

/** Width and quotation marks do not tell words apart. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[“”]/g, '"')

interface Words {
  readonly name: string
  readonly strong: readonly (readonly [word: string, sought: string])[]
  readonly weak: readonly (readonly [word: string, sought: string])[]
}

/** The words of a vocabulary as they are sought, worked out once for all texts. */
const vocabularies = new WeakMap<readonly Topic[], readonly Words[]>()

function wordsOf(vocabulary: readonly Topic[]): readonly Words[] {
  const known = vocabularies.get(vocabulary)
  if (known) return known
  const sought = (words: readonly string[]): Words['strong'] => words.map((word) => [word, plain(word)])
  const made = vocabulary.map(({ name, strong, weak }) => ({ name, strong: sought(strong), weak: sought(weak) }))
  vocabularies.set(vocabulary, made)
  return made
}

/** The topics of a text in the order of the vocabulary, each with the words that earned it. No word, no topic. */
export function topicsOf(text: string, vocabulary: readonly Topic[]): TopicEvidence[] {
  const earned: TopicEvidence[] = []
  const looked = plain(text)
  for (const topic of wordsOf(vocabulary)) {
    const strong = topic.strong.filter(([, sought]) => looked.includes(sought))
    const weak = topic.weak.filter(([, sought]) => looked.includes(sought))
    const weakCount = weak.reduce((sum, [, sought]) => sum + countOf(looked, sought), 0)
    if (strong.length > 0 || weakCount >= WEAK_NEEDED) earned.push({ topic: topic.name, words: [...strong, ...weak].map(([word]) => word) })
  }
  return earned
}
