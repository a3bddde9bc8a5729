/** A long file is shown sheet by sheet, so that a page costs the same whatever the file's length. */

/** Lines of a source file, from 1, both ends inclusive. */
export interface Sheet {
  readonly from: number
  readonly to: number
}

const MOST_LINES = 1000
const MOST_CHARACTERS = 30_000

/** Cuts a file into sheets of so many lines or UTF-16 code units at most; a longer line is a sheet by itself. Every line is on one sheet; a file without lines has none. */
export function sheetsOf(lines: readonly string[], mostLines = MOST_LINES, mostCharacters = MOST_CHARACTERS): Sheet[] {
  const sheets: Sheet[] = []
  let from = 1
  let characters = 0
  lines.forEach((text, i) => {
    const number = i + 1
    if (number > from && (number - from >= mostLines || characters + text.length > mostCharacters)) {
      sheets.push({ from, to: i })
      from = number
      characters = 0
    }
    characters += text.length
  })
  if (lines.length > 0) sheets.push({ from, to: lines.length })
  return sheets
}
