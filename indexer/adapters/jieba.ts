import { accessSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nodejieba from 'nodejieba'
import type { Segmenter } from '../ports.js'
import { sha256 } from './source-files.js'

/**
 * nodejieba with HMM. `true` is never left out: without it digits and Latin words fall apart into characters.
 * The engine aborts the process on an unreadable dictionary, so the packaged ones are checked before they are loaded.
 */

/** Sentences whose cut names the behaviour of this build of the engine with this dictionary. */
const GOLDEN = [
  '紧密型县域医共体建设实现全覆盖', '乡村医生乡聘村用', '推进公有产权村卫生室标准化建设', '家庭医生签约服务扩面提质',
  '全市公立医疗机构基药使用比例', '危重孕产妇和新生儿救治', '国家中医药传承创新工程', '疾控机构标准化建设',
  '群众可使用社保卡汴捷办电子健康码', '降低起付标准提高报销比例',
]

/** The packaged dictionary, and how often one part of speech follows another in the text it was made from. */
export interface PackagedDictionary {
  readonly words: ReadonlyMap<string, { readonly frequency: number; readonly tag: string }>
  /** By tag; the empty tag stands for the start of a clause. */
  readonly following: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Words (350,000) and tag statistics as packaged, read anew at each call (half a second). */
export function readDictionary(): PackagedDictionary {
  const words = new Map<string, { frequency: number; tag: string }>()
  for (const line of readFileSync(nodejieba.DEFAULT_DICT, 'utf8').split('\n')) {
    const [word, frequency, tag] = line.split(' ')
    if (word && frequency && tag) words.set(word, { frequency: Math.max(1, Number(frequency)), tag: tag.trim() })
  }
  return { words, following: readTagStatistics(join(dirname(nodejieba.DEFAULT_DICT), 'pos_dict')) }
}

/**
 * The engine's tagger gives, in natural logarithms, the probability of state after state; a state is a place in the word (B, M, E, S: begins,
 * inside, ends, single) and a tag. What follows a word's tag is read from its E and S states, mean of both.
 */
function readTagStatistics(folder: string): Map<string, Map<string, number>> {
  const following = new Map<string, Map<string, number>>()
  const add = (before: string, state: string, probability: number): void => {
    if (!/^[BS],/u.test(state) || !(probability > 0)) return
    const row = following.get(before) ?? new Map<string, number>()
    following.set(before, row.set(state.slice(2), (row.get(state.slice(2)) ?? 0) + probability))
  }
  const entries = (file: string): string[][] =>
    readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(':'))
  for (const [before = '', state = '', logarithm] of entries('prob_trans.utf8')) {
    if (/^[ES],/u.test(before)) add(before.slice(2), state, Math.exp(Number(logarithm)))
  }
  for (const [state = '', logarithm] of entries('prob_start.utf8')) add('', state, Math.exp(Number(logarithm)))
  return following
}

let loadedWords: string | null = null

/**
 * The process-wide segmenter. The engine holds one dictionary per process (240 MB), so it is loaded once; asking
 * for it again with other words is a broken invariant and throws.
 */
export function createSegmenter(words: readonly string[]): Segmenter {
  const key = sha256(words.join('\n'))
  if (loadedWords === null) {
    for (const path of [nodejieba.DEFAULT_DICT, nodejieba.DEFAULT_HMM_DICT, nodejieba.DEFAULT_USER_DICT, nodejieba.DEFAULT_IDF_DICT, nodejieba.DEFAULT_STOP_WORD_DICT]) {
      accessSync(path)
      if (readFileSync(path).length === 0) throw new Error(`empty dictionary: ${path}`)
    }
    nodejieba.load()
    for (const word of words) nodejieba.insertWord(word)
    loadedWords = key
  } else if (loadedWords !== key) {
    throw new Error('the segmenter is already loaded with other words')
  }
  const { version } = createRequire(import.meta.url)('nodejieba/package.json') as { version: string }
  const golden = GOLDEN.map((sentence) => nodejieba.cutForSearch(sentence, true).join('|')).join('\n')
  return {
    cut: (text) => (text === '' ? [] : nodejieba.cut(text, true)),
    cutForSearch: (text) => (text === '' ? [] : nodejieba.cutForSearch(text, true)),
    partOfSpeech: (word) => {
      const tagged = word === '' ? [] : nodejieba.tag(word)
      return tagged.length === 1 ? tagged[0]?.tag ?? null : null
    },
    fingerprint: sha256(`nodejieba ${version}\n${key}\n${golden}`),
  }
}
