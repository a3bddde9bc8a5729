import type { Chance } from '../chance.js'
import { cutLine, joinLines, newLine, type Line } from './printing.js'

/**
 * What may happen to a report between two processings. Each takes the printing and gives another. `opening`: the lines of the
 * first printing before which no passage or heading goes on; paragraphs come, go and move as wholes.
 */
export type Change = (lines: readonly Line[], chance: Chance, strangers: readonly string[], opening: ReadonlySet<Line>) => Line[]

const NUMERAL = /[0-9０-９〇零一二两三四五六七八九十百千万亿]/u
const HEADING = /^(?:#+\s|第[〇零一二三四五六七八九十百]+[章节编]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/u
/** The number that a line opens with. */
const NUMBER = /^((?:#+\s+)?[第（(]?)([〇零一二三四五六七八九十百]{1,5}|\d{1,2})(?=[章节条编]|[）)、]|[.．](?!\d))/u
const HAN = [...'零一二三四五六七八九']

const hanOf = (n: number): string => (n < 10 ? (HAN[n] ?? '') : n < 20 ? `十${n % 10 === 0 ? '' : (HAN[n % 10] ?? '')}` : `${HAN[Math.floor(n / 10)] ?? ''}十${n % 10 === 0 ? '' : (HAN[n % 10] ?? '')}`)

/** Each paragraph in one line, white space at its ends taken off; blank lines go, and what is no text comes behind the paragraph that it interrupts. */
function unwrapped(lines: readonly Line[]): Line[] {
  const whole: Line[] = []
  let open: Line | null = null
  let asides: Line[] = []
  for (const line of lines) {
    const { length } = line.text.trimEnd()
    if (length === 0) continue
    if (open && line.aside) {
      asides.push(line)
      continue
    }
    const bare = cutLine(line, line.text.length - line.text.trimStart().length, length)
    const words = open !== null && /[A-Za-z]$/.test(open.text) && /^[A-Za-z]/.test(bare.text)
    const joined: Line = open ? joinLines(open, newLine(words ? ' ' : ''), bare) : bare
    open = line.runsOn ? joined : null
    if (open) continue
    whole.push(joined, ...asides)
    asides = []
  }
  return [...whole, ...(open ? [open] : []), ...asides]
}

/** Printed in lines of another measure (half-width columns), a paragraph's first line indented by two characters, as official documents are. */
export const otherLineBreaks: Change = (lines, chance) => {
  const measure = 2 * (24 + chance.below(24))
  return unwrapped(lines).flatMap((line) => {
    if (line.text.startsWith('#')) return [line]
    const rest = joinLines(newLine('　　'), line)
    const cuts = [0]
    let width = 0
    for (let at = 0; at < rest.text.length; at++) {
      const wide = rest.text.charCodeAt(at) > 0x2000 ? 2 : 1
      if (width + wide > measure) {
        cuts.push(at)
        width = 0
      }
      width += wide
    }
    return cuts.map((from, i) => cutLine(rest, from, cuts[i + 1]))
  })
}

export const otherHeadingNumbers: Change = (lines, chance) => {
  const by = 1 + chance.below(7)
  let n = by
  return lines.map((line) => {
    const match = NUMBER.exec(line.text)
    if (!match) return line
    const [, open = '', number = ''] = match
    n = (n + 1) % 90 || 1
    const printed = /\d/.test(number) ? String(n) : hanOf(n)
    return joinLines(cutLine(line, 0, open.length), newLine(printed), cutLine(line, open.length + number.length))
  })
}

export const paragraphsInserted: Change = (lines, chance, strangers, opening) =>
  lines.flatMap((line) => (opening.has(line) && line.text.trim() !== '' && chance.next() < 0.3 ? [newLine(''), newLine(chance.pick(strangers)), newLine(''), line] : [line]))

export const paragraphsRemoved: Change = (lines, chance, _strangers, opening) => {
  let removed = false
  return lines.filter((line) => {
    if (opening.has(line)) removed = !HEADING.test(line.text) && line.text.trim() !== '' && chance.next() < 0.2
    return !removed
  })
}

/** Openings of the sections that may change places: of the highest kind that the text has twice. */
const SECTIONS = [/^##\s/u, /^第[一二三四五六七八九十百]+章/u, /^[一二三四五六七八九十]+、/u] as const

export const sectionsShuffled: Change = (lines, chance, _strangers, opening) => {
  const starts = SECTIONS.map((pattern) => lines.flatMap((line, i) => (opening.has(line) && pattern.test(line.text) ? [i] : []))).find(({ length }) => length >= 2)
  if (!starts) return [...lines]
  return [...lines.slice(0, starts[0]), ...chance.shuffled(starts.map((start, i) => lines.slice(start, starts[i + 1]))).flat()]
}

/** A tenth of the paragraphs is split behind a sentence, a tenth joined with the next. */
export const boundsMoved: Change = (lines, chance) => {
  const changed: Line[] = []
  const printed = lines.filter(({ text }) => text.trim() !== '')
  for (let i = 0; i < printed.length; i++) {
    const [line, next] = [printed[i], printed[i + 1]]
    if (!line) continue
    const stop = line.text.indexOf('。')
    const draw = chance.next()
    if (draw < 0.1 && stop > 12 && stop < line.text.length - 12) changed.push(cutLine(line, 0, stop + 1), newLine(''), cutLine(line, stop + 1), newLine(''))
    else if (draw < 0.2 && next && !HEADING.test(line.text) && !HEADING.test(next.text) && line.text.length > 12) {
      changed.push(joinLines(line, next), newLine(''))
      i++
    } else changed.push(line, newLine(''))
  }
  return changed
}

/** Substitutions, insertions and deletions of characters, no numeral among them. `share`: of all characters. */
export const misread = (share: number): Change => (lines, chance, strangers) => {
  const pool = strangers.join('').replace(new RegExp(NUMERAL.source, 'gu'), '').replace(/[^\p{Script=Han}]/gu, '')
  const stranger = (): Line => newLine(pool[chance.below(pool.length)] ?? '的')
  return lines.map((line) => joinLines(...Array.from({ length: line.text.length }, (_, i) => {
    const unit = cutLine(line, i, i + 1)
    if (/\s/.test(unit.text) || NUMERAL.test(unit.text) || chance.next() >= share) return unit
    // A misread character still stands where it stood: it keeps its origin.
    const kind = chance.below(4)
    return kind < 2 ? { text: stranger().text, origins: unit.origins } : kind === 2 ? joinLines(unit, stranger()) : newLine('')
  })))
}

/** One digit of each number that has two or more, or stands with a sign or unit, becomes another. */
export const digitsChanged: Change = (lines, chance) => lines.map((line) => {
  const places = [...line.text.matchAll(/\d(?=[\d.]*\s*(?:%|‰|[万亿]|个|人|家|张|年|元|例|所|项|名))|(?<=[第满过处为达])[二三四五六七八九](?=[年月日条款项个倍次十])/gu)].map((match) => match.index).filter((at) => at > 6)
  if (places.length === 0) return line
  const at = chance.pick(places)
  const digit = line.text[at] ?? ''
  const others = /\d/.test(digit) ? [...'0123456789'] : [...'二三四五六七八九']
  return joinLines(cutLine(line, 0, at), newLine(chance.pick(others.filter((other) => other !== digit))), cutLine(line, at + 1))
})
