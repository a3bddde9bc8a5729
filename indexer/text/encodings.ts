/**
 * Which encoding a file is in that does not say so, told by what it reads as: bytes of one encoding decode in another without an error, but to
 * characters that nobody writes.
 */

/** In the order in which they win where the evidence is the same. */
export const GUESSED = ['gb18030', 'big5', 'utf-16le', 'utf-16be'] as const
export type Guessed = (typeof GUESSED)[number]

/** The commonest 汉字 of general and of official Chinese, and the traditional forms of these: two thirds of what any of them is written with. */
const COMMON = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直资命山金指许统区保至队形社空决治展科五基书非则达光放强即难且权完设式记南品告类求据程北边该交规万取望术领共确传师观清今切院让识带导争运责施依委单府照监级议构证护组查案审职六违按准服请款织标营检律项督七收县境未划改办罚技防予八调申备执专供百车企九医疗卫健康病患疫诊药'
  + '這個們來爲國說時會對於過發後裏種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話內給門兒東聲員論處義幾認條氣題別變總電數報結務場計資許統區隊決書則達強難權設記類據邊該規萬術領確傳師觀讓識帶導爭運責單監級議構證護組審職違準請織標營檢項縣劃辦罰調備執專車醫療衛診藥為裡髮眾參',
)

/** Other control characters are no text. */
const WHITE = new Set('\t\n\r\f')

/** Characters that are looked at: more of them would not change what they say. */
const SAMPLE = 20_000

/** How like Chinese a text reads, 0 … 1: the share of its characters that are ASCII, white space or common 汉字; in any Chinese that is half of it at least. Empty text: 0. */
export function readability(text: string): number {
  let common = 0
  let all = 0
  for (const character of text.slice(0, SAMPLE)) {
    all++
    if ((character >= ' ' && character <= '~') || WHITE.has(character) || COMMON.has(character)) common++
  }
  return all === 0 ? 0 : common / all
}

/** What ICU makes of the bytes 80 and FF, which Big5 does not have. */
const NO_BIG5 = /[\u0080\uf8f8]/u

/** `null` for bytes that do not decode without loss. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\ufeff/, '')
    return encoding === 'big5' && NO_BIG5.test(text) ? null : text
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** A text read as UTF-16 that says so nowhere is one only when it reads well. */
const READABLE = 0.3

/** The text of bytes that are not UTF-8, in the encoding in which it reads best; `null` when they decode in none. */
export function decodeByEvidence(bytes: Uint8Array): { text: string; encoding: Guessed; readability: number } | null {
  let best: { text: string; encoding: Guessed; readability: number } | null = null
  for (const encoding of GUESSED) {
    const wide = encoding.startsWith('utf-16')
    if (wide && bytes.length % 2 !== 0) continue
    const text = decodeStrictly(bytes, encoding)
    if (text === null) continue
    const score = readability(text)
    if ((!wide || score >= READABLE) && score > (best?.readability ?? -1)) best = { text, encoding, readability: score }
  }
  return best
}
