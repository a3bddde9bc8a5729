import { dayInChina } from '../citing/dates.js'
import type { GbtEdition } from '../citing/gbt7714.js'
import type { CitationOptions, CitationStyle } from '../citing/text.js'
import { futureAccess, type Refusal } from './problems.js'

/** How a request wants to be shown a citation, as its schema has read it. */
export interface CiteQuery {
  readonly edition?: GbtEdition
  readonly style?: CitationStyle
  readonly accessed?: string
}

/** A request's wishes, with the defaults: the edition in force, the note, today in China. A day to come is refused. */
export function citationOptions({ edition = '2025', style = 'note', accessed }: CiteQuery, now: Date): CitationOptions | Refusal {
  const today = dayInChina(now)
  return accessed !== undefined && accessed > today ? futureAccess : { edition, style, accessed: accessed ?? today }
}
