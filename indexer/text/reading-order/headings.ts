/** Headings and speakers of a page's articles, told by form: a city's name, no sentence marks, a line of their own. */
import { fold } from './fold.js'
import type { City, Fragment, Role } from './types.js'

const MARKS = /[,.。;；，!?！？]/u
const OFFICE = '(?:党组书记|书记|副主任|主任|副局长|局长|院长|副|主)'
const NAMED = /(?:主任|局长|书记|院长|主\s*任)\s+\p{Script=Han}{2,4}$/u
const BODY_OF = new RegExp(`(?:委员会|委|局|院|办公室|中心)\\s*(?:党组书记、?)?${OFFICE}(?:\\s*任)?(?:\\s+\\p{Script=Han}{2,4})?$`, 'u')
const LONGEST = 26

export interface Label {
  readonly role: Role
  readonly city: string | null
}

/** The city with whose name a text starts. */
function startsWithCity(text: string, cities: readonly City[]): string | null {
  const folded = fold(text)
  for (const { name } of cities) if (folded.startsWith(name)) return name
  return null
}

/** A speaker's line: a city's office, perhaps cut before its last word, perhaps with the name. */
function isSpeaker(text: string, cities: readonly City[]): boolean {
  const line = text.trim()
  if (line === '' || MARKS.test(line) || fold(line).length > LONGEST) return false
  if (startsWithCity(line, cities) !== null) return BODY_OF.test(line)
  return false
}

/** Roles of the lines that hold a heading or a speaker and nothing else, by line number. */
export function labelledLines(lines: readonly string[], cities: readonly City[]): Map<number, Label> {
  const labels = new Map<number, Label>()
  lines.forEach((raw, index) => {
    const line = raw.trim()
    if (line === '' || MARKS.test(line) || fold(line).length > LONGEST) return
    const city = startsWithCity(line, cities)
    if (isSpeaker(line, cities)) labels.set(index + 1, { role: 'speaker', city })
    else if (city !== null && headline(line, city)) labels.set(index + 1, { role: 'heading', city })
    else if (NAMED.test(line) && alone(lines, index)) labels.set(index + 1, { role: 'speaker', city: null })
  })
  return labels
}

/** The city's name stands by itself, before its headline. */
function headline(line: string, city: string): boolean {
  const first = line.split(/\s+/u)[0] ?? ''
  return first === city || first === `${city}市` || line === `${city}市`
}

function alone(lines: readonly string[], index: number): boolean {
  return (lines[index - 1] ?? '').trim() === '' && (lines[index + 1] ?? '').trim() === ''
}

/** For each line the city of the heading that stands above it. */
export function sectionOf(labels: ReadonlyMap<number, Label>, lineCount: number): (string | null)[] {
  const sections: (string | null)[] = [null]
  let current: string | null = null
  for (let line = 1; line <= lineCount; line++) {
    const label = labels.get(line)
    if (label?.role === 'heading') current = label.city
    sections.push(current)
  }
  return sections
}

/** Role of a fragment that shares its line with others. */
export function roleOf(fragment: Fragment, labels: ReadonlyMap<number, Label>, cities: readonly City[]): Label {
  const label = labels.get(fragment.line)
  if (label !== undefined) return label
  if (isSpeaker(fragment.text, cities)) return { role: 'speaker', city: startsWithCity(fragment.text, cities) }
  return { role: 'body', city: null }
}
