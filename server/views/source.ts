import { SourceMap, type Passage, type PassageOrigin, type Report, type Section, type SourceSegment } from '../../indexer/index.js'
import type { Corpus, Entry } from '../search/corpus.js'
import { furnitureLabel, linesLabel } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { passageVisit, qualityLink, reportLink, sectionFragment, sourceAt, sourceElement, sourceLine, sourceLink, stretchElement } from './links.js'
import { clipNotes, Html } from './markup.js'
import type { Messages } from './messages/index.js'
import { correctionsOf, notesOf, paragraphSpans, paragraphsOf, type CorrectionView, type ParagraphView } from './passage-text.js'
import { sheetsOf, type Sheet } from './sheets.js'

/** A part of a source line. The parts of a line together are the line, character by character. */
export interface LinePartView {
  readonly text: string
  /** `own` of the passage looked at, `of-passage`, `of-heading`, `furniture`, `loose` (in no account), '' for white space. */
  readonly kind: '' | 'own' | 'of-passage' | 'of-heading' | 'furniture' | 'loose'
  /** Where it is read; `null` for what is not in the text. */
  readonly href: string | null
  /** Id, for the first part of a stretch of the passage looked at. */
  readonly element: string | null
  readonly title: string
}

export interface SourceLineView {
  readonly element: string
  readonly number: number
  readonly parts: readonly LinePartView[]
  /** The passage looked at has characters in it. */
  readonly marked: boolean
  readonly blank: boolean
  /** Where the line is read in the reading view; `null` for white space and furniture. */
  readonly passage: string | null
  /** What was left out of the text, and by which rule; '' when nothing was. */
  readonly note: string
}

/** A stretch of the passage looked at that stands in one piece in the source. */
export interface StretchView {
  readonly element: string
  readonly href: string
  readonly html: Html
  /** `第 75 行第 3–18 列`. */
  readonly place: string
}

/** The passage looked at, as it was restored. */
export interface RestoredView {
  readonly number: number
  readonly path: string
  readonly paragraphs: readonly { readonly stretches: readonly StretchView[] }[]
  readonly lines: string
  readonly places: readonly { readonly label: string; readonly href: string }[]
  readonly back: string
  readonly reordered: boolean
  readonly doubts: number
  readonly corrections: readonly CorrectionView[]
  readonly source: string
  readonly previous: string | null
  readonly next: string | null
}

export interface SourceView {
  readonly frame: Frame
  readonly title: string
  readonly file: string
  readonly sha256: string
  readonly report: string
  readonly here: string
  readonly quality: string
  readonly lastLine: number
  /** Which part of a long file this is; `null` for one that is shown whole. */
  readonly sheet: { readonly from: number; readonly to: number; readonly previous: string | null; readonly next: string | null } | null
  readonly lines: readonly SourceLineView[]
  readonly passage: RestoredView | null
  /** The other passages that stand on this sheet, in reading order. */
  readonly others: readonly { readonly number: number; readonly href: string; readonly back: string; readonly paragraphs: readonly ParagraphView[]; readonly corrected: boolean }[]
}

/** What is asked of the source of a report: a passage, or a line and perhaps a column of it (both from 1). */
export interface SourceRequest {
  readonly entry: Entry | null
  readonly line: number | null
}

const range = (first: number, last: number): string => (first === last ? String(first) : `${first}–${last}`)

const placeLabel = ({ line, column, endColumn }: Pick<Stretch, 'line' | 'column' | 'endColumn'>, { facts }: Messages): string => facts.lineColumn(line, range(column, Math.max(column, endColumn - 1)))

/** Origins that follow each other in the text and in one line of the source. */
type Stretch = Pick<PassageOrigin, 'start' | 'end' | 'line' | 'column' | 'endColumn'>

/** Joins what stands in one line from left to right: the white space between is the typesetter's. A paragraph's beginning begins a stretch. */
function stretchesOf(origins: readonly PassageOrigin[], { pieces, breaks }: Passage, source: readonly string[]): Stretch[] {
  const begins = new Set(breaks)
  const stretches: Stretch[] = []
  const goesOn = (i: number): boolean => {
    const [before, piece] = [pieces[i - 1], pieces[i]]
    return before?.line === piece?.line && before !== undefined && piece !== undefined && before.to <= piece.from
      && (source[piece.line - 1] ?? '').slice(before.to, piece.from).trim() === ''
  }
  for (const [i, { start, end, line, column, endColumn }] of origins.entries()) {
    if (start === end) continue
    const last = stretches.at(-1)
    if (last?.end === start && goesOn(i) && !begins.has(start)) stretches[stretches.length - 1] = { ...last, end, endColumn }
    else stretches.push({ start, end, line, column, endColumn })
  }
  return stretches
}

const headingsById = (sections: readonly Section[]): Map<string, string> =>
  new Map(sections.flatMap((section) => [[section.id, section.heading] as const, ...headingsById(section.sections)]))

/** The passage that is read at a place of the source; `null` for a place that is not in the text, or not given whole. */
export function passageAt(report: Report, line: number | undefined, column: number | undefined, corpus: Corpus): Entry | null {
  const found = line === undefined || column === undefined ? null : new SourceMap(report).passageAt({ line, column })
  const passage = found && report.passages[found.passage]
  return (passage && corpus.entry(report.id, passage.anchor)) ?? null
}

/** The source as it is, line by line; every fragment leads to the passage that it is read in, and beside it stands what was made of it. */
export function sourceView(report: Report, { entry: focus, line: asked }: SourceRequest, site: Site): SourceView {
  const { messages } = site
  const { facts, source: says } = messages
  const map = new SourceMap(report)
  const sheets = sheetsOf(report.source)
  const sheetWith = (line: number): number => Math.max(0, sheets.findIndex(({ to }) => line <= to))
  const here = sheetWith(asked ?? focus?.lines[0] ?? 1)
  const sheet: Sheet = sheets[here] ?? { from: 1, to: 0 }
  const onSheet = (line: number): boolean => sheet.from <= line && line <= sheet.to
  const headings = headingsById(report.sections)
  const own = focus ? report.passages.indexOf(focus.passage) : -1
  const stretches = focus ? stretchesOf(map.origins(focus.passage), focus.passage, report.source) : []
  /** The passage's own page, at one of its lines; the line is named only where it stands on another sheet than the first. */
  const visit = (passage: Passage, line: number): string => {
    const first = Math.min(...passage.pieces.map((piece) => piece.line))
    return sheetWith(first) === sheetWith(line) ? sourceLink(report.id, passage.anchor, line) : sourceAt(report.id, line, { anchor: passage.anchor })
  }
  /** Where a stretch stands: on this page, or on the page that shows its line. */
  const stretchPlace = (i: number, line: number): string => (onSheet(line) || !focus ? `#${sourceElement(i)}` : visit(focus.passage, line))

  const seen = new Set<number>()
  /** Passages with text on this sheet, and the first line that has some. */
  const shown = new Map<number, number>()
  const partView = (text: string, { reading }: SourceSegment, number: number): LinePartView => {
    switch (reading.kind) {
      case 'furniture': return { text, kind: 'furniture', href: null, element: null, title: furnitureLabel(reading.rule, messages) }
      case 'heading': return { text, kind: 'of-heading', href: `${reportLink(report.id)}${sectionFragment(reading.section)}`, element: null, title: says.headingOf(headings.get(reading.section) ?? '') }
      case 'label':
      case 'passage': {
        // A merged cell is a part of each of its rows: here it is the shown one's, if that is one of them.
        const shownRow = reading.kind === 'label' && own >= reading.passage && own < reading.passage + reading.rows
        const index = shownRow ? own : reading.passage
        const passage = report.passages[index]
        if (!passage) throw new Error(`the source map leads to passage ${index} of ${report.passages.length}`)
        if (!shown.has(index)) shown.set(index, number)
        const fix = reading.kind === 'passage' && reading.reads !== undefined ? says.correctedTo(reading.reads) : ''
        const title = `${reading.kind === 'label' ? says.mergedCellOf(reading.passage + 1) : facts.passage(reading.passage + 1)}${fix}`
        if (index !== own) return { text, kind: 'of-passage', href: visit(passage, number), element: null, title }
        const i = stretches.findIndex(({ start, end }) => start <= reading.offset && (reading.offset < end || start === end))
        const first = i !== -1 && !seen.has(i)
        seen.add(i)
        return { text, kind: 'own', href: `#${i === -1 ? 'restored' : stretchElement(i)}`, element: first ? sourceElement(i) : null, title }
      }
    }
  }
  const gap = (text: string): LinePartView[] => (text === '' ? [] : [{ text, kind: /\S/u.test(text) ? 'loose' : '', href: null, element: null, title: /\S/u.test(text) ? says.loose : '' }])
  const lineView = (text: string, number: number): SourceLineView => {
    const parts: LinePartView[] = []
    let at = 0
    for (const segment of map.segments(number)) {
      const from = Math.max(at, segment.from)
      const to = Math.min(text.length, segment.to)
      if (from >= to) continue
      parts.push(...gap(text.slice(at, from)), partView(text.slice(from, to), segment, number))
      at = to
    }
    parts.push(...gap(text.slice(at)))
    const read = map.segments(number).find(({ reading }) => reading.kind !== 'furniture')?.reading
    const passage = read?.kind === 'passage' || read?.kind === 'label' ? report.passages[read.passage] : undefined
    return {
      element: sourceLine(number), number, parts, blank: text.trim() === '',
      marked: parts.some(({ kind }) => kind === 'own'),
      passage: passage ? passageVisit(report.id, passage.anchor) : read?.kind === 'heading' ? `${reportLink(report.id)}${sectionFragment(read.section)}` : null,
      note: [...new Set(parts.filter(({ kind }) => kind === 'furniture' || kind === 'loose').map(({ title }) => title))].join(messages.problems.and),
    }
  }
  const lines = report.source.slice(sheet.from - 1, sheet.to).map((text, i) => lineView(text, sheet.from + i))
  shown.delete(own)
  return {
    frame: frameOf(site, { title: says.titleOf(report.title), description: says.description(report.file), path: sourceLink(report.id), current: 'reports', indexed: false }),
    title: report.title, file: report.file, sha256: report.sha256,
    report: reportLink(report.id), here: sourceLink(report.id), quality: qualityLink(report.id), lastLine: report.source.length,
    sheet: sheets.length < 2 ? null : { ...sheet, previous: sheetLink(report, sheets[here - 1]), next: sheetLink(report, sheets[here + 1]) },
    lines,
    passage: focus ? restoredView(focus, own, stretches, stretchPlace, messages) : null,
    others: [...shown].sort(([a], [b]) => a - b).flatMap(([i, first]) => {
      const passage = report.passages[i]
      return passage ? [{
        number: i + 1, href: visit(passage, first), back: passageVisit(report.id, passage.anchor),
        paragraphs: paragraphsOf(passage, [], notesOf(report, passage, null, messages)), corrected: passage.corrections.length > 0,
      }] : []
    }),
  }
}

const sheetLink = (report: Report, sheet: Sheet | undefined): string | null => (sheet ? sourceAt(report.id, sheet.from) : null)

function restoredView(focus: Entry, own: number, stretches: readonly Stretch[], placeOf: (i: number, line: number) => string, messages: Messages): RestoredView {
  const { report, passage } = focus
  const notes = notesOf(report, passage, null, messages)
  const at = (i: number): string | null => {
    const neighbour = report.passages[i]
    return neighbour ? sourceLink(report.id, neighbour.anchor, Math.min(...neighbour.pieces.map(({ line }) => line))) : null
  }
  const views = stretches.map((stretch, i) => ({
    start: stretch.start, element: stretchElement(i), href: placeOf(i, stretch.line), place: placeLabel(stretch, messages),
    html: Html.marked(passage.text.slice(stretch.start, stretch.end), [], clipNotes(notes, stretch.start, stretch.end)),
  }))
  return {
    number: own + 1, path: focus.headings.join(' › '),
    paragraphs: paragraphSpans(passage).map(({ start, end }) => ({
      stretches: views.filter((view) => start <= view.start && view.start < end).map(({ element, href, place, html }) => ({ element, href, place, html })),
    })),
    lines: linesLabel([focus], messages),
    places: views.map(({ place, href }) => ({ label: place, href })),
    back: passageVisit(report.id, passage.anchor), reordered: passage.reordered, doubts: passage.doubts?.length ?? 0,
    corrections: correctionsOf(report, passage), source: views[0]?.href ?? sourceLink(report.id),
    previous: at(own - 1), next: at(own + 1),
  }
}
