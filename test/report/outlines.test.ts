import t from 'tap'
import { headingsOf, parseOutline, without } from '../../bench/headings.js'
import { readFixture, seedReports } from '../support/corpus.js'

/** The hand-made outlines of test/fixtures/outlines, written from reading the sources. */
const outlineOf = (file: string): string[] => parseOutline(readFixture(`outlines/${file.slice(0, 3)}.txt`))

t.test('each report has the headings of its outline, at their levels and in their order', async (t) => {
  for (const report of await seedReports()) {
    if (report.file.startsWith('001')) continue
    t.strictSame(headingsOf(report.sections), outlineOf(report.file), report.id)
  }
})

t.test('the headlines of the page with interleaved columns are found, but for two that its columns have torn', async (t) => {
  const report = (await seedReports()).find(({ file }) => file.startsWith('001'))
  const [found, truth] = [headingsOf(report?.sections ?? []), outlineOf(report?.file ?? '')]
  t.equal(truth.length, 19)
  t.ok(without(truth, found).length <= 2, without(truth, found).join(' / '))
  t.ok(without(found, truth).length <= 1, without(found, truth).join(' / '))
})
