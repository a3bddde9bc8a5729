/**
 * The query syntax. Whatever is typed or pasted is read: an operator that lacks what it needs is text.
 *
 *     "整句原文" “…” 「…」     the passage holds this, wherever the source broke its lines
 *     -焦作  -"定点医院"       the passage does not hold this
 *     医共体 OR 医联体         one of them is enough (also | and ｜)
 *     城市:开封  年份:2021     only passages of that city; that state that year or whose report covers it
 *     标题:规划                only under a heading, or in a report, whose title holds this
 */

/** One unquoted, unprefixed stretch between separators, and where it stands in the text. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

export type FieldName = 'city' | 'year' | 'title'

export interface Field {
  readonly name: FieldName
  readonly value: string
}

export interface Syntax {
  readonly phrases: readonly string[]
  /** Of each group one has to stand; quoted on all sides. */
  readonly choices: readonly (readonly string[])[]
  /** Words joined by OR, not all of them quoted: one thing sought in several ways. */
  readonly either: readonly (readonly string[])[]
  readonly words: readonly Word[]
  readonly excluded: readonly string[]
  readonly fields: readonly Field[]
}

/** Whether a value names something, so that a field with it is no accident of pasted text. */
export type Names = (field: FieldName, value: string) => boolean

const FIELD_NAMES: Readonly<Record<string, FieldName>> = {
  城市: 'city', 地区: 'city', city: 'city', 年份: 'year', 年度: 'year', year: 'year', 标题: 'title', 题目: 'title', title: 'title',
}

/** Phrases in any kind of double or corner quotation marks; an opening mark without its match is text. */
const QUOTED = String.raw`"([^"]+)"|“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|＂([^＂]+)＂|〝([^〝〞]+)〞`
const SEPARATOR = String.raw`(?:[\s，。；;、？?！!…]|(?<!\d),|,(?!\d))+`
const TOKEN = new RegExp(`(?<minus>(?<=^|[\\s，。；;、])[-－–—](?=["“「『＂〝]))?(?:${QUOTED})|(?<gap>${SEPARATOR})|(?<or>[|｜]+)`, 'gu')
/** A minus before a letter, at the start of a word: the word is not wanted. */
const EXCLUDING = /^[-－–—](?=\p{L})/u
const FIELD = /^(城市|地区|city|年份|年度|year|标题|题目|title)[:：](.+)$/iu
const OR = /^(?:OR|\|)$/u

type Token =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'phrase'; readonly text: string; readonly excluded: boolean }

/** What ends a sentence or a clause at the edge of a quoted phrase is the quoter's: the sentence may go on where it stands. */
const EDGES = /^[\s，。；：、！？,.;:!?…—]+|[\s，。；：、！？,.;:!?…—]+$/gu
const hasLetter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Words, phrases and gaps, in order. */
function tokensOf(q: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const push = (end: number): void => {
    if (end > at) tokens.push({ kind: 'word', word: { text: q.slice(at, end), start: at, end } })
  }
  for (const match of q.matchAll(TOKEN)) {
    push(match.index)
    at = match.index + match[0].length
    if (match.groups?.['gap'] !== undefined) continue
    if (match.groups?.['or'] !== undefined) {
      tokens.push({ kind: 'word', word: { text: '|', start: match.index, end: at } })
      continue
    }
    const text = match.slice(2, 8).find((group) => group !== undefined) ?? ''
    tokens.push({ kind: 'phrase', text, excluded: match.groups?.['minus'] !== undefined })
  }
  push(q.length)
  return tokens
}

/** `城市:` with its value behind a space, or in quotation marks. */
function fieldAt(tokens: readonly Token[], i: number, names: Names): { field: Field; used: number } | null {
  const token = tokens[i]
  if (token?.kind !== 'word') return null
  const whole = FIELD.exec(token.word.text)
  const [label, value, used] = whole ? [whole[1], whole[2], 1]
    : /[:：]$/u.test(token.word.text) ? [token.word.text.slice(0, -1), valueOf(tokens[i + 1]), 2] : [undefined, undefined, 0]
  const name = FIELD_NAMES[label?.toLowerCase() ?? '']
  return name && value !== undefined && names(name, value) ? { field: { name, value }, used } : null
}

const valueOf = (token: Token | undefined): string | undefined => (token?.kind === 'phrase' ? token.text : token?.word.text)
const isOr = (token: Token | undefined): boolean => token?.kind === 'word' && OR.test(token.word.text)
const isOperand = (token: Token | undefined): boolean => token !== undefined && hasLetter(valueOf(token) ?? '') && !isOr(token)
  && !(token.kind === 'phrase' ? token.excluded : EXCLUDING.test(token.word.text))

/** Reads a query. Text without a letter or digit reads as nothing. */
export function readSyntax(q: string, names: Names): Syntax {
  const tokens = tokensOf(q)
  const phrases: string[] = []
  const choices: string[][] = []
  const either: string[][] = []
  const words: Word[] = []
  const excluded: string[] = []
  const fields: Field[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) continue
    const found = fieldAt(tokens, i, names)
    if (found) {
      fields.push(found.field)
      i += found.used - 1
      continue
    }
    if (isOperand(token) && isOr(tokens[i + 1]) && isOperand(tokens[i + 2])) {
      const group = [token]
      while (isOr(tokens[i + 1])) {
        const next = tokens[i + 2]
        if (!next || !isOperand(next)) break
        group.push(next)
        i += 2
      }
      ;(group.every(({ kind }) => kind === 'phrase') ? choices : either).push(group.map((one) => (valueOf(one) ?? '').replace(EDGES, '')))
      continue
    }
    if (token.kind === 'phrase') {
      if (hasLetter(token.text)) (token.excluded ? excluded : phrases).push(token.text.replace(EDGES, ''))
    } else if (EXCLUDING.test(token.word.text)) {
      excluded.push(token.word.text.slice(1))
    } else if (hasLetter(token.word.text) && !isOr(token)) {
      words.push(token.word)
    }
  }
  return { phrases, choices, either, words, excluded, fields }
}
