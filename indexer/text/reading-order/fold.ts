/** One spelling for the language model: full-width and half-width alike, any number is one sign. */

const QUOTE = /["'“”‘’＂]/gu

/** Folded characters of a text, without white space. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(QUOTE, '"')
    .replace(/[0-9]+(?:\.[0-9]+)?/gu, '0')
}

export const HAN = /\p{Script=Han}/u

/** Whether a sentence can end with this text (closing marks after the full stop aside). */
export function endsSentence(text: string): boolean {
  return /[。!?！？][)）"'”’」』]*\s*$/u.test(text)
}

/** Marks with which no printed line starts. */
export const CLOSING = /^[,，。;；:：!！?？、)）》〉】」』%]/u
/** Marks with which no printed line ends. */
export const OPENING = /[(（《〈【「『]$/u
