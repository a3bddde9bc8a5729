import type { Piece, SourceLine } from '../types.js'
import { isAsciiWord, printedWidth } from './character.js'
import { firstUnit, FULL_TOLERANCE, INDENT, measuresOf, SQUEEZE, squeezeOf, type Measure } from './measure.js'
import { endsClause, endsSentence, isDay, markerOf, namesSpeaker, opensItem, standsAlone } from './outline.js'
import { lineIndex, paragraphOf, type Paragraph } from './paragraph.js'
import { textPieces } from './spacing.js'

/**
 * Reflow: printed lines -> paragraphs. A line's end is a paragraph's end only on evidence: a sentence that ends
 * before the measure is full, a blank line that means something, or an opening that only a new paragraph has.
 */

/** Room that a line leaves, beyond what the next line's first unit takes, from which the line was ended on purpose (half-width columns). */
const ROOM = 1
/** The same where blank lines part the paragraphs: kerned punctuation may shorten a full line. */
const LOOSE_ROOM = 4
/** Share of the measure that a line falls short of on purpose, whatever it ends with: a title, a heading's last line. */
const SHORT = 0.75
/** Narrower lines than this are short by themselves, not because they are full. */
const WIDE_ENOUGH = 32
/** Fewer indented lines, or more of all lines than this share, say nothing of what an indent means; nor do flush lines that do not mostly go on from the line above. */
const FEWEST_INDENTS = 3
const MOST_INDENTED = 0.6
const GOES_ON = 0.8
/** Paragraphs that end within the first half of a line, from which what stands behind them tells. */
const FEWEST_ENDS = 3
/** The white space that typesetting puts between 汉字 and digits or Latin: a quarter of a 汉字. */
const AUTOSPACE = 0.5
/** Share of lines followed by a blank line from which blank lines are a doubling and mean nothing. */
const DOUBLED_SHARE = 0.8
/** Share of full lines that leave their sentence open from which lines are printed ones. */
const OPEN_SHARE = 0.2
/** The same up to which they stand at page breaks and headings only. */
const NONE_SHARE = 0.06
/** Fewer printed lines say nothing of what blank lines mean: then they part paragraphs. */
const FEWEST_LINES = 8
/** A theme that opens a paragraph of a box: a few words and a colon. */
const LABEL = /^[^，。；：:]{3,24}[：:]/

interface Printed {
  readonly pieces: readonly Piece[]
  readonly text: string
  readonly width: number
  readonly blankBefore: boolean
  /** A page breaks before it: the blank lines there part no paragraphs. */
  readonly breakBefore: boolean
  readonly indented: boolean
}

/** How often the typesetter parted 汉字 from digits or Latin in a line: white space that is no text, but took room. */
const autospaces = (pieces: readonly Piece[], line: string): number =>
  pieces.slice(1).filter(({ from }, i) => isAsciiWord(line[from] ?? '') !== isAsciiWord(line[(pieces[i]?.to ?? 0) - 1] ?? '')).length

function printedLines(lines: readonly SourceLine[]): Printed[] {
  const index = lineIndex(lines)
  const printed: Printed[] = []
  let blank = true
  let pageBreak = false
  for (const line of lines) {
    const pieces = textPieces(line)
    if (pieces.length === 0) {
      blank = true
      pageBreak ||= line.text.includes('\f')
      continue
    }
    const { text } = paragraphOf(pieces, index)
    printed.push({ pieces, text, width: printedWidth(text) + autospaces(pieces, line.text) * AUTOSPACE, blankBefore: blank, breakBefore: pageBreak, indented: /^(?:\u3000{2}| {4}|\t)/.test(line.text) })
    blank = false
    pageBreak = false
  }
  return printed
}

/** How a text marks its paragraphs. */
interface Layout {
  readonly blanks: Blanks
  readonly indents: boolean
}

/** What blank lines mean: they part the paragraphs, they double every line and mean nothing, or there are none to speak of. */
type Blanks = 'parting' | 'doubled' | 'none'

/** They are a doubling when nearly all lines have one, and the sentences that lines leave open are left by full ones: an unpunctuated list is not wrapped, and paragraphs of one line leave none open. */
function blanksOf(lines: readonly Printed[], measures: readonly Measure[]): Blanks {
  const after = lines.slice(1).filter((line) => line.blankBefore && !line.breakBefore).length / Math.max(1, lines.length - 1)
  const open = [...lines.keys()].filter((i) => !endsClause(lines[i]?.text ?? '') && markerOf(lines[i]?.text ?? '')?.scheme !== 'markdown')
  const full = open.filter((i) => measures[i]?.wrapped && (lines[i]?.width ?? 0) >= measures[i].width - INDENT - FULL_TOLERANCE)
  if (lines.length >= FEWEST_LINES && after >= DOUBLED_SHARE && full.length >= lines.length * OPEN_SHARE && full.length > open.length / 2) return 'doubled'
  return lines.length >= FEWEST_LINES && after <= NONE_SHARE ? 'none' : 'parting'
}

/** Whether paragraphs are indented and nothing else is: flush lines go on from the line above, or all that stands behind a paragraph's plain end is indented. */
function indentsParagraphs(lines: readonly Printed[], measures: readonly Measure[]): boolean {
  const behindEnds = lines.slice(1).filter((_, i) => {
    const [line, measure] = [lines[i], measures[i]]
    return line !== undefined && measure?.wrapped === true && endsSentence(line.text) && line.width <= measure.width / 2
  })
  if (behindEnds.length >= FEWEST_ENDS && behindEnds.every(({ indented }) => indented)) return true
  const behind = lines.slice(1).map((line, i) => ({ line, open: !endsSentence(lines[i]?.text ?? '') }))
  const indented = behind.filter(({ line }) => line.indented).length
  const flush = behind.filter(({ line }) => !line.indented)
  return indented >= FEWEST_INDENTS && indented <= lines.length * MOST_INDENTED && flush.filter(({ open }) => open).length >= flush.length * GOES_ON
}

/** Whether blank lines part a line from the one above: not where they double every line, and not where a page breaks. */
const isParted = (line: Printed | undefined, doubled: boolean): boolean => line?.blankBefore === true && !doubled && !line.breakBefore

/** One or two 汉字 alone, below a line of the text's measure: its last ones. */
const isStub = (line: Printed | undefined, above: Printed | undefined, measure: Measure | undefined): boolean =>
  /^\p{Script=Han}{1,2}$/u.test(line?.text ?? '') && (above?.width ?? 0) >= (measure?.width ?? Infinity) - INDENT - FULL_TOLERANCE

/** Whether a line of this measure is full for its printing, not because its words end there. */
const isWide = (measure: Measure | undefined): measure is Measure => measure !== undefined && (measure.wrapped || measure.width >= WIDE_ENOUGH)

/** Index of the first line that is running text: lines before it are titles, and stand alone. */
function titleLength(lines: readonly Printed[], measures: readonly Measure[], doubled: boolean): number {
  const first = lines.findIndex((line) => /[，。；]|\p{Script=Han}[,;]/u.test(line.text) || markerOf(line.text)?.scheme === 'article')
  let end = Math.max(first, 0)
  // A full line that the next one continues is the head of a paragraph, not a title.
  for (; end > 0; end--) {
    const measure = measures[end - 1]
    const full = isWide(measure) && (lines[end - 1]?.width ?? 0) >= measure.width - INDENT - FULL_TOLERANCE
    if ((!full && !isStub(lines[end], lines[end - 1], measure)) || isParted(lines[end], doubled) || NOTICE.test(lines[end]?.text ?? '') || BELOW_HEADLINE.test(lines[end]?.text ?? '') || BELOW_HEADLINE.test(lines[end - 1]?.text ?? '')) break
  }
  return end
}

/** Words of the editor above an article, and of the author above a text. */
const NOTICE = /^[【（]?(?:编者按|编者的话|开栏的话|内容提要)[】）]?/u
/** Whom a report is for: a line of its own below the title. */
const SALUTATION = /^[^，。；：]{2,16}：$/u
/** Longest line that is no sentence between blank lines, where each paragraph has one line: who signs, a title; in 汉字. */
const LONGEST_SHORT_LINE = 20

/** The second line of a headline, and who wrote it. */
const BELOW_HEADLINE = /^(?:——|—|－－|--)\s*\S|^[（(]?(?:本报|特约|见习|实习)*(?:记者|通讯员)\s*[：:]?\s*\p{Script=Han}/u

/** Whether two title lines are two titles: a pair of parallel ones, or words set apart above the headline. */
const standsApart = (above: string, below: string): boolean => {
  // With dates in it, it is said when a law was passed.
  if (/\d|关于/u.test(above + below)) return false
  const [a = 0, b = 0] = [above, below].map((text) => text.replace(/[“”‘’《》\s]/gu, '').length)
  return (/\p{Script=Han}\s+\p{Script=Han}/u.test(above) && !/\s/u.test(below)) || (a >= 6 && Math.abs(a - b) <= 1)
}

/** Longest heading of two halves, in characters. */
const LONGEST_COMMA_TITLE = 28

/** The headline of a city's article: the city, and what it says of it. */
const HEADLINE = /^\p{Script=Han}{2,5}[市县区州盟][：:\s]/u

const opensFresh = (text: string): boolean => {
  const marker = markerOf(text)
  return opensItem(text) || (marker !== null && marker.scheme !== 'paren-arabic')
}

/** What a number that stands at the head of a line belongs to: a bracket that is still open, or 第（二）项、第 above it. */
const NUMBER_GOES_ON = /(?:《[^》]*|（[^）]*|\([^)]*|[、第和及或至])$/u

/** Whether a line opens a paragraph by its numbering; where the line above leads on to a number, it does not. */
const opensBelow = (above: string, text: string): boolean => opensFresh(text) && !NUMBER_GOES_ON.test(above)

/** Whether a line is a heading in itself, by what it says and the lines below it. */
function isHeadingLine(lines: readonly Printed[], i: number, measure: Measure, doubled: boolean): boolean {
  const line = lines[i]
  const marker = line ? markerOf(line.text) : null
  if (!line) return false
  if (marker?.scheme === 'markdown' || (marker?.scheme === 'box' && !isStub(lines[i + 1], line, measure))) return true
  // What stands behind a semicolon is the next item of its list.
  if (marker === null || marker.scheme === 'box' || marker.scheme === 'article' || /[；;]$/.test(lines[i - 1]?.text ?? '') || !standsAlone(line.text) || goesOnBelow(line, lines[i + 1], measure) || endsBelow(lines, i, measure, doubled)) return false
  return !measure.wrapped || line.width < measure.width - FULL_TOLERANCE
}

/** A full line whose indent is printed goes on in the line below, which has none: where paragraphs are indented, that one opens nothing. */
const goesOnBelow = (line: Printed, next: Printed | undefined, measure: Measure): boolean =>
  line.indented && next !== undefined && !next.indented && !next.blankBefore && !opensBelow(line.text, next.text) && line.width + INDENT >= measure.width - FULL_TOLERANCE

/** Whether a line, its stripped indent counted, had no room for the head of the next. */
const fillsWith = (line: Printed, next: Printed, { width }: Measure, squeeze = 0): boolean => line.width + INDENT + firstUnit(next.text) > width - squeeze

/**
 * A numbered line that fills its measure, the stripped indent counted, goes on below when it has a colon or several commas, as a heading has not; when the line
 * below is full without an indent, as no paragraph's first line is; or when that ends an item, or has the last words of a heading.
 */
function endsBelow(lines: readonly Printed[], i: number, measure: Measure, doubled: boolean): boolean {
  const [line, next, after] = [lines[i], lines[i + 1], lines[i + 2]]
  if (!line || !next || isParted(next, doubled) || !fillsWith(line, next, measure, SQUEEZE) || opensBelow(line.text, next.text)) return false
  if (/[：:]/u.test(line.text) || (line.text.match(/[，,]/gu)?.length ?? 0) >= 2) return measure.width >= WIDE_ENOUGH
  if (measure.width >= WIDE_ENOUGH && endsClause(next.text)) {
    const ends = !after || isParted(after, doubled) || opensBelow(next.text, after.text)
    if (ends || !endsSentence(next.text) || next.width + INDENT + firstUnit(after.text) <= measure.width) return true
  }
  const full = after && !endsClause(next.text) && next.width + firstUnit(after.text) > measure.width
  if (full && (measure.wrapped || measure.width >= WIDE_ENOUGH) && next.width + INDENT > measure.width && next.width <= measure.width + FULL_TOLERANCE) return true
  if (!measure.wrapped) return false
  return next.width <= measure.width * SHORT && !/[，。；！？：]/u.test(next.text) && endsOnPurpose(line.text, next.text)
}

/** Short, without a sentence's punctuation, after a finished paragraph: a heading without a number. */
function isBareTitle(lines: readonly Printed[], i: number, measure: Measure, doubled: boolean): boolean {
  const [before, line] = [lines[i - 1], lines[i]]
  const settled = before === undefined || endsSentence(before.text) || isHeadingLine(lines, i - 1, measure, doubled)
  return settled && line !== undefined && line.text.length <= 24 && !/[，。；、：:]/.test(line.text) && line.width < measure.width * 0.7
}

/** Whether a new paragraph starts with `b`, the line after `a`; `opens` says that `a` itself opens a paragraph. */
function breaksBetween(lines: readonly Printed[], measures: readonly Measure[], i: number, { blanks, indents }: Layout, opens: boolean): boolean {
  const a = lines[i]
  const b = lines[i + 1]
  const measure = measures[i]
  const next = measures[i + 1]
  if (!a || !b || !measure || !next) return true
  const markerB = markerOf(b.text)
  const doubled = blanks === 'doubled'
  const gap = b.blankBefore && !doubled
  const parted = gap && !b.breakBefore
  if (markerB?.scheme === 'markdown' || markerB?.scheme === 'box' || NOTICE.test(b.text) || isHeadingLine(lines, i, measure, doubled)) return true
  if (opensBelow(a.text, b.text) && (endsClause(a.text) || /[：:]$/.test(a.text) || gap || b.indented)) return true
  if (isBareTitle(lines, i, measure, doubled) && (gap || doubled || b.indented)) return true
  if (namesSpeaker(a.text) || namesSpeaker(b.text) || isDay(a.text) || isDay(b.text) || (indents && b.indented)) return true
  if (measure.wrapped && a.width <= measure.width * SHORT && endsOnPurpose(a.text, b.text)) return true
  if (parted && !measure.wrapped && a.text.length <= LONGEST_SHORT_LINE && !/[，。；：]/u.test(a.text) && endsOnPurpose(a.text, b.text)) return true
  if (parted && !measure.wrapped && a.blankBefore && isCommaTitle(lines[i - 1]?.text, a.text, b.text)) return true
  if (!endsSentence(a.text)) {
    if (((gap && !measure.wrapped) || b.indented) && /[；;：:]$/.test(a.text)) return true
    return false
  }
  if (parted || b.indented) return true
  // What ends no sentence above an indent is no paragraph's last line.
  if (indents && measure.wrapped && next.wrapped) return b.width <= next.width * SHORT && !endsClause(b.text) && lines[i + 2]?.indented === true
  if (!doubled && !measure.wrapped && !next.wrapped) return true
  if (LABEL.test(b.text) && doubled) return true
  const filled = a.width + (opens ? INDENT : 0) + firstUnit(b.text)
  if (filled <= measure.width - (blanks === 'parting' && !b.breakBefore ? LOOSE_ROOM : ROOM)) return true
  return (blanks !== 'parting' || b.breakBefore) && isIndented(b, lines[i + 2], next)
}

/** Words of a sentence, which no heading of two halves has. */
const IN_WORDS = /应当|必须|不得|可以|是指|负责|根据|按照|依照|其中|为了/u

/** A heading of two halves of about a length, alone between blank lines, below a finished sentence and above a paragraph. */
function isCommaTitle(above: string | undefined, text: string, below: string): boolean {
  if (text.length > LONGEST_COMMA_TITLE || above === undefined || !endsSentence(above) || below.length <= LONGEST_COMMA_TITLE || !endsOnPurpose(text, below)) return false
  const [first = '', second = '', ...more] = text.split('，')
  return more.length === 0 && Math.min(first.length, second.length) >= 3 && Math.abs(first.length - second.length) <= 3 && !/[。；：、\d]/u.test(text) && !IN_WORDS.test(text)
}

/** Whether a short line may have been ended there: it leaves nothing open, and what follows could open anew; a quotation set on a line of its own goes on. */
const endsOnPurpose = (a: string, b: string): boolean => !/[，、,（(“《—-]$/u.test(a) && !/^[，。；：、！？“”’）《》,.;:)]/u.test(b)

/** A line that goes on below although the next unit had room in it: its indent, which extraction has stripped, took that room. */
const isIndented = (line: Printed, next: Printed | undefined, { width }: Measure): boolean =>
  next !== undefined && !endsClause(line.text) && line.width + firstUnit(next.text) <= width && line.width + INDENT <= width + squeezeOf(line.text)

/** Latin words are parted by the line's end; so are two numbers, unless the line is full and may have cut one. */
const joinsWithSpace = (a: string, b: string, full: boolean): boolean =>
  (/[A-Za-z]$/.test(a) && /^[A-Za-z]/.test(b)) || (!full && /[\d%‰]$/.test(a) && /^[\d.]/.test(b))

/**
 * Paragraphs of a text that is not interleaved, in source order. Blank lines, and white space that typesetting
 * put in, are left out; no other character is. Empty input gives no paragraphs.
 */
export function reflow(lines: readonly SourceLine[]): Paragraph[] {
  const printed = printedLines(lines)
  const index = lineIndex(lines)
  const measures = measuresOf(printed)
  const layout = { blanks: blanksOf(printed, measures), indents: indentsParagraphs(printed, measures) }
  const doubled = layout.blanks === 'doubled'
  const titles = titleLength(printed, measures, doubled)
  const paragraphs: Paragraph[] = []
  let pieces: Piece[] = []
  printed.forEach((line, i) => {
    for (const piece of line.pieces) pieces.push(piece)
    const next = printed[i + 1]
    const opens = pieces.length === line.pieces.length
    const full = next !== undefined && !isParted(next, doubled) && isWide(measures[i]) && fillsWith(line, next, measures[i])
    const titleEnds = i < titles && !isStub(next, line, measures[i]) && ((!full && (line.blankBefore || next?.blankBefore === true)) || i + 1 === titles || (next !== undefined && (opensBelow(line.text, next.text) || HEADLINE.test(next.text) || SALUTATION.test(next.text) || BELOW_HEADLINE.test(next.text) || (!full && standsApart(line.text, next.text)))))
    if (next && !titleEnds && !breaksBetween(printed, measures, i, layout, opens)) {
      const last = pieces.at(-1)
      const measure = measures[i]
      const cut = measure?.wrapped === true && line.width >= measure.width - 2 * FULL_TOLERANCE
      if (last && joinsWithSpace(line.text, next.text, cut)) pieces[pieces.length - 1] = { ...last, to: last.to + 1 }
      return
    }
    paragraphs.push(paragraphOf(pieces, index))
    pieces = []
  })
  return paragraphs
}
