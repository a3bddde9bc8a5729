import type { Messages } from '../catalogue.js'
import { counted } from './wording.js'

export const home: Messages['home'] = {
  headline: 'Local health reports of China, found and cited passage by passage',
  intro: 'Search work reports, plans and features by keyword, city, year and topic; read each hit where it stands; take the link and the reference with you. The reports are in Chinese.',
  description: 'Full-text search and reading of the health reports, plans and features of the cities of Henan: by keyword, city, year and topic, cited passage by passage.',
  tryThese: 'Try:',
  countReports: 'reports', countPassages: 'passages', countCities: 'cities', countYears: 'years',
  coverage: 'What is here',
  coverageMeaning: 'Each cell is the number of passages of a city in a year, and leads to them. “—” means that no report was collected, not that no work was done.',
  coverageRegion: 'Table of coverage, scrolls sideways', coverageCaption: 'Passages by city and year',
  city: 'City', total: 'Total',
  cell: (city, year, count) => `${city} ${year}: ${counted(count, 'passage')}`,
  cellEmpty: (city, year) => `${city} ${year}: not collected`,
  byTopic: 'Topics', reports: 'Latest reports',
  allReports: 'All reports',
  allReportsDescription: (count) => `The ${counted(count, 'report')} collected here`,
  allReportsIntro: (count) => `${counted(count, 'report')}. Each is laid out in sections and passages; each passage has a lasting address and can be compared with the source.`,
}
