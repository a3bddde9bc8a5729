import { SourceMap, type Passage, type PassageKind, type Report, type Section } from '../../indexer/index.js'
import type { Entry } from '../search/corpus.js'
import { endsInGap } from '../search/gaps.js'
import type { Engine } from '../search/engine.js'
import { endsOf } from '../citing/catalogue.js'
import { collectView, type CollectView } from './collect.js'
import { citiesLabel, kindLabel, linesLabel, tagsOf, yearsLabel, type Tag } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { densityOf, type DensityView } from './density.js'
import { absolute, CITE_ELEMENT, COLLECT_CITED, hitElement, passageElement, passageLink, passageVisit, qualityLink, reportLink, sectionFragment, SETTINGS_PATH, sourceAt, sourceLink } from './links.js'
import type { Mark } from '../search/match.js'
import { gridOf, type GridView } from './grid.js'
import { Html, type Notes } from './markup.js'
import type { Locale, Messages } from './messages/index.js'
import type { ResolutionView } from './resolution.js'
import { settingsForm, type SettingsForm } from './settings.js'
import { correctionsOf, notesOf, paragraphsOf, type CorrectionView, type HitNavView, type ParagraphView } from './passage-text.js'

export interface PassageView {
  readonly element: string
  /** Ordinal in the report, from 1: for citing on paper. */
  readonly number: number
  /** Every fifth number is printed in the margin. */
  readonly numbered: boolean
  readonly permalink: string
  readonly source: string
  readonly paragraphs: readonly ParagraphView[]
  readonly item: boolean
  /** A byline, a caption or the note of a table: set apart from running text. */
  readonly aside: boolean
  /** Text is missing in the source behind this passage: the column page lost its next line. */
  readonly gap: boolean
  readonly found: boolean
  readonly focused: boolean
  /** The way to how it is cited, from the passage that an address points at; '' from the others. */
  readonly cite: string
  readonly corrections: readonly CorrectionView[]
  readonly hit: HitNavView | null
  readonly collect: CollectView
}

export interface SectionView {
  readonly id: string
  readonly heading: string
  readonly note: string
  /** Who speaks in an article, with the office; '' where the source names nobody. */
  readonly speaker: string
  /** One of these is set; they name the element of the heading. */
  readonly h2: boolean
  readonly h3: boolean
  readonly h4: boolean
  readonly h5: boolean
  readonly box: boolean
  readonly table: boolean
  readonly grid: GridView | null
  /** Those that stand above the grid: in what units its figures are. */
  readonly above: readonly PassageView[]
  /** Those behind it, or all where there is none. */
  readonly passages: readonly PassageView[]
  readonly sections: readonly SectionView[]
}

export interface TocView {
  readonly label: string
  readonly href: string
  readonly hits: number
  readonly sections: readonly TocView[]
}

/** The passage that an address points at, shown above the report. */
export interface FocusView {
  /** Of all passages of a range, or of a passage that was split. */
  readonly paragraphs: readonly ParagraphView[]
  readonly path: string
  readonly place: Tag | null
  readonly years: string
  readonly topics: readonly Tag[]
  readonly lines: string
  readonly reordered: boolean
  /** How many of its joins are doubtful. */
  readonly doubts: number
  readonly corrections: readonly CorrectionView[]
  readonly collect: CollectView
  readonly source: string
  readonly address: string
  /** Which passages of the report: 第 21–23 段. */
  readonly label: string
  readonly previous: string | null
  readonly next: string | null
  readonly inReport: string
}

export interface ReportView {
  readonly frame: Frame
  readonly title: Html
  readonly kind: string
  readonly facts: readonly { readonly label: string; readonly value: string; readonly lang: Locale }[]
  readonly home: string
  readonly source: string
  readonly quality: string
  readonly q: string
  /** Doubtful joins in the whole report: the sign is explained where there are any. */
  readonly doubts: number
  /** Found passages in the report and where each stands; `null` when nothing is sought. */
  readonly hits: {
    readonly count: number
    readonly links: readonly { readonly label: string; readonly href: string }[]
    readonly first: string
    readonly density: DensityView
    readonly clear: string
  } | null
  readonly settings: SettingsForm
  /** What has become of the passage that was asked for; `null` when none was. */
  readonly resolution: ResolutionView | null
  readonly focus: FocusView | null
  readonly toc: readonly TocView[]
  readonly sections: readonly SectionView[]
}

/** The language of a fact: what the catalogue says is Chinese, what it does not say is said by the page. */
const langOf = (fact: string | null, { locale }: Site): Locale => (fact === null ? locale : 'zh-CN')

const MARGIN_STEP = 5
const ASIDE: ReadonlySet<PassageKind> = new Set<PassageKind>(['byline', 'caption', 'note'])

/** Builds the reading view of one report, at the passages that its address points at (in their order), what has become of them, and the marks of `q`. */
export function reportView(report: Report, q: string, focused: readonly Entry[], engine: Engine, site: Site, resolution: ResolutionView | null = null): ReportView {
  const { corpus } = engine
  const { messages } = site
  const { facts, reading } = messages
  const entries = report.passages.map((passage) => corpus.entry(report.id, passage.anchor))
  const found = engine.foundIn(q, report.id)
  const [focus] = focused
  const pointedAt = new Set(focused)
  const isFocused = (entry: Entry): boolean => pointedAt.has(entry)
  const isFound = (i: number): boolean => found.has(entries[i]?.ordinal ?? -1)
  const marksIn = (i: number): Mark[] => {
    const entry = entries[i]
    return entry && (isFound(i) || isFocused(entry)) ? engine.marks(q, entry) : []
  }
  const foundAt = report.passages.flatMap((_, i) => (isFound(i) ? [i] : []))
  const hitNav = (i: number): HitNavView | null => {
    const at = foundAt.indexOf(i)
    const link = (n: number): string | null => (foundAt[n] === undefined ? null : `#${hitElement(n + 1)}`)
    return at === -1 ? null : { element: hitElement(at + 1), label: reading.hitNumber(at + 1, foundAt.length), previous: link(at - 1), next: link(at + 1) }
  }
  const notes = notesIn(report, messages)
  const paragraphs = (passage: Passage, i: number): ParagraphView[] => paragraphsOf(passage, marksIn(i), notes(passage))

  const passageView = (i: number): PassageView | null => {
    const passage = report.passages[i]
    const entry = entries[i]
    if (!passage || !entry) return null
    return {
      element: passageElement(passage.anchor), number: i + 1, numbered: (i + 1) % MARGIN_STEP === 0,
      permalink: passageVisit(report.id, passage.anchor), source: sourceLink(report.id, passage.anchor, entry.lines[0]),
      paragraphs: paragraphs(passage, i), item: passage.kind === 'item',
      aside: ASIDE.has(passage.kind),
      gap: endsInGap(report, passage), cite: entry === focus ? `#${CITE_ELEMENT}` : '', found: isFound(i), focused: isFocused(entry),
      corrections: correctionsOf(report, passage), hit: hitNav(i), collect: collectView([entry], site),
    }
  }
  const gridView = (section: Section): GridView | null => {
    const rows = section.passages.filter((i) => report.passages[i]?.kind === 'row')
    return gridOf(rows.flatMap((i) => {
      const [passage, view] = [report.passages[i], passageView(i)]
      return passage && view ? [{ ...view, passage, marks: marksIn(i), notes: notes(passage) }] : []
    }))
  }
  const sectionView = (section: Section): SectionView => {
    const grid = section.kind === 'table' ? gridView(section) : null
    const depth = Math.max(1, section.level)
    const tableAt = grid ? Math.max(0, section.passages.findIndex((i) => report.passages[i]?.kind === 'row')) : 0
    const isPassage = section.passages.some((i) => report.passages[i]?.kind === 'heading')
    return {
      id: section.id,
      heading: isPassage || section.kind === 'lead' || runIn(section, report) ? '' : section.heading,
      note: section.kind === 'article' && section.pieces.length === 0 ? reading.byContent : '',
      speaker: [section.speaker?.name ?? '', section.speaker?.role ?? ''].filter((part) => part !== '').join('，'),
      h2: depth === 1, h3: depth === 2, h4: depth === 3, h5: depth > 3,
      box: section.kind === 'box', table: section.kind === 'table',
      grid,
      above: section.passages.slice(0, tableAt).map(passageView).filter((view) => view !== null),
      passages: section.passages.slice(tableAt).filter((i) => !grid || report.passages[i]?.kind !== 'row').map(passageView).filter((view) => view !== null),
      sections: section.sections.map(sectionView),
    }
  }
  const tocView = (section: Section): TocView[] => {
    const below = section.sections.flatMap(tocView)
    if (section.heading === '' || section.kind === 'lead') return below
    return [{ label: section.heading, href: sectionFragment(section.id), hits: countIn(section, isFound), sections: below }]
  }
  const hits = foundAt.map((i, at) => ({ label: facts.passage(i + 1), href: `#${hitElement(at + 1)}` }))
  const density = (): DensityView => densityOf(
    report.passages.map(({ text }, i) => ({ length: text.length, href: isFound(i) ? `#${hitElement(foundAt.indexOf(i) + 1)}` : null })),
    report.sections.flatMap((section) => firstPassage(section) ?? []),
  )
  return {
    frame: frameOf(site, {
      title: focus ? `${focus.passage.text.slice(0, 20)}… · ${report.title}` : report.title,
      description: focus ? focus.passage.text.slice(0, 120) : reading.description(kindLabel(report.kind, messages), citiesLabel(report.cities, messages), yearsLabel(report.covers, messages), report.passages.length),
      path: reportLink(report.id), q, current: 'reports', indexed: q === '',
      ...(focus ? { quote: { text: focused.map(({ passage }) => passage.text).join('\n'), path: passageLink(report.id, endsOf(focused).map(({ passage }) => passage.anchor).join('~')) } } : {}),
    }),
    title: Html.title(report.title),
    kind: kindLabel(report.kind, messages),
    facts: [
      { label: reading.issuer, value: report.issuer ?? messages.shell.unknown, lang: langOf(report.issuer, site) },
      { label: reading.published, value: report.published === null ? messages.shell.unknown : String(report.published), lang: site.locale },
      { label: reading.covers, value: yearsLabel(report.covers, messages), lang: site.locale },
      { label: reading.cities, value: facts.listed(report.cities) || messages.shell.wholeProvince, lang: langOf(report.cities[0] ?? null, site) },
      { label: reading.extent, value: reading.size(report.passages.length, report.canonical.text.length), lang: site.locale },
    ],
    home: reportLink(report.id), source: sourceLink(report.id), quality: qualityLink(report.id), q,
    doubts: report.passages.reduce((sum, { doubts }) => sum + (doubts?.length ?? 0), 0),
    hits: q === '' ? null : { count: hits.length, links: hits, first: hits[0]?.href ?? '', density: density(), clear: reportLink(report.id) },
    settings: settingsForm(site.settings, SETTINGS_PATH, site.here, messages),
    resolution,
    focus: focus ? focusView(focus, focused, q, site, paragraphs) : null,
    toc: report.sections.flatMap(tocView),
    sections: report.sections.map(sectionView),
  }
}

/** The notes of each passage; a doubt leads to the line of the source behind it. The way there is looked up when the first doubt asks. */
function notesIn(report: Report, messages: Messages): (passage: Passage) => Notes {
  let map: SourceMap | null = null
  return (passage) => notesOf(report, passage, (offset) => {
    map ??= new SourceMap(report)
    return sourceAt(report.id, map.placeOf(passage, offset)?.line ?? 1, { anchor: passage.anchor })
  }, messages)
}

/** Whether the heading is printed at the head of the section's first passage, and so need not be printed again. */
const runIn = (section: Section, report: Report): boolean =>
  section.pieces.length === 0 && section.kind === 'heading' && (report.passages[section.passages[0] ?? -1]?.text.startsWith(section.heading) ?? false)

/** Index of the first passage in a section or below it. */
const firstPassage = ({ passages, sections }: Section): number | undefined => passages[0] ?? sections.map(firstPassage).find((i) => i !== undefined)

const countIn = (section: Section, isFound: (i: number) => boolean): number =>
  section.passages.filter(isFound).length + section.sections.reduce((sum, child) => sum + countIn(child, isFound), 0)

function focusView(focus: Entry, all: readonly Entry[], q: string, site: Site, paragraphs: (passage: Passage, i: number) => ParagraphView[]): FocusView {
  const { report, passage, headings, lines } = focus
  const i = report.passages.indexOf(passage)
  const end = report.passages.indexOf((all.at(-1) ?? focus).passage)
  const at = (j: number): string | null => {
    const neighbour = report.passages[j]
    return neighbour ? passageVisit(report.id, neighbour.anchor, q) : null
  }
  return {
    paragraphs: all.flatMap((entry) => paragraphs(entry.passage, report.passages.indexOf(entry.passage))), path: headings.join(' › '), ...tagsOf(focus, site.messages),
    lines: linesLabel(all, site.messages), reordered: all.some((entry) => entry.passage.reordered), doubts: all.reduce((sum, entry) => sum + (entry.passage.doubts?.length ?? 0), 0),
    corrections: all.flatMap((entry) => correctionsOf(report, entry.passage)), source: sourceLink(report.id, passage.anchor, lines[0]), collect: { ...collectView(all, site), element: COLLECT_CITED },
    address: absolute(site.baseUrl, passageLink(report.id, endsOf(all).map((entry) => entry.passage.anchor).join('~'))),
    label: end === i ? site.messages.facts.passage(i + 1) : site.messages.facts.passageRange(i + 1, end + 1), previous: at(i - 1), next: at(end + 1),
    inReport: `#${passageElement(passage.anchor)}`,
  }
}
