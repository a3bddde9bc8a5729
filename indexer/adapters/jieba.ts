import { accessSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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

/** Words of the packaged dictionary with their frequencies; 350,000 entries, read anew at each call (a quarter of a second). */
export function readDictionary(): ReadonlyMap<string, number> {
  const words = new Map<string, number>()
  for (const line of readFileSync(nodejieba.DEFAULT_DICT, 'utf8').split('\n')) {
    const [word, frequency] = line.split(' ')
    if (word && frequency) words.set(word, Number(frequency))
  }
  return words
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
    fingerprint: sha256(`nodejieba ${version}\n${key}\n${golden}`),
  }
}
