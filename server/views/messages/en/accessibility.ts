import type { Messages } from '../catalogue.js'

export const accessibility: Messages['accessibility'] = {
  title: 'Accessibility', description: 'Which standards of accessibility this site meets, how that is checked, and what falls short.',
  intro: 'Anyone should be able to use this site: by keyboard alone, with a screen reader, magnified to 400 %, in high contrast, without scripts, on a phone. It aims at levels A and AA of the Web Content Accessibility Guidelines (WCAG) 2.2, and follows GB/T 37668—2019.',
  checks: 'What was checked',
  summary: (date, runs, pages, found) => `On ${date}, ${runs} automatic checks of ${pages} states of pages in a real browser found ${found} problems.`,
  tools: (engine, browser) => `Tools: ${engine}, ${browser}; rules: levels A and AA of WCAG 2.0, 2.1 and 2.2, and common practice. The table is written by the checks; the data can be downloaded.`,
  data: 'Data of the checks (JSON)', caption: 'Results by state of a page', page: 'Page',
  'light-desk': 'light, 1280 wide', 'dark-desk': 'dark, 1280 wide', 'light-phone': 'light, 360 wide', 'dark-reflow': 'dark, 320 wide (as at 400 %)', 'forced-colours': 'forced colours',
  more: 'Watched by other tests',
  moreOrder: 'Headings skip no level and there is one main heading; tables have captions and heads; icons have names; every figure has its data as a table.',
  moreKeyboard: 'Searching, filtering, reading, going from hit to hit, collecting, citing and paging work by keyboard alone, and without scripts.',
  moreReflow: 'At 400 % no page scrolls sideways; wide tables scroll in a region of their own, by keyboard too.',
  limits: 'What falls short',
  limitsText: 'The reports come from scans and conversions: some words are damaged, and pages say so. The order of passages put together from newspaper columns is inferred, and said to be.',
  limitsHuman: 'Automatic checks find only some barriers. No formal evaluation by disabled people has been made.',
  limitsFiles: 'Exported files (Word, CSV and others) have not been checked.',
  contact: 'If something does not work', contactText: 'Tell the administrator of this site: which device and software, at which address, what you wanted to do.',
}
