import type { Difference, NumberChange, PassageState, Report } from '../../indexer/index.js'
import type { HistoryEntry, RangeResolution, Resolution } from '../resolving/resolve.js'
import type { Entry } from '../search/corpus.js'
import { passageVisit, pinnedVisit } from './links.js'
import { Html, type Phrase } from './markup.js'
import type { Messages } from './messages/index.js'

/** What has become of the passage that an address was made for, in words: the head of a reading page. */

/** The state of a passage; `since` says beside which text. */
function sentenceOf(state: PassageState, pinned: boolean, ordinalOnly: boolean, bounds: Resolution['bounds'], { states }: Messages): string {
  const since = pinned ? states.thatEdition : states.firstPublished
  if (ordinalOnly) return states.ordinalOnly(since)
  if (bounds) return bounds === 'divided' ? states.divided : states.joined
  switch (state) {
    case 'exact': return states.exactMeans(since)
    case 'moved': return states.movedMeans
    case 'changed': return states.changedMeans(since)
    case 'number-changed': return states.numberChangedMeans(since)
    case 'gone': return states.goneMeans
  }
}

export interface OldAndNewView {
  readonly old: Html
  readonly now: Html
}

export interface ResolutionView {
  readonly state: PassageState
  readonly label: string
  readonly sentence: string
  /** 2026年1月1日 and the edition's id; '' when it was not archived. */
  readonly edition: string
  readonly pinned: boolean
  /** The quote where it is not shown with its differences; for a pinned edition with what stood around it. */
  readonly quote: string
  readonly before: string
  readonly behind: string
  readonly compared: readonly OldAndNewView[]
  /** `原为 12，现为 13`. */
  readonly numbers: readonly { readonly label: Phrase }[]
  readonly oldPlace: string
  readonly newPlace: string
  readonly nearest: readonly LinkView[]
  readonly history: readonly HistoryView[]
}

interface LinkView {
  readonly href: string
  readonly label: string
}

interface HistoryView {
  readonly href: string
  readonly when: string
  readonly label: string
}

/** How much of a passage names it in a link, in characters. */
const LABEL_LENGTH = 40

const day = (recorded: string, { facts, states }: Messages): string => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(recorded) ?? []
  return year === undefined ? states.notArchived : facts.day(year, Number(month), Number(date))
}

const editionLabel = ({ recorded, edition }: Pick<Resolution, 'recorded' | 'edition'>, messages: Messages): string => messages.states.edition(day(recorded, messages), edition)

const place = (headings: readonly string[]): string => headings.join(' › ')
const linkTo = ({ report, passage }: Entry, q: string): LinkView =>
  ({ href: passageVisit(report.id, passage.anchor, q), label: passage.text.length > LABEL_LENGTH ? `${passage.text.slice(0, LABEL_LENGTH)}…` : passage.text })
export const numberView = ({ was, is }: NumberChange, { states }: Messages): { label: Phrase } =>
  ({ label: was === null ? states.numberAdded(is ?? '') : is === null ? states.numberGone(was) : states.numberChanged(was, is) })
export const oldAndNew = (differences: readonly Difference[]): OldAndNewView[] =>
  (differences.length === 0 ? [] : [{ old: Html.compared(differences, 'removed'), now: Html.compared(differences, 'added') }])

/** The view of one passage's resolution; `anchor` as it was asked for. */
export function resolutionView(report: Report, anchor: string, resolution: Resolution, q: string, messages: Messages): ResolutionView {
  const { state, quote, headings, pinned, before, behind, movedTo, differences, numbers, ordinalOnly, bounds, nearest, history } = resolution
  const compared = oldAndNew(differences)
  return {
    state, label: messages.states[state], sentence: sentenceOf(state, pinned, ordinalOnly, bounds, messages),
    edition: editionLabel(resolution, messages), pinned,
    quote: pinned || state === 'gone' ? quote : '', before: pinned ? before : '', behind: pinned ? behind : '',
    compared, numbers: numbers.map((change) => numberView(change, messages)),
    oldPlace: movedTo || state === 'gone' ? place(headings) : '', newPlace: movedTo ? place(movedTo) : '',
    nearest: nearest.map((entry) => linkTo(entry, q)),
    history: history.length < 2 ? [] : history.map((entry) => historyView(report, anchor, entry, q, messages)),
  }
}

const historyView = (report: Report, anchor: string, entry: HistoryEntry, q: string, messages: Messages): HistoryView =>
  ({ href: pinnedVisit(report.id, anchor, entry.edition, q), when: editionLabel(entry, messages), label: messages.states[entry.state] })

/** The view of a range: its state as a whole, and old and new of every passage that is not as it was. */
export function rangeView({ state, parts }: RangeResolution, q: string, messages: Messages): ResolutionView {
  const [first] = parts
  const changed = parts.filter((part) => part.state !== 'exact' && part.state !== 'moved')
  return {
    state, label: messages.states[state], sentence: sentenceOf(state, first?.pinned ?? false, false, null, messages), edition: first ? editionLabel(first, messages) : '', pinned: first?.pinned ?? false,
    quote: state === 'gone' || first?.pinned ? parts.map(({ quote }) => quote).join('\n') : '', before: '', behind: '',
    compared: state === 'gone' ? [] : changed.flatMap((part) => oldAndNew(part.state === 'gone' ? [{ kind: 'removed', text: part.quote }] : part.differences)),
    numbers: changed.flatMap((part) => part.numbers.map((change) => numberView(change, messages))), oldPlace: state === 'gone' ? place(first?.headings ?? []) : '', newPlace: '',
    nearest: state === 'gone' ? (first?.nearest ?? []).map((entry) => linkTo(entry, q)) : [], history: [],
  }
}
