import { Converter } from 'opencc-js/cn2t'

/** Simplified -> traditional, for asking simplified texts in traditional characters. */
export const toTraditional: (text: string) => string = Converter({ from: 'cn', to: 't' })
