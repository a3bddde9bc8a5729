import type { Messages } from '../catalogue.js'
import { listed } from './wording.js'

export const problems: Messages['problems'] = {
  badParameter: 'Wrong parameter', notFound: 'Page not found', queryTooLong: 'The query is too long', badRequest: 'Bad request', internal: 'Something went wrong',
  notFoundAdvice: 'The address may have changed or be mistyped. Start from a search or from the list of reports.',
  badAddress: (advice) => `The address is wrong: ${advice}.`,
  sentence: (advice) => `${advice}.`,
  and: '; ',
  oneQuery: 'Give the parameter q only once.',
  badRequestAdvice: 'The address could not be read. Check it and try again.',
  internalAdvice: 'The server could not answer this request. Try again later, and tell the operator if it goes on.',
  unknownReport: 'No such report', unknownReportAdvice: 'This report is not collected here, or its id is wrong. Search below, or see the list of reports.',
  withdrawn: 'This report was withdrawn', withdrawnAdvice: (title, reason) => `${title} was withdrawn: ${reason}. Do not quote it any more.`,
  unknownEdition: 'No such edition', unknownEditionAdvice: 'The archive has no such edition, or it lacks this passage. Without v= the address shows the current one.',
  unknownPassage: 'No such passage', unknownPassageAdvice: 'This report has no passage of that id; the link may be incomplete. Search for the sentence below.',
  unknownShort: 'No such short link', unknownShortAdvice: 'This id was never given out. Compare it with the printed page, or search for the sentence below.',
  futureAccess: 'The date of access cannot be later than today: correct accessed.',
  otherParameter: (name) => `correct the parameter ${name}`,
}

export const advice: Messages['advice'] = {
  q: (most) => `a query has at most ${most} characters`,
  year: 'a year has four digits, such as year=2022',
  from: 'the first year has four digits, such as from=2018',
  to: 'the last year has four digits, such as to=2022',
  page: 'page is an integer from 1 on, such as page=2',
  size: (most) => `size is an integer from 1 to ${most}`,
  sort: (values) => `sort is one of ${listed(values)}`,
  city: 'give cities by their short names, 40 at most',
  topic: 'choose topics from the list on the page, 40 at most',
  report: 'the id of a report has small letters, digits and hyphens, such as kaifeng-2020-summary',
  anchor: 'the id of a passage has 8 small letters and digits: check whether the link is complete',
  line: 'line is an integer from 1 on, such as line=75',
  column: 'column is an integer from 1 on, such as column=3',
  edition: (values) => `edition is one of ${listed(values)}, such as edition=2015`,
  style: (values) => `style is one of ${listed(values)}, such as style=reference`,
  accessed: 'accessed is a real day written year-month-day, such as accessed=2026-08-30',
  v: 'the id of an edition has 8 small letters and digits: check whether the link is complete',
  short: 'the id of a short link has digits and letters: compare it with the printed page',
  p: 'the id of a passage has 8 small letters and digits: check whether the link is complete',
}
