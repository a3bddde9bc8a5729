/** Tables as files for spreadsheets. */

/** Spreadsheets take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/u

function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(text) ? `"${text.replace(/"/gu, '""')}"` : text
}

/** RFC 4180 in UTF-8, with the byte order mark by which Excel knows it. Texts that a spreadsheet would run as formulas get an apostrophe. */
export const toCsv = (rows: readonly (readonly (string | number)[])[]): string => `\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`
