import type { Difference, NumberChange, PassageState, Report } from '../../indexer/index.js'
import type { HistoryEntry, RangeResolution, Resolution } from '../resolving/resolve.js'
import type { Entry } from '../search/corpus.js'
import { passageVisit, pinnedVisit } from './links.js'
import { Html } from './markup.js'

/** What has become of the passage that an address was made for, in words: the head of a reading page. */

export const STATE_LABELS: Readonly<Record<PassageState, string>> = {
  exact: '原文一致', moved: '位置已移动', changed: '文字有改动', 'number-changed': '数字已变', gone: '原文已删除',
}

const SENTENCES: Readonly<Record<PassageState, string>> = {
  exact: '所引文字与首次收录时一致。',
  moved: '所引文字未变，但在报告中的位置变了。',
  changed: '所引文字与首次收录时不同，下面并列新旧，不同处有标记。引用前请核对。',
  'number-changed': '所引文字中的数字与首次收录时不同，下面并列新旧，不同处有标记。请勿照旧引用。',
  gone: '报告中已没有所引文字。下面是存档的原文，和原处前后现有的段落。',
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
  readonly numbers: readonly { readonly label: string }[]
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

const day = (recorded: string): string => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(recorded) ?? []
  return year === undefined ? '尚未存档' : `${year}年${Number(month)}月${Number(date)}日`
}

const place = (headings: readonly string[]): string => headings.join(' › ')
const linkTo = ({ report, passage }: Entry, q: string): LinkView =>
  ({ href: passageVisit(report.id, passage.anchor, q), label: passage.text.length > LABEL_LENGTH ? `${passage.text.slice(0, LABEL_LENGTH)}…` : passage.text })
const numberView = ({ was, is }: NumberChange): { label: string } => ({ label: was === null ? `新增 ${is ?? ''}` : is === null ? `原有 ${was}，现已无` : `原为 ${was}，现为 ${is}` })
const oldAndNew = (differences: readonly Difference[]): OldAndNewView[] =>
  (differences.length === 0 ? [] : [{ old: Html.compared(differences, 'removed'), now: Html.compared(differences, 'added') }])

/** The view of one passage's resolution; `anchor` as it was asked for. */
export function resolutionView(report: Report, anchor: string, resolution: Resolution, q: string): ResolutionView {
  const { state, quote, headings, edition, recorded, pinned, before, behind, movedTo, differences, numbers, ordinalOnly, nearest, history } = resolution
  const compared = oldAndNew(differences)
  const sentence = ordinalOnly ? '只有段首的编号与首次收录时不同，其余文字未变。' : SENTENCES[state]
  return {
    state, label: STATE_LABELS[state], sentence: pinned ? sentence.replaceAll('首次收录时', '所指版本') : sentence,
    edition: `${day(recorded)} · ${edition}`, pinned,
    quote: pinned || state === 'gone' ? quote : '', before: pinned ? before : '', behind: pinned ? behind : '',
    compared, numbers: numbers.map(numberView),
    oldPlace: movedTo || state === 'gone' ? place(headings) : '', newPlace: movedTo ? place(movedTo) : '',
    nearest: nearest.map((entry) => linkTo(entry, q)),
    history: history.length < 2 ? [] : history.map((entry) => historyView(report, anchor, entry, q)),
  }
}

const historyView = (report: Report, anchor: string, { edition, recorded, state }: HistoryEntry, q: string): HistoryView =>
  ({ href: pinnedVisit(report.id, anchor, edition, q), when: `${day(recorded)} · ${edition}`, label: STATE_LABELS[state] })

/** The view of a range: its state as a whole, and old and new of every passage that is not as it was. */
export function rangeView({ state, parts }: RangeResolution, q: string): ResolutionView {
  const [first] = parts
  const changed = parts.filter((part) => part.state !== 'exact' && part.state !== 'moved')
  return {
    state, label: STATE_LABELS[state], sentence: SENTENCES[state], edition: first ? `${day(first.recorded)} · ${first.edition}` : '', pinned: first?.pinned ?? false,
    quote: state === 'gone' || first?.pinned ? parts.map(({ quote }) => quote).join('\n') : '', before: '', behind: '',
    compared: state === 'gone' ? [] : changed.flatMap((part) => oldAndNew(part.state === 'gone' ? [{ kind: 'removed', text: part.quote }] : part.differences)),
    numbers: changed.flatMap((part) => part.numbers.map(numberView)), oldPlace: state === 'gone' ? place(first?.headings ?? []) : '', newPlace: '',
    nearest: state === 'gone' ? (first?.nearest ?? []).map((entry) => linkTo(entry, q)) : [], history: [],
  }
}
