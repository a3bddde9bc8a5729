import { html, join, type Html, type Phrase } from '../../markup.js'

/** Words of the reports inside an English sentence: said to be Chinese, so that they are read aloud as such. */
export const zh = (text: string): Html => html`<span lang="zh-CN">${text}</span>`

/** `1 passage`, `1,234 passages`. */
export const counted = (count: number | string, noun: string): string =>
  `${typeof count === 'number' ? count.toLocaleString('en') : count} ${noun}${Number(count) === 1 ? '' : 's'}`

export const listed = (items: readonly string[]): string => items.join(', ')
export const listedPhrases = (items: readonly Phrase[], separator = ', '): Html => join(items, separator)
