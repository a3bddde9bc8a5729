import { isVisible } from '../text/character.js'
import type { Correction, Passage, Report } from '../types.js'
import { SourceMap, type SourcePlace } from './source-map.js'

/** A part of a whole: visible characters (code points, white space aside), and their share of the whole, 0 … 1 (0 of nothing). */
export interface Part {
  readonly characters: number
  readonly share: number
}

/** Some of a report's passages; the share is of the visible characters of all its passages. */
export interface PassagePart extends Part {
  readonly passages: number
}

/** The same, with the number of single places that made them count. */
export interface PlacesPart extends PassagePart {
  readonly places: number
}

/** Doubts of one kind. */
export interface DiagnosticGroup {
  readonly rule: string
  readonly count: number
  readonly at: readonly { readonly line: number | null; readonly found: string; readonly expected: string }[]
}

/** What reading has made of a source, in numbers: where an editor should look. */
export interface Quality {
  /** Visible characters of the source. */
  readonly characters: number
  readonly passages: number
  /** What became of the source's characters; shares are of all of them. But for `twice`, which counts those that are read in two places, they add up to 1. */
  readonly account: {
    readonly passages: Part
    readonly headings: Part
    /** Merged cells of tables. */
    readonly labels: Part
    readonly furniture: Part
    readonly unaccounted: Part
    readonly twice: Part
  }
  /** Put together from interleaved columns. */
  readonly reordered: PassagePart
  /** Put together from several printed lines; a place is a line end that was joined. */
  readonly joined: PlacesPart
  /** Touched by an editor; a place is a correction. */
  readonly corrected: PlacesPart
  /** With a doubtful join; a place is a join. */
  readonly doubtful: PlacesPart
  /** Without a city. */
  readonly withoutCity: PassagePart
  /** What was left out; `column`, in characters from 1, where it is only a part of its line. */
  readonly furniture: readonly { readonly line: number; readonly column: number | null; readonly text: string; readonly rule: string }[]
  readonly unaccounted: readonly (SourcePlace & { readonly text: string })[]
  readonly corrections: readonly Correction[]
  /** By rule, the most frequent first. */
  readonly diagnostics: readonly DiagnosticGroup[]
  /** Places for an editor to look at: doubtful joins, diagnostics, stretches that are not accounted for. */
  readonly toCheck: number
}

const visibleIn = (text: string): number => {
  let count = 0
  for (const character of text) if (isVisible(character)) count++
  return count
}

/** Measures a report; linear in its source and its pieces. */
export function qualityOf(report: Report): Quality {
  const { passages } = report
  const lengths = new Map(passages.map((passage) => [passage, visibleIn(passage.text)]))
  const all = [...lengths.values()].reduce((sum, length) => sum + length, 0)
  const part = (chosen: readonly Passage[]): PassagePart => {
    const characters = chosen.reduce((sum, passage) => sum + (lengths.get(passage) ?? 0), 0)
    return { passages: chosen.length, characters, share: shareOf(characters, all) }
  }
  const placesPart = (placesIn: (passage: Passage) => number): PlacesPart => {
    const chosen = passages.filter((passage) => placesIn(passage) > 0)
    return { ...part(chosen), places: chosen.reduce((sum, passage) => sum + placesIn(passage), 0) }
  }
  const { characters, account, unaccounted } = accountOf(report)
  const doubtful = placesPart(({ doubts }) => doubts?.length ?? 0)
  return {
    characters, passages: passages.length, account, unaccounted, doubtful,
    reordered: part(passages.filter(({ reordered }) => reordered)),
    joined: placesPart(({ pieces }) => pieces.filter(({ line }, i) => i > 0 && line !== pieces[i - 1]?.line).length),
    corrected: { ...part(passages.filter(({ corrections }) => corrections.length > 0)), places: report.corrections.length },
    withoutCity: part(passages.filter(({ city }) => city === null)),
    furniture: report.furniture.map(({ line, from, text, rule }) => ({ line, column: from === undefined ? null : [...(report.source[line - 1] ?? '').slice(0, from)].length + 1, text, rule })),
    corrections: report.corrections,
    diagnostics: groupDiagnostics(report),
    toCheck: doubtful.places + report.diagnostics.length + unaccounted.length,
  }
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function groupDiagnostics({ diagnostics }: Report): DiagnosticGroup[] {
  const groups = new Map<string, DiagnosticGroup['at'][number][]>()
  for (const { rule, place, found, expected } of diagnostics) {
    const at = groups.get(rule) ?? []
    at.push({ line: place.line ?? null, found, expected })
    groups.set(rule, at)
  }
  return [...groups].map(([rule, at]) => ({ rule, count: at.length, at })).sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1))
}

const ACCOUNTS = { passage: 'passages', heading: 'headings', label: 'labels', furniture: 'furniture' } as const

/** What every visible character of the source is read as. */
function accountOf(report: Report): Pick<Quality, 'characters' | 'account' | 'unaccounted'> {
  const map = new SourceMap(report)
  const counts = { passages: 0, headings: 0, labels: 0, furniture: 0, unaccounted: 0, twice: 0 }
  const unaccounted: { line: number; column: number; text: string }[] = []
  let characters = 0
  report.source.forEach((text, i) => {
    const segments = map.segments(i + 1)
    let first = 0
    let [at, column] = [0, 0]
    let run: (typeof unaccounted)[number] | null = null
    for (const character of text) {
      column++
      // Segments ascend by their start: those that end before this character are done with.
      while ((segments[first]?.to ?? Infinity) <= at) first++
      if (isVisible(character)) {
        characters++
        const here = segments[first]
        const taken = here !== undefined && here.from <= at ? here : null
        if (taken) counts[ACCOUNTS[taken.reading.kind]]++
        else counts.unaccounted++
        const next = segments[first + 1]
        if (taken && next && next.from <= at && at < next.to) counts.twice++
        if (taken) run = null
        else if (run) run.text += character
        else unaccounted.push(run = { line: i + 1, column, text: character })
      }
      at += character.length
    }
  })
  const part = (count: number): Part => ({ characters: count, share: shareOf(count, characters) })
  return {
    characters, unaccounted,
    account: {
      passages: part(counts.passages), headings: part(counts.headings), labels: part(counts.labels),
      furniture: part(counts.furniture), unaccounted: part(counts.unaccounted), twice: part(counts.twice),
    },
  }
}
