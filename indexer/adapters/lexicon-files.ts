import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { City, Topic } from '../types.js'
import { PACKAGE_ROOT } from './package-root.js'
import { sha256 } from './source-files.js'

/** A synonym set or a one-way synonym, as the query side uses it. */
export interface Synonym {
  readonly from: string
  readonly to: readonly string[]
  /** How good a match through it is beside a literal one, 0 … 1. */
  readonly weight: number
  readonly kind: 'abbreviation' | 'compound' | 'synonym'
}

/** A named planning period, first and last year inclusive. */
export interface Period {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** Words that say what kind of answer is wanted; see the head of `questions.yaml`. */
export interface Questions {
  readonly number: ReadonlySet<string>
  readonly numberSuffix: readonly string[]
  readonly across: readonly string[]
  readonly generic: ReadonlySet<string>
}

/** All reviewed data of `indexer/lexicon`. */
export interface Lexicon {
  /** Of Henan. */
  readonly cities: readonly City[]
  /** Of the rest of the country, in the order of their codes. */
  readonly otherCities: readonly City[]
  /** Names of counties that are also plain words. */
  readonly plainWords: ReadonlySet<string>
  /** Strings in which a city's or county's name does not speak of that place (郑州大学, 示范县). */
  readonly notPlaces: readonly string[]
  readonly topics: readonly Topic[]
  readonly words: readonly string[]
  readonly stopWords: ReadonlySet<string>
  readonly synonyms: readonly Synonym[]
  readonly periods: readonly Period[]
  readonly questions: Questions
  /** Characters that are mistaken for one another, each with the others of its groups. */
  readonly lookAlikes: ReadonlyMap<string, ReadonlySet<string>>
  /** SHA-256 over all files. */
  readonly fingerprint: string
}

interface PlacesFile {
  readonly cities: readonly { name: string; full: string; counties: readonly string[]; aliases?: readonly string[]; former?: Readonly<Record<string, string>> }[]
  readonly ambiguous?: readonly string[]
  readonly plain_words?: readonly string[]
  readonly not_places?: readonly string[]
}
interface QuestionsFile {
  readonly number: readonly string[]
  readonly number_suffix: readonly string[]
  readonly across: readonly string[]
  readonly generic: readonly string[]
}
interface SynonymsFile {
  readonly abbreviations?: readonly (readonly string[] | { readonly terms: readonly string[]; readonly typed?: readonly string[] })[]
  readonly compounds?: readonly { short: string; parts: readonly string[]; typed?: boolean }[]
  readonly synonyms?: readonly { from: string; to: string | readonly string[]; weight: number }[]
  readonly periods?: readonly Period[]
}

/** A match through a full abbreviation is nearly as good as a literal one; through one part of a compound, less. */
const ABBREVIATION_WEIGHT = 0.9
const COMPOUND_WEIGHT = 0.7

const wordLines = (text: string): string[] => text.split('\n').map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '')

function readPlaces(file: PlacesFile): City[] {
  const ambiguous = new Set(file.ambiguous ?? [])
  return file.cities.map(({ name, full, counties, aliases, former }) => ({
    name, full, aliases: aliases ?? [], ambiguous,
    counties: new Map([...counties.map((county) => [county, county] as const), ...Object.entries(former ?? {})]),
  }))
}

/** Lines `province city county …`, other names behind `=`, of a city its short name; names that several cities have do not tell the city. */
function readDivisions(lines: readonly string[]): City[] {
  const read = lines.map((line) => line.split(/\s+/u).slice(1))
  const owners = new Map<string, number>()
  for (const [, ...counties] of read) for (const written of counties.flatMap((county) => county.split('='))) owners.set(written, (owners.get(written) ?? 0) + 1)
  const ambiguous = new Set([...owners].filter(([, cities]) => cities > 1).map(([written]) => written))
  return read.map(([city = '', ...counties]) => {
    const [full = '', name = full.replace(/(?:市|地区|盟|林区)$/u, '')] = city.split('=')
    const written = counties.flatMap((county) => {
      const [present = '', ...others] = county.split('=')
      return [present, ...others].map((one) => [one, present] as const)
    })
    return { name, full, aliases: full.endsWith('自治州') ? [`${name}州`] : [], ambiguous, counties: new Map(written) }
  })
}

function readSynonyms(file: SynonymsFile): Synonym[] {
  const synonyms: Synonym[] = []
  for (const entry of file.abbreviations ?? []) {
    const terms: readonly string[] = 'terms' in entry ? entry.terms : entry
    // Short forms that also stand across other words (国考 in 全国考核) are read in queries and not sought in texts.
    const typed: readonly string[] = 'terms' in entry ? entry.typed ?? [] : []
    for (const from of [...terms, ...typed].filter((term) => typed.includes(term) || terms.length > 1)) synonyms.push({ from, to: terms.filter((term) => term !== from), weight: ABBREVIATION_WEIGHT, kind: 'abbreviation' })
  }
  for (const { short, parts, typed } of file.compounds ?? []) {
    synonyms.push({ from: short, to: parts, weight: COMPOUND_WEIGHT, kind: 'compound' })
    if (typed) continue
    // A part of two characters (医疗 of 三医) says too little of the whole.
    for (const part of parts.filter((p) => p.length > 2)) synonyms.push({ from: part, to: [short], weight: COMPOUND_WEIGHT, kind: 'abbreviation' })
  }
  for (const { from, to, weight } of file.synonyms ?? []) {
    synonyms.push({ from, to: typeof to === 'string' ? [to] : to, weight, kind: 'synonym' })
  }
  return synonyms
}

function readLookAlikes(lines: readonly string[]): Map<string, Set<string>> {
  const others = new Map<string, Set<string>>()
  for (const line of lines) {
    for (const character of line) {
      const known = others.get(character) ?? new Set()
      for (const other of line) if (other !== character) known.add(other)
      others.set(character, known)
    }
  }
  return others
}

const readQuestions = (file: QuestionsFile): Questions => ({
  number: new Set(file.number), numberSuffix: file.number_suffix, generic: new Set(file.generic),
  across: [...file.across].sort((a, b) => b.length - a.length),
})

/** Reads the lexicon that ships with the program. It is part of the program: a fault in it is thrown, not reported. */
export function loadLexicon(folder: string = join(PACKAGE_ROOT, 'indexer', 'lexicon')): Lexicon {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const texts = ['places.yaml', 'topics.yaml', 'domain-words.txt', 'stop-words.txt', 'synonyms.yaml', 'questions.yaml', 'look-alikes.txt', 'divisions.txt'].map((name) => [name, read(name)] as const)
  const [places = '', topics = '', words = '', stopWords = '', synonyms = '', questions = '', lookAlikes = '', divisions = ''] = texts.map(([, text]) => text)
  const file = parse(synonyms) as SynonymsFile
  const placesFile = parse(places) as PlacesFile
  return {
    cities: readPlaces(placesFile),
    otherCities: readDivisions(wordLines(divisions)),
    plainWords: new Set(placesFile.plain_words),
    notPlaces: placesFile.not_places ?? [],
    topics: (parse(topics) as { topics: Topic[] }).topics,
    words: wordLines(words),
    stopWords: new Set(wordLines(stopWords)),
    synonyms: readSynonyms(file),
    periods: file.periods ?? [],
    questions: readQuestions(parse(questions) as QuestionsFile),
    lookAlikes: readLookAlikes(wordLines(lookAlikes)),
    fingerprint: sha256(texts.map(([name, text]) => `${name}\n${text}`).join('\u0000')),
  }
}
