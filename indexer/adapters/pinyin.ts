import { pinyin } from 'pinyin-pro'
import type { Romanize } from '../ports.js'

/**
 * 汉字 -> syllables of 汉语拼音 without tones, read in their words (重 of 重庆 is chong); ü is written v, as it is typed.
 * Any other character is its own syllable. The result has as many syllables as the text has code points.
 */
export const createRomanize = (): Romanize => (text) =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'spaced', surname: 'off' })
