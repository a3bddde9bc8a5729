import type { Mark } from '../search/match.js'

/** All markup that does not stand in a template is born here: escaped first, marked second. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c)

/** Markup that is safe to write unescaped, because this module made it. */
export class Html {
  readonly #markup: string
  private constructor(markup: string) {
    this.#markup = markup
  }

  /** Text with its marks; stripping the tags and entities gives back the text. `marks` ascend and do not overlap. */
  static marked(text: string, marks: readonly Mark[]): Html {
    let markup = ''
    let at = 0
    for (const { start, end, kind } of marks) {
      markup += `${escapeHtml(text.slice(at, start))}<mark class="${kind}">${escapeHtml(text.slice(start, end))}</mark>`
      at = end
    }
    return new Html(markup + escapeHtml(text.slice(at)))
  }

  toString(): string {
    return this.#markup
  }

  /** Handlebars writes a value unescaped when it has this method. */
  toHTML(): string {
    return this.#markup
  }
}
