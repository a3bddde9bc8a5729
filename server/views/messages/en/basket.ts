import { html } from '../../markup.js'
import type { Messages } from '../catalogue.js'
import { counted } from './wording.js'

export const basket: Messages['basket'] = {
  name: 'Collection', nameWith: (count) => `Collection (${count})`,
  own: 'My collection', shared: 'Shared collection', description: 'Passages taken from reports, with their sources, to take away.',
  count: (count, most) => html`<b>${count}</b> ${count === 1 ? 'passage' : 'passages'} (at most ${most}). `,
  altered: (count) => html`<strong>${counted(count, 'passage')} of them changed since: compare before you quote.</strong> `,
  ownMeans: 'Kept in a cookie of this browser, without an account, for half a year after the last change; on another computer use the address below.',
  sharedMeans: 'The list is in the address: whoever opens it sees these passages.',
  takeOver: 'Add all to my collection', seeOwn: 'See my collection', byCity: 'Order by city', byYear: 'Order by year', clear: 'Empty it',
  lost: 'Passages that were not found', lostMeans: 'The report was withdrawn, or the id is wrong; files leave them out.', item: (number) => `Item ${number}`,
  passages: 'Passages', seePlace: 'See its place', then: 'When collected', now: 'Now',
  up: 'Up', upOf: (number) => `Move passage ${number} up`, down: 'Down', downOf: (number) => `Move passage ${number} down`, remove: 'Remove', removeOf: (number) => `Remove passage ${number}`,
  references: 'References', update: 'Update', take: 'Take away', plainText: 'Text', address: 'Address to share',
  emptyMeans: 'No passage yet. While reading, “Collect” beside a passage puts it here, to be ordered and taken away with its source as Word, Markdown or a reference file.',
  search: 'Search', reports: 'See the reports',
  caution: (state, changes) => `Since it was collected: ${state.toLowerCase()}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}. Compare before you quote.`,
  collect: 'Collect', collectOf: (number) => `+ Collect passage ${number}`, collectedNumber: (number) => `✓ Passage ${number} is collected`, collected: 'Collected', sign: '+',
  foreign: 'This form comes from another site', foreignAdvice: 'Only pages of this site may change your collection. Go back to a page of this site and try again.',
  full: 'The collection is full', fullAdvice: 'It holds no more passages. Take it away as a file first, then remove some.',
}
