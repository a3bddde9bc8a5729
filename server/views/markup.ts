import type { Difference, Span } from '../../indexer/index.js'
import type { Mark } from '../search/match.js'

/** All markup that does not stand in a template is born here: escaped first, marked second. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c)

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** The way back, from what this module and the templates escape. */
export const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/giu, (whole, hex?: string, decimal?: string, name?: string) =>
    (name === undefined ? String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16)) : NAMED[name] ?? whole))

/** What a reader has to know of a text beside what it says. Both lists ascend; fixes do not overlap. */
export interface Notes {
  /** Spans that an editor has corrected; the label says what the source has there. */
  readonly fixes: readonly (Span & { readonly label: string })[]
  /** Places before which the text may not go on as it is put together; `href` leads to the source. */
  readonly doubts: readonly { readonly at: number; readonly label: string; readonly href: string | null }[]
}

export const NO_NOTES: Notes = { fixes: [], doubts: [] }

/** The notes inside `[start, end)`, cut at its edges and counted from `start`. */
export const clipNotes = ({ fixes, doubts }: Notes, start: number, end: number): Notes => ({
  fixes: fixes.filter((fix) => fix.start < end && start < fix.end).map((fix) => ({ ...fix, start: Math.max(fix.start, start) - start, end: Math.min(fix.end, end) - start })),
  doubts: doubts.filter(({ at }) => start <= at && at < end).map((doubt) => ({ ...doubt, at: doubt.at - start })),
})

/** A sign without text of its own, so that the text stays what it is: the stylesheet draws it, its label says what it means. */
const doubtSign = ({ label, href }: Notes['doubts'][number]): string => {
  const says = `aria-label="${escapeHtml(label)}" title="${escapeHtml(label)}"`
  return href === null ? `<span class="doubt" role="img" ${says}></span>` : `<a class="doubt" href="${escapeHtml(href)}" ${says}></a>`
}

/** Text with its fixes and doubts. */
function annotate(text: string, { fixes, doubts }: Notes): string {
  const cuts = [...new Set([0, text.length, ...fixes.flatMap(({ start, end }) => [start, end]), ...doubts.map(({ at }) => at)])].sort((a, b) => a - b)
  let markup = ''
  cuts.forEach((start, i) => {
    const end = cuts[i + 1]
    if (end === undefined) return
    for (const doubt of doubts) if (doubt.at === start) markup += doubtSign(doubt)
    const part = escapeHtml(text.slice(start, end))
    const fix = fixes.find((one) => one.start <= start && end <= one.end)
    markup += fix ? `<ins class="fix" title="${escapeHtml(fix.label)}">${part}</ins>` : part
  })
  return markup
}

/** Markup that is safe to write unescaped, because this module made it. */
export class Html {
  readonly #markup: string
  private constructor(markup: string) {
    this.#markup = markup
  }

  /** Text with its marks and notes; stripping the tags and entities gives back the text. `marks` ascend and do not overlap. */
  static marked(text: string, marks: readonly Mark[], notes: Notes = NO_NOTES): Html {
    const plain = notes.fixes.length === 0 && notes.doubts.length === 0
    const part = (start: number, end: number): string => (plain ? escapeHtml(text.slice(start, end)) : annotate(text.slice(start, end), clipNotes(notes, start, end)))
    let markup = ''
    let at = 0
    for (const { start, end, kind } of marks) {
      markup += `${part(at, start)}<mark class="${kind}">${part(start, end)}</mark>`
      at = end
    }
    return new Html(markup + part(at, text.length))
  }

  /** A title. A middle dot (间隔号) begins no line; browsers do not see to it, so it is kept with the sign before it. */
  static title(text: string): Html {
    return new Html(escapeHtml(text).replace(/[\p{L}\p{N}”》）][·•‧・]/gu, '<span class="kept">$&</span>'))
  }

  /** One side of a comparison: what both have, and what this side has alone as `<del>` or `<ins>`. */
  static compared(differences: readonly Difference[], side: 'removed' | 'added'): Html {
    const tag = side === 'removed' ? 'del' : 'ins'
    return new Html(differences.map(({ kind, text }) => (kind === 'same' ? escapeHtml(text) : kind === side ? `<${tag}>${escapeHtml(text)}</${tag}>` : '')).join(''))
  }

  /** Fixed markup with values between: strings and numbers are escaped, markup is taken as it is. */
  static joined(parts: readonly string[], values: readonly Phrase[]): Html {
    return new Html(parts.map((part, i) => part + (i < values.length ? written(values[i] ?? '') : '')).join(''))
  }

  toString(): string {
    return this.#markup
  }

  /** Handlebars writes a value unescaped when it has this method. */
  toHTML(): string {
    return this.#markup
  }
}

/** What a sentence is made of. */
export type Phrase = string | number | Html

const written = (value: Phrase): string => (value instanceof Html ? value.toString() : escapeHtml(String(value)))

/** Markup as a template literal: what stands between its pieces is escaped unless it is markup already. */
export const html = (parts: TemplateStringsArray, ...values: readonly Phrase[]): Html => Html.joined(parts, values)

/** Phrases with a separator between them. */
export const join = (phrases: readonly Phrase[], separator: string): Html =>
  Html.joined([...phrases.map((_, i) => (i === 0 ? '' : escapeHtml(separator))), ''], phrases)
