import type { Report } from '../../indexer/index.js'
import { citationRecord, endsOf } from '../citing/catalogue.js'
import { EXPORT_FORMATS, EXPORTS } from '../citing/exports.js'
import { EDITIONS, type GbtEdition } from '../citing/gbt7714.js'
import { coinsTitle, highwireTags } from '../citing/page-metadata.js'
import type { ShortLinks } from '../citing/short-links.js'
import { formatCitation, STYLES, type CitationOptions } from '../citing/text.js'
import type { Entry } from '../search/corpus.js'
import type { Frame, Site } from './frame.js'
import { absolute, citeLink, CITE_ELEMENT, passageLink, qrLink, reportLink, shortLink } from './links.js'

interface ChoiceView {
  readonly value: string
  readonly label: string
  readonly selected: boolean
}

/** How to cite what a reading view shows. */
export interface CiteView {
  readonly element: string
  readonly heading: string
  /** Unfolded when the reader has chosen something. */
  readonly open: boolean
  readonly text: string
  /** Lines that the text takes, about. */
  readonly rows: number
  readonly action: string
  readonly q: string
  readonly editions: readonly ChoiceView[]
  readonly styles: readonly ChoiceView[]
  readonly accessed: string
  readonly formats: readonly { readonly label: string; readonly href: string }[]
  readonly short: { readonly address: string; readonly href: string; readonly qr: string } | null
  /** COinS, for programs that collect references. */
  readonly coins: string
}

const EDITION_LABELS = { 2025: 'edition2025', 2015: 'edition2015' } as const satisfies Readonly<Record<GbtEdition, string>>
/** 汉字 in a line of the field, about. */
const FIELD_WIDTH = 44
/** Above and below these the field is clumsy. */
const [LEAST_ROWS, MOST_ROWS] = [3, 14]

/** Width of a line in 汉字: two letters or digits stand in the room of one. */
const widthOf = (line: string): number => line.length - (line.match(/[ -~]/gu)?.length ?? 0) / 2

export interface CiteContext {
  readonly options: CitationOptions
  /** Whether the reader asked for them. */
  readonly chosen: boolean
  readonly q: string
  readonly links: ShortLinks
  readonly site: Site
}

/** A reading view with how to cite it, or the passages that it points at: the panel, and the tags in its head. A range has no short address. */
export function citable<T extends { readonly frame: Frame }>(view: T, report: Report, entries: readonly Entry[], { options, chosen, q, links, site }: CiteContext): T & { readonly cite: CiteView } {
  const anchors = endsOf(entries).map(({ passage }) => passage.anchor)
  const anchor = anchors.length === 0 ? null : anchors.join('~')
  const path = anchor === null ? reportLink(report.id) : passageLink(report.id, anchor)
  const record = citationRecord(report, entries, absolute(site.baseUrl, path))
  const text = formatCitation(record, options)
  const short = anchor === null || anchors.length > 1 ? undefined : links.short({ report: report.id, anchor })
  const { edition, style, accessed } = options
  const { cite: says } = site.messages
  return {
    ...view,
    frame: { ...view.frame, meta: highwireTags(record) },
    cite: {
      element: CITE_ELEMENT, heading: anchor === null ? says.report : says.passage, open: chosen,
      text, rows: Math.min(MOST_ROWS, Math.max(LEAST_ROWS, text.split('\n').reduce((sum, line) => sum + Math.ceil((widthOf(line) + 1) / FIELD_WIDTH), 0))),
      action: `${path}#${CITE_ELEMENT}`, q, accessed,
      editions: EDITIONS.map((value) => ({ value, label: says[EDITION_LABELS[value]], selected: value === edition })),
      styles: STYLES.map((value) => ({ value, label: says[value], selected: value === style })),
      formats: EXPORT_FORMATS.map((format) => ({ label: format === 'txt' ? says.plainText : EXPORTS[format].label, href: citeLink(report.id, anchor, format, format === 'txt' ? { edition, style, accessed } : { accessed }) })),
      short: short === undefined ? null : { address: absolute(site.baseUrl, shortLink(short)), href: shortLink(short), qr: qrLink(short) },
      coins: coinsTitle(record),
    },
  }
}
