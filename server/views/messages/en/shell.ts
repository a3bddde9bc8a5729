import { html } from '../../markup.js'
import type { Messages } from '../catalogue.js'
import { zh } from './wording.js'

const SITE = 'Health Report Search'

export const shell: Messages['shell'] = {
  /** The language's own tag (BCP 47). */
  lang: 'en',
  siteName: SITE,
  titleOf: (title) => `${title} — ${SITE}`,
  skip: 'Skip to content',
  mainNav: 'Main',
  home: 'Home', passages: 'Passages', reports: 'Reports', reportsList: 'List of reports', quality: 'Text quality', api: 'Data interface',
  colophon: 'The texts were prepared from the original files; every passage leads to its lines there. Check the original before you quote.',
  otherLanguage: '中文',
  searchLabel: 'Search the full text of the reports', searchPlaceholder: 'Chinese words, numbers, or an “exact phrase”', search: 'Search', searchAgain: 'Try other words',
  backHome: 'Home page', seeReports: 'List of reports',
  pageNav: 'Pages', previousPage: 'Previous page', nextPage: 'Next page',
  printed: (address, day) => html`${zh(address)} retrieved ${day}`,
  wholeProvince: 'whole province', unknown: 'unknown',
}

export const script: Messages['script'] = {
  suggestions: 'Suggestions', count: '{n} suggestions, choose with the arrow keys', passages: '{n} passages', term: 'term', indicator: 'indicator', heading: 'heading', report: 'report',
  selection: 'Selected text', copy: 'Copy citation', address: 'Address of the passages', copied: 'Citation copied', collect: 'Collect', keys: 'Keys', close: 'Close', noMore: 'No more hits',
  notCopied: 'Could not copy: select the text and press Ctrl+C (⌘C on a Mac)',
}
