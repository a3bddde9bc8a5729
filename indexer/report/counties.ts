import type { City } from '../types.js'

/** Which counties of its city a text names, and which it is about. */

/** What stands behind a place's name in a text that is not that place: 中原区|域, 新密市|场. */
const BEHIND = /^(?:区[域块间位划别]|市[场级值])/u
/** Words behind which a name begins although 汉字 stand in front: 在温县, 我市老城区, 到新县. */
const LEADS = /(?:^|[^\p{Script=Han}]|[在到由对向自从赴至将让使为与和及或]|[我全本该]市|以及|其中|包括)$/u
/** Another city's name directly in front: 南京市鼓楼区 is none of this city's. */
const OF_ANOTHER = /\p{Script=Han}{2,}市$/u
/** An enumeration of names without their kind: 兰考、尉氏、通许等3个县. */
const SHORT_LIST = /(?:\p{Script=Han}{2,4}、)+\p{Script=Han}{2,4}?(?:等|[两三四五六七八九十\d]+个?)+(?:县|区|市)/gu
/** Without this no text has one. */
const ENDS_LIST = /[等个两三四五六七八九十\d][县区市]/u
const KIND = /[县区市旗]$/u

interface Named {
  readonly county: string
  readonly at: number
}

/**
 * The counties of a city that a text names, by their present names, in the order of the text; empty for none, or without a city.
 * A name that is a plain word (老城区), or a single character before 县 (息县 in 信息县级), is a place only where its surroundings say so:
 * behind the city's name, behind a word that leads to a place, or in a list of the city's counties.
 */
export function countiesNamed(text: string, city: City | undefined, plainWords: ReadonlySet<string> = NONE): string[] {
  return [...new Set(named(text, city, plainWords).map(({ county }) => county))]
}

const NONE: ReadonlySet<string> = new Set()

function named(text: string, city: City | undefined, plainWords: ReadonlySet<string>): Named[] {
  if (!city) return []
  const found: Named[] = []
  const written = [...city.counties.keys()].filter((name) => text.includes(name)).sort((a, b) => b.length - a.length)
  const taken = new Uint8Array(written.length === 0 ? 0 : text.length)
  for (const name of written) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      if (taken[at] === 1 || !isPlace(text, at, name, city, plainWords)) continue
      taken.fill(1, at, at + name.length)
      found.push({ county: city.counties.get(name) ?? name, at })
    }
  }
  if (ENDS_LIST.test(text)) for (const list of text.matchAll(SHORT_LIST)) for (const stem of list[0].split('、')) {
    const full = [...city.counties].find(([name]) => name.length > 2 && !plainWords.has(name) && stem.replace(/等.*$/u, '') === name.replace(KIND, ''))
    if (full) found.push({ county: full[1], at: list.index })
  }
  return found.sort((a, b) => a.at - b.at)
}

function isPlace(text: string, at: number, name: string, city: City, plainWords: ReadonlySet<string>): boolean {
  if (BEHIND.test(text.slice(at + name.length - 1, at + name.length + 1))) return false
  const before = text.slice(Math.max(0, at - 12), at)
  if ([city.full, city.name, ...city.aliases].some((own) => before.endsWith(own))) return true
  const listed = [...city.counties.keys()].some((other) => before.endsWith(other) || before.endsWith(`${other}、`) || before.endsWith(`${other}和`) || before.endsWith(`${other}及`)
    || ['、', '和', '及'].some((and) => text.startsWith(`${and}${other}`, at + name.length)))
  if (listed) return true
  if (city.ambiguous.has(name) && OF_ANOTHER.test(before) && !LEADS.test(before)) return false
  return plainWords.has(name) ? /[我全本该]市$/u.test(before) : name.length > 2 || LEADS.test(before)
}

/** Words by which a passage speaks of the whole city. */
const WHOLE_CITY = /全市|我市|市直|市、县/

/**
 * The county that a passage is about, by its present name: the only one of its city that it names, in its first sentence, with
 * no word of the whole city. A county that is only mentioned makes no passage about it: then `null`.
 */
export function countyOf(text: string, city: City | undefined, plainWords: ReadonlySet<string> = NONE): string | null {
  if (!city || WHOLE_CITY.test(text)) return null
  const places = named(text, city, plainWords)
  const ofItself = text.split(city.full).slice(1).some((behind) => ![...city.counties.keys()].some((name) => behind.startsWith(name)))
  if (ofItself) return null
  const [first] = places
  const opening = text.indexOf('。') + 1 || text.length
  return first && first.at < opening && places.every(({ county }) => county === first.county) ? first.county : null
}

/** Characters that end a common word before 县, 区 or 市, and none of a place's name: 各县, 示范区, 全市. */
const COMMON = /[各全两三数多每本该新老市县区镇乡街省级辖片病院园社校小景郊灾疫山地示范试点开发作业等和及与或的了在对向于是为所个城]/u
const STATED = 2
const BEGINS_WITH_COUNTY = /^\p{Script=Han}{1,4}?[县区旗]/u

/**
 * The counties of a city that no list of ours knows, as its own texts name them: directly behind the city's full name (清河市东原县), at least
 * twice in the report. A made-up or new place is found so; a name that shares characters with common words (新, 城) is passed over.
 */
export function countiesStated(texts: readonly string[], city: City): ReadonlyMap<string, string> {
  const whole = texts.join('\n')
  const names = new Set(whole.split(city.full).slice(1).flatMap((behind) => BEGINS_WITH_COUNTY.exec(behind)?.[0] ?? []))
  return new Map([...names].filter((name) => name.length > 2 && !COMMON.test(name.slice(0, -1)) && whole.split(name).length - 1 >= STATED).map((name) => [name, name]))
}
