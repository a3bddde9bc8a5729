import type { Diagnostic, Problem } from '../errors.js'
import { separateFurniture } from '../text/furniture.js'
import { splitLines } from '../text/lines.js'
import type { Evidence } from '../text/reading-order/index.js'
import { paragraphOf, type Paragraph } from '../text/paragraph.js'
import { reflow } from '../text/reflow.js'
import { textPieces } from '../text/spacing.js'
import type { CatalogEntry, City, Correction, CorrectionsFile, Furniture, Passage, Report, Section, SourceLine, Topic } from '../types.js'
import { anchorsOf } from './anchors.js'
import { divideIntoArticles } from './articles.js'
import { applyCorrections, shareInOrder, type CorrectedBlock } from './corrections/index.js'
import { mayBeInterleaved, readColumns } from './columns.js'
import { CanonicalBuilder } from './canonical.js'
import { doubtsIn, NO_DOUBTFUL_JOINS, type DoubtfulJoins } from './doubts.js'
import { countiesNamed, countiesStated, countyOf } from './counties.js'
import { joinLists } from './lists.js'
import { withoutFalsePlaces } from './places.js'
import { buildSections, type Block, type DraftPassage, type DraftSection } from './sections.js'
import { repeatsOf } from './repeats.js'
import { speakerOf } from './speaker.js'
import { findTables } from './table.js'
import { themeOf } from './theme.js'
import { restoreTitles } from './titles.js'
import { topicsOf } from './topics.js'

/** The data that reading a report draws on. */
export interface Knowledge {
  readonly cities: readonly City[]
  readonly notPlaces: readonly string[]
  /** Cities beside `cities`, for reports on other provinces. */
  readonly otherCities?: readonly City[]
  /** Names of counties that are also plain words. */
  readonly plainWords?: ReadonlySet<string>
  readonly topics: readonly Topic[]
  /** What interleaved columns are put in order by. Dear to make, and asked for only when a page looks interleaved. */
  readonly evidence?: () => Evidence
}

/** A report, and the corrections that did not fit it. */
export interface ReadReport {
  readonly report: Report
  readonly problems: readonly Problem[]
}

/** Decoded text + what the catalogue and an editor say -> a report. Pure; the same input gives the same report. */
export function readReport(entry: CatalogEntry, text: string, knowledge: Knowledge, file: CorrectionsFile = NO_CORRECTIONS): ReadReport {
  const lines = splitLines(text)
  const cities = entry.cities.map((name) => cityNamed(name, knowledge, lines))
  const found = readBlocks(lines, entry, cities, knowledge, file)
  const { blocks, furniture, corrections, problems } = applyCorrections(found.blocks, found.furniture, file, lines, entry.cities)
  const { sections, diagnostics: outline } = buildSections(joinLists(divideIntoArticles(restoreTitles(blocks, cities), cities, knowledge.notPlaces)), entry.file)
  const assembled = assemble(sections, entry, cities, knowledge, corrections, found.doubtful)
  const report = { ...entry, ...assembled, furniture, corrections, diagnostics: [...unsettled(found.diagnostics, blocks, corrections), ...outline], source: lines.map((line) => line.text) }
  return { report, problems }
}

/** Doubts about the order of a line that an editor has put in order are settled. */
function unsettled(doubts: readonly Diagnostic[], blocks: readonly CorrectedBlock[], applied: readonly Correction[]): Diagnostic[] {
  const open = new Set(blocks.flatMap((block) => (block.kind === 'table' || orderedByEditor(block.paragraph, applied) ? [] : block.paragraph.pieces.map(({ line }) => line))))
  return doubts.filter(({ place }) => place.line === undefined || open.has(place.line))
}

const orderedByEditor = ({ corrections }: Paragraph, applied: readonly Correction[]): boolean => corrections?.some((index) => applied[index]?.kind === 'order') ?? false

const NO_CORRECTIONS: CorrectionsFile = { path: '', corrections: [] }

/** The city that the catalogue names, under the catalogue's name; one that no list of ours has, with the counties that the text itself gives it. */
function cityNamed(name: string, { cities, otherCities = [] }: Knowledge, lines: readonly SourceLine[]): City {
  const known = cities.find((city) => city.name === name) ?? otherCities.find((city) => city.name === name || city.full === name || city.aliases.includes(name))
  if (known) return { ...known, name }
  const unknown: City = { name, full: /[市州盟县区]$/u.test(name) ? name : `${name}市`, aliases: [], counties: new Map(), ambiguous: new Set() }
  return { ...unknown, counties: countiesStated(lines.map(({ text }) => text), unknown) }
}

/** From this share of a page on, an editor's order is the page's order. */
const EDITED_SHARE = 0.9

/** Every line as a torn paragraph, for an editor's corrections to put in order. */
const tornLines = (lines: readonly SourceLine[]): CorrectedBlock[] => lines.flatMap((line): CorrectedBlock[] => {
  const pieces = textPieces(line)
  return pieces.length === 0 ? [] : [{ kind: 'paragraph', paragraph: { ...paragraphOf(pieces, new Map([[line.number, line.text]])), torn: true } }]
})

/** Lines -> blocks in reading order: columns put in order, tables set apart, the rest reflowed. */
function readBlocks(lines: readonly SourceLine[], entry: CatalogEntry, cities: readonly City[], { evidence }: Knowledge, file: CorrectionsFile): { blocks: CorrectedBlock[]; furniture: Furniture[]; diagnostics: Diagnostic[]; doubtful: DoubtfulJoins } {
  const { text, furniture } = separateFurniture(lines)
  if (mayBeInterleaved(text)) {
    // Which fragments follow each other is not asked again where an editor has said it.
    if (shareInOrder(file, text) >= EDITED_SHARE) return { blocks: tornLines(text), furniture, diagnostics: [], doubtful: NO_DOUBTFUL_JOINS }
    const columns = evidence ? readColumns(text, entry.file, evidence(), cities, printedBlocks) : null
    if (columns) return { blocks: [...columns.blocks], furniture: [...furniture, ...columns.furniture, ...headsAgain(columns.blocks)], diagnostics: [...columns.diagnostics], doubtful: columns.doubtful }
  }
  const blocks = printedBlocks(text)
  return { blocks, furniture: [...furniture, ...headsAgain(blocks)], diagnostics: [], doubtful: NO_DOUBTFUL_JOINS }
}

/** The headers of tables that stand again where a page breaks. */
const headsAgain = (blocks: readonly CorrectedBlock[]): Furniture[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? (block.table.repeated ?? []).map(({ number, text }) => ({ line: number, text: text.trim(), rule: 'repeated-header' })) : []))

/** Consecutive lines that are not interleaved: tables set apart, the rest reflowed. */
function printedBlocks(text: readonly SourceLine[]): CorrectedBlock[] {
  const blocks: CorrectedBlock[] = []
  const first = text[0]?.number ?? 1
  // Furniture has left its lines blank, so that line n still stands at index n - first.
  let at = 0
  for (const table of findTables(text)) {
    for (const block of paragraphBlocks(text.slice(at, table.from - first))) blocks.push(block)
    blocks.push({ kind: 'table', table })
    at = table.to - first + 1
  }
  for (const block of paragraphBlocks(text.slice(at))) blocks.push(block)
  return blocks
}

const paragraphBlocks = (lines: readonly SourceLine[]): Block[] => reflow(lines).map((paragraph) => ({ kind: 'paragraph', paragraph }))

/** A row with the merged cell that it stands under before it: what the cell says, it says of each of its rows. The white space behind the cell parts the two. */
function underLabel(label: Paragraph, { pieces, text }: Paragraph): Pick<Paragraph, 'pieces' | 'text'> {
  const last = label.pieces.at(-1)
  return last ? { pieces: [...label.pieces.slice(0, -1), { ...last, to: last.to + 1 }, ...pieces], text: `${label.text} ${text}` } : { pieces, text }
}

/** Gives every passage its place, city, topics and anchor, and every section its number. */
function assemble(drafts: readonly DraftSection[], entry: CatalogEntry, cities: readonly City[], knowledge: Knowledge, applied: readonly Correction[], doubtful: DoubtfulJoins): Pick<Report, 'canonical' | 'sections' | 'passages'> {
  const canonical = new CanonicalBuilder()
  const passages: Omit<Passage, 'anchor' | 'repeats'>[] = []
  const paths: (readonly string[])[] = []
  let count = 0

  const place = (draft: DraftPassage, city: string | null, headings: readonly string[]): number => {
    const label = draft.label ?? null
    const { text, pieces } = label ? underLabel(label, draft.paragraph) : draft.paragraph
    const doubts = orderedByEditor(draft.paragraph, applied) ? [] : doubtsIn(pieces, doubtful)
    const path = label ? [...headings, label.text] : headings
    paths.push(path)
    const home = cities.find(({ name }) => name === city)
    const spoken = withoutFalsePlaces(text, knowledge.notPlaces)
    const counties = [...new Set([...path.map((heading) => withoutFalsePlaces(heading, knowledge.notPlaces)), spoken].flatMap((said) => countiesNamed(said, home, knowledge.plainWords)))]
    passages.push({
      kind: draft.kind, text, pieces, city, label: label?.text ?? null,
      span: canonical.append(text, pieces),
      theme: (draft.kind === 'paragraph' || draft.kind === 'item') && !draft.paragraph.torn ? themeOf(text) : null,
      county: countyOf(spoken, home, knowledge.plainWords),
      ...(counties.length > 0 ? { counties } : {}),
      years: entry.covers,
      corrections: draft.paragraph.corrections ?? [],
      ...(draft.paragraph.breaks ? { breaks: draft.paragraph.breaks } : {}),
      ...(doubts.length > 0 ? { doubts } : {}),
      reordered: draft.paragraph.torn === true && !orderedByEditor(draft.paragraph, applied),
      topics: topicsOf([...headings, text].join('\n'), knowledge.topics),
    })
    return passages.length - 1
  }

  const walk = (draft: DraftSection, headings: readonly string[]): Section => {
    const id = `s${++count}`
    const path = draft.title === '' || draft.kind === 'lead' ? headings : [...headings, draft.title]
    const city = draft.city ?? (cities.length === 1 ? (cities[0]?.name ?? null) : null)
    const texts = draft.passages.map(({ paragraph }) => paragraph.text)
    if (draft.heading) canonical.append(draft.heading.text, draft.heading.pieces)
    return {
      id, kind: draft.kind, level: draft.level, heading: draft.title, city,
      speaker: draft.kind === 'article' ? speakerOf(texts, cities.find(({ name }) => name === city)) : null,
      pieces: draft.heading?.pieces ?? [],
      passages: draft.passages.map((passage) => place(passage, city, path)),
      sections: draft.sections.map((child) => walk(child, path)),
    }
  }

  const sections = drafts.map((draft) => walk(draft, []))
  const anchors = anchorsOf(passages.map(({ text }, i) => ({ text, headings: paths[i] ?? [] })))
  const repeats = repeatsOf(passages.map((passage) => passage.text))
  return { canonical: canonical.finish(), sections, passages: passages.map((passage, i) => ({ anchor: anchors[i] ?? '', ...passage, repeats: anchors[repeats[i] ?? -1] ?? null })) }
}
