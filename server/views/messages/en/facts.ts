import type { Messages } from '../catalogue.js'
import { counted, listed } from './wording.js'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

export const facts: Messages['facts'] = {
  newspaper: 'newspaper page', report: 'work report', plan: 'plan', feature: 'feature',
  listed,
  manyCities: (first, count) => `${listed(first)} and ${counted(count - first.length, 'more city').replace('citys', 'cities')}`,
  pageNumber: 'page number', runningHead: 'running head', comment: 'comment', rule: 'rule', dirt: 'dirt', correction: 'left out by an editor', other: 'other',
  furniture: (kind, rule) => `Page furniture: ${kind} (${rule}), not in the text`,
  lines: (ranges, more) => `${ranges.length === 1 && !ranges[0]?.includes('–') ? 'line' : 'lines'} ${listed(ranges)}${more ? ' and others' : ''}`,
  line: (line) => `line ${line}`,
  lineColumn: (line, columns) => `line ${line}, column ${columns}`,
  passage: (number) => `Passage ${number}`, passageRange: (first, last) => `Passages ${first}–${last}`,
  year: (year) => year,
  years: (from, to) => `${from}–${to}`,
  issuerUnknown: 'issuer unknown', publishedUnknown: 'year of publication unknown',
  published: (year) => `published ${year}`,
  covers: (years) => `covers ${years}`,
  passages: (count) => counted(count, 'passage'),
  sourceLines: (lines) => `Source, ${lines}`,
  doubt: (percent) => `That the text goes on here is inferred, with a confidence of about ${percent} %. Compare the source before you quote.`,
  sourceHas: (found) => `Source: ${found}`,
  day: (year, month, date) => `${date} ${MONTHS[month - 1] ?? ''} ${year}`,
  corrected: 'corrected by an editor',
}
