import { html } from '../../markup.js'
import type { Messages } from '../catalogue.js'
import { counted, zh } from './wording.js'

export const reading: Messages['reading'] = {
  issuer: 'Issuer', published: 'Published', covers: 'Covers', cities: 'Cities', extent: 'Extent',
  size: (passages, characters) => `${counted(passages, 'passage')} · ${counted(characters, 'character')}`,
  description: (kind, cities, years, passages) => `${kind}, ${cities}, ${years}, ${counted(passages, 'passage')}.`,
  seeSource: 'Source text',
  findIn: 'Find in this report', find: 'Find',
  hits: (q, count) => html`“${zh(q)}” was found in <b>${count}</b> ${count === 1 ? 'passage' : 'passages'} of this report. `,
  clearMarks: 'Clear the marks', hitNumber: (number, count) => `Hit ${number} of ${count}`, previousHit: 'Previous', nextHit: 'Next', firstHit: 'Go to the first', allHits: 'Where they stand',
  cited: 'Cited passage', permalink: 'Permanent link', previous: 'Previous', next: 'Next', inFullText: 'See it in the report',
  contents: 'Contents', hitsUnit: ' hits',
  doubtSign: 'sign of doubt',
  legend: (sign, count) => html`<span class="doubt" role="img" aria-label="${sign}"></span> marks where the text goes on by inference only: ${counted(count, 'place')} in this report. It leads to the source.`,
  byContent: 'assigned by content',
  gap: '[The original lacks what follows]',
  permalinkOf: (number) => `Permanent link to passage ${number}`, sourceOf: (number) => `Source of passage ${number}`, sourceSign: 'src', cite: 'cite',
  rowFixed: 'This row was corrected by an editor: see the source', rowFixedSign: 'corr', rowPermalink: 'Permanent link to this row', rowSource: 'Source of this row',
  tableRegion: (heading) => `${heading}, scrolls sideways`,
  rowOfTable: (number) => `Passage ${number} (a row of the table)`,
  correction: (found, becomes, evidence, by) => html`Source: <del lang="zh-CN">${found}</del>; corrected: <ins lang="zh-CN">${becomes}</ins>. Evidence: ${zh(evidence)} (${zh(by)})`,
  seeOriginal: 'See the source',
  reorderedCaution: 'This passage was put together from interleaved newspaper columns; its order and city were inferred from context. Compare the lines of the source before you quote.',
  ofThemDoubtful: (count, sign) => html` ${counted(count, 'join')} of low confidence ${count === 1 ? 'is' : 'are'} marked <span class="doubt" role="img" aria-label="${sign}"></span>.`,
  doubtsCaution: (count, sign) => html`This passage has ${counted(count, 'join')} of low confidence, marked <span class="doubt" role="img" aria-label="${sign}"></span>. Compare the source before you quote.`,
}

export const states: Messages['states'] = {
  label: 'State of the cited text',
  exact: 'Unchanged', moved: 'Moved', changed: 'Reworded', 'number-changed': 'Numbers changed', gone: 'Deleted',
  exactMeans: (since) => `The cited text is as it was ${since}.`,
  movedMeans: 'The cited text is the same, but stands elsewhere in the report.',
  changedMeans: (since) => `The cited text is not as it was ${since}. Old and new stand below, differences marked. Check before you quote.`,
  numberChangedMeans: (since) => `Numbers in the cited text are not as they were ${since}. Old and new stand below, differences marked. Do not quote the old text.`,
  goneMeans: 'The report does not have the cited text any more. Below stand the archived text and the passages next to its place.',
  ordinalOnly: (since) => `Only the number at its head is not as it was ${since}.`,
  divided: 'The cited text is the same, but is divided among several passages now.', joined: 'The cited text is the same, but is part of a longer passage now.',
  firstPublished: 'when first collected', thatEdition: 'in the edition asked for',
  notArchived: 'not archived yet',
  edition: (day, id) => `${day} · ${id}`,
  pinned: (edition) => `Edition asked for: ${edition}`,
  archived: (edition) => `Archived text (${edition})`,
  numberAdded: (is) => html`added: ${zh(is)}`, numberGone: (was) => html`was ${zh(was)}, is gone`, numberChanged: (was, is) => html`was ${zh(was)}, is ${zh(is)}`,
  old: 'Old', now: 'Now',
  oldPlace: (place) => html`Stood in: ${zh(place)}`, newPlace: (place) => html`Stands in: ${zh(place)}`,
  nearest: 'Passages next to its place:', history: 'Editions',
}

export const cite: Messages['cite'] = {
  report: 'Cite this report', passage: 'Cite this passage',
  edition2025: 'GB/T 7714—2025 (in force)', edition2015: 'GB/T 7714—2015',
  note: 'Reference and place', quote: 'Text, reference and place', reference: 'Reference only', markdown: 'Markdown',
  text: 'Citation', copy: 'Copy citation', copied: 'Citation copied',
  edition: 'Standard', style: 'Style', accessed: 'Date of access', update: 'Update',
  download: 'Download:', plainText: 'Text',
  qr: 'QR code of the short link below', forPrint: 'Short link for print: ',
}
