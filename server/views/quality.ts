import { percent, qualityOf, type Part, type Passage, type PassagePart, type PlacesPart, type Quality, type Report } from '../../indexer/index.js'
import type { Corpus } from '../search/corpus.js'
import type { Engine } from '../search/engine.js'
import { furnitureLabel } from './facts.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { passageVisit, QUALITY, qualityApiLink, qualityLink, reportLink, sourceAt, sourceLink } from './links.js'
import type { Messages } from './messages/index.js'
import type { CorrectionView } from './passage-text.js'

/** A measure in words: `9,002 字`, `92%`, and how many passages or places. */
export interface MeasureView {
  readonly label: string
  /** What it means, for an editor. */
  readonly meaning: string
  readonly characters: string
  readonly share: string
  /** `12 段，30 处`; '' where only characters are counted. */
  readonly extent: string
}

export interface PlaceView {
  readonly label: string
  readonly href: string
}

export interface QualityView {
  readonly frame: Frame
  readonly title: string
  readonly report: string
  readonly source: string
  readonly all: string
  readonly api: string
  readonly toCheck: string
  readonly account: readonly MeasureView[]
  readonly measures: readonly MeasureView[]
  readonly diagnostics: readonly {
    readonly rule: string
    readonly label: string
    readonly count: number
    /** Few are shown at once, many are folded. */
    readonly open: boolean
    readonly at: readonly { readonly line: string; readonly href: string; readonly found: string; readonly expected: string }[]
  }[]
  readonly doubtful: readonly (PlaceView & { readonly opening: string })[]
  readonly withoutCity: readonly (PlaceView & { readonly opening: string })[]
  readonly corrections: readonly CorrectionView[]
  readonly furniture: readonly (PlaceView & { readonly text: string; readonly rule: string })[]
  readonly unaccounted: readonly (PlaceView & { readonly text: string })[]
}

export interface QualitiesView {
  readonly frame: Frame
  readonly columns: readonly { readonly label: string }[]
  readonly rows: readonly { readonly title: string; readonly href: string; readonly cells: readonly { readonly number: string; readonly share: string }[] }[]
}

const count = (n: number): string => n.toLocaleString('en-US')
const shareLabel = (part: Part): string => (part.characters === 0 ? '—' : percent(part.share))

const RULES = ['doubtful-join', 'doubtful-split', 'doubtful-city', 'torn-start', 'torn-end', 'heading-number', 'encoding'] as const
const ruleLabel = (rule: string, { quality }: Messages): string => quality[RULES.find((known) => known === rule) ?? 'otherRule']

/** Measured once for each report: a snapshot does not change. */
const measured = new WeakMap<Report, Quality>()
export function qualityIn(report: Report): Quality {
  const known = measured.get(report)
  if (known) return known
  const quality = qualityOf(report)
  measured.set(report, quality)
  return quality
}

const measure = (label: string, meaning: string, part: Part, extent = ''): MeasureView => ({ label, meaning, characters: count(part.characters), share: shareLabel(part), extent })

const opening = (text: string): string => (text.length > 32 ? `${text.slice(0, 32)}…` : text)

/** What reading has made of one report, with the places that an editor should look at. */
export function qualityView(report: Report, corpus: Corpus, site: Site): QualityView {
  const quality = qualityIn(report)
  const { facts, quality: says } = site.messages
  const passages = (part: PassagePart): string => says.passageCount(count(part.passages))
  const places = (part: PlacesPart): string => says.passagesAndPlaces(count(part.passages), count(part.places))
  const placeCount = (some: readonly unknown[]): string => says.placeCount(count(some.length))
  const { account, reordered, joined, corrected, doubtful, withoutCity } = quality
  const passageList = (chosen: (passage: Passage) => boolean): QualityView['doubtful'] => report.passages.flatMap((passage, i) => {
    const entry = chosen(passage) ? corpus.entry(report.id, passage.anchor) : undefined
    return entry ? [{ label: facts.passage(i + 1), href: passageVisit(report.id, passage.anchor), opening: opening(passage.text) }] : []
  })
  return {
    frame: frameOf(site, { title: says.titleOf(report.title), description: says.description(report.title), path: qualityLink(report.id), current: 'reports', indexed: false }),
    title: report.title, report: reportLink(report.id), source: sourceLink(report.id), all: QUALITY, api: qualityApiLink(report.id),
    toCheck: count(quality.toCheck),
    account: [
      measure(says.passages, says.passagesMean, account.passages),
      measure(says.headings, says.headingsMean, account.headings),
      measure(says.labels, says.labelsMean, account.labels),
      measure(says.furniture, says.furnitureMean, account.furniture, placeCount(quality.furniture)),
      measure(says.unaccounted, says.unaccountedMean, account.unaccounted, placeCount(quality.unaccounted)),
      measure(says.twice, says.twiceMean, account.twice),
    ],
    measures: [
      measure(says.reordered, says.reorderedMean, reordered, passages(reordered)),
      measure(says.joined, says.joinedMean, joined, places(joined)),
      measure(says.corrected, says.correctedMean, corrected, places(corrected)),
      measure(says.doubtful, says.doubtfulMean, doubtful, places(doubtful)),
      measure(says.withoutCity, says.withoutCityMean, withoutCity, passages(withoutCity)),
    ],
    diagnostics: quality.diagnostics.map(({ rule, count: total, at }) => ({
      rule, label: ruleLabel(rule, site.messages), count: total, open: total <= MOST_OPEN,
      at: at.map(({ line, found, expected }) => ({ line: line === null ? says.wholeText : facts.line(line), href: line === null ? sourceLink(report.id) : sourceAt(report.id, line), found, expected })),
    })),
    doubtful: passageList(({ doubts }) => (doubts?.length ?? 0) > 0),
    withoutCity: passageList(({ city }) => city === null),
    corrections: quality.corrections.map(({ found, becomes, by, evidence }) => ({ found, becomes, by, evidence })),
    furniture: quality.furniture.map(({ line, column, text, rule }) => ({ label: facts.line(line), href: sourceAt(report.id, line, column === null ? {} : { column }), text, rule: furnitureLabel(rule, site.messages) })),
    unaccounted: quality.unaccounted.map(({ line, column, text }) => ({ label: facts.lineColumn(line, String(column)), href: sourceAt(report.id, line), text })),
  }
}

const MOST_OPEN = 20

/** All reports, those with most to look at first. */
export function allQualityView({ corpus }: Engine, site: Site): QualitiesView {
  const { quality: says } = site.messages
  const cell = (part: Part): { number: string; share: string } => ({ number: count(part.characters), share: shareLabel(part) })
  const whole = (number: number): { number: string; share: string } => ({ number: count(number), share: '' })
  const rows = corpus.reports.map((report) => ({ report, quality: qualityIn(report) })).sort((a, b) => b.quality.toCheck - a.quality.toCheck)
  return {
    frame: frameOf(site, { title: says.heading, description: says.allDescription(corpus.reports.length), path: QUALITY, current: 'reports', indexed: false }),
    columns: [says.toCheck, says.characters, says.passages, says.reordered, says.joined, says.corrected, says.doubtful, says.withoutCity, says.furniture, says.unaccounted].map((label) => ({ label })),
    rows: rows.map(({ report, quality }) => ({
      title: report.title, href: qualityLink(report.id),
      cells: [
        whole(quality.toCheck), whole(quality.characters), whole(quality.passages),
        ...[quality.reordered, quality.joined, quality.corrected, quality.doubtful, quality.withoutCity, quality.account.furniture, quality.account.unaccounted].map(cell),
      ],
    })),
  }
}

/** The same figures as JSON. */
export const qualityJson = (report: Report) => ({ report: report.id, url: qualityLink(report.id), ...qualityIn(report) })
