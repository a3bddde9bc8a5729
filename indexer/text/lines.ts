import type { SourceLine } from '../types.js'

/**
 * Splits decoded text at LF; a CR before it goes with it. Lines count from 1, as in an editor.
 * A text with lone CRs only (old Mac files) is split at those. Empty text has no lines.
 */
export function splitLines(text: string): SourceLine[] {
  if (text === '') return []
  const separator = text.includes('\n') ? /\r?\n/ : /\r/
  const lines = text.split(separator)
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line, i) => ({ number: i + 1, text: line }))
}
