/** Dates as citations write them: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` (GB/T 7408.1, extended form). */

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u

/** Year, month, day as far as they are known. A text that is no date of the calendar gives `null`. */
export function dateParts(text: string): [number, number?, number?] | null {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (year === undefined) return null
  const parts = [year, month, day].filter((part) => part !== undefined).map(Number) as [number, number?, number?]
  const [y, m = 1, d = 1] = parts
  const date = new Date(Date.UTC(y, m - 1, d))
  // Years below 100 would be read as 19xx.
  date.setUTCFullYear(y)
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? parts : null
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => dateParts(text)?.length === 3

/** The day in China (UTC+8, without summer time) at a moment: what a reader there writes as 引用日期. */
export const dayInChina = (moment: Date): string => new Date(moment.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
