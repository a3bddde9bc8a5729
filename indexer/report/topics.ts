import type { Topic, TopicEvidence } from '../types.js'

const WEAK_NEEDED = 2

const countOf = (text: string, word: string): number => text.split(word).length - 1

/** Width and quotation marks do not tell words apart. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[“”]/g, '"')

/** The topics of a text in the order of the vocabulary, each with the words that earned it. No word, no topic. */
export function topicsOf(text: string, vocabulary: readonly Topic[]): TopicEvidence[] {
  const earned: TopicEvidence[] = []
  const sought = plain(text)
  for (const topic of vocabulary) {
    const strong = topic.strong.filter((word) => sought.includes(plain(word)))
    const weak = topic.weak.filter((word) => sought.includes(plain(word)))
    const weakCount = weak.reduce((sum, word) => sum + countOf(sought, plain(word)), 0)
    if (strong.length > 0 || weakCount >= WEAK_NEEDED) earned.push({ topic: topic.name, words: [...strong, ...weak] })
  }
  return earned
}
