import type { Chance } from '../chance.js'

/** Queries as readers put them, drawn from the passages themselves, so that each finds something. */

export interface ScaleQuery {
  readonly kind: string
  readonly parameters: Readonly<Record<string, string>>
}

const RUN = /\p{Script=Han}{4,}/gu

/** The commonest words of law text and the longest query that is let in: what costs most. */
const COMMON = ['规定', '应当', '部门', '管理', '人民', '政府', '行政', '法律', '单位', '组织', '机关', '依照', '工作', '进行', '国家', '社会', '责任', '负责', '处罚', '批准', '有关', '主管', '条例', '实施', '监督', '检查', '情况', '建设', '服务', '安全', '保护', '活动']

export function drawQueries(textAt: (ordinal: number) => string, size: number, chance: Chance, count: number): ScaleQuery[] {
  const cutting = (least: number, most: number): string => {
    for (;;) {
      const runs = textAt(chance.below(size)).match(RUN)
      if (!runs) continue
      const run = chance.pick(runs)
      const length = Math.min(run.length, least + chance.below(most - least + 1))
      const start = chance.below(run.length - length + 1)
      if (length >= Math.min(least, 4)) return run.slice(start, start + length)
    }
  }
  const year = (): string => String(2002 + chance.below(20))
  const kinds: readonly (readonly [kind: string, make: () => Record<string, string>])[] = [
    ['word', () => ({ q: cutting(2, 2) })], ['common word', () => ({ q: chance.pick(COMMON) })], ['four characters', () => ({ q: cutting(4, 4) })],
    ['two words', () => ({ q: `${cutting(2, 3)} ${cutting(2, 4)}` })], ['three words', () => ({ q: `${cutting(2, 4)} ${cutting(2, 4)} ${chance.pick(COMMON)}` })],
    ['phrase', () => ({ q: `“${cutting(4, 10)}”` })], ['sentence', () => ({ q: cutting(14, 25) })], ['question', () => ({ q: `${cutting(4, 8)}是多少` })],
    ['filtered', () => ({ q: cutting(2, 4), year: year() })], ['year', () => ({ q: `${year()}年 ${cutting(2, 4)}` })],
  ]
  return Array.from({ length: count }, (_, i) => {
    const [kind, make] = kinds[i % kinds.length] ?? ['word', () => ({ q: cutting(2, 2) })]
    return { kind, parameters: make() }
  })
}

/** The worst that readers may send. */
export function worstQueries(chance: Chance): ScaleQuery[] {
  const all = chance.shuffled(COMMON)
  return [
    { kind: '32 common words', parameters: { q: all.join(' ') } },
    { kind: '200 characters', parameters: { q: Array.from({ length: 4 }, () => chance.shuffled(COMMON).join('')).join('').slice(0, 200) } },
    { kind: 'single character', parameters: { q: '人' } },
    { kind: 'two common words, page 50', parameters: { q: '规定 管理', page: '50' } },
    { kind: 'common word, newest', parameters: { q: '规定', sort: 'newest' } },
    { kind: 'number', parameters: { q: '30日' } },
    { kind: 'everything', parameters: { q: '' } },
  ]
}
