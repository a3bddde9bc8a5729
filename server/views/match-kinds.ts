import type { ConceptMatch, Match, MetBy } from '../search/match.js'
import type { Correction } from '../search/spelling.js'

/** The kinds of match in the words of the pages. */

export const KIND_LABELS = { abbreviation: '简称与全称', synonym: '近义说法', correction: '相近的外文词' } as const

export const CORRECTION_LABELS: Readonly<Record<Correction['kind'], string>> = { pinyin: '拼音', homophone: '同音字', 'look-alike': '形近字', spelling: '错漏字' }

const BY_LABELS: Readonly<Record<MetBy['kind'], string>> = {
  literal: '', part: '部分', choice: '', number: '同一数值', abbreviation: '简称', compound: '合称', synonym: '近义', prefix: '开头相同', spelling: '拼写相近',
}
const MOST_BY = 3

/** One concept of a hit: 疾控；疾控中心（简称：疾病预防控制中心）；开封（所属城市）. */
function conceptWhy({ concept, by, elsewhere }: ConceptMatch): string {
  const ELSEWHERE = { heading: '见于标题', city: '所属城市', year: '报告年度' } as const
  const kinds = [...new Set(by.map(({ kind }) => kind))].map((kind) => {
    const texts = [...new Set(by.filter((one) => one.kind === kind).map(({ text }) => text))].slice(0, MOST_BY).join('、')
    return BY_LABELS[kind] === '' ? texts : `${concept.text}（${BY_LABELS[kind]}：${texts}）`
  })
  return [...kinds, ...(elsewhere ? [`${concept.text}（${ELSEWHERE[elsewhere]}）`] : [])].join('、')
}

/** Why a passage is a hit; '' when everything is listed. */
export function whyOf(match: Match | null): string {
  if (!match) return ''
  const met = match.concepts.filter(({ strength }) => strength > 0).map(conceptWhy).filter((text) => text !== '')
  return [...met, ...(match.statesNumber ? ['写明数值'] : [])].join('；')
}

/** The words of the query that a hit does not meet. */
export const missingIn = (match: Match | null): string =>
  (match?.concepts ?? []).filter(({ strength, concept }) => strength === 0 && !concept.generic).map(({ concept }) => concept.text).join('、')
