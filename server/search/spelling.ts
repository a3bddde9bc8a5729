import type { Romanize } from '../../indexer/index.js'
import { withinOne } from './latin.js'
import type { VocabularyWord } from './vocabulary.js'

/** What was typed, and what the corpus writes. */
export interface Correction {
  readonly from: string
  readonly to: string
  readonly kind: 'pinyin' | 'homophone' | 'look-alike' | 'spelling'
}

export interface Spelling {
  /** The text with the corrections made. */
  readonly text: string
  readonly corrections: readonly Correction[]
}

/** Pairs of sounds that southern and typing habits confuse: z/zh, c/ch, s/sh, -n/-ng. */
const confused = (syllable: string): string => syllable.replace(/^([zcs])h/, '$1').replace(/(?<=[aei])ng$/, 'n')

const LATIN_RUN = /[a-z]+(?:[ '][a-z]+)*/giu
const HAN_RUN = /\p{Script=Han}+/gu
const MIXED = /[\p{Script=Han}a-z]+/giu
/** Longest word that a slip is sought in, in 汉字. */
const LONGEST = 9
const LONGEST_PINYIN = 48
/** Cost of a word in a reading of joined pinyin, beside its rarity: fewer and longer words are likelier. */
const WORD_COST = 4
const SHORTEST_INITIALS = 3
const MOST_TYPED = 60

interface Candidate {
  readonly start: number
  readonly end: number
  readonly word: VocabularyWord
  readonly kind: Correction['kind']
  readonly score: number
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The text without each of its characters in turn. */
const shortened = (text: string): string[] => Array.from({ length: text.length }, (_, i) => text.slice(0, i) + text.slice(i + 1))

/** Finds what was meant: pinyin, initials and mixed input; homophones, look-alikes and slips against the words of one corpus. */
export class Speller {
  readonly #words: readonly VocabularyWord[]
  readonly #known: ReadonlyMap<string, VocabularyWord>
  readonly #byPinyin = new Map<string, VocabularyWord[]>()
  readonly #byConfused = new Map<string, VocabularyWord[]>()
  readonly #byInitials = new Map<string, VocabularyWord[]>()
  readonly #byShortened = new Map<string, VocabularyWord[]>()
  readonly #total: number
  readonly #lookAlikes: ReadonlyMap<string, ReadonlySet<string>>
  readonly #functionWords: ReadonlySet<string>
  readonly #romanize: Romanize
  readonly #attested: (text: string) => boolean
  readonly #paired: (text: string) => boolean
  readonly #isWord: (text: string) => boolean
  readonly #cut: (text: string) => readonly { readonly start: number; readonly end: number }[]

  /** `attested`: whether a text stands anywhere in the corpus; `paired`: whether all its pairs of 汉字 do; `isWord`: whether the general dictionary has it; `cut`: the words that tile a text. */
  constructor(words: readonly VocabularyWord[], { lookAlikes, functionWords, romanize, attested, paired, isWord, cut }: {
    readonly lookAlikes: ReadonlyMap<string, ReadonlySet<string>>
    readonly functionWords: ReadonlySet<string>
    readonly romanize: Romanize
    readonly attested: (text: string) => boolean
    readonly paired: (text: string) => boolean
    readonly isWord: (text: string) => boolean
    readonly cut: (text: string) => readonly { readonly start: number; readonly end: number }[]
  }) {
    this.#words = words
    this.#known = new Map(words.map((word) => [word.text, word]))
    this.#total = words.reduce((sum, { count }) => sum + count, 0)
    this.#lookAlikes = lookAlikes
    this.#functionWords = functionWords
    this.#romanize = romanize
    this.#attested = attested
    this.#paired = paired
    this.#isWord = isWord
    this.#cut = cut
    for (const word of words) {
      push(this.#byPinyin, word.pinyin, word)
      push(this.#byConfused, word.syllables.map(confused).join(' '), word)
      push(this.#byInitials, word.initials, word)
      if (word.text.length >= 3 && word.text.length <= LONGEST) for (const short of new Set(shortened(word.text))) push(this.#byShortened, short, word)
    }
  }

  /** What was probably meant by a query text. `null` when nothing in it looks mistaken, or nothing like it is known. */
  correct(typed: string): Spelling | null {
    if (typed.length > MOST_TYPED * 3) return null
    const corrections: Correction[] = []
    const replace = (pattern: RegExp, of: (run: string) => Spelling | null) => (text: string): string => text.replace(pattern, (run) => {
      const spelling = of(run)
      corrections.push(...(spelling?.corrections ?? []))
      return spelling?.text ?? run
    })
    const steps = [
      replace(MIXED, (run) => this.#mixed(run)),
      replace(LATIN_RUN, (run) => this.#latin(run)),
      replace(HAN_RUN, (run) => this.#han(run)),
    ]
    const text = steps.reduce((current, step) => step(current), typed)
    return corrections.length === 0 ? null : { text, corrections }
  }

  /** Pinyin and initials, with or without spaces between the syllables. A word that the corpus writes so stays. */
  #latin(run: string): Spelling | null {
    const letters = run.replace(/[ ']/g, '').toLowerCase()
    if (letters.length < 2 || letters.length > LONGEST_PINYIN || this.#attested(run.toLowerCase().replaceAll(' ', ''))) return null
    const words = this.#read(letters) ?? this.#abbreviated(run, letters) ?? this.#nearly(letters)
    if (!words) return null
    const to = words.map(({ text }) => text).join(words.length > 1 ? ' ' : '')
    return { text: to, corrections: [{ from: run, to, kind: 'pinyin' }] }
  }

  readonly #cost = ({ count, domain }: VocabularyWord): number => Math.log(this.#total / count) - (domain ? 2 : 0) + WORD_COST

  #likeliest(words: readonly VocabularyWord[] | undefined): VocabularyWord | null {
    return (words ?? []).reduce<VocabularyWord | null>((best, word) => (best === null || this.#cost(word) < this.#cost(best) ? word : best), null)
  }

  /** Joined pinyin as the likeliest sequence of words (Viterbi over unigrams). */
  #read(letters: string): VocabularyWord[] | null {
    const best: ({ cost: number; from: number; word: VocabularyWord | null } | undefined)[] = [{ cost: 0, from: 0, word: null }]
    for (let end = 1; end <= letters.length; end++) {
      for (let from = Math.max(0, end - 30); from < end; from++) {
        const before = best[from]
        const word = before && this.#likeliest(this.#byPinyin.get(letters.slice(from, end)))
        if (!before || !word) continue
        const cost = before.cost + this.#cost(word)
        const known = best[end]
        if (!known || cost < known.cost) best[end] = { cost, from, word }
      }
    }
    const words: VocabularyWord[] = []
    for (let at = letters.length; at > 0;) {
      const step = best[at]
      if (!step?.word) return null
      words.unshift(step.word)
      at = step.from
    }
    return words
  }

  /** First letters of the syllables. Typed in capitals they are an abbreviation of another language. */
  #abbreviated(run: string, letters: string): VocabularyWord[] | null {
    if (letters.length < SHORTEST_INITIALS || run !== run.toLowerCase()) return null
    const word = this.#likeliest(this.#byInitials.get(letters)?.filter(({ domain, count }) => domain || count >= 3))
    return word ? [word] : null
  }

  /** Pinyin with one slip, or broken off in its last syllable. */
  #nearly(letters: string): VocabularyWord[] | null {
    if (letters.length < 5) return null
    const near: VocabularyWord[] = []
    for (const [pinyin, words] of this.#byPinyin) if (withinOne(pinyin, letters)) near.push(...words)
    const started = near.length > 0 ? [] : this.#words.filter(({ pinyin, domain }) => domain && pinyin.startsWith(letters))
    const word = this.#likeliest(near.length > 0 ? near : started)
    return word ? [word] : null
  }

  /** 汉字 and pinyin within one word: yi共体, 医gong体, 医gt. */
  #mixed(run: string): Spelling | null {
    const units = run.toLowerCase().match(/[a-z]+|\p{Script=Han}/gu) ?? []
    if (units.length < 2 || !/[a-z]/i.test(run) || !/\p{Script=Han}/u.test(run) || this.#attested(run.toLowerCase())) return null
    const fits = ({ text, syllables }: VocabularyWord): boolean => {
      const reach = (unit: number, at: number): boolean => {
        const wanted = units[unit]
        if (wanted === undefined) return at === syllables.length
        if (!/[a-z]/.test(wanted)) return text[at] === wanted && reach(unit + 1, at + 1)
        for (let end = at + 1; end <= syllables.length; end++) {
          const inside = syllables.slice(at, end)
          if ((inside.join('') === wanted || inside.map((s) => s[0]).join('') === wanted) && reach(unit + 1, end)) return true
        }
        return false
      }
      return reach(0, 0)
    }
    const typed = units.filter((unit) => !/[a-z]/.test(unit))
    const word = this.#likeliest(this.#words.filter((one) => typed.every((c) => one.text.includes(c)) && fits(one)))
    return word ? { text: word.text, corrections: [{ from: run, to: word.text, kind: 'pinyin' }] } : null
  }

  /** Replaces stretches that stand nowhere in the corpus by words of it that sound or look alike, the surest first. */
  #han(run: string): Spelling | null {
    if (run.length < 2 || run.length > MOST_TYPED || this.#attested(run)) return null
    const candidates = this.#candidates(run).sort((a, b) => b.score - a.score || a.start - b.start)
    const taken: Candidate[] = []
    for (const candidate of candidates) {
      if (taken.every(({ start, end }) => candidate.end <= start || end <= candidate.start)) taken.push(candidate)
    }
    if (taken.length === 0) return null
    let text = run
    for (const { start, end, word } of [...taken].sort((a, b) => b.start - a.start)) text = text.slice(0, start) + word.text + text.slice(end)
    return { text, corrections: taken.map(({ start, end, word, kind }) => ({ from: run.slice(start, end), to: word.text, kind })) }
  }

  #candidates(run: string): Candidate[] {
    const found: Candidate[] = []
    // Words that the dictionary has are not cut through, and two of them side by side are a slip only as a longer word.
    const sound = this.#cut(run).filter(({ start, end }) => end - start >= 2 && this.#isWord(run.slice(start, end)))
    const strange = Array.from({ length: run.length - 1 }, (_, i) => !this.#paired(run.slice(i, i + 2)))
    for (let start = 0; start < run.length - 1; start++) {
      for (let end = start + 2; end <= Math.min(run.length, start + LONGEST); end++) {
        const typed = run.slice(start, end)
        if (this.#known.has(typed)) continue
        // A function word and a strange character side by side (此鱼, 七是) are no misspelt word.
        if (typed.length === 2 && [...typed].some((c) => this.#functionWords.has(c))) continue
        // Only a stretch that holds, or borders on, a pair that no passage holds is a slip.
        if (!strange.slice(start, end - 1).some(Boolean)) continue
        if (sound.some((word) => (word.start < start && start < word.end) || (word.start < end && end < word.end))) continue
        const soundPart = sound.filter((word) => start <= word.start && word.end <= end).reduce((sum, word) => sum + word.end - word.start, 0)
        if (soundPart === typed.length && typed.length < 4 && !this.#isWord(typed)) continue
        const aWord = this.#isWord(typed)
        for (const { word, kind, sureness } of this.#like(typed)) {
          if (aWord && kind !== 'look-alike' && word.text.length < 3) continue
          const corrected = run.slice(0, start) + word.text + run.slice(end)
          const mended = this.#paired(corrected.slice(Math.max(0, start - 1), start + word.text.length + 1)) ? 1 : 0
          found.push({ start, end, word, kind, score: sureness * word.text.length + mended + Math.log(1 + word.count) * 0.3 + (word.domain ? 0.5 : 0) })
        }
      }
    }
    return found
  }

  /** Words like a typed one, with how sure it is that they were meant. */
  #like(typed: string): { word: VocabularyWord; kind: Correction['kind']; sureness: number }[] {
    const syllables = this.#romanize(typed)
    const same = (this.#byPinyin.get(syllables.join('')) ?? []).filter(({ text }) => text.length === typed.length)
      .map((word) => ({ word, kind: 'homophone' as const, sureness: 3 }))
    const close = (this.#byConfused.get(syllables.map(confused).join(' ')) ?? []).map((word) => ({ word, kind: 'homophone' as const, sureness: 2.3 }))
    const seen = new Set([...same, ...close].map(({ word }) => word))
    const slips = this.#slipsOf(typed).filter(({ word }) => !seen.has(word))
    return [...same, ...close.filter(({ word }) => !same.some((other) => other.word === word)), ...slips]
  }

  #slipsOf(typed: string): { word: VocabularyWord; kind: Correction['kind']; sureness: number }[] {
    const slips: { word: VocabularyWord; kind: Correction['kind']; sureness: number }[] = []
    const look = [...typed].flatMap((c, i) => [...(this.#lookAlikes.get(c) ?? [])].map((other) => typed.slice(0, i) + other + typed.slice(i + 1)))
    const lookAlike = new Set(look.filter((text) => this.#known.has(text)))
    for (const text of lookAlike) {
      const word = this.#known.get(text)
      if (word) slips.push({ word, kind: 'look-alike', sureness: 2.6 })
    }
    if (typed.length < 3) return slips
    const near = new Set([...this.#byShortened.get(typed) ?? [], ...shortened(typed).flatMap((short) => this.#byShortened.get(short) ?? [])])
    for (const word of near) {
      if (lookAlike.has(word.text) || word.text.length < 4 || !withinOne(word.text, typed)) continue
      slips.push({ word, kind: 'spelling', sureness: word.text.length === typed.length ? 1.6 : 1.8 })
    }
    for (const short of shortened(typed)) {
      const word = short.length >= 4 ? this.#known.get(short) : undefined
      if (word) slips.push({ word, kind: 'spelling', sureness: 1.8 })
    }
    return slips
  }
}
